"""`sala simulate` as an operator starts it: by its name, from any folder."""

import asyncio
import sys
from pathlib import Path

SALA = Path(sys.executable).with_name("sala")


async def test_the_simulator_starts_from_the_command(tmp_path: Path) -> None:
    started = await asyncio.create_subprocess_exec(
        SALA, "simulate", "--port", "0", stdout=asyncio.subprocess.PIPE,
        stdin=asyncio.subprocess.DEVNULL, cwd=tmp_path,
    )  # fmt: skip
    assert started.stdout is not None
    async with asyncio.timeout(60):
        told = await started.stdout.readline()
    started.terminate()
    await started.communicate()
    assert told.decode().startswith("Start the desk with:")
