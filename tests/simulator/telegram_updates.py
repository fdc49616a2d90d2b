"""Telegram's updates: how messages, presses and changes of membership look to the desk."""

from collections.abc import Callable
from random import Random
from typing import Any

from tests.simulator.counting import utf16_units

Object = dict[str, Any]


def command_entities(text: str) -> list[Object]:
    """Telegram marks a command at the beginning of a message."""
    if not text.startswith("/") or len(text) < 2:
        return []
    return [{"type": "bot_command", "offset": 0, "length": utf16_units(text.split(maxsplit=1)[0])}]


def sizes(file_id: str, unique_id: str, width: int, height: int, length: int) -> list[Object]:
    """A photo comes in several sizes, the largest last."""
    widths = [wide for wide in (90, 320, 800) if wide < width] + [width]
    return [
        {
            "file_id": file_id if wide == width else f"{file_id}-{wide}",
            "file_unique_id": f"{unique_id}{wide}",
            "width": wide,
            "height": max(1, height * wide // width),
            "file_size": max(1, length * wide // width),
        }
        for wide in widths
    ]


class TelegramUpdates:
    """Makes the parts of updates; ids are counted up, times follow the clock."""

    def __init__(self, now: Callable[[], float], chance: Random, bot: Object) -> None:
        self.now = now
        self.chance = chance
        self.bot = bot
        self._last_message = 0

    def message_id(self) -> int:
        self._last_message += 1
        return self._last_message

    def message(self, chat: Object, sender: Object | None, **content: object) -> Object:
        """A message in a chat; what is None is left out."""
        message: Object = {"message_id": self.message_id(), "date": int(self.now()), "chat": chat}
        if sender is not None:
            message["from"] = sender
        return message | {name: value for name, value in content.items() if value is not None}

    def press(self, sender: Object, message: Object, data: str) -> Object:
        """Somebody pressed an inline button."""
        return {
            "id": str(self.chance.getrandbits(62)),
            "from": sender,
            "message": message,
            "chat_instance": str(self.chance.getrandbits(62)),
            "data": data,
        }

    def membership(self, chat: Object, actor: Object, old: str, new: str) -> Object:
        """The bot's own standing in a chat changed: blocked, unblocked, added, removed."""
        return {
            "chat": chat,
            "from": actor,
            "date": int(self.now()),
            "old_chat_member": self.member(self.bot, old),
            "new_chat_member": self.member(self.bot, new),
        }

    def member(self, user: Object, status: str) -> Object:
        member: Object = {"user": user, "status": status}
        if status == "kicked":
            member["until_date"] = 0
        if status == "administrator":
            member |= dict.fromkeys(ADMINISTRATOR_RIGHTS, False)
        return member

    def file_id(self) -> str:
        return f"AgAC{self.chance.getrandbits(96):024x}"


ADMINISTRATOR_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
