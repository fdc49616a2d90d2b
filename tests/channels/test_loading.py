"""The messengers' libraries are heavy: they are loaded when a channel is built, not before."""

import subprocess
import sys

import pytest

LINE = "from bot.channels.line import Line"
TELEGRAM = "from bot.channels.telegram import Telegram"
BUILT = {
    "linebot": f"{LINE}; Line('s', 't', 'http://127.0.0.1:9', 'http://127.0.0.1:9')",
    "telegram": f"{TELEGRAM}; Telegram('1:t', 's', 'http://127.0.0.1:9')",
}


def loads(library: str, code: str) -> bool:
    """Run code in a fresh interpreter and say whether the library was loaded by it."""
    ask = f"import sys; {code}; print({library!r} in sys.modules)"
    told = subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True)  # noqa: S603 -- our own code
    return told.stdout.strip() == b"True"


@pytest.mark.parametrize("library", BUILT)
def test_reading_our_modules_loads_no_library(library: str) -> None:
    assert loads(library, f"{LINE}; {TELEGRAM}; import bot.channels.telegram_polling") is False


@pytest.mark.parametrize(("library", "code"), BUILT.items())
def test_building_a_channel_loads_its_library(library: str, code: str) -> None:
    assert loads(library, code) is True
