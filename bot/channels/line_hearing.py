"""What LINE tells a webhook: https://developers.line.biz/en/reference/messaging-api/#webhooks

Raw JSON is matched event by event. The SDK's parser loses a whole delivery when one event is
odd; here an odd event is left out and its neighbours are heard.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.channels.json_bodies import clean, is_id, read_degrees, read_json, read_moment
from bot.messages import Heard, Kind
from services.kit.fields import Point

REPLY_WITHIN = timedelta(seconds=50)
"""A reply token works for a minute from the (re)delivery; ten seconds are left for the way."""

REPLY_AT_ALL_WITHIN = timedelta(minutes=20)
"""However late a redelivery comes, the token ends this long after the event."""

FILES = frozenset({"image", "video", "audio", "file"})
LONGEST_TOKEN = 200

_ANONYMOUS = frozenset({Kind.JOINED, Kind.LEFT, Kind.UNSENT})
"""Kinds that may come from a group without saying who; all others need a person."""

Details = dict[str, Any]


def hear_delivery(body: bytes, now: datetime) -> list[Heard]:
    """Read every event of a delivery that means something to us; never raises."""
    match read_json(body):
        case {"events": [*events]}:
            heard = (_hear_event(event, now) for event in events)
            return [event for event in heard if event is not None]
    return []


def _hear_event(event: object, now: datetime) -> Heard | None:
    if not isinstance(event, dict) or event.get("mode") == "standby":
        return None
    match event:
        case {"webhookEventId": str(event_id), "source": {"type": str()} as source} if is_id(
            event_id
        ):
            details, where = _details(event), _where(source)
            if details is not None and where is not None:
                return _heard(event, event_id, where, details, now)
    return None


def _heard(
    event: Mapping[str, Any],
    event_id: str,
    where: tuple[str, str, bool],
    details: Details,
    now: datetime,
) -> Heard | None:
    chat, person, private = where
    if not person and details["kind"] not in _ANONYMOUS:
        return None
    at = _moment(event.get("timestamp"))
    token = event.get("replyToken")
    has_token = isinstance(token, str) and token.isascii() and len(token) <= LONGEST_TOKEN
    return Heard(
        channel="line",
        event_id=event_id,
        chat=chat,
        person=person,
        private=private,
        reply_token=token if isinstance(token, str) and has_token else "",
        reply_until=_reply_until(event, at, now) if has_token else None,
        at=at,
        **details,
    )


def _moment(milliseconds: object) -> datetime | None:
    return read_moment(milliseconds / 1000) if isinstance(milliseconds, int) else None


def _reply_until(event: Mapping[str, Any], at: datetime | None, now: datetime) -> datetime:
    """Count from the delivery. Only of a redelivery do we trust our clock against LINE's."""
    until = now + REPLY_WITHIN
    match event.get("deliveryContext"):
        case {"isRedelivery": True} if at is not None:
            return min(until, at + REPLY_AT_ALL_WITHIN)
    return until


def _where(source: Mapping[str, Any]) -> tuple[str, str, bool] | None:
    """Return the chat, the person (or nobody) and whether the chat is private."""
    person = source.get("userId")
    known = person if isinstance(person, str) and is_id(person) else ""
    match source:
        case {"type": "user"} if known:
            return known, known, True
        case {"type": "group", "groupId": str(chat)} if is_id(chat):
            return chat, known, False
        case {"type": "room", "roomId": str(chat)} if is_id(chat):
            return chat, known, False
    return None


def _details(event: Mapping[str, Any]) -> Details | None:
    match event:
        case {"type": "message", "message": {"id": str(message_id)} as message}:
            return _message(message_id, message)
        case {"type": "postback", "postback": {"data": str(data)} as postback}:
            return {"kind": Kind.PRESS, "text": clean(data) + _picked(postback.get("params"))}
        case {"type": "follow" | "join"}:
            return {"kind": Kind.JOINED}
        case {"type": "unfollow" | "leave"}:
            return {"kind": Kind.LEFT}
        case {"type": "unsend", "unsend": {"messageId": str(message_id)}}:
            return {"kind": Kind.UNSENT, "text": clean(message_id)}
    return None


def _message(message_id: str, message: Mapping[str, Any]) -> Details | None:
    if not is_id(message_id):
        return None
    match message:
        case {"type": "text", "text": str(text)}:
            return {"kind": Kind.TEXT, "text": clean(text), "message_id": message_id}
        case {"type": "sticker"}:
            return {"kind": Kind.STICKER, "message_id": message_id}
        case {"type": "location"}:
            return _place(message_id, message)
        case {"type": str(media)} if media in FILES:
            return _file(message_id, media, message)
    return None


def _place(message_id: str, message: Mapping[str, Any]) -> Details | None:
    degrees = read_degrees(message.get("latitude"), message.get("longitude"))
    if degrees is None:
        return None
    said = [message.get("title"), message.get("address")]
    label = " ".join(clean(words) for words in said if isinstance(words, str))
    return {"kind": Kind.PLACE, "point": Point(*degrees, label), "message_id": message_id}


def _file(message_id: str, media: str, message: Mapping[str, Any]) -> Details:
    """A file that does not lie with LINE is never fetched: its address is the sender's choice."""
    match message.get("contentProvider"):
        case {"type": str(provider)} if is_id(provider):
            source = {"message_id": message_id, "provider": provider}
        case _:
            source = {"message_id": message_id, "provider": "line"}
    return {"kind": Kind.FILE, "media": media, "source": source, "message_id": message_id}


def _picked(params: object) -> str:
    """Return what was picked in a date or time picker, as one more part of the button's value."""
    match params:
        case {"date": str(picked)} | {"time": str(picked)} | {"datetime": str(picked)} if is_id(
            picked
        ):
            return f":{picked}"
    return ""
