"""A whole desk served over HTTP on loopback, in the test's own event loop."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
import uvicorn

from models.columns import utc_now
from services.kit.service import Service
from tests.conftest import OFFICE_FILE
from tests.simulator import Simulator
from tests.simulator.server import listen
from web.app import Sala
from web.settings import Settings

SECRET_TOKEN = "a-secret-only-telegram-knows"
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody: loopback speaks no TLS, and reading the certificates takes 50 ms each time."""


@dataclass
class Served:
    """A running office and where it answers."""

    sala: Sala
    url: str
    browser: httpx.AsyncClient


def settings_for(simulator: Simulator, database_url: str, folder: Path, url: str) -> Settings:
    """Connect a desk to the simulated messengers, as an office would to the real ones."""
    return Settings(
        _env_file=None,
        database_url=database_url,
        data_dir=folder / "data",
        office=OFFICE_FILE,
        base_url=url,
        line_channel_secret=simulator.line.secret,
        line_channel_access_token=simulator.line.access_token,
        line_api_url=simulator.line_api_url,
        line_data_url=simulator.line_data_url,
        telegram_token=simulator.telegram.token,
        telegram_secret_token=SECRET_TOKEN,
        telegram_api_url=simulator.telegram_api_url,
    )


def browser_of(url: str, **headers: str) -> httpx.AsyncClient:
    """Open a browser, patient enough for a page that waits for news."""
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=40, verify=NO_TLS)


class PromptServer(uvicorn.Server):
    """Ends as soon as it is told to: uvicorn itself looks ten times a second, which adds up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.told_to_end = asyncio.Event()

    async def main_loop(self) -> None:
        await self.told_to_end.wait()


@asynccontextmanager
async def served(
    settings: Settings,
    port_of: Callable[[], int],
    clock: Callable[[], datetime] = utc_now,
    services: Mapping[str, Service] | None = None,
) -> AsyncIterator[Served]:
    """Open a desk and serve it until the block ends; then close it in good order."""
    port = port_of()
    sala = Sala(settings, clock, services)
    config = uvicorn.Config(
        sala.app, log_config=None, access_log=False, lifespan="on", ws="none", log_level="error"
    )
    server = PromptServer(config)
    listener = listen(port)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    async with browser_of(url) as browser:
        await _until_open(browser, serving)
        yield Served(sala, url, browser)
    server.told_to_end.set()
    await serving


async def _until_open(browser: httpx.AsyncClient, serving: asyncio.Task[None]) -> None:
    """The listener takes connections before the desk is ready: one request waits for both."""
    while not serving.done():
        try:
            answer = await browser.get("/healthz")
        except httpx.TransportError:
            await asyncio.sleep(0.01)
        else:
            assert answer.status_code == 200
            return
    serving.result()
