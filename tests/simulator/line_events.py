"""Webhook events as LINE sends them, with every property its OpenAPI file demands."""

from collections.abc import Callable
from random import Random
from typing import Any

Event = dict[str, Any]
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ANSWERABLE = frozenset(
    {
        "message",
        "messageEdited",
        "follow",
        "join",
        "memberJoined",
        "postback",
        "videoPlayComplete",
        "beacon",
        "accountLink",
    }
)
QUOTABLE = frozenset({"text", "image", "video", "sticker"})


def user_source(user: str) -> Event:
    return {"type": "user", "userId": user}


def group_source(group: str, user: str | None = None) -> Event:
    """Events of the group itself (join, leave) name no user."""
    return {"type": "group", "groupId": group} | ({"userId": user} if user else {})


def room_source(room: str, user: str | None = None) -> Event:
    return {"type": "room", "roomId": room} | ({"userId": user} if user else {})


class LineEvents:
    """Makes events; the same seed and clock make the same events."""

    def __init__(self, now: Callable[[], float], chance: Random) -> None:
        self.now = now
        self.chance = chance
        self._last_message = 500_000_000_000_000_000

    def event(self, kind: str, source: Event, **details: object) -> Event:
        """One event of any kind, known or not; `details` are its own properties."""
        moment = int(self.now() * 1000)
        event: Event = {
            "type": kind,
            "mode": "active",
            "timestamp": moment,
            "source": source,
            "webhookEventId": self.ulid(moment),
            "deliveryContext": {"isRedelivery": False},
        }
        if kind in ANSWERABLE:
            event["replyToken"] = self.token(32)
        return event | details

    def message(self, source: Event, kind: str, **content: object) -> Event:
        """A message event; quote tokens and the like are added where LINE has them."""
        return self.event("message", source, message=self.content(kind, **content))

    def content(self, kind: str, **content: object) -> Event:
        message: Event = {"type": kind, "id": self.message_id(), "markAsReadToken": self.token(40)}
        if kind in QUOTABLE:
            message["quoteToken"] = self.token(24)
        return message | {name: value for name, value in content.items() if value is not None}

    def edited(self, source: Event, message: Event, text: str) -> Event:
        """The new version of a text a person had sent before."""
        kept = {name: message[name] for name in ("type", "id", "quoteToken")}
        return self.event("messageEdited", source, message=kept | {"text": text})

    def message_id(self) -> str:
        self._last_message += 1
        return str(self._last_message)

    def token(self, length: int) -> str:
        return f"{self.chance.getrandbits(length * 4):0{length}x}"

    def ulid(self, moment: int) -> str:
        """48 bits of milliseconds and 80 of chance, in Crockford's base 32."""
        number = (moment << 80) | self.chance.getrandbits(80)
        return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))
