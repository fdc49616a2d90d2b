"""Telegram's methods about the bot itself, its commands, its files and its chats."""

import re
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

import orjson

from tests.simulator.counting import utf16_units
from tests.simulator.telegram_chats import TelegramChat, TelegramGroup
from tests.simulator.telegram_fields import Fields, Refused, bad_request
from tests.simulator.telegram_rules import (
    COMMAND,
    COMMAND_DESCRIPTION_LONGEST,
    COMMANDS,
    DESCRIPTION_LONGEST,
    DOWNLOAD_BYTES,
    SHORT_DESCRIPTION_LONGEST,
)

if TYPE_CHECKING:
    from tests.simulator.telegram_platform import TelegramPlatform

Object = dict[str, Any]
DEFAULT_MENU_BUTTON: Object = {"type": "commands"}
CHAT_DETAILS: Object = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    },
}


@dataclass(slots=True)
class TelegramFiles:
    """Files by id. `gone`: Telegram no longer has them."""

    chance: Random
    kept: dict[str, bytes] = field(default_factory=dict)
    gone: bool = False

    def keep(self, content: bytes) -> str:
        id_ = f"AgACAgUA{self.chance.getrandbits(128):032x}"
        self.kept[id_] = content
        return id_

    async def tell(self, fields: Fields) -> Object:
        """Where the file can be downloaded for the next hour; at most 20 MB."""
        id_ = fields["file_id"]
        if self.gone or id_ not in self.kept:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(self.kept[id_]) > DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        return {
            "file_id": id_,
            "file_unique_id": id_[-16:],
            "file_size": len(self.kept[id_]),
            "file_path": f"files/{id_}",
        }

    def download(self, path: str) -> bytes | None:
        return None if self.gone else self.kept.get(path.removeprefix("files/"))


class TelegramAccount:
    def __init__(self, platform: "TelegramPlatform") -> None:
        self.platform = platform
        self.commands: dict[tuple[str, str], list[Object]] = {}
        self.menu_buttons: dict[int | None, Object] = {}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}

    async def get_me(self, _fields: Fields) -> Object:
        return self.platform.bot | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self.platform.privacy_mode,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    async def set_commands(self, fields: Fields) -> bool:
        commands = fields["commands"]
        if len(commands) > COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            _check_command(command)
        self.commands[_commands_key(fields)] = commands
        return True

    async def get_commands(self, fields: Fields) -> list[Object]:
        return self.commands.get(_commands_key(fields), [])

    async def delete_commands(self, fields: Fields) -> bool:
        self.commands.pop(_commands_key(fields), None)
        return True

    async def set_menu_button(self, fields: Fields) -> bool:
        button = fields.get("menu_button", {"type": "default"})
        web_app = button.get("web_app", {"url": "https://"})["url"]
        if not web_app.startswith("https://"):
            raise bad_request(f"menu button Web App URL '{web_app}' is invalid: Only HTTPS links")
        self.menu_buttons[fields.get("chat_id")] = button
        return True

    async def get_menu_button(self, fields: Fields) -> Object:
        everybody = self.menu_buttons.get(None, DEFAULT_MENU_BUTTON)
        return self.menu_buttons.get(fields.get("chat_id"), everybody)

    async def set_description(self, fields: Fields) -> bool:
        text = fields.get("description", "")
        _check_length(text, DESCRIPTION_LONGEST, "BOT_ABOUT_TOO_LONG")
        self.descriptions[fields.get("language_code", "")] = text
        return True

    async def get_description(self, fields: Fields) -> Object:
        return {"description": self.descriptions.get(fields.get("language_code", ""), "")}

    async def set_short_description(self, fields: Fields) -> bool:
        text = fields.get("short_description", "")
        _check_length(text, SHORT_DESCRIPTION_LONGEST, "BOT_SHORT_DESCRIPTION_TOO_LONG")
        self.short_descriptions[fields.get("language_code", "")] = text
        return True

    async def get_short_description(self, fields: Fields) -> Object:
        language = fields.get("language_code", "")
        return {"short_description": self.short_descriptions.get(language, "")}

    async def get_chat(self, fields: Fields) -> Object:
        return self._chat(fields).described | CHAT_DETAILS

    async def get_member(self, fields: Fields) -> Object:
        chat, user = self._chat(fields), fields["user_id"]
        if isinstance(chat, TelegramGroup):
            if user == self.platform.bot["id"]:
                return self.platform.updates.member(self.platform.bot, chat.bot_status)
            for member in chat.members:
                if member.chat.number == user:
                    return self.platform.updates.member(member.described, "member")
        raise bad_request("user not found")

    async def leave_chat(self, fields: Fields) -> bool:
        chat = self._chat(fields)
        chat.refusal = "bot is not a member of the group chat"
        return True

    def _chat(self, fields: Fields) -> TelegramChat:
        """A chat the bot may know about: one whose people have not thrown it out."""
        chat = self.platform.messages.find_chat(fields["chat_id"])
        if chat.refusal is not None and isinstance(chat, TelegramGroup):
            raise Refused(403, f"Forbidden: {chat.refusal}")
        return chat


def _check_command(command: Object) -> None:
    if not re.fullmatch(COMMAND, command["command"].removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= utf16_units(command["description"]) <= COMMAND_DESCRIPTION_LONGEST:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def _commands_key(fields: Fields) -> tuple[str, str]:
    scope = orjson.dumps(fields.get("scope", {"type": "default"}), option=orjson.OPT_SORT_KEYS)
    language = fields.get("language_code", "")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return scope.decode(), language


def _check_length(text: str, longest: int, refusal: str) -> None:
    if utf16_units(text) > longest:
        raise bad_request(refusal)
