"""What the desk remembers at the end of a drill, read straight from its tables."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from models.case import Case
from models.database import Database
from models.inbound_event import InboundEvent
from models.outbox_message import OutboxMessage
from models.vocabulary import OutboxState

_cases = Case.__table__  # type: ignore[attr-defined] # SQLModel adds it to every table
_events = InboundEvent.__table__  # type: ignore[attr-defined] # as above
_outbox = OutboxMessage.__table__  # type: ignore[attr-defined] # as above


@dataclass(frozen=True, slots=True)
class Ledger:
    """The desk's side of the story."""

    events: set[str]
    failed_events: set[str]
    cases: set[str]
    cases_of: Counter[str]
    failed_messages: list[str]


async def read_ledger(url: str) -> Ledger:
    """Read everything the drill compares."""
    database = Database(url)
    async with database.reading() as session:
        connection = await session.connection()
        events = (await connection.execute(select(_events.c.key, _events.c.error))).all()
        cases = (await connection.execute(select(_cases.c.reference, _cases.c.chat))).all()
        given_up = _outbox.c.state == OutboxState.FAILED.value
        failed = (await connection.execute(select(_outbox.c.error).where(given_up))).all()
    await database.close()
    return Ledger(
        events={event.key for event in events},
        failed_events={event.key for event in events if event.error},
        cases={case.reference for case in cases},
        cases_of=Counter(case.chat for case in cases),
        failed_messages=[message.error for message in failed],
    )


async def waiting_messages(url: str) -> int:
    """Return how many messages are still to be said."""
    database = Database(url)
    waiting = _outbox.c.state == OutboxState.WAITING.value
    async with database.reading() as session:
        connection = await session.connection()
        counted = await connection.scalar(select(func.count()).where(waiting))
    await database.close()
    return int(counted or 0)
