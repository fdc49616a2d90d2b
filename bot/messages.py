"""What the bot hears, the same on every channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.kit.fields import Point


class Kind(StrEnum):
    """What happened in a chat."""

    TEXT = "text"
    PRESS = "press"
    """A button of ours; `text` is its value."""
    PLACE = "place"
    FILE = "file"
    """A picture, video, voice message or document; `media` says which."""
    STICKER = "sticker"
    JOINED = "joined"
    """A person opened or unblocked the private chat, or the desk was brought into a group."""
    LEFT = "left"
    """A person blocked the desk, or the desk was taken out of a group."""
    UNSENT = "unsent"
    """A message was taken back; `text` is its message id."""
    MOVED = "moved"
    """A group got another id; `text` is the new one."""
    FILLED = "filled"
    """From ourselves: the person went on with their draft on the web; `text` is JSON:
    `{"draft": id, "answers": {name: stored}}`, private answers sealed."""
    APART = "apart"
    """From ourselves: words for the confidential channel; they were dropped, and nothing of them is
    here."""
    LOST_FILE = "lost_file"
    """From ourselves: a file could not be fetched; `text` is the attachment's id."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One event of one chat.

    `event_id` is the messenger's own and unique within the channel: the same id is acted upon once.
    Events with the same `channel` and `chat` are handled in the order they were heard.
    """

    channel: str
    event_id: str
    chat: str
    person: str
    kind: Kind
    text: str = ""
    private: bool = True
    """False in a group, room or topic, where only staff business is done."""
    point: Point | None = None
    media: str = ""
    """image, video, audio, voice or file."""
    source: Mapping[str, Any] = field(default_factory=dict)
    """What the channel needs to fetch the file, plain JSON data."""
    message_id: str = ""
    """The messenger's id of the message, for a later unsend."""
    reply_token: str = ""
    reply_until: datetime | None = None
    """Until when the reply token is worth trying."""
    language: str = ""
    """The language the person chose before writing, on the page of the web chat (`th`, `en`)."""
    acknowledge: str = ""
    """Id of a button press the messenger wants acknowledged (Telegram's callback query)."""
    at: datetime | None = None
