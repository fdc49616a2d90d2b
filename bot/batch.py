"""One batch of events in one transaction: dedupe, load, decide, carry out, write."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zlib import crc32

import structlog
from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, PendingRollbackError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import Desk
from bot.failures import event_key, failed
from bot.held_messages import say_held
from bot.menu import contact_button, menu_button
from bot.messages import Heard, Kind
from bot.standing import ASIDE, connected
from bot.talks import Key, Overtaken, Talk, keep_talks, key_of, load_talks
from bot.turns import (
    AskData,
    AskToSignIn,
    Dispute,
    Effect,
    FileCase,
    RedeemCode,
    Remembered,
    SendSlip,
    Turn,
    Withdraw,
    World,
    WriteToOffice,
)
from models.bulk import execute_rows
from models.columns import new_id
from models.inbound_event import InboundEvent
from models.vocabulary import Urgency
from services.desk.actor import Actor
from services.desk.forgetting import forget_typed
from services.desk.outbox import Destination
from services.desk.work import Work
from services.kit import presses
from services.kit.errors import ResidentError
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.private import looks_private
from services.kit.text import _

MUST_ARRIVE = (
    AskData,
    AskToSignIn,
    FileCase,
    Withdraw,
    Dispute,
    WriteToOffice,
    RedeemCode,
    SendSlip,
)
"""Effects whose answer is worth a paid message when the free reply is lost."""

ASKED_ELSEWHERE = {Kind.FILLED}
"""Events without a free reply whose answer somebody waits for: they come back from a page."""

CLASHES = {"40001", "40P01"}
"""PostgreSQL's codes for a serialisation failure and a deadlock: the same again may succeed."""

FILL = "fill"
"""The purpose of a link that opens a draft on the web: channel, chat, draft."""

FILL_LIFETIME = timedelta(hours=24)

LOST_CONNECTION = "8s2b"
"""SQLAlchemy's code for a transaction that cannot go on because its connection broke."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)

log = structlog.get_logger()

_events = InboundEvent.__table__  # type: ignore[attr-defined] # SQLModel adds it to every table
_record = insert(_events)
_known_keys = select(_events.c.key).where(_events.c.key.in_(bindparam("keys", expanding=True)))
_lock_chats = text(
    "SELECT pg_advisory_xact_lock(hashtextextended(chat, 0))"
    " FROM (SELECT unnest(CAST(:chats AS text[])) AS chat ORDER BY 1) AS chats"
)


async def handle_batch(desk: Desk, heard: Sequence[Heard]) -> None:
    """Handle events in the order they happened, all in one transaction."""
    in_order = sorted(heard, key=lambda event: event.at or LONG_AGO)
    async with desk.work() as work:
        connection = await work.session.connection()
        await _lock(desk, connection, in_order)
        fresh = await _not_yet_handled(connection, in_order)
        if fresh:
            talks = await load_talks(connection, work.now, fresh)
            records = [await _handle_event(desk, work, talks, event) for event in fresh]
            await execute_rows(connection, _record, records)
            await keep_talks(connection, talks, work.now)
            await say_held(work, fresh)
    _count(desk, in_order, fresh)


async def record_failure(desk: Desk, heard: Heard, failure: Exception) -> None:
    """Keep an event that could not be handled at all, so that it is not lost."""
    async with desk.work() as work:
        connection = await work.session.connection()
        if await _not_yet_handled(connection, [heard]):
            await _forget_number(work, heard)
            await execute_rows(connection, _record, [failed(desk, heard, failure, work.now)])
            _apologise(work, heard, Remembered())


def is_passing(failure: Exception) -> bool:
    """Say whether it was only two transactions in each other's way, or a database that is away."""
    if isinstance(failure, PendingRollbackError):
        return failure.code == LOST_CONNECTION
    if isinstance(failure, DBAPIError) and failure.connection_invalidated:
        return True
    code = getattr(getattr(failure, "orig", None), "sqlstate", "")
    return isinstance(failure, OperationalError | InterfaceError | Overtaken) or code in CLASHES


async def _lock(desk: Desk, connection: AsyncConnection, heard: Sequence[Heard]) -> None:
    """Let one process at a time handle a chat. Ids are given before commit, so row locks alone
    would let two processes handle one person's events out of order.
    """
    if not desk.database.is_sqlite:
        chats = sorted({f"{event.channel}:{event.chat}" for event in heard})
        await connection.execute(_lock_chats, {"chats": chats})


async def _not_yet_handled(connection: AsyncConnection, heard: Sequence[Heard]) -> list[Heard]:
    by_key = {event_key(event): event for event in reversed(heard)}
    known = await connection.execute(_known_keys, {"keys": list(by_key)})
    handled = {row.key for row in known}
    return [e for e in heard if event_key(e) not in handled and by_key[event_key(e)] is e]


