"""The announcer: publishes what was approved, walks through its people, and tells them.

It has a lane of its own beside the outbox, so that no conversation and no news of a case ever waits
behind an announcement. Several processes share the work by leases. What it does next stands in
the database before it is done, so that a process may die at any moment.
"""

import asyncio
import random
from base64 import b64encode
from dataclasses import replace
from typing import Any, Protocol, cast
from uuid import UUID, uuid5

import structlog
from aiolimiter import AsyncLimiter

from bot.announcing.deciding import (
    all_failed,
    at_once,
    given_up,
    key_is_over,
    one_failed,
    told_all,
    told_one,
)
from bot.announcing.lines import lines_of
from bot.channels import Channel, DeliveryFailed, Parcel
from bot.channels.webchat import WebChat
from bot.desk import Desk
from bot.files.store import FileStore
from bot.pauses import pause
from models.announcement import Announcement
from models.announcement_chunk import AnnouncementChunk
from models.announcement_vocabulary import AnnouncementWay, ChunkState
from models.vocabulary import ChannelName, MessageClass
from services.desk.announcing import chunks
from services.desk.announcing.chunks import Progress
from services.desk.announcing.publishing import TOLD_ON, due_to_publish, measure, publish
from services.desk.announcing.walking import channels_to_walk, end, under_way, walk
from services.desk.budget.holding import hold_announcement
from services.desk.budget.lanes import room_for
from services.desk.deliveries import mark_unreachable
from services.desk.work import Work
from services.kit.message import Written

SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_WHILE_WALKING = 0.1
LONGEST_CALL = 30.0
"""Seconds after which a call counts as unanswered; shorter than the lease of a chunk."""

SHARE = 2 / 3
"""Of what a messenger takes in a second, as much may be announcements; the rest is for people
who are waiting for an answer."""

log = structlog.get_logger()


class TellsMany(Protocol):
    """A messenger that tells many people with one call."""

    async def say_to_many(
        self, chats: list[str], messages: list[Written], retry_key: UUID
    ) -> None: ...

    async def say_to_all(self, messages: list[Written], retry_key: UUID) -> None: ...


async def keep_announcing(desk: Desk, closing: asyncio.Event) -> None:
    """Announce until the desk closes; what is under way at a messenger is finished first."""
    if desk.sender is None:
        return
    await Announcer(desk, closing).run()


