"""Events that failed: kept with their payload, so that an operator can have them tried again."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select

from bot.desk import Desk
from bot.messages import Heard, Kind
from models.inbound_event import InboundEvent
from services.kit.errors import NotFound
from services.kit.fields import Point
from services.kit.text import _


async def failed_event(desk: Desk, key: str) -> Heard:
    """Return the event as it was heard. Raises `NotFound` when it did not fail or is done."""
    async with desk.database.reading() as session:
        failed = await session.get(InboundEvent, key)
    if failed is None or failed.payload is None or failed.replayed_at:
        raise NotFound(_("There is nothing left to try again here."))
    return heard_from(failed.payload)


async def mark_replayed(desk: Desk, key: str) -> None:
    """Note that the event was tried again, and forget its payload."""
    async with desk.database.writing() as session:
        found = await session.exec(select(InboundEvent).where(col(InboundEvent.key) == key))
        failed = found.one()
        failed.replayed_at = desk.clock()
        failed.payload = None


def heard_from(payload: Mapping[str, Any]) -> Heard:
    """Read an event back from its kept payload."""
    point = payload.get("point")
    kept = {name: value for name, value in payload.items() if name not in {"point", "kind", "at"}}
    kept.update(reply_token="", reply_until=None)
    return Heard(kind=Kind(payload["kind"]), point=Point(**point) if point else None, **kept)
