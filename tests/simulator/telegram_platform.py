"""Telegram's Bot API as one platform: its methods, its people and its updates."""

import hashlib
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from tests.simulator.delivery import Redelivery
from tests.simulator.faults import Fault
from tests.simulator.platform import Handler, Options, Platform
from tests.simulator.rates import Rate
from tests.simulator.telegram_account import TelegramAccount, TelegramFiles
from tests.simulator.telegram_chats import SUPERGROUP_BASE, TelegramChat, TelegramGroup
from tests.simulator.telegram_fields import Fields, Refused, given_fields, read_fields
from tests.simulator.telegram_messages import TelegramMessages
from tests.simulator.telegram_people import TelegramResident
from tests.simulator.telegram_updates import TelegramUpdates
from tests.simulator.telegram_webhook import ANSWER_SECONDS, TelegramWebhook
from tests.simulator.wire import Answer, Call, Recorded, json_answer

Object = dict[str, Any]
Method = Callable[[Fields], Awaitable[object]]
UNAUTHORISED = Refused(401, "Unauthorized")
NOT_FOUND = Refused(404, "Not Found")
# One a second in a chat with room for a short burst, 20 a minute in a group, 30 a second in all.
CHAT_RATE = (5, 5.0)
GROUP_RATE = (20, 60.0)
OVERALL_RATE = (30, 1.0)
LIMITED = frozenset({"sendMessage", "sendPhoto", "editMessageText", "editMessageReplyMarkup"})


