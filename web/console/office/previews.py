"""How own words will look: written by the channels' own code, then drawn."""

import re
from dataclasses import dataclass
from typing import Any

from services.kit.message import Button, Reply
from services.kit.own_words import spoken
from services.kit.text import ENGLISH, Text, _, plain

_GAP = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Bubble:
    """What one messenger shows in one piece: words, and the labels below them."""

    words: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """All that one messenger shows of it."""

    name: Text
    look: str
    bubbles: tuple[Bubble, ...]


def previews(words: str, politeness: str, *, label: bool) -> tuple[Preview, ...]:
    """Show words on each messenger; gaps are filled with their own names."""
    said = _GAP.sub(r"‹\1›", spoken(words, politeness))
    button = Button(plain(said), "menu")
    reply = Reply(plain("…"), (button,)) if label else Reply(plain(said))
    written = reply.written(ENGLISH)
    return (
        Preview(_("LINE"), "line", _line(written)),
        Preview(_("Telegram"), "telegram", _telegram(written)),
        Preview(_("Web chat"), "web", (_web(written),)),
    )


def _line(written: dict[str, object]) -> tuple[Bubble, ...]:
    from bot.channels.line_writing import write_messages

    return tuple(_line_bubble(one.to_dict()) for one in write_messages([written], private=True))


def _line_bubble(message: dict[str, Any]) -> Bubble:
    if message["type"] == "text":
        return Bubble(message["text"])
    contents = message["contents"]
    labels = tuple(row["action"]["label"] for row in contents["footer"]["contents"])
    return Bubble(contents["body"]["contents"][0]["text"], labels)


def _telegram(written: dict[str, object]) -> tuple[Bubble, ...]:
    from bot.channels.telegram_writing import write_messages

    return tuple(
        Bubble(one.text, _keys(one.markup)) for one in write_messages([written], private=True)
    )


def _keys(markup: Any) -> tuple[str, ...]:
    rows = markup.to_dict().get("inline_keyboard", []) if markup else []
    return tuple(key["text"] for row in rows for key in row)


def _web(written: dict[str, Any]) -> Bubble:
    return Bubble(written["text"], tuple(one["label"] for one in written.get("buttons", ())))
