"""The audience of an announcement: which chats it goes to, page by page, however many.

Ordinary news goes to one chat of each resident who said yes. An emergency goes to every private
chat, but where somebody said no to these, too. News for people with an open case of a kind is part
of handling that case and asks for no consent: it goes where their case is heard of.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.channel_address import ChannelAddress
from models.resident import Resident
from models.subscription import Subscription
from models.subscription_topic import SubscriptionTopic
from services.desk.progress import OPEN


@dataclass(frozen=True, slots=True)
class Recipient:
    """One chat an announcement goes to, and the language spoken there."""

    channel: str
    chat: str
    language: str


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is meant; what is empty narrows nothing."""

    villages: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    language: str = ""
    channels: tuple[str, ...] = ()
    open_cases_of: str = ""
    """Key of a service: people with an open case of it."""
    emergency: bool = False


def read_audience(kept: Mapping[str, Any]) -> Audience:
    """Read an audience as it is kept with an announcement."""
    return Audience(
        villages=tuple(int(number) for number in kept.get("villages") or ()),
        topics=tuple(kept.get("topics") or ()),
        language=kept.get("language") or "",
        channels=tuple(kept.get("channels") or ()),
        open_cases_of=kept.get("open_cases_of") or "",
        emergency=bool(kept.get("emergency")),
    )


async def audience_page(
    session: AsyncSession, kept: Mapping[str, Any], channel: str, after: str, limit: int
) -> Sequence[Recipient]:
    """Return the next chats of one channel behind `after`, in the order of their ids."""
    audience = read_audience(kept)
    if audience.channels and channel not in audience.channels:
        return []
    key = _key(audience)
    chat = col(key.chat)
    wanted = _meant(select(chat, col(Resident.language)), audience)
    page = wanted.where(col(key.channel) == channel, chat > after).order_by(chat).limit(limit)
    rows = (await (await session.connection()).execute(page)).all()
    return [Recipient(channel, chat, language) for chat, language in rows]


async def audience_size(session: AsyncSession, kept: Mapping[str, Any]) -> dict[str, int]:
    """Count the chats by channel; a channel without any is left out."""
    audience = read_audience(kept)
    channel = col(_key(audience).channel)
    wanted = _meant(select(channel, func.count()), audience)
    counting = wanted.group_by(channel).order_by(channel)
    rows = (await (await session.connection()).execute(counting)).all()
    return {name: count for name, count in rows}  # noqa: C416 -- a row is no pair to mypy


def _key(audience: Audience) -> type[Subscription] | type[ChannelAddress]:
    """Return the table whose index the walk follows: few of a million may want news."""
    ordinary = not audience.emergency and not audience.open_cases_of
    return Subscription if ordinary else ChannelAddress


def _meant(chosen: Select[Any, Any], audience: Audience) -> Select[Any, Any]:
    """Choose among private chats that can be reached; groups have no resident."""
    rows = _from_subscriptions(chosen) if _key(audience) is Subscription else _from_chats(chosen)
    rows = rows.where(col(ChannelAddress.blocked_at).is_(None), *_who(audience))
    if audience.language:
        rows = rows.where(col(Resident.language) == audience.language)
    if audience.channels:
        rows = rows.where(col(_key(audience).channel).in_(audience.channels))
    return rows


def _from_subscriptions(chosen: Select[Any, Any]) -> Select[Any, Any]:
    """Whoever said yes, in the chat where they said it."""
    here = and_(
        col(ChannelAddress.channel) == Subscription.channel,
        col(ChannelAddress.chat) == Subscription.chat,
        col(ChannelAddress.resident_id) == Subscription.resident_id,
    )
    return (
        chosen.select_from(Subscription)
        .join(ChannelAddress, here)
        .join(Resident, col(Resident.id) == Subscription.resident_id)
    )


def _from_chats(chosen: Select[Any, Any]) -> Select[Any, Any]:
    return (
        chosen.select_from(ChannelAddress)
        .join(Resident, col(Resident.id) == ChannelAddress.resident_id)
        .outerjoin(Subscription, col(Subscription.resident_id) == ChannelAddress.resident_id)
    )


def _who(audience: Audience) -> list[Any]:
    if _key(audience) is Subscription:
        return [col(Subscription.wants_news), *_chosen(audience)]
    near = [_near(audience)] if audience.villages else []
    if audience.open_cases_of:
        return [_has_open_case(audience), *near]
    return [~_said_no(), *near]


def _said_no() -> Any:
    """Whoever wants to hear of no emergency; few did.

    Asked of the joined row, PostgreSQL would expect to find nobody, and gather and sort everybody
    behind a place for each page of the walk.
    """
    theirs = aliased(Subscription)
    return exists().where(
        col(theirs.resident_id) == ChannelAddress.resident_id, col(theirs.no_emergencies)
    )


def _chosen(audience: Audience) -> list[Any]:
    """Whoever chose no village or topic hears of all of them."""
    conditions: list[Any] = []
    if audience.villages:
        village = col(Subscription.village)
        conditions.append(or_(village.is_(None), village.in_(audience.villages)))
    if audience.topics:
        chosen = exists().where(
            col(SubscriptionTopic.resident_id) == Subscription.resident_id,
            col(SubscriptionTopic.topic).in_(audience.topics),
        )
        conditions.append(or_(col(Subscription.all_topics), chosen))
    return conditions


def _near(audience: Audience) -> Any:
    """Whoever told us one of these villages, for news or as the place of a case."""
    case_there = exists().where(
        col(Case.resident_id) == ChannelAddress.resident_id,
        col(Case.village).in_(audience.villages),
    )
    return or_(col(Subscription.village).in_(audience.villages), case_there)


def _has_open_case(audience: Audience) -> Any:
    return exists().where(
        and_(
            col(Case.resident_id) == ChannelAddress.resident_id,
            col(Case.channel) == ChannelAddress.channel,
            col(Case.chat) == ChannelAddress.chat,
            col(Case.service_key) == audience.open_cases_of,
            col(Case.status).in_(OPEN),
        )
    )
