"""The form in which an announcement is written, read back into what it says."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from models.announcement_vocabulary import AnnouncementKind
from services.desk.announcing.checking import MOST_BUTTONS
from services.desk.announcing.content import Audience, Content
from services.kit.errors import InvalidAnswer
from services.kit.office import Office
from services.kit.text import BANGKOK, _
from web.console.forms import Form, written

MOST_FORM_FIELDS = 250
LANGUAGES = ("th", "en")
CHANNELS = ("line", "telegram", "webchat")
_KEPT = 4000
"""Letters the table keeps; what is too long for messengers is kept and shown, not cut."""


def read_content(form: Form, office: Office, services: Mapping[str, Any], kept: Content) -> Content:
    """Return what the form says; the picture is chosen on a page of its own."""
    urgent = written(form, "kind") == AnnouncementKind.EMERGENCY
    kind = AnnouncementKind.EMERGENCY if urgent else AnnouncementKind.NORMAL
    return Content(
        kind=kept.kind if kept.kind == AnnouncementKind.CORRECTION else kind,
        title_th=written(form, "title_th")[:120],
        text_th=written(form, "text_th")[:_KEPT],
        title_en=written(form, "title_en")[:120],
        text_en=written(form, "text_en")[:_KEPT],
        link=written(form, "link")[:1000],
        picture=kept.picture,
        buttons=tuple(_buttons(form)),
        audience=_audience(form, office, services),
        scheduled_at=_moment(written(form, "scheduled_at")),
    )


def _buttons(form: Form) -> Iterator[Mapping[str, str]]:
    for number in range(MOST_BUTTONS):
        one = {
            name: written(form, f"button-{number}-{name}")[:1000]
            for name in ("label_th", "label_en", "url")
        }
        if any(one.values()):
            yield one


def _audience(form: Form, office: Office, services: Mapping[str, Any]) -> Audience:
    language, service = written(form, "language"), written(form, "open_cases_of")
    return Audience(
        villages=tuple(one for one in office.villages if form.get(f"village-{one}")),
        topics=tuple(one for one in office.topics if form.get(f"topic-{one}")),
        language=language if language in LANGUAGES else "",
        channels=tuple(one for one in CHANNELS if form.get(f"channel-{one}")),
        open_cases_of=service if service in services else "",
    )


def _moment(typed: str) -> datetime | None:
    """Read the field of a browser, which has no zone: the office means Thai time."""
    if not typed:
        return None
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=BANGKOK)
    except ValueError:
        raise InvalidAnswer(_("The time reads like 2026-12-31T08:30.")) from None


def shown_moment(at: datetime | None) -> str:
    """Return a moment as the field of a browser takes it."""
    return at.astimezone(BANGKOK).strftime("%Y-%m-%dT%H:%M") if at else ""


def read_version(form: Form) -> int:
    """Return which version the page showed; a page without one is too old for anything."""
    typed = written(form, "version")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0
