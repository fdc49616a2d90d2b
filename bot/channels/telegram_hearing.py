"""What Telegram tells us in an update: https://core.telegram.org/bots/api#update

Raw JSON is matched. The library's own reader raises on some valid updates, and an update that is
not answered with 200 comes again for ever.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.channels.json_bodies import clean, is_id, read_degrees
from bot.messages import Heard, Kind
from services.kit.fields import Point

ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]
"""What Telegram is asked to send. Edits are not heard: the first words were acted upon."""

FILES = {
    "animation": "video",
    "document": "file",
    "voice": "voice",
    "audio": "audio",
    "video": "video",
    "video_note": "video",
}
"""Kinds of file, and what we call them. An animation comes with a document, so it is first."""

ODDITIES = ("sticker", "contact", "dice", "poll", "game", "story", "checklist")
"""Things somebody sends on purpose and we can do nothing with: answered like a sticker."""

AWAY = frozenset({"left", "kicked"})

Details = dict[str, Any]


def hear_update(update: object, now: datetime) -> Heard | None:
    """Read one update, or return None when it means nothing to us; never raises.

    `at` is when it reached us: Telegram gives whole seconds, and for a press only the time of
    the message with the button, either of which would put updates out of their order.
    """
    match update:
        case {"update_id": int(number), "message": {"chat": {}} as message}:
            return _hear_message(str(number), message, now)
        case {"update_id": int(number), "callback_query": {"id": str(acknowledge)} as query}:
            return _hear_press(str(number), acknowledge, query, now)
        case {"update_id": int(number), "my_chat_member": {"chat": {}} as change}:
            return _hear_membership(str(number), change, now)
    return None


def acknowledge_body(heard: Heard) -> dict[str, str] | None:
    """Return the answer to the webhook that stops the clock on a pressed button, if there is one.

    https://core.telegram.org/bots/api#making-requests-when-getting-updates
    """
    if not heard.acknowledge:
        return None
    return {"method": "answerCallbackQuery", "callback_query_id": heard.acknowledge}


def _hear_message(event_id: str, message: Mapping[str, Any], now: datetime) -> Heard | None:
    match message:
        case {"migrate_to_chat_id": int(moved_to)}:
            details: Details | None = {"kind": Kind.MOVED, "text": str(moved_to)}
        case {"from": {"id": int()}}:
            details = _details(message)
        case _:
            return None
    if details is None:
        return None
    details["message_id"] = str(message.get("message_id", ""))[:20]
    return _heard(event_id, message, message.get("from"), details, now)


def _hear_press(
    event_id: str, acknowledge: str, query: Mapping[str, Any], now: datetime
) -> Heard | None:
    """A press on a message too old for Telegram to repeat still says in which chat it stands."""
    match query:
        case {
            "data": str(value),
            "from": {"id": int()} as sender,
            "message": {"chat": {}} as shown,
        }:
            details = {
                "kind": Kind.PRESS,
                "text": clean(value),
                "acknowledge": acknowledge if is_id(acknowledge) else "",
            }
            return _heard(event_id, shown, sender, details, now)
    return None


def _hear_membership(event_id: str, change: Mapping[str, Any], now: datetime) -> Heard | None:
    """The desk was blocked, unblocked, brought into a group or taken out of it."""
    was_away = _is_away(change.get("old_chat_member"))
    is_away = _is_away(change.get("new_chat_member"))
    if was_away is None or is_away is None or was_away == is_away:
        return None
    details = {"kind": Kind.LEFT if is_away else Kind.JOINED}
    return _heard(event_id, change, change.get("from"), details, now)


def _is_away(member: object) -> bool | None:
    match member:
        case {"status": "restricted", "is_member": bool(inside)}:
            return not inside
        case {"status": str(status)}:
            return status in AWAY
    return None


def _heard(
    event_id: str, message: Mapping[str, Any], sender: object, details: Details, now: datetime
) -> Heard | None:
    chat, private = _where(message)
    person = _who(sender)
    if not chat or person is None:
        return None
    return Heard(
        channel="telegram",
        event_id=event_id,
        chat=chat,
        person=person,
        private=private,
        at=now,
        **details,
    )


def _where(message: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the chat, with the topic behind a slash, and whether it is private."""
    match message.get("chat"):
        case {"type": "private", "id": int(chat)}:
            return str(chat), True
        case {"type": "group" | "supergroup", "id": int(chat)}:
            return f"{chat}{_topic(message)}", False
    return "", False


def _topic(message: Mapping[str, Any]) -> str:
    """Only of a message in a topic: in other groups a thread is a chain of answers."""
    match message:
        case {"is_topic_message": True, "message_thread_id": int(thread)}:
            return f"/{thread}"
    return ""


def _who(sender: object) -> str | None:
    """Return the person, none for another bot, nobody when it is not told.

    The language of their Telegram is left aside: many a Thai telephone is set to English, and the
    desk speaks Thai until somebody chooses.
    """
    match sender:
        case {"is_bot": True}:
            return None
        case {"id": int(person)}:
            return str(person)
    return ""


def _details(message: Mapping[str, Any]) -> Details | None:
    match message:
        case {"text": str(text)}:
            return {"kind": Kind.TEXT, "text": clean(text)}
        case {"photo": [*sizes]}:
            return _file("image", _largest(sizes), message)
        case {"venue": {"location": {} as place} as venue}:
            return _place(place, venue)
        case {"location": {} as place}:
            return _place(place, {})
        case {"contact": {"phone_number": str(number), "user_id": int(owner)}} if _is_own(
            message, owner
        ):
            return {"kind": Kind.TEXT, "text": _international(number)}
    return _file_or_oddity(message)


def _file_or_oddity(message: Mapping[str, Any]) -> Details | None:
    for kind, media in FILES.items():
        if kind in message:
            return _file(media, message[kind], message)
    if any(kind in message for kind in ODDITIES):
        return {"kind": Kind.STICKER}
    return None


def _file(media: str, file: object, message: Mapping[str, Any]) -> Details | None:
    match file:
        case {"file_id": str(file_id)} if file_id.isascii() and file_id:
            source = {"file_id": clean(file_id)}
            caption = str(message.get("caption", ""))
            return {"kind": Kind.FILE, "media": media, "source": source, "text": clean(caption)}
    return None


def _largest(sizes: list[Any]) -> object:
    """Telegram offers each photo in several sizes."""
    whole = [size for size in sizes if isinstance(size, dict)]
    return max(whole, key=_area, default=None)


def _area(size: Mapping[str, Any]) -> float:
    width, height = size.get("width"), size.get("height")
    return width * height if isinstance(width, int) and isinstance(height, int) else 0


def _place(place: Mapping[str, Any], venue: Mapping[str, Any]) -> Details | None:
    degrees = read_degrees(place.get("latitude"), place.get("longitude"))
    if degrees is None:
        return None
    said = [venue.get("title"), venue.get("address")]
    label = " ".join(clean(words) for words in said if isinstance(words, str))
    return {"kind": Kind.PLACE, "point": Point(*degrees, label)}


def _is_own(message: Mapping[str, Any], owner: int) -> bool:
    """Somebody else's contact is no answer to "your number"."""
    return bool(message["from"]["id"] == owner)


def _international(number: str) -> str:
    """Telegram leaves out the plus of some numbers, which all begin with the country."""
    return clean(number if number.startswith("+") else f"+{number}")
