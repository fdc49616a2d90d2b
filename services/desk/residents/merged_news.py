"""What becomes of the news two residents chose when they turn out to be one person."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, delete, select

from models.subscription import Subscription
from models.subscription_topic import SubscriptionTopic
from services.desk.work import Work

Kept = dict[str, Any]
"""A subscription with its topics, as plain data; without whose it is."""


def later(one: Kept | None, other: Kept | None) -> Kept | None:
    """Return what was said last; of two who said nothing, the first (pure).

    A stop counts as much as a yes: nobody gets news again because of an older yes elsewhere.
    """
    if one is None or other is None:
        return one or other
    return other if _said_at(other) > _said_at(one) else one


async def join(work: Work, kept_id: UUID, merged_id: UUID) -> dict[str, Kept | None]:
    """Let what was said last count for the one person; return what both had, and what counts."""
    kept, merged = await _read(work, kept_id), await _read(work, merged_id)
    chosen = later(kept, merged)
    await _write(work, merged_id, None)
    if chosen != kept:
        await _write(work, kept_id, chosen)
    return {"kept": kept, "merged": merged, "chosen": chosen}


async def part(
    work: Work, kept_id: UUID, merged_id: UUID, before: Mapping[str, Any] | None
) -> None:
    """Give both back what they had. What was chosen since the merging belongs to its chat."""
    if not before:
        return
    since = await _read(work, kept_id)
    kept, merged = before["kept"], before["merged"]
    if since != before["chosen"]:
        elsewhere = merged is not None and _chat(since) == _chat(merged) != _chat(kept)
        kept, merged = (kept, since) if elsewhere else (since, merged)
    await _write(work, kept_id, kept)
    await _write(work, merged_id, merged)


def _said_at(kept: Kept) -> str:
    return max(kept["agreed_at"] or "", kept["stopped_at"] or "")


def _chat(kept: Kept | None) -> tuple[str, str] | None:
    return (kept["channel"], kept["chat"]) if kept else None


async def _read(work: Work, resident_id: UUID) -> Kept | None:
    wanted = select(Subscription).where(Subscription.resident_id == resident_id)
    found = (await work.session.exec(wanted.execution_options(populate_existing=True))).first()
    if found is None:
        return None
    topics = select(SubscriptionTopic.topic).where(SubscriptionTopic.resident_id == resident_id)
    chosen = sorted((await work.session.exec(topics)).all())
    return {**found.model_dump(mode="json", exclude={"resident_id"}), "topics": chosen}


async def _write(work: Work, resident_id: UUID, kept: Kept | None) -> None:
    """Put this in the place of whatever was there."""
    for table in (SubscriptionTopic, Subscription):
        theirs = delete(table).where(col(table.resident_id) == resident_id)
        await work.session.exec(theirs)
    if kept is None:
        return
    values = {**kept, **{name: _moment(kept[name]) for name in _MOMENTS}}
    topics: Sequence[str] = values.pop("topics")
    work.session.add(Subscription(resident_id=resident_id, **values))
    await work.session.flush()
    work.session.add_all(SubscriptionTopic(resident_id=resident_id, topic=one) for one in topics)
    await work.session.flush()


_MOMENTS = ("asked_at", "agreed_at", "stopped_at")


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
