"""Events that failed: kept with their payload, so that an operator can have them tried again.

Residents type anything, also their national id, so what they said is kept sealed.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from bot.desk import Desk
from bot.messages import Heard, Kind
from models.inbound_event import InboundEvent
from services.kit.errors import NotFound, NotPossible
from services.kit.fields import Point
from services.kit.private import SEALED, SHOWN, is_sealed
from services.kit.sealing import Keyring, Unreadable
from services.kit.text import _


def event_key(heard: Heard) -> str:
    """Return the key under which an event is known once it was acted upon."""
    return f"{heard.channel}:{heard.event_id}"


def failed(desk: Desk, heard: Heard, failure: Exception, now: datetime) -> dict[str, Any]:
    """Return the record of an event that failed, what was said in it sealed."""
    key = event_key(heard)
    payload = asdict(replace(heard, reply_token="", reply_until=None, at=None))
    return {
        "key": key,
        "received_at": now,
        "payload": _sealed(payload, key, desk.keyring),
        "error": type(failure).__name__,
    }


async def failed_event(desk: Desk, key: str) -> Heard:
    """Return the event as it was heard. Raises `NotFound` when it did not fail or is done, and
    `NotPossible` when the key it was sealed with is lost.
    """
    async with desk.database.reading() as session:
        event = await session.get(InboundEvent, key)
    if event is None or event.payload is None or event.replayed_at:
        raise NotFound(_("There is nothing left to try again here."))
    if not is_sealed(event.payload):
        return heard_from(event.payload)
    try:
        inside = desk.keyring.unseal(event.payload[SEALED], _place(key))
    except Unreadable:
        raise NotPossible(
            _(
                "This event cannot be handled again: the key it was sealed with is missing. "
                "“sala doctor” explains what to do."
            )
        ) from None
    return heard_from(json.loads(str(inside)))


async def seal_failed(desk: Desk) -> int:
    """Seal what stands open, from before events were sealed; return how many there were."""
    async with desk.database.writing() as session:
        wanted = select(InboundEvent).where(col(InboundEvent.error).is_not(None))
        open_ones = [
            event
            for event in await session.exec(wanted.order_by(col(InboundEvent.received_at)))
            if event.payload is not None and not is_sealed(event.payload)
        ]
        for event in open_ones:
            event.payload = _sealed(event.payload or {}, event.key, desk.keyring)
            session.add(event)
    return len(open_ones)


async def mark_replayed(desk: Desk, key: str) -> None:
    """Note that the event was tried again, and forget its payload."""
    async with desk.database.writing() as session:
        found = await session.exec(select(InboundEvent).where(col(InboundEvent.key) == key))
        event = found.one()
        event.replayed_at = desk.clock()
        event.payload = None


def heard_from(payload: Mapping[str, Any]) -> Heard:
    """Read an event back from its kept payload."""
    point = payload.get("point")
    kept = {name: value for name, value in payload.items() if name not in {"point", "kind", "at"}}
    kept.update(reply_token="", reply_until=None)
    return Heard(kind=Kind(payload["kind"]), point=Point(**point) if point else None, **kept)


def _sealed(payload: Mapping[str, Any], key: str, keyring: Keyring) -> dict[str, Any]:
    return {SEALED: keyring.seal(json.dumps(payload, default=str), _place(key)), SHOWN: ""}


def _place(key: str) -> str:
    return f"event:{key}"
