"""Written messages as channels read them, and texts cut to the lengths of a messenger."""

import unicodedata
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels import DeliveryFailed
from services.kit.message import OFFERS, Picture, Wanted, Written

ELLIPSIS = "…"
LONGEST_ADDRESS = 1000
"""Of a button: LINE's limit, the smallest of all messengers."""

SHORT_LABEL = 8
MANY_BUTTONS = 6
"""From here on, short labels (village numbers, say) stand two in a row: less to scroll."""


@dataclass(frozen=True, slots=True)
class Pressable:
    """A button as it stands in the outbox: `value` comes back to us, or `url` is opened."""

    label: str
    value: str = ""
    url: str = ""
    inside: bool = False
    """The page is ours, to be opened inside the messenger."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One written message, read back from plain data."""

    text: str
    buttons: tuple[Pressable, ...] = ()
    wants: Wanted | None = None
    offers: tuple[str, ...] = ()
    """The labels of the messenger's own buttons for what is wanted."""
    date: str = ""
    """What a press that answers with a day begins with."""
    picture: Picture | None = None


def read_letter(written: Written | Mapping[str, Any]) -> Letter:
    """Read one message of the outbox, of this version or an earlier one."""
    told: Mapping[str, Any] = written
    wants = Wanted(told["wants"]) if told.get("wants") else None
    return Letter(
        text=str(told.get("text", "")).strip(),
        buttons=tuple(_read_button(button) for button in told.get("buttons", ())),
        wants=wants,
        offers=_read_offers(told, wants),
        date=str(told.get("date", "")),
        picture=_read_picture(told.get("picture")),
    )


def _read_button(button: Mapping[str, Any]) -> Pressable:
    url, inside = button.get("url", ""), bool(button.get("inside"))
    return Pressable(button["label"], button.get("value", ""), url, inside)


def _read_picture(told: Mapping[str, str] | None) -> Picture | None:
    return Picture(told["url"], b64decode(told["png"])) if told else None


def _read_offers(told: Mapping[str, Any], wants: Wanted | None) -> tuple[str, ...]:
    if wants is None:
        return ()
    return tuple(told.get("offers") or [label.render() for label in OFFERS[wants]])


def checked_address(url: str) -> str:
    """Return an address for a button; one that is too long is a fault of ours, seen at once."""
    if len(url) > LONGEST_ADDRESS:
        raise DeliveryFailed("the address of a button is too long", permanent=True)
    return url


def units(text: str) -> int:
    """Count UTF-16 units, as LINE and Telegram do: an emoji is two."""
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def pieces(text: str, longest: int) -> Iterator[str]:
    """Cut a text into parts of at most `longest` UTF-16 units, between paragraphs if possible."""
    rest = text.strip()
    while units(rest) > longest:
        cut = _place_to_cut(rest, _letters_within(rest, longest))
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    if rest:
        yield rest


def shortened(text: str, longest: int) -> str:
    """Return the text, or as much of it as fits with an ellipsis in place of the rest."""
    if units(text) <= longest:
        return text
    cut = _before_marks(text, _letters_within(text, longest - 1))
    return text[:cut].rstrip() + ELLIPSIS


def _letters_within(text: str, longest: int) -> int:
    """Return how many letters of the text take at most `longest` UTF-16 units."""
    taken = 0
    for count, letter in enumerate(text):
        taken += 2 if letter > "\uffff" else 1
        if taken > longest:
            return count
    return len(text)


def _place_to_cut(text: str, latest: int) -> int:
    """Prefer the end of a paragraph, of a line, of a word, in the second half of the part."""
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, latest // 2, latest + 1)
        if found > 0:
            return found
    return max(_before_marks(text, latest), 1)


def _before_marks(text: str, cut: int) -> int:
    """Move a cut in front of the letter whose vowel or tone marks would be torn off."""
    while 0 < cut < len(text) and unicodedata.category(text[cut]) in {"Mn", "Mc", "Cf"}:
        cut -= 1
    return cut


def rows(buttons: Sequence[Pressable]) -> list[list[Pressable]]:
    """Lay buttons out, each as wide as can be, but short labels of many in pairs."""
    laid: list[list[Pressable]] = []
    for button in buttons:
        if (
            laid
            and len(laid[-1]) == 1
            and len(buttons) > MANY_BUTTONS
            and _both_short(laid, button)
        ):
            laid[-1].append(button)
        else:
            laid.append([button])
    return laid


def _both_short(laid: list[list[Pressable]], button: Pressable) -> bool:
    return max(len(laid[-1][0].label), len(button.label)) <= SHORT_LABEL
