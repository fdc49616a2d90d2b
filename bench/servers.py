"""The servers that are measured, each in a process of its own."""

import asyncio
import base64
import hashlib
import hmac
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp

from bench.load import SECRET

ROOT = Path(__file__).parent.parent


def bare() -> ASGIApp:
    """A FastAPI endpoint that checks the signature and does nothing else."""
    app = FastAPI(openapi_url=None)

    @app.post("/webhooks/line")
    async def webhook(request: Request) -> Response:
        body = await request.body()
        digest = hmac.digest(SECRET.encode(), body, hashlib.sha256)
        told = request.headers.get("x-line-signature", "")
        right = hmac.compare_digest(base64.b64encode(digest).decode(), told)
        return Response(status_code=200 if right else 401)

    return app


def desk() -> ASGIApp:
    """The whole desk, but for the sender: what is measured ends with the queued reply."""
    from web.app import Sala
    from web.logs import configure_logs
    from web.settings import Settings

    settings = Settings()
    configure_logs(settings.log_format)
    return Sala(settings, sending=False).app


@dataclass
class Server:
    """A server process that is answering."""

    pid: int
    port: int

    def cpu_seconds(self) -> float:
        """Return the processor time of the process so far, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(factory: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Start one of the servers above and stop it at the end."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", f"bench.servers:{factory}", "--factory"]
    command += ["--port", str(port), "--log-level", "warning", "--no-access-log"]
    process = subprocess.Popen(  # noqa: S603 -- our own interpreter and our own words
        command, cwd=ROOT, env={**os.environ, **environment}
    )
    try:
        asyncio.run(_until_open(port))
        yield Server(process.pid, port)
    finally:
        process.terminate()
        process.wait(60)


def free_port() -> int:
    """Return a port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _until_open(port: int, patience: float = 300.0) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        with suppress(OSError):
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.05)
    raise TimeoutError(f"nothing answers on port {port}")