class Announcer:
    """One per process."""

    def __init__(self, desk: Desk, closing: asyncio.Event) -> None:
        self._desk = desk
        self._closing = closing
        self._limits: dict[str, AsyncLimiter] = {}
        self._messages: dict[tuple[UUID, str, str], list[Written]] = {}

    async def run(self) -> None:
        """Begin; on SQLite every lease is ours, so a crash's chunks are free at once."""
        if self._desk.database.is_sqlite:
            async with self._desk.database.writing() as session:
                await chunks.release_all(session)
        workers = [
            self._keep_telling(channel.value)
            for channel in TOLD_ON
            if channel in self._desk.channels
            for _worker in range(at_once(channel))
        ]
        await asyncio.gather(self._keep_walking(), *workers)

    async def look(self) -> bool:
        """Publish what is due and walk one page further; say whether there is more to walk."""
        async with self._desk.database.reading() as session:
            due = await due_to_publish(session, self._desk.clock())
            going = list(await under_way(session))
        for one in due:
            async with self._desk.database.reading() as session:
                measured = await measure(session, one)
            async with self._desk.work() as work:
                await publish(work, one, measured)
        walked = [await self._walk(one) for one in [*due, *going]]
        if going:
            async with self._desk.work() as work:
                await chunks.look_again_at_held(work)
        return any(walked)

    async def tell(self, name: str) -> bool:
        """Take the next chunk of a channel and tell its people; say whether there was one."""
        channel = self._desk.channels[name]
        async with self._desk.database.reading() as session:
            if not await chunks.anything_for(session, name, self._desk.clock()):
                return False
        async with self._desk.work() as work:
            chunk = await chunks.claim(work, name)
        if chunk is None:
            return False
        await self._tell_chunk(channel, chunk)
        return True

    async def _keep_walking(self) -> None:
        while not self._closing.is_set():
            more = False
            try:
                more = await self.look()
            except Exception:
                log.exception("announcements_not_walked")
            await pause(self._closing, SECONDS_WHILE_WALKING if more else SECONDS_BETWEEN_LOOKS)

    async def _keep_telling(self, name: str) -> None:
        while not self._closing.is_set():
            busy = False
            try:
                busy = await self.tell(name)
            except Exception:
                log.exception("announcement_chunk_broke", channel=name)
            if not busy:
                await pause(self._closing, SECONDS_BETWEEN_LOOKS)

    async def _walk(self, announcement_id: UUID) -> bool:
        async with self._desk.database.reading() as session:
            channels = await channels_to_walk(session, announcement_id)
        for channel in channels:
            async with self._desk.work() as work:
                await walk(work, announcement_id, channel)
        if not channels:
            async with self._desk.work() as work:
                await end(work, announcement_id)
        return bool(channels)

    async def _tell_chunk(self, channel: Channel, chunk: AnnouncementChunk) -> None:
        messages = await self._messages_of(chunk)
        if isinstance(channel, WebChat):
            await self._show(channel, chunk, messages)
        elif key_is_over(chunk, self._desk.clock()):
            await self._write(chunk, given_up(chunk))
        elif self._has_no_room(chunk):
            kept = DeliveryFailed("this month's messages are kept for cases", quota=True)
            await self._write(chunk, all_failed(chunk, kept, self._desk.clock(), _luck()))
        elif chunk.way == AnnouncementWay.EACH:
            await self._tell_each(channel, chunk, messages)
        else:
            await self._tell_together(channel, chunk, messages)

    def _has_no_room(self, chunk: AnnouncementChunk) -> bool:
        """Leave to news of cases what is theirs of a month; an emergency takes whatever is left."""
        budget = self._desk.allowance.budget
        if chunk.channel != ChannelName.LINE or chunk.rank == 0 or budget is None:
            return False
        room = room_for(MessageClass.ANNOUNCEMENT, budget, self._desk.clock())
        return room is not None and room < chunk.size - chunk.done

    async def _tell_together(
        self, channel: Channel, chunk: AnnouncementChunk, messages: list[Written]
    ) -> None:
        many = cast("TellsMany", channel)
        if chunk.way == AnnouncementWay.BROADCAST:
            failure = await _tried(many.say_to_all(messages, chunk.retry_key))
        else:
            failure = await _tried(many.say_to_many(chunk.chats, messages, chunk.retry_key))
        if failure:
            await self._write(chunk, all_failed(chunk, failure, self._desk.clock(), _luck()))
        else:
            await self._write(chunk, told_all(chunk))

    async def _tell_each(
        self, channel: Channel, chunk: AnnouncementChunk, messages: list[Written]
    ) -> None:
        """One after the other, each written down before the next: a crash leaves one in doubt."""
        going_on = True
        while going_on and not self._closing.is_set():
            chat = chunk.chats[chunk.done]
            await self._limit(channel).acquire()
            parcel = Parcel(chat, messages, uuid5(chunk.retry_key, chat))
            failure = await _tried(channel.say(parcel))
            if failure:
                step = one_failed(chunk, failure, self._desk.clock(), _luck())
            else:
                step = told_one(chunk)
            going_on = await self._write(chunk, step, chat)
        if going_on:
            async with self._desk.work() as work:
                await chunks.let_go(work, chunk)

    async def _show(
        self, webchat: WebChat, chunk: AnnouncementChunk, messages: list[Written]
    ) -> None:
        async with self._desk.work() as work:
            work.session.add_all(lines_of(chunk, messages))
            await work.session.flush()
            await chunks.write(work, chunk, told_all(chunk))
        for chat in chunk.chats:
            webchat.wake(chat)

    async def _write(self, chunk: AnnouncementChunk, step: Progress, chat: str = "") -> bool:
        if chunk.channel == ChannelName.LINE:
            self._desk.allowance.spend(step.sent)
        async with self._desk.work() as work:
            step = await self._hand_on(work, chunk, step)
            going_on = await chunks.write(work, chunk, step)
            if step.unreachable and chat:
                await mark_unreachable(work, chunk.channel, chat, next(iter(step.reasons or {""})))
            if step.pauses:
                await chunks.pause_for(work, chunk.announcement_id, step.error)
        return going_on

    async def _hand_on(self, work: Work, chunk: AnnouncementChunk, step: Progress) -> Progress:
        """When the month's messages are used up, let each be told in a way that is free.

        Not while an earlier call is in doubt: they could read it twice.
        """
        if step.state != ChunkState.HELD or step.in_doubt or not chunk.chats:
            return step
        if not await chunks.is_ours(work, chunk):
            return step
        left = chunk.chats[chunk.done :]
        messages = await self._messages_of(chunk)
        kind = MessageClass.ANNOUNCEMENT if chunk.rank else MessageClass.DANGER
        await hold_announcement(work, chunk.channel, left, messages, step.error, kind)
        return replace(step, state=ChunkState.HANDED_ON)

    async def _messages_of(self, chunk: AnnouncementChunk) -> list[Written]:
        """Return what is said; they never change, so they are read once for each language."""
        key = (chunk.announcement_id, chunk.channel, chunk.language)
        if key not in self._messages:
            async with self._desk.database.reading() as session:
                found = await session.get(Announcement, chunk.announcement_id)
            told = (found.written if found else {})[chunk.language]
            picture = found.picture if found and chunk.channel == ChannelName.TELEGRAM else None
            drawn = await asyncio.to_thread(self._read, picture) if picture else ""
            if len(self._messages) > len(TOLD_ON) * 8:
                self._messages.clear()
            self._messages[key] = [_with_picture(one, drawn) for one in told]
        return self._messages[key]

    def _read(self, sha256: str) -> str:
        """Telegram is handed the picture itself; a file that is gone is left out."""
        file = FileStore(self._desk.data_dir).path(sha256)
        return b64encode(file.read_bytes()).decode("ascii") if file.is_file() else ""

    def _limit(self, channel: Channel) -> AsyncLimiter:
        if channel.name not in self._limits:
            self._limits[channel.name] = AsyncLimiter(1, 1 / (channel.pace.per_second * SHARE))
        return self._limits[channel.name]


async def _tried(call: Any) -> DeliveryFailed | None:
    """Make a call to a messenger; return what went wrong, if anything did."""
    try:
        async with asyncio.timeout(LONGEST_CALL):
            await call
    except DeliveryFailed as failure:
        return failure
    except Exception as failure:  # a fault of ours must not stop the lane
        log.exception("announcement_call_broke")
        return DeliveryFailed(type(failure).__name__)
    return None


def _with_picture(message: dict[str, Any], drawn: str) -> Written:
    if not drawn or "picture" not in message:
        return message
    return {**message, "picture": {**message["picture"], "png": drawn}}


def _luck() -> float:
    return random.random()  # noqa: S311 -- only spreads waits
