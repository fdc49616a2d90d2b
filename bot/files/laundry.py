"""The laundry: hands each file to a process of its own, waits so long, and reads what it says."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from bot.files.refusals import Refusal, Unwelcome

PATIENCE = 60.0
"""Seconds for one file; a photo takes less than one."""

AT_ONCE = 2

TOLD_TO_END = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
"""A service manager, or Ctrl-C, stops the desk and all of its processes at once."""

ROOT = Path(__file__).resolve().parents[2]
"""Where Python finds this package again."""

HANDED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP")
"""All the process gets of our environment, which holds tokens and passwords."""


@dataclass(frozen=True, slots=True)
class Washed:
    """What became of a file: its kind, and what it told of when and where it was taken."""

    media_type: str
    origin: dict[str, Any] = field(default_factory=dict)


class Laundry:
    """Washes a few files at a time."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._room = asyncio.Semaphore(AT_ONCE)

    async def wash(self, arrived: Path, washed: Path, media_type: str) -> Washed:
        """Write what is kept of a file to `washed`; both paths are whole. Raises `Unwelcome`."""
        async with self._room:
            said = await self._run(arrived, washed, media_type)
        if "refused" in said:
            raise Unwelcome(Refusal(said["refused"]), said["detail"])
        return Washed(said["media_type"], said["origin"])

    async def _run(self, arrived: Path, washed: Path, media_type: str) -> dict[str, Any]:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.files.washing", str(arrived), str(washed), media_type,
            stdin=asyncio.subprocess.DEVNULL, stdout=PIPE, stderr=PIPE, cwd=ROOT,
            env={name: os.environ[name] for name in HANDED_ON if name in os.environ},
        )  # fmt: skip
        try:
            async with asyncio.timeout(self._patience):
                said, complaint = await process.communicate()
        except TimeoutError:
            raise Unwelcome(Refusal.TOO_LARGE, "takes too long") from None
        finally:
            await _end(process)
        return _read(process.returncode or 0, said, complaint)


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _read(code: int, said: bytes, complaint: bytes) -> dict[str, Any]:
    """Read the answer. A process that was brought down met a bad file; others tell our faults.

    What ends the desk ends the process with it: then the file is tried again.
    """
    if -code in TOLD_TO_END:
        raise RuntimeError(f"washing was ended by signal {-code}")
    if code < 0:
        raise Unwelcome(Refusal.BROKEN, f"stopped by signal {-code}")
    if code:
        raise RuntimeError(f"washing broke: {complaint[-300:].decode(errors='replace')}")
    told: dict[str, Any] = orjson.loads(said)
    return told
