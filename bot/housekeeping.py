"""Housekeeping: forgets once a day what is no longer needed, in small steps."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Table, delete, exists, select

from bot.desk import Desk
from bot.failures import seal_failed
from bot.files.store import FileStore
from bot.pauses import pause
from models.api_answer import ApiAnswer
from models.api_token import ApiToken
from models.attachment import Attachment
from models.case_presence import CasePresence
from models.channel_address import ChannelAddress
from models.chat_line import ChatLine
from models.inbound_event import InboundEvent
from models.one_time_code import OneTimeCode
from models.outbox_message import OutboxMessage
from models.staff_session import StaffSession
from models.vocabulary import ChannelName, OutboxState
from services.desk import attachments

MOST_AT_ONCE = 500
"""Rows forgotten in one transaction, so that residents never wait for it."""

SECONDS_BETWEEN = 24 * 3600

EVENTS = timedelta(days=30)
"""No messenger repeats an event after that long, and one that failed was long handled again."""
CHAT_LINES = timedelta(days=180)
SENT = timedelta(days=90)
CODES = timedelta(days=30)
PRESENCES = timedelta(days=1)
API_ANSWERS = timedelta(days=7)
"""A program that asks again does so within minutes."""
FORMS = timedelta(days=3)
"""Files of a form that was never sent: its page is too old after two days, and they may be copies
of cards."""

FORM_CHANNELS = (ChannelName.WEBCHAT.value, ChannelName.COUNTER.value)
"""Where forms keep their files: a resident's own, or one that staff fill in for somebody."""

log = structlog.get_logger()


def _table(of: Any) -> Table:
    table: Table = of.__table__
    return table


def forgettable(now: datetime) -> list[tuple[Table, ColumnElement[bool]]]:
    """Return what may be forgotten by `now`: table by table, the rows and why."""
    events, lines = _table(InboundEvent), _table(ChatLine)
    outbox, codes = _table(OutboxMessage), _table(OneTimeCode)
    sessions, files = _table(StaffSession), _table(Attachment)
    presences = _table(CasePresence)
    answers, tokens = _table(ApiAnswer), _table(ApiToken)
    over = outbox.c.state.in_([OutboxState.SENT.value, OutboxState.DROPPED.value])
    return [
        (events, events.c.received_at < now - EVENTS),
        (lines, lines.c.at < now - CHAT_LINES),
        (outbox, over & (outbox.c.finished_at < now - SENT)),
        (codes, codes.c.expires_at < now - CODES),
        (sessions, sessions.c.expires_at < now - CODES),
        (answers, answers.c.at < now - API_ANSWERS),
        (tokens, tokens.c.expires_at < now - CODES),
        (presences, presences.c.seen_at < now - PRESENCES),
        (files, _never_sent(files) & (files.c.created_at < now - FORMS)),
    ]


def _never_sent(files: Table) -> ColumnElement[bool]:
    """Find the files of forms: their chat is made known only when the form becomes a case."""
    chats = _table(ChannelAddress)
    known = exists().where(chats.c.channel == files.c.channel, chats.c.chat == files.c.chat)
    of_a_form = files.c.channel.in_(FORM_CHANNELS) & files.c.case_id.is_(None)
    return of_a_form & ~known


async def keep_house(desk: Desk, store: FileStore, closing: asyncio.Event) -> None:
    """Tidy up now, and then every day until the desk closes."""
    while not closing.is_set():
        try:
            await tidy(desk, store)
        except Exception:
            log.exception("housekeeping_broke")
        await pause(closing, SECONDS_BETWEEN)


async def tidy(desk: Desk, store: FileStore, younger_than: float = 3600.0) -> None:
    """Forget what may be forgotten, and files nothing points at, unless `younger_than` seconds."""
    await seal_failed(desk)
    for table, rows in forgettable(desk.clock()):
        await _forget(desk, table, rows)
    await _forget_files(desk, store, younger_than)


async def _forget(desk: Desk, table: Table, rows: ColumnElement[bool]) -> None:
    gone = MOST_AT_ONCE
    while gone == MOST_AT_ONCE:
        gone = await _forget_some(desk, table, rows)


async def _forget_some(desk: Desk, table: Table, rows: ColumnElement[bool]) -> int:
    key = next(iter(table.primary_key.columns))
    some = select(key).where(rows).limit(MOST_AT_ONCE)
    async with desk.database.writing() as session:
        connection = await session.connection()
        gone = await connection.execute(delete(table).where(key.in_(some)))
        return gone.rowcount


async def _forget_files(desk: Desk, store: FileStore, younger_than: float) -> None:
    await asyncio.to_thread(store.sweep, younger_than)
    kept = await asyncio.to_thread(store.digests, younger_than)
    async with desk.database.reading() as session:
        unused = await attachments.unused_digests(session, kept)
    for digest in unused:
        await asyncio.to_thread(store.forget, digest, younger_than)
