"""A queue ticket: one person's place in a line at the counters, on one day."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now
from models.vocabulary import TicketState


class QueueTicket(SQLModel, table=True):
    """A number such as A007. It keeps its number when it is passed on to another line.

    Where somebody stands is never stored: it follows from the waiting tickets and the office's
    published rule (`services.kit.lining_up`).
    """

    __tablename__ = "queue_ticket"
    __table_args__ = (
        UniqueConstraint("day", "letter", "number"),
        Index("ix_queue_ticket_line", "day", "queue", "state"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    day: date
    letter: str = Field(max_length=2)
    number: int
    queue: str = Field(max_length=20)
    """The line it waits in now, a key of the office file."""
    way: str = Field(max_length=10)
    """How it was taken, a `TicketWay`."""
    priority: str | None = Field(default=None, max_length=20)
    """A published reason to be served earlier."""
    state: str = Field(default=TicketState.WAITING, max_length=10)
    taken_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    called_at: datetime | None = Field(default=None, sa_type=Moment)
    times_called: int = Field(default=0)
    counter: int | None = None
    """Where they are to go."""
    staff_id: UUID | None = Field(default=None, foreign_key="staff.id")
    """Who called."""
    finished_at: datetime | None = Field(default=None, sa_type=Moment)
    jump_reason: str | None = Field(default=None, max_length=200)
    """Why it was called before its turn; counted in public."""
    jumped_in: str | None = Field(default=None, max_length=20)
    """The line in which that was: the ticket may wait in another one now."""
    transfers: int = Field(default=0)
    case_id: UUID | None = Field(default=None, foreign_key="case.id", unique=True)
    """The case of who took it in a chat or on a form; who took it at the door has none."""
    soon_told_at: datetime | None = Field(default=None, sa_type=Moment)
    stars: int | None = None
    """The rating of who has no case."""
    comment: str | None = Field(default=None, max_length=1000)
    version: int = Field(default=1)
    """Counts every change; two officers calling at once cannot both get the same person."""
