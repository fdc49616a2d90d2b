"""What must not be taken away while somebody relies on it: lent property, lines with people."""

from collections.abc import Awaitable, Callable, Mapping

from sqlmodel import col, select

from models.announcement import Announcement
from models.announcement_vocabulary import NOT_SAID_YET
from models.queue_ticket import QueueTicket
from models.vocabulary import TicketState
from services.desk.lending.availability import Held
from services.desk.lending.loans import held_from, lock_lending
from services.desk.work import Work
from services.kit.errors import NotPossible
from services.kit.office import Office
from services.kit.text import _

Guard = Callable[[Work, Office], Awaitable[None]]


async def guard(work: Work, section: str, after: Office) -> None:
    """Raise `NotPossible` when a change would take away what somebody relies on."""
    if section in _GUARDS:
        await _GUARDS[section](work, after)


async def _enough_property(work: Work, after: Office) -> None:
    """Whoever was promised a thing gets it: nothing goes below what is lent or promised."""
    await lock_lending(work.session)
    held = await held_from(work.session, work.today, work.today)
    for key, thing in work.around.office.property.items():
        needed = most_at_once(key, held)
        left = after.property[key].count if key in after.property else 0
        if left < needed:
            raise NotPossible(
                _(
                    "{count} of “{thing}” are lent or promised, so there cannot be fewer.",
                    count=needed,
                    thing=thing.name,
                )
            )


def most_at_once(key: str, held: list[Held]) -> int:
    """Return how many of a thing are away or promised on the busiest day."""
    days = {one.first for one in held if one.key == key}
    return max(
        (sum(one.count for one in held if one.key == key and one.on(day)) for day in days),
        default=0,
    )


async def _nobody_waiting(work: Work, after: Office) -> None:
    gone = [key for key in work.around.office.queues if key not in after.queues]
    waiting = select(QueueTicket.id).where(
        QueueTicket.day == work.today,
        col(QueueTicket.queue).in_(gone),
        col(QueueTicket.state).in_([TicketState.WAITING, TicketState.CALLED]),
    )
    if gone and (await work.session.exec(waiting.limit(1))).first():
        raise NotPossible(_("Somebody is waiting in this line today. Please serve them first."))


async def _nothing_planned(work: Work, after: Office) -> None:
    """Whoever planned news about a topic meant those who chose it."""
    gone = set(work.around.office.topics) - set(after.topics)
    planned = select(Announcement.audience).where(col(Announcement.state).in_(NOT_SAID_YET))
    told = [set(one.get("topics") or ()) for one in await work.session.exec(planned)]
    if any(gone & topics for topics in told):
        raise NotPossible(
            _("An announcement about this topic is being prepared. Please change that one first.")
        )


_GUARDS: Mapping[str, Guard] = {
    "property": _enough_property,
    "queue": _nobody_waiting,
    "topic": _nothing_planned,
}
