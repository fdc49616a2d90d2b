"""The outbox in the database, as the sender reads and writes it: in batches."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery import Step
from bot.desk import Desk, Row
from models.outbox_message import OutboxMessage
from models.vocabulary import OutboxState
from services.desk.budget.holding import say_elsewhere
from services.desk.deliveries import mark_moved, mark_unreachable
from services.desk.outbox import LEASE
from services.desk.work import Work
from services.kit.message import FLEETING

MOST_AT_ONCE = 200

_outbox = OutboxMessage.__table__  # type: ignore[attr-defined] # SQLModel adds it
_due = (
    select(_outbox)
    .where(_outbox.c.state == OutboxState.WAITING.value)
    .where(_outbox.c.due_at <= bindparam("now"))
    .where(or_(_outbox.c.leased_until.is_(None), _outbox.c.leased_until < bindparam("now")))
    .where(_outbox.c.channel.in_(bindparam("channels", expanding=True)))
    .order_by(_outbox.c.id)
    .limit(MOST_AT_ONCE)
)
_lease = (
    update(_outbox)
    .where(_outbox.c.id == bindparam("of_id"))
    .values(leased_until=bindparam("leased_until"))
)
_renew = _lease.where(_outbox.c.leased_until.is_not(None))
_write = (
    update(_outbox)
    .where(_outbox.c.id == bindparam("of_id"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in (
                "state", "attempts", "error", "due_at", "leased_until", "finished_at", "chat",
                "reply_token", "cost", "held_at",
            )
        }
    )
)  # fmt: skip

_forget = update(_outbox).values(messages=[])
_OVER = (OutboxState.SENT, OutboxState.DROPPED)


async def release_all(session: AsyncSession) -> None:
    """Free every waiting row: at the start of the only process there is, no lease is alive."""
    waiting = _outbox.c.state == OutboxState.WAITING.value
    connection = await session.connection()
    await connection.execute(update(_outbox).where(waiting).values(leased_until=None))


async def claim_due(desk: Desk, channels: Sequence[str]) -> list[Row]:
    """Lease the rows that are due and return them in order; cheap when there are none."""
    wanted = {"now": desk.clock(), "channels": list(channels)}
    async with desk.database.reading() as session:
        connection = await session.connection()
        if (await connection.execute(_due.limit(1), wanted)).first() is None:
            return []
    async with desk.database.writing() as session:
        return await _claim(await session.connection(), wanted)


async def _claim(connection: AsyncConnection, wanted: dict[str, Any]) -> list[Row]:
    found = await connection.execute(_due.with_for_update(skip_locked=True), wanted)
    until = wanted["now"] + LEASE
    rows = [{**row._mapping, "left_behind": True, "leased_until": until} for row in found]
    if rows:
        leases = [{"of_id": row["id"], "leased_until": until} for row in rows]
        await connection.execute(_lease, leases)
    return rows


async def renew_leases(desk: Desk, held: Sequence[Row]) -> None:
    """Keep others from taking rows that wait their turn here: for the pace, or behind others.

    A row that was written meanwhile has no lease any more and gets none.
    """
    until = desk.clock() + LEASE
    ending = [row for row in held if row["leased_until"] < until - LEASE / 2]
    if not ending:
        return
    async with desk.database.writing() as session:
        connection = await session.connection()
        leases = [{"of_id": row["id"], "leased_until": until} for row in ending]
        await connection.execute(_renew, leases)
    for row in ending:
        row["leased_until"] = until


async def write_steps(work: Work, steps: Sequence[tuple[Row, Step]]) -> None:
    """Write what became of messages; mark chats that moved or can no longer be reached."""
    connection = await work.session.connection()
    await connection.execute(_write, [_written(row, step, work.now) for row, step in steps])
    if gone := [row["id"] for row, step in steps if step.state in _OVER and _is_fleeting(row)]:
        await connection.execute(_forget.where(_outbox.c.id.in_(gone)))
    for row, step in steps:
        if row.get("moved_from"):
            await mark_moved(work, row["channel"], row["moved_from"], row["chat"])
        if step.held:
            await say_elsewhere(work, row)
        if step.unreachable:
            await mark_unreachable(work, row["channel"], row["chat"], step.error or "")


def _is_fleeting(row: Row) -> bool:
    return any(message.get(FLEETING) for message in row["messages"])


def _written(row: Row, step: Step, now: datetime) -> dict[str, Any]:
    return {
        "of_id": row["id"],
        "new_state": step.state.value,
        "new_attempts": step.attempts,
        "new_error": (step.error or "")[:300] or None,
        "new_due_at": step.due_at or row["due_at"],
        "new_leased_until": None,
        "new_finished_at": None if step.state == OutboxState.WAITING else now,
        "new_chat": row["chat"],
        "new_cost": step.cost,
        "new_held_at": row.get("held_at") or (now if step.held else None),
        "new_reply_token": row["reply_token"] if step.keep_token else None,
    }
