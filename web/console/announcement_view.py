"""What a page about one announcement shows: how it will look, whom it reaches, how far it came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.announcing.preview import Shown, preview
from models.announcement import Announcement
from models.announcement_vocabulary import AnnouncementKind, AnnouncementState
from models.staff import Staff
from services.desk.announcing.content import Content, content_of
from services.desk.announcing.counts import Counts, counts_of, reasons_of
from services.desk.announcing.messages import Issue, message_of
from services.desk.announcing.publishing import TOLD_ON
from services.desk.announcing.walking import is_walked
from services.desk.names import service_title
from services.desk.subscribing.audience import audience_size
from services.kit.presses import STOP_NEWS
from services.kit.text import Rendered, Text, _
from web.console.access import Visit

STATES: Mapping[str, Text] = {
    AnnouncementState.DRAFT: _("Draft"),
    AnnouncementState.WAITING_FOR_APPROVAL: _("Waits for approval"),
    AnnouncementState.SCHEDULED: _("Approved, about to go out"),
    AnnouncementState.SENDING: _("Being sent"),
    AnnouncementState.PAUSED: _("Paused"),
    AnnouncementState.STOPPED: _("Stopped"),
    AnnouncementState.SENT: _("Sent"),
    AnnouncementState.DISCARDED: _("Thrown away"),
}
KINDS: Mapping[str, Text] = {
    AnnouncementKind.NORMAL: _("Announcement"),
    AnnouncementKind.EMERGENCY: _("Urgent"),
    AnnouncementKind.CORRECTION: _("Correction"),
}


@dataclass(frozen=True, slots=True)
class Screen:
    """One channel in one language."""

    channel: str
    language: str
    messages: Sequence[Shown]


def screens_of(visit: Visit, found: Announcement, corrects: int) -> list[Screen]:
    """Return the announcement on each channel, in each language it is written in."""
    content = content_of(found)
    picture = f"{visit.desk.base_url}/console/announcements/{found.id}/picture"
    issue = Issue(
        number=found.number or 0,
        corrects=corrects,
        picture_url=picture if found.picture else "",
        stop_press=STOP_NEWS if found.kind == AnnouncementKind.NORMAL else "",
    )
    return [
        Screen(channel.value, code, preview(channel, [_written(visit, content, code, issue)]))
        for code in (visit.desk.around.languages if content.speaks_english else ("th",))
        for channel in TOLD_ON
    ]


def _written(visit: Visit, content: Content, code: str, issue: Issue) -> dict[str, Any]:
    """Telegram is handed the picture, so the preview hands it something."""
    written = message_of(content, code, issue).written(visit.desk.around.languages[code])
    picture = written.get("picture")
    return (
        {**written, "picture": {**picture, "png": "AAAA"}} if isinstance(picture, dict) else written
    )


async def sizes_of(session: AsyncSession, found: Announcement) -> Mapping[str, int]:
    """Return how many people of each channel it is for."""
    if found.published_at:
        return found.expected
    if found.corrects_id:
        told = await counts_of(session, found.corrects_id)
        return {channel: one.known for channel, one in told.items()}
    return await audience_size(session, found.audience)


async def progress_of(
    session: AsyncSession, found: Announcement
) -> tuple[Mapping[str, Counts], Mapping[str, int]]:
    """Return how far it came by channel, and why some could not be told."""
    counted = await counts_of(session, found.id)
    channels = sorted({*counted, *found.expected})
    walked = is_walked(found)
    by_channel = {
        channel: counted.get(channel, Counts()).and_expected(
            found.expected.get(channel, 0), all_known=walked or bool(found.sent_at)
        )
        for channel in channels
    }
    return by_channel, await reasons_of(session, found.id)


async def names_of(session: AsyncSession, found: Sequence[Announcement]) -> Mapping[Any, str]:
    """Return who wrote and approved."""
    ids = {one.written_by for one in found} | {one.approved_by for one in found}
    people = await session.exec(select(Staff).where(col(Staff.id).in_(ids - {None})))
    return {one.id: one.name for one in people}


def audience_words(visit: Visit, found: Announcement) -> list[Rendered]:
    """Say whom it is for, one condition after the other."""
    office, audience = visit.desk.around.office, content_of(found).audience
    if found.kind == AnnouncementKind.CORRECTION:
        return [_("The people the corrected announcement was for")]
    if audience.is_everybody and found.kind == AnnouncementKind.EMERGENCY:
        return [_("Everybody who ever wrote to the desk")]
    if audience.is_everybody:
        return [_("Everybody who wants news")]
    said: list[Rendered] = []
    said += [_("Village {number}", number=one) for one in audience.villages]
    said += [office.topics[one] for one in audience.topics if one in office.topics]
    if audience.language:
        said.append(_("Who reads Thai") if audience.language == "th" else _("Who reads English"))
    if audience.open_cases_of:
        title = service_title(visit.desk.services, audience.open_cases_of)
        said.append(_("Who has an open case of {service}", service=title))
    return [*said, *(Text(one) for one in audience.channels)]
