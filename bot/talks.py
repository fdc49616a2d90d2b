"""Conversations as a batch works on them: loaded with one statement, kept with one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.messages import Heard
from bot.standing import connected
from bot.turns import Remembered
from models.bulk import execute_rows
from models.channel_address import ChannelAddress
from models.columns import new_id
from models.conversation import Conversation
from models.resident import Resident
from services.kit.message import Reply

_conversations = Conversation.__table__  # type: ignore[attr-defined] # SQLModel adds it
_addresses = ChannelAddress.__table__  # type: ignore[attr-defined] # as above
_load = (
    select(
        _conversations.c.channel,
        _conversations.c.chat,
        _conversations.c.person,
        _conversations.c.resident_id,
        _conversations.c.remembered,
        _conversations.c.version,
    )
    .where(_conversations.c.channel.in_(bindparam("channels", expanding=True)))
    .where(_conversations.c.chat.in_(bindparam("chats", expanding=True)))
    .with_for_update()
)
_known_addresses = (
    select(_addresses.c.channel, _addresses.c.chat)
    .where(_addresses.c.channel.in_(bindparam("channels", expanding=True)))
    .where(_addresses.c.chat.in_(bindparam("chats", expanding=True)))
)
_keep = (
    update(_conversations)
    .where(_conversations.c.channel == bindparam("of_channel"))
    .where(_conversations.c.chat == bindparam("of_chat"))
    .where(_conversations.c.person == bindparam("of_person"))
    .where(_conversations.c.version == bindparam("of_version"))
    .values(
        remembered=bindparam("remembered"),
        version=_conversations.c.version + literal_column("1"),
        changed_at=bindparam("changed_at"),
    )
)


class Overtaken(Exception):
    """Another process changed a conversation this batch had read; the batch starts again."""


@dataclass(slots=True)
class Talk:
    """One conversation while the batch works on it."""

    resident_id: UUID | None
    remembered: Remembered
    version: int
    changed: bool = False


Key = tuple[str, str, str]


async def load_talks(
    connection: AsyncConnection, now: datetime, heard: Sequence[Heard]
) -> dict[Key, Talk]:
    wanted = {key_of(event): event for event in heard}
    rows = await connection.execute(_load, _where(wanted))
    talks = {
        (channel, chat, person): Talk(resident_id, Remembered.from_data(kept), version)
        for channel, chat, person, resident_id, kept, version in rows
    }
    newcomers = [event for key, event in wanted.items() if key not in talks]
    talks.update(await _welcome(connection, now, newcomers))
    return talks


def key_of(heard: Heard) -> Key:
    return heard.channel, heard.chat, heard.person


async def _welcome(
    connection: AsyncConnection, now: datetime, newcomers: Sequence[Heard]
) -> dict[Key, Talk]:
    """Open a conversation for everybody met for the first time, and in private a resident."""
    talks = {
        key_of(event): Talk(new_id() if event.private else None, Remembered(), 1)
        for event in newcomers
    }
    residents = [
        {"id": talk.resident_id, "language": "th", "first_seen_at": now}
        for talk in talks.values()
        if talk.resident_id
    ]
    if residents:
        await connection.execute(insert(Resident), residents)
    if talks:
        await _keep_addresses(connection, talks)
        await connection.execute(
            insert(_conversations),
            [
                {"channel": c, "chat": chat, "person": person, "resident_id": talk.resident_id,
                 "remembered": {}, "version": 1, "changed_at": now}
                for (c, chat, person), talk in talks.items()
            ],
        )  # fmt: skip
    return talks


async def _keep_addresses(connection: AsyncConnection, talks: dict[Key, Talk]) -> None:
    """Remember where the newcomers are; somebody new in a known group brings no new address."""
    met = {(channel, chat): talk.resident_id for (channel, chat, _p), talk in talks.items()}
    known = await connection.execute(_known_addresses, _where(met))
    for row in known:
        met.pop((row.channel, row.chat), None)
    if met:
        rows = [{"channel": c, "chat": chat, "resident_id": who} for (c, chat), who in met.items()]
        await connection.execute(insert(_addresses), rows)


def _where(met: Iterable[tuple[str, ...]]) -> dict[str, list[str]]:
    """Fill the two lists of a statement; a chat id names one chat, whatever the channel."""
    return {"channels": list({key[0] for key in met}), "chats": list({key[1] for key in met})}


async def connect_talk(
    session: AsyncSession, channel: str, chat: str, replies: Sequence[Reply]
) -> None:
    """Let what was filed elsewhere, such as on a page, begin a talk in this private chat too.

    The version is raised, so that a batch that is at work on this conversation starts again.
    """
    if not any(reply.connects for reply in replies):
        return
    of_chat = (channel, chat, chat)
    kept = await session.get(Conversation, of_chat, with_for_update=True, populate_existing=True)
    if kept is not None:
        talking = connected(Remembered.from_data(kept.remembered), replies)
        kept.remembered, kept.version = talking.as_data(), kept.version + 1
        session.add(kept)
        await session.flush()


async def keep_talks(connection: AsyncConnection, talks: dict[Key, Talk], now: datetime) -> None:
    rows = [
        {
            "of_channel": channel,
            "of_chat": chat,
            "of_person": person,
            "of_version": talk.version,
            "remembered": talk.remembered.as_data(),
            "changed_at": now,
        }
        for (channel, chat, person), talk in talks.items()
        if talk.changed
    ]
    if rows:
        kept = await execute_rows(connection, _keep, rows)
        if kept not in (-1, len(rows)):
            raise Overtaken
