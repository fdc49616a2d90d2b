"""A long past: cases over five years with their closings and ratings, for measuring figures."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import SQLModel

from bench.prefill import ROWS_AT_ONCE, reference
from models.columns import new_id
from models.database import Database
from models.migrations import upgrade
from services.catalogue import all_services

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
YEARS = 5
MINUTES = YEARS * 365 * 24 * 60
OPEN_DAYS = 5
"""What came within the last days is still open."""

KEYS = [key for key, service in all_services().items() if service.fields]
ANSWERS: dict[str, Any] = {
    "reason": "broken", "how-many": 2, "house": {"number": "45/1", "village": 3},
    "place": {"latitude": 15.5, "longitude": 102.5, "words": "หน้าบ้าน ใกล้วัด"},
    "photo": None, "phone": "0812345678",
}  # fmt: skip

OFFICERS = [UUID(int=number) for number in range(1, 9)]
"""Who did it."""

Row = dict[str, Any]


async def fill_past(url: str, cases: int, key: str = "", first: int = 0) -> None:
    """Create the tables and fill them; with a `key` all cases are of that service.

    With a `first` only the newest are there, the same as in the whole past.
    """
    database = Database(url)
    await database.change_schema(upgrade)
    resident = new_id()
    somebody = {"id": resident, "language": "th", "first_seen_at": NOW - timedelta(minutes=MINUTES)}
    async with database.writing() as session:
        connection = await session.connection()
        await connection.execute(insert(SQLModel.metadata.tables["resident"]), [somebody])
        await connection.execute(insert(SQLModel.metadata.tables["staff"]), _staff())
    for start in range(first, cases, ROWS_AT_ONCE):
        numbers = range(start, min(start + ROWS_AT_ONCE, cases))
        await _fill(database, [_rows(number, cases, resident, key) for number in numbers])
    await database.close()


async def _fill(database: Database, rows: list[Mapping[str, list[Row]]]) -> None:
    async with database.writing() as session:
        connection = await session.connection()
        for name in ("case", "case_event", "rating"):
            found = [row for several in rows for row in several[name]]
            if found:
                await connection.execute(insert(SQLModel.metadata.tables[name]), found)


def _staff() -> list[Row]:
    about = {"role": "officer", "department": "health", "joined_at": NOW}
    return [{"id": one, "name": f"Officer {at}", **about} for at, one in enumerate(OFFICERS)]


def _rows(number: int, cases: int, resident: Any, key: str) -> Mapping[str, list[Row]]:
    filed = NOW - timedelta(minutes=MINUTES - MINUTES * number // cases)
    closed = filed + timedelta(hours=20 + number * 7 % 240)
    is_open = closed > NOW - timedelta(days=OPEN_DAYS)
    case, due_on = new_id(), (filed + timedelta(days=9)).date()
    events = [_event(case, filed, "file", "received", due_on)]
    ratings: list[Row] = []
    if not is_open:
        events.append(_event(case, closed, "finish", "done", due_on))
        ratings = [{"case_id": case, "stars": 3 + number % 3, "rated_at": closed}]
    of_case = {
        "id": case, "reference": reference(number), "service_key": key or KEYS[number % len(KEYS)],
        "department": "health", "answers": ANSWERS, "status": "received" if is_open else "done",
        "resident_id": resident, "channel": "line", "filed_channel": "line", "chat": "Uold",
        "village": 1 + number % 9, "filed_at": filed, "due_on": due_on, "changed_at": filed,
        "closed_at": None if is_open else closed, "version": 2,
        "assignee_id": None if is_open else OFFICERS[number % len(OFFICERS)],
    }  # fmt: skip
    return {"case": [of_case], "case_event": events, "rating": ratings if number % 3 == 0 else []}


def _event(case: Any, at: datetime, action: str, status: str, due_on: Any) -> Row:
    return {
        "id": new_id(), "case_id": case, "at": at, "actor": "staff", "action": action,
        "status": status, "due_on": due_on, "for_resident": True,
    }  # fmt: skip
