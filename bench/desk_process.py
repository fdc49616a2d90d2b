"""A desk as an operator runs it, in a process of its own, which dies more often than his."""

import asyncio
import os
import random
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent
STARTING = 300.0
"""Seconds a desk may take to listen, on a machine with much else to do."""

BELOW_CALLERS = range(20_000, 32_000)
"""Linux hands greater numbers to whoever calls somebody: one of those may be taken while the desk
is dead."""


def lasting_port() -> int:
    """Return a port that is free now and that nobody gets by chance before the desk is back."""
    while True:
        port = random.SystemRandom().choice(BELOW_CALLERS)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


class DeskProcess:
    """`sala serve`, to be started and killed."""

    def __init__(
        self,
        environment: Mapping[str, str],
        port: int,
        workers: int = 1,
        says: IO[bytes] | int = asyncio.subprocess.DEVNULL,
    ) -> None:
        self.port = port
        self._says = says
        self._workers = workers
        self._environment = {**os.environ, **environment}
        self._process: asyncio.subprocess.Process | None = None

    @property
    def group(self) -> int:
        """The number of its process, and of the group of all it started; 0 before it runs."""
        return self._process.pid if self._process else 0

    async def start(self) -> None:
        code = "from web.cli import run; run()"
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, "serve", "--port", str(self.port),
            "--workers", str(self._workers), cwd=ROOT, env=self._environment,
            stdout=self._says, stderr=self._errors(), start_new_session=True,
        )  # fmt: skip
        await self._until_open()

    def _errors(self) -> int | None:
        """Send what goes wrong where everything else goes, when somebody reads that."""
        return None if self._says == asyncio.subprocess.DEVNULL else asyncio.subprocess.STDOUT

    async def kill(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()

    async def _until_open(self) -> None:
        async with asyncio.timeout(STARTING):
            while not await self._answers():  # noqa: ASYNC110 -- a process rings no bell
                await asyncio.sleep(0.05)

    async def _answers(self) -> bool:
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        writer.close()
        return True
