"""A desk with a long past: as many cases, events and messages as wanted, in bulk."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Table, insert
from sqlmodel import SQLModel

from models.columns import new_id
from models.database import Database
from models.migrations import upgrade
from services.kit.references import SYMBOLS, with_check

ROWS_AT_ONCE = 5_000
NOW = datetime.now(UTC)
MINUTES = 28 * 24 * 60
"""All within four weeks, so that housekeeping has nothing to forget while we measure."""


async def prefill(url: str, cases: int) -> None:
    """Create the tables and fill them with `cases` finished cases and what came with them."""
    database = Database(url)
    await database.change_schema(upgrade)
    for first in range(0, cases, ROWS_AT_ONCE):
        await _fill(database, range(first, min(first + ROWS_AT_ONCE, cases)))
    await database.close()


async def _fill(database: Database, numbers: range) -> None:
    tables = SQLModel.metadata.tables
    rows = [_rows(number) for number in numbers]
    async with database.writing() as session:
        connection = await session.connection()
        for name in ("resident", "channel_address", "conversation", "case", "case_event",
                     "outbox_message", "inbound_event"):  # fmt: skip
            await connection.execute(insert(_table(tables, name)), [row[name] for row in rows])


def _table(tables: Any, name: str) -> Table:
    table: Table = tables[name]
    return table


def _rows(number: int) -> dict[str, dict[str, Any]]:
    then = NOW - timedelta(minutes=number % MINUTES)
    resident, case, chat = new_id(), new_id(), f"Uold{number:029d}"
    at = {"channel": "line", "chat": chat}
    return {
        "resident": {"id": resident, "language": "th", "first_seen_at": then},
        "channel_address": {**at, "resident_id": resident},
        "conversation": {**at, "person": chat, "resident_id": resident, "version": 3,
                         "remembered": {"language": "th", "notice_shown": 1}, "changed_at": then},
        "case": {**at, "id": case, "reference": reference(number), "service_key": "waste-bin",
                 "department": "health", "answers": {"phone": "0800000000"}, "status": "done",
                 "resident_id": resident, "filed_at": then, "due_on": date(2025, 2, 1),
                 "changed_at": then, "closed_at": then, "version": 3},
        "case_event": {"id": new_id(), "case_id": case, "at": then, "actor": "resident",
                       "action": "file", "status": "received", "for_resident": True},
        "outbox_message": {**at, "id": new_id(), "messages": [{"text": "ok"}], "case_id": case,
                           "urgency": "must_arrive", "state": "sent", "retry_key": new_id(),
                           "attempts": 1, "created_at": then, "due_at": then, "finished_at": then},
        "inbound_event": {"key": f"line:old{number:024d}", "received_at": then},
    }  # fmt: skip


def reference(number: int) -> str:
    """Return a reference for a made-up case: counted, where real ones are drawn by lot."""
    body = ""
    for _place in range(8):
        number, symbol = divmod(number, len(SYMBOLS))
        body = SYMBOLS[symbol] + body
    return with_check(body)
