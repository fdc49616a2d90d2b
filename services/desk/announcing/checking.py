"""What must be right before an announcement may be sent. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from models.announcement_vocabulary import AnnouncementKind
from services.desk.announcing.content import Content
from services.kit.text import Rendered, _

LONGEST_TITLE = 80
LONGEST_TEXT = 2000
"""Letters, counted as messengers count them; the smallest limit is Telegram's 4,096 with the
title, and whoever reads on a telephone stops long before."""

LONGEST_CAPTION = 1024
"""Words under a picture on Telegram; longer ones come as a message of their own."""

LONGEST_LABEL = 20
LONGEST_ADDRESS = 1000
MOST_BUTTONS = 3
LATEST = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about an announcement. `stops`: it cannot be sent like this."""

    words: Rendered
    stops: bool = True


def findings(content: Content, now: datetime) -> list[Finding]:
    """Return all that is wrong, and what is good to know."""
    return [
        *_of_words(content),
        *_of_english(content),
        *_of_addresses(content),
        *_of_time(content, now),
        *_worth_knowing(content),
    ]


def stops(found: list[Finding]) -> list[Finding]:
    """Return what keeps it from being sent."""
    return [one for one in found if one.stops]


def units(text: str) -> int:
    """Count UTF-16 units, as messengers do: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _of_words(content: Content) -> Iterator[Finding]:
    if not content.title_th:
        yield Finding(_("The Thai title is missing."))
    if not content.text_th:
        yield Finding(_("The Thai text is missing."))
    for title in (content.title_th, content.title_en):
        if units(title) > LONGEST_TITLE:
            yield Finding(
                _("A title may have {most} letters; this one has {count}: {title}",
                  most=LONGEST_TITLE, count=units(title), title=title)
            )  # fmt: skip
    for text in (content.text_th, content.text_en):
        if units(text) > LONGEST_TEXT:
            yield Finding(
                _("A text may have {most} letters; this one has {count}: {beginning}",
                  most=LONGEST_TEXT, count=units(text), beginning=f"{text[:40]}…")
            )  # fmt: skip


def _of_english(content: Content) -> Iterator[Finding]:
    if bool(content.title_en) != bool(content.text_en):
        yield Finding(_("Write both the English title and the English text, or neither."))
    elif not content.title_en:
        yield Finding(
            _("There are no English words: whoever reads English gets the Thai ones."),
            stops=False,
        )


def _of_addresses(content: Content) -> Iterator[Finding]:
    if content.link and not is_address(content.link):
        yield Finding(_("The link must begin with https:// and have at most 1,000 letters."))
    for button in content.buttons:
        labels = (button.get("label_th", ""), button.get("label_en", ""))
        if not labels[0] or not is_address(button.get("url", ""), ("https", "tel")):
            yield Finding(
                _("A button needs words in Thai and an address that begins with https:// or tel:.")
            )
        if max(units(label) for label in labels) > LONGEST_LABEL:
            yield Finding(_("The words on a button may have 20 letters."))


def _of_time(content: Content, now: datetime) -> Iterator[Finding]:
    at = content.scheduled_at
    if at and content.kind == AnnouncementKind.EMERGENCY:
        yield Finding(_("What is urgent goes out at once; take the time away."))
    elif at and at > now + LATEST:
        yield Finding(_("The time to send it is more than half a year away."))


def _worth_knowing(content: Content) -> Iterator[Finding]:
    longest = max(units(content.text_th), units(content.text_en))
    if content.picture and longest + LONGEST_TITLE > LONGEST_CAPTION:
        yield Finding(
            _("On Telegram the picture and the words come as two messages: the text is long."),
            stops=False,
        )


def is_address(address: str, schemes: tuple[str, ...] = ("https",)) -> bool:
    """Say whether messengers and browsers open this address, and nothing runs in it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    named = bool(parts.netloc) if parts.scheme != "tel" else bool(parts.path)
    plain = address.isascii() and not any(letter.isspace() for letter in address)
    return parts.scheme in schemes and named and plain and len(address) <= LONGEST_ADDRESS
