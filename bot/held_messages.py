"""Held messages said for free: with the answer to whatever the resident writes next."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages import Heard
from models.outbox_message import OutboxMessage
from models.vocabulary import OutboxState, Urgency
from services.desk.outbox import MOST_TOGETHER, Destination, outbox_row
from services.desk.work import Work

LONG: Final = 1000
"""Letters beyond which a messenger may make two messages of one, as of one with a picture."""

_outbox = OutboxMessage.__table__  # type: ignore[attr-defined] # SQLModel adds it
_held = (
    select(_outbox)
    .where(_outbox.c.held_at.is_not(None))
    .where(_outbox.c.channel == bindparam("channel"))
    .where(_outbox.c.chat.in_(bindparam("chats", expanding=True)))
    .where(_outbox.c.state == OutboxState.WAITING.value)
    .where(or_(_outbox.c.leased_until.is_(None), _outbox.c.leased_until < bindparam("now")))
    .order_by(_outbox.c.id)
    .with_for_update(skip_locked=True)
)
_said = (
    update(_outbox)
    .where(_outbox.c.id == bindparam("of_id"))
    .values(
        state=OutboxState.SENT.value,
        finished_at=bindparam("at"),
        error="said with a free answer",
    )
)

Row = dict[str, Any]


async def say_held(work: Work, fresh: Sequence[Heard]) -> None:
    """Put what is held for these chats before their answers, as far as it fits into one reply."""
    open_replies = {(one.channel, one.chat): one for one in fresh if one.reply_token}
    connection = await work.session.connection()
    for channel in {channel for channel, _chat in open_replies}:
        chats = [chat for known, chat in open_replies if known == channel]
        wanted = {"channel": channel, "chats": chats, "now": work.now}
        rows = [dict(row._mapping) for row in await connection.execute(_held, wanted)]
        for chat in dict.fromkeys(row["chat"] for row in rows):
            waiting = [row for row in rows if row["chat"] == chat]
            await _say(work, connection, open_replies[(channel, chat)], waiting)


async def _say(work: Work, connection: AsyncConnection, heard: Heard, held: list[Row]) -> None:
    answer = _answer_to(work, heard)
    chosen = fitting(held, answer["messages"] if answer else [])
    if not chosen:
        return
    messages = [message for row in chosen for message in row["messages"]]
    if answer is None:
        to = Destination(heard.channel, heard.chat, heard.reply_token, heard.reply_until)
        work.outbox.append(outbox_row(to, messages, work.now, Urgency.MUST_ARRIVE, first=True))
    else:
        answer["messages"] = [*messages, *answer["messages"]]
        answer["urgency"] = Urgency.MUST_ARRIVE.value
    ids: list[UUID] = [row["id"] for row in chosen]
    await connection.execute(_said, [{"of_id": one, "at": work.now} for one in ids])


def fitting(held: Sequence[Row], answer: Sequence[Row]) -> list[Row]:
    """Choose the first of them that fit, together with the answer, into one free reply."""
    room = MOST_TOGETHER - sum(map(_weight, answer))
    chosen: list[Row] = []
    for row in held:
        room -= sum(map(_weight, row["messages"]))
        if room < 0:
            break
        chosen.append(row)
    return chosen


def _answer_to(work: Work, heard: Heard) -> Row | None:
    same = [row for row in work.outbox if row["reply_token"] == heard.reply_token]
    return same[0] if same else None


def _weight(message: Row) -> int:
    more = len(str(message["text"])) > LONG or "picture" in message
    return 2 if more else 1
