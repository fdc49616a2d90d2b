"""A real browser and a real server on loopback, for tests that look at pages."""

import os
import shutil
import socket
from asyncio import create_task
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, ViewportSize, async_playwright
from starlette.types import ASGIApp

CHROMIUM = os.environ.get("SALA_TEST_CHROMIUM") or shutil.which("chromium") or ""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PHONE: ViewportSize = {"width": 360, "height": 740}

needs_chromium = pytest.mark.skipif(
    not CHROMIUM, reason="no chromium here; SALA_TEST_CHROMIUM names one"
)


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    """Serve an application on a free port of loopback; yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            app, log_config=None, lifespan="off", ws="none", timeout_graceful_shutdown=4
        )
        server = uvicorn.Server(config)
        serving = create_task(server.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await serving


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        await opened.close()


FOCUSED = """() => {
    const outer = document.activeElement;
    const focused = outer.shadowRoot?.activeElement ?? outer;
    if (focused === document.body) return "";
    const label = focused.labels?.[0]?.textContent;
    return focused.ariaLabel || label || focused.innerText || "";
}"""
"""Script: what the focused thing is called."""


async def reach(page: Page, words: str) -> None:
    """Press Tab until the focus is on what is called by these words."""
    for _step in range(80):
        await page.keyboard.press("Tab")
        if words in await page.evaluate(FOCUSED):
            return
    pytest.fail(f"the keyboard does not reach “{words}”")


async def complaints(page: Page) -> list[str]:
    """Return what axe finds wrong with a page, and whether it runs out of the window."""
    found = await Axe().run(page)
    wrong = [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
    wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*wrong, *([f"{wide} pixels too wide"] if wide > 0 else [])]


SMALL_TARGETS = """() => ["button", ".button", ".choice", "input", "textarea", "nav a"]
    .flatMap((kind) => [...document.querySelectorAll(kind)])
    .filter((target) => target.offsetParent && target.getBoundingClientRect().height < 47.5)
    .map((target) => target.outerHTML.slice(0, 120))"""
"""Script: what is to be pressed and is lower than 48 pixels."""
