"""Everything the page of one case shows, read in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.attachment import Attachment
from models.bill import Bill
from models.case import Case
from models.case_event import CaseEvent
from models.channel_address import ChannelAddress
from models.columns import utc_now
from models.outbox_message import OutboxMessage
from models.pickup_round import PickupRound
from models.rating import Rating
from models.staff import Staff
from models.vocabulary import CaseAction, ChannelName, OutboxState
from services.desk import tracking
from services.desk.paying.billing import bills_of
from services.desk.paying.growing import Standing, standing
from services.desk.paying.receipts import receipts_of
from services.desk.promises import Promise, promises, why_that_day
from services.desk.rounds.reading import rounds_of
from services.kit.service import Service
from services.kit.text import Rendered, _, counted
from web.console.access import Visit
from web.console.answers import Answered, answered
from web.console.beside import Beside, beside
from web.console.conversation import Said, conversation
from web.console.marking import mark_of
from web.papers import Paper, papers_of


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case with its answers, its history, and what was said to the resident."""

    case: Case
    service: Service | None
    answers: Sequence[Answered]
    history: Sequence[CaseEvent]
    staff: Mapping[UUID, str]
    """Names by id."""
    photos: Mapping[UUID, Attachment]
    messages: Sequence[OutboxMessage]
    rating: Rating | None
    blocked: bool
    """The messenger told us that nothing reaches the resident any more."""
    papers: Sequence[Paper] = ()
    """What may be printed for the resident by now."""
    bills: Sequence[Bill] = ()
    rounds: Sequence[PickupRound] = ()
    """On which rounds of a crew it stands or stood."""
    receipts: Mapping[UUID, str] = field(default_factory=dict)
    """Numbers of receipts by the bill they are for."""
    around: Beside = field(default_factory=Beside)
    now: datetime = field(default_factory=utc_now)
    why_due: Sequence[Rendered] = ()
    mark: str = ""
    """What an open page compares to know that something is new."""

    @property
    def talk(self) -> Sequence[Said]:
        """What both sides said, in order."""
        return conversation(self.history, self.messages)

    @property
    def notes(self) -> Sequence[CaseEvent]:
        """What staff wrote for each other."""
        return [entry for entry in self.history if entry.action == CaseAction.NOTE]

    @property
    def promises(self) -> Mapping[UUID, Promise]:
        """The days that were promised, by the entry that did."""
        return {one.entry.id: one for one in promises(self.history, self.case)}

    @property
    def phones(self) -> Sequence[Answered]:
        return [line for line in self.answers if line.phone]

    @property
    def places(self) -> Sequence[Answered]:
        return [line for line in self.answers if line.point]

    @property
    def pictures(self) -> Sequence[Attachment]:
        """Every picture of the case that arrived."""
        every = self.photos.values()
        return [one for one in every if one.state == "stored" and _is_picture(one)]

    @property
    def undelivered(self) -> int:
        """How many rows of messages did not arrive and will not without a hand."""
        return sum(message.state == OutboxState.FAILED for message in self.messages)

    @property
    def delivery(self) -> Rendered:
        """Say in one line whether the messages arrived."""
        if self.undelivered:
            return counted(
                "One message did not arrive", "{count} messages did not arrive", self.undelivered
            )
        if any(message.state == OutboxState.WAITING for message in self.messages):
            return _("The last message is on its way")
        return _("All messages were delivered")


async def open_dossier(session: AsyncSession, visit: Visit, case: Case) -> Dossier:
    """Read everything about a case that this person may see."""
    service = visit.desk.services.get(case.service_key)
    history = await tracking.history(session, case.id, for_resident=False)
    photos = await _photos(session, case.id)
    by_name = {str(photo.id): photo for photo in photos}
    address = await session.get(ChannelAddress, (case.channel, case.chat))
    return Dossier(
        case,
        service,
        answered(case, service, by_name, visit.desk.around),
        history,
        await _names(
            session,
            [
                case.assignee_id,
                case.filed_by_staff_id,
                *(entry.staff_id for entry in history),
                *(entry.assignee_id for entry in history),
            ],
        ),
        {photo.id: photo for photo in photos},
        await tracking.case_messages(session, case),
        await tracking.rating_of(session, case.id),
        case.channel == ChannelName.COUNTER or _is_blocked(address),
        await papers_of(session, visit.desk, case),
        [one.bill for one in await _standing(session, visit, case)],
        await rounds_of(session, case.id),
        {one.bill_id: one.number for one in await receipts_of(session, case.id)},
        await beside(session, visit, case),
        visit.desk.clock(),
        why_that_day(history, case, service, visit.desk.around.office),
        await mark_of(session, case),
    )


async def _standing(session: AsyncSession, visit: Visit, case: Case) -> Sequence[Standing]:
    """Return the bills with what each costs today."""
    bills = await bills_of(session, case.id)
    return await standing(session, bills, visit.today, visit.desk.around.office.tables)


def _is_picture(one: Attachment) -> bool:
    return (one.media_type or "").startswith("image/")


def _is_blocked(address: ChannelAddress | None) -> bool:
    return address is not None and address.blocked_at is not None


async def _photos(session: AsyncSession, case_id: UUID) -> Sequence[Attachment]:
    """Read the files of a case in the order in which they were sent."""
    wanted = select(Attachment).where(Attachment.case_id == case_id)
    return (await session.exec(wanted.order_by(col(Attachment.id)))).all()


async def _names(session: AsyncSession, ids: Sequence[UUID | None]) -> dict[UUID, str]:
    known = {staff_id for staff_id in ids if staff_id}
    found = await session.exec(select(Staff).where(col(Staff.id).in_(known)))
    return {staff.id: staff.name for staff in found}