class TelegramPlatform(Platform):
    """Telegram with one bot on it: the desk's."""

    name = "telegram"

    def __init__(
        self,
        options: Options,
        *,
        token: str = "123456:simulated-token",  # noqa: S107 -- opens nothing
        username: str = "simulated_desk_bot",
        redelivery: Redelivery | None = None,
        privacy_mode: bool = True,
    ) -> None:
        super().__init__(options, ANSWER_SECONDS)
        self.token = token
        self.privacy_mode = privacy_mode
        self.bot: Object = {
            "id": int(token.split(":", maxsplit=1)[0]),
            "is_bot": True,
            "first_name": "Simulated desk",
            "username": username,
        }
        self.updates = TelegramUpdates(self.now, self.chance, self.bot)
        self.files = TelegramFiles(self.chance)
        self.webhook = TelegramWebhook(
            self.poster, self.now, self.deliveries.append, loopback_http=options.loopback_http
        )
        self.webhook.carry_out = self._carry_out_inside_webhook
        self.webhook.redelivery = redelivery or self.webhook.redelivery
        self.people: dict[int, TelegramResident] = {}
        self.chats: dict[int, TelegramChat] = {}
        self.unheard: deque[Object] = deque(maxlen=1000)
        self.messages = TelegramMessages(self)
        self.account = TelegramAccount(self)
        self._methods = self._all_methods()
        self._rates: dict[int | None, Rate] = {}

    @property
    def webhook_url(self) -> str:
        return self.webhook.url

    @webhook_url.setter
    def webhook_url(self, url: str) -> None:
        self.webhook.url = url

    @property
    def secret(self) -> str | None:
        """What the desk wants to hear in X-Telegram-Bot-Api-Secret-Token."""
        return self.webhook.secret

    @secret.setter
    def secret(self, secret: str | None) -> None:
        self.webhook.secret = secret

    def resident(self, name: str) -> TelegramResident:
        """The person of that name; the same name is always the same person."""
        number = 1_000_000 + _digest(name)
        if number not in self.people:
            person = TelegramResident(self, number, name)
            self.people[number], self.chats[number] = person, person.chat
        return self.people[number]

    def group(
        self,
        name: str,
        members: Sequence[TelegramResident] = (),
        *,
        supergroup: bool = True,
    ) -> TelegramGroup:
        """A group that the bot is already in; `adds_bot()` tells the desk so."""
        number = SUPERGROUP_BASE - _digest(name) if supergroup else -_digest(name)
        chat = self.chats.get(number)
        if not isinstance(chat, TelegramGroup):
            kind = "supergroup" if supergroup else "group"
            chat = TelegramGroup(
                self, number, name, "supergroup" if kind == "supergroup" else "group", members
            )
            self.chats[number] = chat
        return chat

    def hears(self, message: Object, group: TelegramGroup) -> bool:
        """With privacy mode on, a plain member hears commands, mentions and replies to it."""
        if not self.privacy_mode or group.bot_status == "administrator":
            return True
        text = message.get("text", "")
        replied = message.get("reply_to_message", {}).get("from")
        mentioned = f"@{self.bot['username']}" in text
        return text.startswith("/") or mentioned or replied == self.bot

    def find(self, call: Call, *, data: bool) -> tuple[str, Handler]:
        head, _, rest = call.path.lstrip("/").partition("/")
        if head == "file":
            head, _, rest = rest.partition("/")
            return "file", partial(self._download, head, rest)
        return rest or "unknown", partial(self._method, head, rest)

    def failure(self, fault: Fault) -> Answer:
        if fault.status == 429:
            wait = fault.retry_after or 1
            return _too_many(wait).answer
        return Refused(fault.status, "Internal Server Error").answer

    async def _method(self, head: str, name: str, call: Call) -> Answer:
        if head != f"bot{self.token}":
            return UNAUTHORISED.answer
        try:
            return _answer(await self._carry_out(name, given_fields(call)))
        except Refused as refused:
            return refused.answer

    async def _carry_out(self, name: str, given: Fields) -> object:
        """Method names are taken in any letter case, as Telegram does."""
        known = self._known_name(name)
        fields = read_fields(known, given)
        if self.options.telegram_rates and known in LIMITED:
            self._limit(fields)
        return await self._methods[known](fields)

    def _known_name(self, name: str) -> str:
        if name in self._methods:
            return name
        for known in self._methods:
            if known.lower() == name.lower():
                return known
        raise NOT_FOUND

    async def _download(self, head: str, path: str, call: Call) -> Answer:
        if head != f"bot{self.token}":
            return UNAUTHORISED.answer
        content = self.files.download(path)
        if content is None:
            return NOT_FOUND.answer
        return Answer(200, content, content_type=b"application/octet-stream")

    async def _carry_out_inside_webhook(self, fields: Fields) -> None:
        """Nobody hears the outcome of such a call, so it is only recorded."""
        name = str(fields.pop("method"))
        record = Recorded(name, "POST", "", self.now(), b"", {}, dict(fields), inside_webhook=True)
        self.requests.append(record)
        try:
            answer = _answer(await self._carry_out(name, fields))
        except Refused as refused:
            answer = refused.answer
        record.acted, record.status, record.answer = True, answer.status, answer.body

    def _limit(self, fields: Fields) -> None:
        chat_id = fields.get("chat_id", 0)
        group = isinstance(chat_id, int) and chat_id < 0
        of_chat = self._rate(chat_id, GROUP_RATE if group else CHAT_RATE)
        overall, now = self._rate(None, OVERALL_RATE), self.now()
        wait = max(of_chat.wait(now), overall.wait(now))
        if wait:
            raise _too_many(wait)
        of_chat.count(now)
        overall.count(now)

    def _rate(self, chat: int | None, limit: tuple[int, float]) -> Rate:
        if chat not in self._rates:
            self._rates[chat] = Rate(*limit)
        return self._rates[chat]

    def _all_methods(self) -> dict[str, Method]:
        messages, account, webhook = self.messages, self.account, self.webhook
        methods: dict[str, Method] = {
            "getMe": account.get_me,
            "sendMessage": messages.send_message,
            "sendPhoto": messages.send_photo,
            "editMessageText": messages.edit_text,
            "editMessageReplyMarkup": messages.edit_markup,
            "deleteMessage": messages.delete,
            "answerCallbackQuery": messages.answer_query,
            "sendChatAction": messages.send_action,
            "setWebhook": webhook.set,
            "deleteWebhook": webhook.delete,
            "getWebhookInfo": webhook.tell,
            "getUpdates": webhook.fetch,
            "setMyCommands": account.set_commands,
            "getMyCommands": account.get_commands,
            "deleteMyCommands": account.delete_commands,
            "setChatMenuButton": account.set_menu_button,
            "getChatMenuButton": account.get_menu_button,
            "setMyDescription": account.set_description,
            "setMyShortDescription": account.set_short_description,
            "getMyDescription": account.get_description,
            "getMyShortDescription": account.get_short_description,
            "getFile": self.files.tell,
            "getChat": account.get_chat,
            "getChatMember": account.get_member,
            "leaveChat": account.leave_chat,
        }
        return methods


def _answer(result: object) -> Answer:
    """Some methods say a word of their own beside the result."""
    if isinstance(result, dict) and result.get("ok") is True:
        return json_answer(result)
    return json_answer({"ok": True, "result": result})


def _too_many(wait: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)


def _digest(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest())
