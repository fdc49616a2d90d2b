"""Telegram's methods about messages: sending, editing, deleting, answering a press."""

from collections import deque
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image, UnidentifiedImageError

from tests.simulator.counting import utf16_units
from tests.simulator.screen import Shown
from tests.simulator.telegram_chats import TelegramChat, TelegramGroup
from tests.simulator.telegram_fields import Fields, Refused, bad_request
from tests.simulator.telegram_keyboards import buttons_of, check_keyboard
from tests.simulator.telegram_markup import take_off
from tests.simulator.telegram_rules import (
    CAPTION_LONGEST,
    CHAT_ACTIONS,
    PHOTO_BYTES,
    TEXT_LONGEST,
    TOAST_LONGEST,
)
from tests.simulator.telegram_updates import sizes

if TYPE_CHECKING:
    from tests.simulator.telegram_people import TelegramResident
    from tests.simulator.telegram_platform import TelegramPlatform

Object = dict[str, Any]
QUERY_SECONDS = 60.0
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
SAME = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"


class TelegramMessages:
    def __init__(self, platform: "TelegramPlatform") -> None:
        self.platform = platform
        self.query_seconds = QUERY_SECONDS
        self.queries: dict[str, tuple[TelegramResident, float]] = {}
        self.actions: deque[tuple[str, str]] = deque(maxlen=1000)

    async def send_message(self, fields: Fields) -> Object:
        chat = self.open_chat(fields)
        text, entities = _text(fields, "text", TEXT_LONGEST)
        return self._put(chat, fields, "text", text, text=text, entities=entities or None)

    async def send_photo(self, fields: Fields) -> Object:
        chat = self.open_chat(fields)
        caption, entities = _text(fields, "caption", CAPTION_LONGEST)
        photo = self._photo(fields["photo"])
        return self._put(
            chat,
            fields,
            "photo",
            caption,
            photo=photo,
            caption=caption or None,
            caption_entities=entities or None,
        )

    async def edit_text(self, fields: Fields) -> Object:
        chat, message = self._editable(fields)
        text, entities = _text(fields, "text", TEXT_LONGEST)
        changed = {"text": text, "entities": entities or None}
        changed["reply_markup"] = fields.get("reply_markup")
        return self._change(chat, message, changed)

    async def edit_markup(self, fields: Fields) -> Object:
        chat, message = self._editable(fields)
        return self._change(chat, message, {"reply_markup": fields.get("reply_markup")})

    async def delete(self, fields: Fields) -> bool:
        chat = self.find_chat(fields["chat_id"])
        for place in self._places(chat):
            shown = place.shown_by_id.get(fields["message_id"])
            if shown is not None and not shown.gone:
                shown.gone = True
                del place.messages[fields["message_id"]]
                return True
        raise bad_request("message to delete not found")

    async def answer_query(self, fields: Fields) -> bool:
        """Only once, and only while the press is fresh; the words appear over the chat."""
        if utf16_units(fields.get("text", "")) > TOAST_LONGEST:
            raise bad_request("MESSAGE_TOO_LONG")
        person, at = self.queries.pop(fields["callback_query_id"], (None, 0.0))
        if person is None or self.platform.now() - at > self.query_seconds:
            raise bad_request(TOO_OLD)
        if fields.get("text"):
            person.toasts.append(fields["text"])
        return True

    async def send_action(self, fields: Fields) -> bool:
        chat = self.open_chat(fields)
        if fields["action"] not in CHAT_ACTIONS:
            raise bad_request("wrong parameter action in request")
        self.actions.append((chat.id, fields["action"]))
        return True

    def remember_query(self, id_: str, person: "TelegramResident") -> None:
        self.queries[id_] = person, self.platform.now()
        remember = self.platform.options.remember
        if remember is not None and len(self.queries) > remember:
            del self.queries[next(iter(self.queries))]

    def find_chat(self, chat_id: int | str) -> TelegramChat:
        """Raises what Telegram answers for a chat it does not know or that has moved."""
        chat = self.platform.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        if isinstance(chat, TelegramGroup) and chat.migrated_to is not None:
            raise Refused(400, UPGRADED, migrate_to_chat_id=chat.migrated_to)
        return chat

    def open_chat(self, fields: Fields) -> TelegramChat:
        """The chat, or its topic, that something may be sent to now."""
        chat = self.find_chat(fields["chat_id"])
        if chat.refusal is not None:
            raise Refused(403, f"Forbidden: {chat.refusal}")
        thread = fields.get("message_thread_id")
        if thread is None:
            return chat
        topics = chat.topics if isinstance(chat, TelegramGroup) else {}
        if thread not in topics:
            raise bad_request("message thread not found")
        return topics[thread]

    def _put(
        self, chat: TelegramChat, fields: Fields, kind: str, words: str, **content: object
    ) -> Object:
        markup = fields.get("reply_markup") or {}
        check_keyboard(markup, private=chat.kind == "private")
        replied = self._replied(chat, fields)
        topic = {"message_thread_id": chat.thread, "is_topic_message": True}
        message = self.platform.updates.message(
            chat.home.described,
            self.platform.bot,
            **content,
            reply_to_message=replied,
            reply_markup=markup if "inline_keyboard" in markup else None,
            **(topic if chat.thread else {}),
        )
        shown = _shown(message, kind, words)
        shown.raw = message
        chat.keep(message, shown)
        self._keyboard(chat, shown, markup)
        return message

    def _keyboard(self, chat: TelegramChat, shown: Shown, markup: Object) -> None:
        """A reply keyboard stays until another one replaces it or it is taken away."""
        if "keyboard" in markup:
            shown.quick = buttons_of(markup)
            shown.raw = shown.raw | {"one_time_keyboard": markup.get("one_time_keyboard", False)}
            chat.keyboard = shown
        elif markup.get("remove_keyboard"):
            chat.keyboard = None

    def _replied(self, chat: TelegramChat, fields: Fields) -> Object | None:
        wanted = fields.get("reply_parameters")
        if not wanted:
            return None
        replied = chat.messages.get(wanted["message_id"])
        if replied is None and not wanted.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        return replied

    def _editable(self, fields: Fields) -> tuple[TelegramChat, Object]:
        chat = self.find_chat(fields.get("chat_id", ""))
        check_keyboard(fields.get("reply_markup") or {})
        for place in self._places(chat):
            message = place.messages.get(fields.get("message_id", 0))
            if message is not None:
                if message["from"] != self.platform.bot:
                    raise bad_request("message can't be edited")
                return place, message
        raise bad_request("message to edit not found")

    def _change(self, chat: TelegramChat, message: Object, changed: Object) -> Object:
        if all(message.get(name) == value for name, value in changed.items()):
            raise bad_request(SAME)
        new = {name: value for name, value in (message | changed).items() if value is not None}
        new["edit_date"] = int(self.platform.now())
        chat.messages[message["message_id"]] = new
        shown = chat.shown_by_id[message["message_id"]]
        shown.raw, shown.buttons = new, buttons_of(new.get("reply_markup"))
        shown.text = new.get("text", new.get("caption", ""))
        chat.board.touch(shown)
        return new

    def _photo(self, photo: bytes | str) -> list[Object]:
        if isinstance(photo, str):
            return self._known_photo(photo)
        if len(photo) > PHOTO_BYTES:
            raise Refused(413, "Request Entity Too Large")
        try:
            with Image.open(BytesIO(photo)) as image:
                width, height = image.size
        except UnidentifiedImageError:
            raise bad_request("IMAGE_PROCESS_FAILED") from None
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        file_id = self.platform.files.keep(photo)
        return sizes(file_id, self.platform.updates.file_id(), width, height, len(photo))

    def _known_photo(self, photo: str) -> list[Object]:
        """By an address (which is not fetched here) or by the id of a file sent before."""
        if photo.startswith(("https://", "http://")):
            return sizes(self.platform.files.keep(b""), "web", 800, 600, 60_000)
        if photo not in self.platform.files.kept:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return sizes(photo, "again", 800, 600, len(self.platform.files.kept[photo]))

    @staticmethod
    def _places(chat: TelegramChat) -> list[TelegramChat]:
        return [chat, *(chat.topics.values() if isinstance(chat, TelegramGroup) else ())]


def _shown(message: Object, kind: str, text: str) -> Shown:
    buttons = buttons_of(message.get("reply_markup"))
    return Shown(str(message["message_id"]), kind, text, message, buttons)


def _text(fields: Fields, name: str, longest: int) -> tuple[str, list[Object]]:
    """The words without their markup; raises for what is empty or too long."""
    written = fields.get(name) or ""
    text, entities = take_off(written, fields.get("parse_mode"))
    if name == "text" and not text.strip():
        raise bad_request("message text is empty")
    if utf16_units(text) > longest:
        what = "message is too long" if name == "text" else "message caption is too long"
        raise bad_request(what)
    return text, entities or fields.get(f"{name}_entities" if name != "text" else "entities") or []
