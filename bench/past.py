"""A long past: cases over five years with their closings and ratings, for measuring figures."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import SQLModel

from bench.prefill import ROWS_AT_ONCE, reference
from models.bulk import execute_rows
from models.columns import new_id
from models.database import Database
from models.migrations import upgrade
from services.catalogue import all_services

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
YEARS = 5
MINUTES = YEARS * 365 * 24 * 60
STILL_OPEN = 600
"""So many of the newest are still open, however long the past is."""

CASES_EACH = 5
"""How many cases one resident has, one after the other."""

KEYS = [key for key, service in all_services().items() if service.fields]
ANSWERS: dict[str, Any] = {
    "reason": "broken", "how-many": 2, "house": {"number": "45/1", "village": 3},
    "place": {"latitude": 15.5, "longitude": 102.5, "words": "หน้าบ้าน ใกล้วัด"},
    "photo": None, "phone": "0812345678",
}  # fmt: skip

OFFICERS = [UUID(int=number) for number in range(1, 9)]
"""Who did it."""

Row = dict[str, Any]

_FILLED = ("resident", "case", "case_event", "rating", "audit_entry")
_into = {name: insert(SQLModel.metadata.tables[name]) for name in _FILLED}


async def fill_past(url: str, cases: int, key: str = "", first: int = 0) -> None:
    """Create the tables and fill them; with a `key` all cases are of that service.

    With a `first` only the newest are there, the same as in the whole past.
    """
    database = Database(url)
    await database.change_schema(upgrade)
    async with database.writing() as session:
        connection = await session.connection()
        await connection.execute(insert(SQLModel.metadata.tables["staff"]), _staff())
    for start in range(first, cases, ROWS_AT_ONCE):
        numbers = range(start, min(start + ROWS_AT_ONCE, cases))
        await _fill(database, [_rows(number, cases, key) for number in numbers])
    await database.close()


async def _fill(database: Database, rows: list[Mapping[str, list[Row]]]) -> None:
    """Every batch begins with a resident of its own, so that none is of two batches."""
    people = {one["id"]: one for several in rows for one in several["resident"]}
    async with database.writing() as session:
        connection = await session.connection()
        await execute_rows(connection, _into["resident"], list(people.values()))
        for name in ("case", "case_event", "rating", "audit_entry"):
            found = [row for several in rows for row in several[name]]
            if found:
                await execute_rows(connection, _into[name], found)


def _staff() -> list[Row]:
    about = {"role": "officer", "department": "health", "joined_at": NOW}
    return [{"id": one, "name": f"Officer {at}", **about} for at, one in enumerate(OFFICERS)]


def _rows(number: int, cases: int, key: str) -> Mapping[str, list[Row]]:
    filed = NOW - timedelta(minutes=MINUTES - MINUTES * number // cases)
    closed = min(filed + timedelta(hours=20 + number * 7 % 240), NOW)
    is_open = number >= cases - STILL_OPEN
    case, due_on = new_id(), (filed + timedelta(days=9)).date()
    resident = {"id": UUID(int=1 + number // CASES_EACH), "language": "th", "first_seen_at": filed}
    events = [_event(case, filed, "file", "received", due_on)]
    entries = [_entry(number, filed, "resident", "file", "received")]
    ratings: list[Row] = []
    if not is_open:
        events.append(_event(case, closed, "finish", "done", due_on))
        entries.append(_entry(number, closed, str(OFFICERS[number % 8]), "finish", "done"))
        ratings = [{"case_id": case, "stars": 3 + number % 3, "rated_at": closed}]
    of_case = {
        "id": case, "reference": reference(number), "service_key": key or KEYS[number % len(KEYS)],
        "department": "health", "answers": ANSWERS, "status": "received" if is_open else "done",
        "resident_id": resident["id"], "channel": "line", "filed_channel": "line", "chat": "Uold",
        "village": 1 + number % 9, "filed_at": filed, "due_on": due_on, "changed_at": filed,
        "closed_at": None if is_open else closed, "version": 2,
        "assignee_id": None if is_open else OFFICERS[number % len(OFFICERS)],
    }  # fmt: skip
    return {
        "resident": [resident], "case": [of_case], "case_event": events,
        "rating": ratings if number % 3 == 0 else [], "audit_entry": entries,
    }  # fmt: skip


def _event(case: Any, at: datetime, action: str, status: str, due_on: Any) -> Row:
    return {
        "id": new_id(), "case_id": case, "at": at, "actor": "staff", "action": action,
        "status": status, "due_on": due_on, "for_resident": True,
    }  # fmt: skip


def _entry(number: int, at: datetime, actor: str, action: str, status: str) -> Row:
    """Entries that look sealed: nothing waits for a seal in a log that is years old."""
    place = 2 * number + (1 if action == "file" else 2)
    return {
        "id": new_id(), "at": at, "actor": actor, "action": action,
        "subject": reference(number), "outcome": "done", "note": "", "channel": "line",
        "service": KEYS[number % len(KEYS)][:20], "status": status,
        "number": place, "sealed_at": at, "seal": f"{place:064x}",
    }  # fmt: skip