async def _handle_event(
    desk: Desk, work: Work, talks: dict[Key, Talk], heard: Heard
) -> dict[str, Any]:
    """Decide and carry out one event; return its record. Its failure touches nobody else."""
    talk = talks[key_of(heard)]
    gathered = work.gathered
    try:
        turn = desk.decide(talk.remembered, heard, _world(desk, work, heard))
        replies = await _carry_out(desk, work, talk, heard, turn)
    except ResidentError as refusal:
        work.session.add_all(refusal.kept)
        _answer(work, heard, talk.remembered, (_explain(heard, talk.remembered, refusal),))
    except Exception as failure:
        if is_passing(failure):
            raise
        log.exception("event_failed", channel=heard.channel, kind=heard.kind)
        work.drop_since(gathered)
        await _forget_number(work, heard)
        _apologise(work, heard, talk.remembered)
        return failed(desk, heard, failure, work.now)
    else:
        remembered = connected(turn.remembered, replies)
        talk.changed = talk.changed or remembered != talk.remembered
        talk.remembered = remembered
        _answer(work, heard, talk.remembered, (*turn.replies, *replies), turn.effects)
    return {"key": event_key(heard), "received_at": work.now, "payload": None, "error": None}


async def _carry_out(
    desk: Desk, work: Work, talk: Talk, heard: Heard, turn: Turn
) -> tuple[Reply, ...]:
    if not turn.effects:
        return ()
    actor = _actor(talk, heard, turn.remembered)
    replies: tuple[Reply, ...] = ()
    gathered = work.gathered
    try:
        async with work.session.begin_nested():
            for effect in turn.effects:
                replies += await desk.carry_out(effect, work, actor)
    except ResidentError:
        work.drop_since(gathered)
        raise
    return replies


def _actor(talk: Talk, heard: Heard, remembered: Remembered) -> Actor:
    return Actor(
        channel=heard.channel,
        chat=heard.chat,
        person=heard.person,
        private=heard.private,
        language=remembered.language or "th",
        resident_id=talk.resident_id,
        message_key=f"{heard.channel}:{heard.message_id}" if heard.message_id else "",
        media=heard.media,
        source=heard.source,
        reply_token=heard.reply_token,
        reply_until=heard.reply_until,
    )


def _world(desk: Desk, work: Work, heard: Heard) -> World:
    return World(
        services=desk.offered,
        around=work.around,
        today=work.today,
        now=work.now,
        base_url=desk.base_url,
        fresh_id=_fresh_id(heard),
        attachment_id=str(new_id()) if heard.kind == Kind.FILE else "",
        fill_address=partial(_fill_address, desk, work, heard),
    )


def _fill_address(desk: Desk, work: Work, heard: Heard, draft: str) -> str:
    """Return the page on which the person of this chat goes on with their draft."""
    values = (heard.channel, heard.chat, draft)
    return desk.links.address("/fill", FILL, values, work.now + FILL_LIFETIME)


def _fresh_id(heard: Heard) -> str:
    """Name a draft after the event that began it: the same event always gives the same name."""
    return f"{crc32(event_key(heard).encode()):08x}"[2:]


def _answer(
    work: Work,
    heard: Heard,
    remembered: Remembered,
    replies: Sequence[Reply],
    effects: Sequence[Effect] = (),
) -> None:
    if not replies:
        return
    urgent = heard.kind in ASKED_ELSEWHERE or any(isinstance(e, MUST_ARRIVE) for e in effects)
    to = Destination(heard.channel, heard.chat, heard.reply_token, heard.reply_until)
    urgency = Urgency.MUST_ARRIVE if urgent else Urgency.CONVERSATION
    case_id = next((reply.case_id for reply in replies if reply.case_id), None)
    work.say(to, replies, remembered.language or "th", urgency, case_id)


def _explain(heard: Heard, remembered: Remembered, refusal: ResidentError) -> Reply:
    """Say why not, with a button for each way on of which explanations speak."""
    if not heard.private:
        return Reply(refusal.explanation)
    ways = []
    if refusal.about:
        ways.append(Button(_("Where it stands"), press(presses.CASE, refusal.about)))
    if remembered.draft and remembered.expecting != ASIDE:
        ways.append(Button(_("Change an answer"), press(presses.CHANGE, remembered.draft.id)))
    return Reply(refusal.explanation, (*ways, contact_button(), menu_button()))


def _apologise(work: Work, heard: Heard, remembered: Remembered) -> None:
    sorry = _(
        "Sorry, something went wrong on our side. The office has been told. Please try again."
    )
    if heard.private:
        button = Button(_("Menu"), presses.MENU)
        _answer(work, heard, remembered, (Reply(sorry, (button,)),))


async def _forget_number(work: Work, heard: Heard) -> None:
    """Empty a private number in our own window, which the turn that failed would have done."""
    if looks_private(heard.text):
        await forget_typed(work, heard.channel, heard.chat)


def _count(desk: Desk, heard: Sequence[Heard], fresh: Sequence[Heard]) -> None:
    desk.measures.batch.observe(len(heard))
    told = Counter(event.channel for event in heard)
    new = Counter(event.channel for event in fresh)
    for channel, times in told.items():
        desk.measures.events.labels(channel, "handled").inc(new[channel])
        desk.measures.events.labels(channel, "repeated").inc(times - new[channel])
