"""Makes docs/dialogue.png: opens a desk of its own, and asks for a service in the web chat.

Run: .venv/bin/python docs/make_dialogue_picture.py (needs chromium and the packages for checking).
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

PICTURE = Path(__file__).with_name("dialogue.png")
PHONE = ViewportSize(width=400, height=850)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATIENCE = 30.0

DIALOGUE = [
    "ขอถังขยะ",
    "ถังเดิมแตก",
    "๑ ใบ",
    "๔๕/๑ หมู่ ๓",
    "หน้าบ้าน ใต้ต้นมะขาม",
    "ข้าม",
    "๐๘๑-๒๓๔-๕๖๗๘",
    "ส่งเลย",
]
"""What the resident types, as residents type."""

SHOWN_AFTER = ("ถังเดิมแตก", "๐๘๑-๒๓๔-๕๖๗๘", "ส่งเลย")
GAP = 24


@contextmanager
def open_desk() -> Iterator[str]:
    """Open a desk with an empty database on a free port, and close it again."""
    with TemporaryDirectory() as home, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        own = {
            "SALA_DATABASE_URL": f"sqlite+aiosqlite:///{home}/sala.db",
            "SALA_DATA_DIR": home,
            "SALA_BASE_URL": f"http://127.0.0.1:{port}",
        }
        command = [str(Path(sys.executable).with_name("sala")), "serve", "--port", str(port)]
        desk = subprocess.Popen(command, env=os.environ | own)  # noqa: S603 -- our own program
        try:
            wait_until_ready(own["SALA_BASE_URL"])
            yield own["SALA_BASE_URL"]
        finally:
            desk.terminate()
            desk.wait(PATIENCE)


def wait_until_ready(address: str) -> None:
    """Wait for `/readyz`. Raises `TimeoutError` when the desk does not open."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/readyz"):  # noqa: S310 -- our own address
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"No desk at {address}")


def hold(page: Page) -> Iterator[bytes]:
    """Have the conversation, waiting for each answer; yield a picture at each moment to show."""
    said = page.locator(".message-office")
    said.first.wait_for()
    for words in DIALOGUE:
        before = said.count()
        page.fill("#words", words)
        page.press("#words", "Enter")
        said.nth(before).wait_for()
        if words in SHOWN_AFTER:
            page.locator("#words").blur()
            yield page.screenshot()


def side_by_side(screens: list[bytes]) -> Image.Image:
    """Put screens beside each other, with some paper between them."""
    pictures = [Image.open(BytesIO(screen)) for screen in screens]
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) - 1)
    paper = Image.new("RGB", (width, pictures[0].height), "white")
    for number, picture in enumerate(pictures):
        paper.paste(picture, (number * (picture.width + GAP), 0))
    return paper


def make() -> None:
    """Have the conversation and keep three moments of it as one picture."""
    with open_desk() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("SALA_TEST_CHROMIUM") or shutil.which("chromium"),
            args=QUIET,
        )
        page = browser.new_page(viewport=PHONE, device_scale_factor=1.5, locale="th-TH")
        page.emulate_media(reduced_motion="reduce")
        page.goto(f"{address}/chat")
        side_by_side(list(hold(page))).save(PICTURE, optimize=True)
        browser.close()


if __name__ == "__main__":
    make()
