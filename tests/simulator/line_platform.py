"""LINE's Messaging API as one platform: its endpoints, its people and its webhook."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import partial

from tests.simulator.delivery import Delivery, Redelivery
from tests.simulator.faults import Fault
from tests.simulator.line_account import LineAccount
from tests.simulator.line_bodies import NOT_FOUND, Refused
from tests.simulator.line_contents import LineContents
from tests.simulator.line_events import Event, LineEvents
from tests.simulator.line_login import LineLogin
from tests.simulator.line_menus import LineMenus
from tests.simulator.line_messages import LineMessages, Quota
from tests.simulator.line_people import LineChat, LineGroup, LineResident
from tests.simulator.line_routes import LineRoutes
from tests.simulator.line_webhook import ANSWER_SECONDS, LineWebhook
from tests.simulator.people import Chat
from tests.simulator.platform import Handler, Options, Platform
from tests.simulator.rates import Rate
from tests.simulator.wire import Answer, Call, json_answer

UNAUTHORISED = (
    "Authentication failed. Confirm that the access token in the authorization header is valid."
)
TOO_OFTEN = "The API rate limit has been exceeded. Try again later."
FOR_EVERYBODY = frozenset({"verify id token"})
"""What LINE answers without an access token."""

CALLS_IN_A_SECOND = 2000
OWN_RATES = {
    "broadcast": (60, 3600),
    "test webhook": (60, 3600),
    "set webhook": (1000, 60),
    "get webhook": (1000, 60),
    "create rich menu": (100, 3600),
    "delete rich menu": (100, 3600),
    "delete rich menu alias": (100, 3600),
    "loading": (100, 1),
}


class LinePlatform(Platform):
    """LINE with one official account on it: the desk's."""

    name = "line"

    def __init__(
        self,
        options: Options,
        *,
        secret: str = "simulated-channel-secret",  # noqa: S107 -- opens nothing
        access_token: str = "simulated-access-token",  # noqa: S107 -- opens nothing
        webhook_url: str | None = None,
        monthly_limit: int | None = None,
        redelivery: Redelivery | None = None,
    ) -> None:
        super().__init__(options, ANSWER_SECONDS)
        self.access_token = access_token
        self.bot_id = "U" + hashlib.md5(b"bot", usedforsecurity=False).hexdigest()
        self.events = LineEvents(self.now, self.chance)
        self.people: dict[str, LineResident] = {}
        self.groups: dict[str, LineGroup] = {}
        self.webhook = LineWebhook(
            self.poster, secret, self.bot_id, self.now, self.deliveries.append
        )
        self.webhook.url = webhook_url
        self.webhook.redelivery = redelivery or Redelivery()
        self.webhook.on_delivery = self._renew_token
        self.messages = LineMessages(
            self.events, self.now, self._find_chat, self._followers, options.remember
        )
        self.messages.quota = Quota(monthly_limit)
        self.menus = LineMenus(self.events)
        self.contents = LineContents()
        self.login = LineLogin(self.now)
        self.account = LineAccount(self)
        self._routes = LineRoutes(self)
        self.rates: dict[str, Rate] = {}

    @property
    def secret(self) -> str:
        return self.webhook.secret

    @property
    def webhook_url(self) -> str | None:
        return self.webhook.url

    @webhook_url.setter
    def webhook_url(self, url: str) -> None:
        self.webhook.url = url

    def resident(self, name: str) -> LineResident:
        """The person of that name; the same name is always the same person."""
        id_ = "U" + _digest(name)
        if id_ not in self.people:
            self.people[id_] = LineResident(self, id_, name)
        return self.people[id_]

    def group(self, name: str, members: Sequence[LineResident] = ()) -> LineGroup:
        """A group that the desk's account is already in; `adds_bot()` tells the desk so."""
        return self._gathering("C", name, members)

    def room(self, name: str, members: Sequence[LineResident] = ()) -> LineGroup:
        """A chat of several people without a name of its own."""
        return self._gathering("R", name, members)

    async def tell(self, event: Event, chat: Chat) -> Delivery | None:
        """Deliver an event that happened in a chat; its reply token leads back to that chat."""
        if isinstance(chat, LineChat) and "replyToken" in event:
            self.messages.remember_token(event["replyToken"], chat, event["timestamp"] / 1000)
        return await self.webhook.deliver(event)

    async def take(self, call: Call, *, data: bool = False) -> Answer | None:
        call.request_id = self.events.token(32)
        answer = await super().take(call, data=data)
        if answer is not None:
            answer.headers.append((b"x-line-request-id", call.request_id.encode()))
        return answer

    def find(self, call: Call, *, data: bool) -> tuple[str, Handler]:
        name, handler = self._routes.find(call, data=data)
        return name, partial(self._guarded, name, handler)

    def failure(self, fault: Fault) -> Answer:
        message = TOO_OFTEN if fault.status == 429 else "Internal Server Error"
        return json_answer({"message": message}, fault.status)

    async def _guarded(self, name: str, handler: Handler | None, call: Call) -> Answer:
        """Nobody unknown, nothing too often; then the endpoint itself."""
        known = call.header("authorization") == f"Bearer {self.access_token}"
        if not known and name not in FOR_EVERYBODY:
            return json_answer({"message": UNAUTHORISED}, 401)
        if handler is None:
            return json_answer(NOT_FOUND, 404)
        if self._too_often(name):
            return json_answer({"message": TOO_OFTEN}, 429)
        try:
            return await handler(call)
        except Refused as refused:
            return refused.answer

    def _too_often(self, name: str) -> bool:
        if not self.options.line_rates:
            return False
        if name not in self.rates:
            self.rates[name] = Rate(*OWN_RATES.get(name, (CALLS_IN_A_SECOND, 1)))
        return bool(self.rates[name].take(self.now()))

    def _gathering(self, kind: str, name: str, members: Sequence[LineResident]) -> LineGroup:
        id_ = kind + _digest(name)
        if id_ not in self.groups:
            self.groups[id_] = LineGroup(self, id_, name, members)
        return self.groups[id_]

    def _find_chat(self, id_: str) -> LineChat | None:
        person = self.people.get(id_)
        return person.chat if person else self.groups.get(id_)

    def _followers(self) -> Iterable[LineChat]:
        return (person.chat for person in self.people.values())

    def _renew_token(self, event: Event) -> None:
        """The minute to reply is counted from the latest delivery of an event."""
        token = self.messages.tokens.get(event.get("replyToken", ""))
        if token is not None:
            token.delivered_at = self.now()


def _digest(name: str) -> str:
    return hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()
