"""Reading the audit log: newest first, filtered, page by page. Only reads."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, tuple_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.audit_entry import AuditEntry
from models.staff import Staff
from services.desk import audit
from services.desk.audit_log.words import actor_name, outcome_name, what_was_done
from services.desk.exporting import Reading, Row
from services.desk.names import status_name, way_name
from services.desk.work import Work
from services.kit.text import BANGKOK, Rendered, _, plain

PAGE: Final = 50
BATCH: Final = 500
EXPORT_LOG: Final = "export_log"

Place = tuple[datetime, UUID]
"""Where an entry stands: a page goes on behind the last one of the page before."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries; empty means all."""

    actor: str = ""
    action: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None
    behind: Place | None = None

    def said(self) -> str:
        """Say for the log itself which part of it was taken."""
        days = f"{self.first or ''}/{self.last or ''}"
        return f"{days} {self.action or '*'} {self.subject or '*'}"


async def entries(session: AsyncSession, wanted: Wanted, limit: int) -> Sequence[AuditEntry]:
    """Return entries, the newest first."""
    at, key = col(AuditEntry.at), col(AuditEntry.id)
    found = select(AuditEntry).where(*_conditions(wanted))
    return (await session.exec(found.order_by(at.desc(), key.desc()).limit(limit))).all()


async def count_wanted(session: AsyncSession, wanted: Wanted) -> int:
    """Count the entries that are wanted."""
    counting = select(func.count()).select_from(AuditEntry).where(*_conditions(wanted))
    return (await session.exec(counting)).one()


async def staff_names(session: AsyncSession) -> dict[str, str]:
    """Return the names of everybody who ever worked here, by what stands in the log."""
    everybody = await session.exec(select(Staff.id, Staff.name).order_by(col(Staff.name)))
    return {str(key): name for key, name in everybody}


async def record_export(work: Work, staff: Staff, wanted: Wanted, count: int, reason: str) -> None:
    """Write down who takes what, how many and why, before anything is handed out."""
    note = f"{count}: {reason}"
    await audit.record(work, str(staff.id), EXPORT_LOG, wanted.said(), audit.DONE, "console", note)


async def rows(reading: Reading, wanted: Wanted, batch: int = BATCH) -> AsyncIterator[list[Row]]:
    """Yield the table batch by batch, newest first; each batch is a reading of its own."""
    async with reading() as session:
        staff = await staff_names(session)
    while True:
        async with reading() as session:
            found = await entries(session, wanted, batch)
        if not found:
            return
        wanted = replace(wanted, behind=(found[-1].at, found[-1].id))
        yield [_row(entry, staff) for entry in found]


def _row(entry: AuditEntry, staff: dict[str, str]) -> Row:
    return [
        entry.number,
        plain(entry.at.astimezone(BANGKOK).isoformat(sep=" ", timespec="seconds")),
        actor_name(entry.actor, staff),
        what_was_done(entry.action),
        plain(entry.subject),
        outcome_name(entry.outcome),
        way_name(entry.channel),
        status_name(entry.status) if entry.status else None,
        plain(entry.note),
        plain(entry.seal or ""),
    ]


HEADINGS: tuple[Rendered, ...] = (
    _("Number"),
    _("When"),
    _("Who"),
    _("What"),
    _("On what"),
    _("Outcome"),
    _("From where"),
    _("Status after it"),
    _("Note"),
    _("Seal"),
)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    at = col(AuditEntry.at)
    conditions: list[ColumnElement[bool]] = []
    for name in ("actor", "action", "subject"):
        if value := getattr(wanted, name):
            conditions.append(col(getattr(AuditEntry, name)) == value)
    if wanted.first:
        conditions.append(at >= _midnight(wanted.first))
    if wanted.last:
        conditions.append(at < _midnight(wanted.last + timedelta(days=1)))
    if wanted.behind:
        here: Any = tuple_(at, col(AuditEntry.id))
        conditions.append(here < tuple_(*_bound(wanted.behind)))
    return conditions


def _bound(place: Place) -> tuple[Any, Any]:
    """Bind a place with the types of its columns, as both databases compare them."""
    entries_table = AuditEntry.__table__  # type: ignore[attr-defined] # SQLModel adds it
    return (
        literal(place[0], entries_table.c.at.type),
        literal(place[1], entries_table.c.id.type),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BANGKOK)
