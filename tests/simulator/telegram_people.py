"""Residents on Telegram: what they do becomes an update for the desk."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image, UnidentifiedImageError

from tests.simulator.delivery import Delivery
from tests.simulator.people import Chat, Person, Place
from tests.simulator.screen import Button, Shown
from tests.simulator.telegram_chats import TelegramChat, TelegramGroup
from tests.simulator.telegram_updates import command_entities, sizes

if TYPE_CHECKING:
    from tests.simulator.telegram_platform import TelegramPlatform

Object = dict[str, Any]
BLOCKED = "bot was blocked by the user"
NEVER_STARTED = "bot can't initiate conversation with a user"
STICKER = {
    "width": 512,
    "height": 512,
    "emoji": "👍",
    "is_animated": False,
    "is_video": False,
    "type": "regular",
}


class TelegramResident(Person):
    """A person with Telegram on the telephone; not reachable before they write first."""

    chat: TelegramChat

    def __init__(self, platform: "TelegramPlatform", number: int, name: str) -> None:
        super().__init__(name, TelegramChat(platform, number, name, "private"))
        self.chat.refusal = NEVER_STARTED
        self.platform = platform
        self.language = "th"
        self.phone = f"668{number % 10**8:08d}"
        self.place = Place(15.6, 102.5)
        self.toasts: list[str] = []

    @property
    def described(self) -> Object:
        return {
            "id": self.chat.number,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language,
        }

    async def follows(self, payload: str = "") -> Delivery | None:
        """Press Start; a link may carry a payload of up to 64 letters."""
        return await self.types(f"/start {payload}".strip())

    async def types(
        self, text: str, *, in_: Chat | None = None, replying_to: Shown | None = None
    ) -> Delivery | None:
        content: Object = {"text": text, "entities": command_entities(text) or None}
        return await self._sends(in_, "text", text, content, replying_to)

    async def sends_photo(
        self, picture: bytes, *, in_: Chat | None = None, caption: str | None = None
    ) -> Delivery | None:
        updates = self.platform.updates
        file_id, (width, height) = self.platform.files.keep(picture), _picture_size(picture)
        photo = sizes(file_id, updates.file_id(), width, height, len(picture))
        for size in photo:
            self.platform.files.kept[size["file_id"]] = picture
        content: Object = {"photo": photo, "caption": caption}
        return await self._sends(in_, "photo", caption or "", content)

    async def sends_place(
        self,
        latitude: float,
        longitude: float,
        title: str | None = None,
        *,
        in_: Chat | None = None,
    ) -> Delivery | None:
        """A pin; with a title Telegram sends a venue, which carries the location as well."""
        location = {"latitude": latitude, "longitude": longitude}
        content: Object = {"location": location}
        if title:
            content["venue"] = {"location": location, "title": title, "address": title}
        return await self._sends(in_, "location", title or "", content)

    async def sends_contact(self, *, in_: Chat | None = None) -> Delivery | None:
        contact = {
            "phone_number": self.phone,
            "first_name": self.name,
            "user_id": self.chat.number,
        }
        return await self._sends(in_, "contact", "", {"contact": contact})

    async def sends_sticker(self, *, in_: Chat | None = None) -> Delivery | None:
        sticker = STICKER | self._file(b"sticker")
        return await self._sends(in_, "sticker", "", {"sticker": sticker})

    async def sends_voice(self, sound: bytes, *, in_: Chat | None = None) -> Delivery | None:
        voice = self._file(sound) | {"duration": 3, "mime_type": "audio/ogg"}
        return await self._sends(in_, "voice", "", {"voice": voice})

    async def sends_file(
        self,
        name: str,
        content: bytes,
        *,
        in_: Chat | None = None,
        media_type: str = "application/pdf",
    ) -> Delivery | None:
        document = self._file(content) | {"file_name": name, "mime_type": media_type}
        return await self._sends(in_, "document", name, {"document": document})

    async def edits(self, old: str, text: str, *, in_: Chat | None = None) -> Delivery | None:
        chat = self._telegram(in_)
        mine = self._own(chat, old)
        mine.text = text
        message = chat.messages[int(mine.id)]
        message |= {"text": text, "edit_date": int(self.platform.now())}
        return await self._tell("edited_message", message, chat)

    async def blocks(self) -> Delivery | None:
        self.blocked, self.chat.refusal = True, BLOCKED
        return await self._changes_standing("member", "kicked")

    async def unblocks(self) -> Delivery | None:
        self.blocked, self.chat.refusal = False, None
        return await self._changes_standing("kicked", "member")

    def deletes_account(self) -> None:
        """Nothing tells the desk of it but the next refusal."""
        self.chat.refusal = "user is deactivated"

    def _pressable(self, chat: Chat, message: Shown) -> list[Button]:
        """Inline buttons stay; of reply keyboards only the newest is there, until removed."""
        keyboard = message.quick if self._telegram(chat).keyboard is message else ()
        return [] if message.gone else [*message.buttons, *keyboard]

    def _find_button(self, chat: Chat, label: str, on: Shown | None) -> tuple[Shown, Button]:
        keyboard = self._telegram(chat).keyboard
        for button in keyboard.quick if keyboard and on is None else ():
            if button.label == label:
                return keyboard or chat.last, button
        return super()._find_button(chat, label, on)

    async def _press(
        self, chat: Chat, message: Shown, button: Button, gives: object
    ) -> Delivery | None:
        if button in message.quick and message.raw.get("one_time_keyboard"):
            self._telegram(chat).keyboard = None
        match button.kind, gives:
            case "text", _:
                return await self.types(button.label, in_=chat)
            case "request_location", _:
                place = gives if isinstance(gives, Place) else self.place
                return await self.sends_place(place.latitude, place.longitude, in_=chat)
            case "request_contact", _:
                return await self.sends_contact(in_=chat)
            case "callback_data", _:
                return await self._calls_back(chat, message, button.action["callback_data"])
        self._opens(button)
        return None

    def _opens(self, button: Button) -> None:
        """Buttons of which the desk hears nothing."""
        action = button.action
        match button.kind:
            case "copy_text":
                self.copied.append(action["copy_text"]["text"])
            case "url":
                self.opened.append(action["url"])
            case "web_app":
                self.opened.append(action["web_app"]["url"])
            case _:
                raise ValueError(f"a {button.kind} button cannot be pressed here")

    async def _calls_back(self, chat: Chat, message: Shown, data: str) -> Delivery | None:
        there = self._telegram(chat)
        there.board.acted()
        query = self.platform.updates.press(self.described, there.messages[int(message.id)], data)
        self.platform.messages.remember_query(query["id"], self)
        return await self.platform.webhook.give("callback_query", query)

    async def _sends(
        self,
        in_: Chat | None,
        kind: str,
        text: str,
        content: Object,
        replying_to: Shown | None = None,
    ) -> Delivery | None:
        chat = self._telegram(in_)
        if chat is self.chat and not self.blocked:
            chat.refusal = None
        replied = chat.messages[int(replying_to.id)] if replying_to else None
        topic = {"message_thread_id": chat.thread, "is_topic_message": True}
        message = self.platform.updates.message(
            chat.home.described,
            self.described,
            **content,
            reply_to_message=replied,
            **(topic if chat.thread else {}),
        )
        chat.keep(message, Shown(str(message["message_id"]), kind, text, message, author=self.name))
        return await self._tell("message", message, chat)

    async def _tell(self, kind: str, message: Object, chat: TelegramChat) -> Delivery | None:
        """In groups a bot hears only what is meant for it, unless it is an administrator."""
        home = chat.home
        if isinstance(home, TelegramGroup) and not self.platform.hears(message, home):
            self.platform.unheard.append(message)
            return None
        return await self.platform.webhook.give(kind, message)

    async def _changes_standing(self, old: str, new: str) -> Delivery | None:
        update = self.platform.updates.membership(self.chat.described, self.described, old, new)
        return await self.platform.webhook.give("my_chat_member", update)

    def _file(self, content: bytes) -> Object:
        file_id = self.platform.files.keep(content)
        return {
            "file_id": file_id,
            "file_unique_id": file_id[4:16],
            "file_size": len(content),
        }

    def _telegram(self, chat: Chat | None) -> TelegramChat:
        chat = chat or self.chat
        if not isinstance(chat, TelegramChat):
            raise TypeError(f"{chat.name} is no chat on Telegram")
        return chat


def _picture_size(picture: bytes) -> tuple[int, int]:
    try:
        with Image.open(BytesIO(picture)) as image:
            return image.size
    except UnidentifiedImageError:
        return 1280, 960
