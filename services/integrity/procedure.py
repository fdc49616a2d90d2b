"""What recipients do with reports: list, open, answer, go on, share, close, hand out sealed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from sqlmodel import col, delete, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.integrity import Deletion, Opening, Reader, Report, Wrap
from services.integrity.filing import add_part, entries, place_of
from services.integrity.sealing import DoesNotOpen, open_sealed, seal, unwrap, wrap
from services.integrity.telling import (
    ENDINGS,
    Entry,
    Kind,
    Step,
    answer_by,
    message_entry,
    opening_entry,
    read,
    step_entry,
    written,
)

KEPT_YEARS = 10
"""After the end of the procedure; to be confirmed by the office against its own rules."""

MOST_SHOWN = 200


class State(StrEnum):
    """Where a report stands, from its own entries."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as a recipient sees it, with the key that opened it."""

    lookup: str
    received: date
    closed_on: date | None
    entries: tuple[Entry, ...]
    openings: tuple[Entry, ...]
    key: bytes = field(repr=False)

    @property
    def answered(self) -> bool:
        return any(one.kind == Kind.FROM_OFFICE for one in self.entries)

    @property
    def state(self) -> State:
        return state_of(self.entries)

    @property
    def concerned(self) -> frozenset[str]:
        return frozenset(key for one in self.entries for key in one.concerned)

    def days_left(self, today: date) -> int | None:
        """Return the days until the first answer is due; nothing once it was given or closed."""
        if self.answered or self.closed_on:
            return None
        return (answer_by(self.received) - today).days


def state_of(told: Sequence[Entry]) -> State:
    """Return where a report stands."""
    steps = [one.words["step"] for one in told if one.kind == Kind.STEP]
    if not steps:
        return State.RECEIVED
    return State.CLOSED if steps[-1] in ENDINGS else State.IN_PROGRESS


async def reports_for(session: AsyncSession, key_id: str, private: bytes) -> list[Opened]:
    """Return the reports this key opens, the newest first. What does not open is not there."""
    wanted = (
        select(Report, Wrap)
        .join(Wrap, col(Wrap.lookup) == col(Report.lookup))
        .where(col(Wrap.key_id) == key_id, col(Report.counts))
        .order_by(col(Report.closed_on).is_not(None), col(Report.day).desc())
        .limit(MOST_SHOWN)
    )
    found = []
    for report, given in (await session.exec(wanted)).all():
        try:
            key = unwrap(given.wrapped, private, report.lookup)
        except DoesNotOpen:
            continue
        if opened := await _opened(session, report, key):
            found.append(opened)
    return found


async def open_for(
    session: AsyncSession, lookup: str, key_id: str, private: bytes
) -> Opened | None:
    """Open one report with the key of a recipient; nothing when it is not for them."""
    report = await session.get(Report, lookup, with_for_update=True)
    given = await session.get(Wrap, (lookup, key_id))
    if report is None or given is None or not report.counts:
        return None
    try:
        key = unwrap(given.wrapped, private, lookup)
    except DoesNotOpen:
        return None
    return await _opened(session, report, key)


async def _opened(session: AsyncSession, report: Report, key: bytes) -> Opened | None:
    try:
        told = await entries(session, report.lookup, key)
    except DoesNotOpen:
        return None
    openings = await _openings(session, report.lookup, key)
    return Opened(report.lookup, report.day, report.closed_on, told, openings, key)


async def _openings(session: AsyncSession, lookup: str, key: bytes) -> tuple[Entry, ...]:
    wanted = select(Opening).where(col(Opening.lookup) == lookup).order_by(col(Opening.position))
    return tuple(
        read(open_sealed(key, one.content, _opening_place(lookup, one.position)))
        for one in (await session.exec(wanted)).all()
    )


async def note_opening(session: AsyncSession, opened: Opened, post: str, today: date) -> None:
    """Note for the others that somebody opened a report, once a day."""
    entry = opening_entry(post, today)
    if entry in opened.openings:
        return
    position = len(opened.openings)
    sealed = seal(opened.key, written(entry), _opening_place(opened.lookup, position))
    session.add(Opening(lookup=opened.lookup, position=position, content=sealed))


async def answer(session: AsyncSession, opened: Opened, text: str, today: date) -> None:
    """Write to the reporter."""
    await add_part(session, opened.lookup, opened.key, message_entry(Kind.FROM_OFFICE, text, today))


async def go_on(session: AsyncSession, opened: Opened, step: Step, text: str, today: date) -> None:
    """Note a step of the procedure; the reporter reads it too. An ending closes the report."""
    await add_part(session, opened.lookup, opened.key, step_entry(step, text, today))
    report = await session.get_one(Report, opened.lookup)
    report.closed_on = today if step in ENDINGS else None


async def share(session: AsyncSession, opened: Opened, other: Reader) -> bool:
    """Give another recipient the key of a report; never to whom it concerns. Says whether it did.

    Whoever replaces a concerned one is that person with a new key.
    """
    if {other.key_id, other.replaces} & opened.concerned:
        return False
    wrapped = wrap(opened.key, other.public_key, opened.lookup)
    if given := await session.get(Wrap, (opened.lookup, other.key_id)):
        given.wrapped = wrapped
    else:
        session.add(Wrap(lookup=opened.lookup, key_id=other.key_id, wrapped=wrapped))
    return True


async def take_over(
    session: AsyncSession, printed_id: str, printed: bytes, newcomer: Reader
) -> int:
    """Give whoever lost a passphrase what they could read, by the printed key; return how many."""
    shared = 0
    wanted = select(Report).join(Wrap, col(Wrap.lookup) == col(Report.lookup))
    wanted = wanted.where(col(Wrap.key_id) == newcomer.replaces, col(Report.counts))
    for report in (await session.exec(wanted)).all():
        opened = await open_for(session, report.lookup, printed_id, printed)
        if opened and await share(session, opened, newcomer):
            shared += 1
    return shared


async def delete_old(session: AsyncSession, today: date) -> int:
    """Delete reports whose time is over, and keep the proof that they are gone."""
    over = today - timedelta(days=365 * KEPT_YEARS + KEPT_YEARS // 4)
    wanted = select(Report.lookup).where(col(Report.closed_on) < over)
    gone = (await session.exec(wanted)).all()
    session.add_all(Deletion(lookup=lookup, day=today) for lookup in gone)
    if gone:
        await session.exec(delete(Report).where(col(Report.lookup).in_(gone)))
    return len(gone)


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of a span of days, and nothing else."""

    received: int
    finished: int
    in_progress: int
    """Received until its last day and not finished by then."""


async def counts(session: AsyncSession, first: date, last: date) -> Counts:
    """Count the reports of a span of days, both ends within. Only what was filed counts."""
    day, closed, counted = col(Report.day), col(Report.closed_on), col(Report.counts)
    still_open = closed.is_(None) | (closed > last)
    asked = (
        day.between(first, last),
        closed.between(first, last),
        (day <= last) & still_open,
    )
    numbers = [
        (await session.exec(select(func.count()).select_from(Report).where(counted, one))).one()
        for one in asked
    ]
    return Counts(*numbers)


def _opening_place(lookup: str, position: int) -> str:
    return f"{place_of(lookup, position)}/opening"
