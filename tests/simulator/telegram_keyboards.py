"""Telegram's keyboards: their limits, and the buttons a person can press on them."""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from tests.simulator.counting import utf8_bytes, utf16_units
from tests.simulator.screen import Button
from tests.simulator.telegram_fields import bad_request
from tests.simulator.telegram_rules import (
    CALLBACK_DATA_BYTES,
    COPIED_LONGEST,
    KEYBOARD_BUTTONS,
    ROW_BUTTONS,
)

Markup = Mapping[str, Any]
PRESSED = ("callback_data", "url", "web_app", "copy_text", "login_url", "pay", "callback_game")
SWITCHES = (
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
)
REQUESTS = ("request_contact", "request_location", "request_poll", "web_app")
STYLES = frozenset({"danger", "success", "primary"})


def check_keyboard(markup: Markup, *, private: bool = True) -> None:
    """Refuse a keyboard that Telegram would not show; pages open inside private chats only."""
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    if any(len(row) > ROW_BUTTONS for row in rows) or sum(map(len, rows)) > KEYBOARD_BUTTONS:
        raise bad_request("reply markup is too long")
    inline = "inline_keyboard" in markup
    for button in chain.from_iterable(rows):
        if not button["text"]:
            raise bad_request("BUTTON_TEXT_EMPTY" if inline else "keyboard button text is empty")
        _check_style(button)
        if "web_app" in button and not private:
            raise bad_request("BUTTON_TYPE_INVALID")
        if inline:
            _check_inline(button)


def _check_style(button: Markup) -> None:
    if button.get("style", "primary") not in STYLES:
        raise bad_request("invalid button style specified")


def _check_inline(button: Markup) -> None:
    pressed = [name for name in (*PRESSED, *SWITCHES) if name in button]
    if not pressed:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(pressed) > 1:
        raise bad_request("can't parse inline keyboard button: one optional field must be used")
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button and not button["url"].startswith(("http://", "https://", "tg://")):
        raise bad_request(
            f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL"
        )
    _check_extras(button)


def _check_data(data: str) -> None:
    if not 1 <= utf8_bytes(data) <= CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_extras(button: Markup) -> None:
    web_app = button.get("web_app", {"url": "https://"})["url"]
    if not web_app.startswith("https://"):
        reason = "is invalid: Only HTTPS links are allowed"
        raise bad_request(f"inline keyboard button Web App URL '{web_app}' {reason}")
    copied = button.get("copy_text", {"text": "-"})["text"]
    if not 1 <= utf16_units(copied) <= COPIED_LONGEST:
        raise bad_request("COPY_TEXT_INVALID")


def buttons_of(markup: Markup | None) -> list[Button]:
    """The buttons of an inline or a reply keyboard, row by row."""
    if not markup:
        return []
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return [_button(button) for button in chain.from_iterable(rows)]


def _button(button: dict[str, Any]) -> Button:
    kinds = (name for name in (*PRESSED, *SWITCHES, *REQUESTS) if name in button)
    return Button(button["text"], next(kinds, "text"), button)
