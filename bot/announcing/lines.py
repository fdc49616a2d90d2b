"""Announcements in the web chat: the lines of a whole chunk are kept together with its end."""

from collections.abc import Sequence
from uuid import uuid5

from models.announcement_chunk import AnnouncementChunk
from models.chat_line import ChatLine
from services.kit.message import Written


def lines_of(chunk: AnnouncementChunk, messages: Sequence[Written]) -> list[ChatLine]:
    """Return what the windows show; each chat's lines carry a key of their own."""
    return [
        ChatLine(
            chat=chat,
            from_resident=False,
            message={**_light(message), "parcel": str(uuid5(chunk.retry_key, chat))},
        )
        for chat in chunk.chats[chunk.done :]
        for message in messages
    ]


def _light(message: Written) -> Written:
    """Leave a picture where it is: the page fetches it from its address."""
    match message.get("picture"):
        case {"url": str(url)}:
            return {**message, "picture": {"url": url}}
    return message
