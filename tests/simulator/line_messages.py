"""LINE's sending endpoints: reply, push, multicast, broadcast, their checks and the quota."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tests.simulator.line_bodies import Refused, read_object
from tests.simulator.line_checks import check_messages, refusal
from tests.simulator.line_display import shown
from tests.simulator.line_events import LineEvents
from tests.simulator.line_people import LineChat, LineGroup
from tests.simulator.line_shapes import Object, Walk
from tests.simulator.wire import Answer, Call, json_answer

RETRY_HEADER = "X-Line-Retry-Key"
RETRY_KEY = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
RETRY_KEY_SECONDS = 24 * 3600
TOKEN_SECONDS = 60
TOKEN_LAST_SECONDS = 20 * 60
MULTICAST_MOST = 500
RECIPIENT = re.compile(r"[UCR][0-9a-f]{32}")


@dataclass(slots=True)
class ReplyToken:
    """Usable once, within a minute of the latest delivery and 20 minutes of the event."""

    chat: LineChat
    made_at: float
    delivered_at: float
    used: bool = False


@dataclass(slots=True)
class Accepted:
    """A retry key that has done its work, and what was answered then."""

    request_id: str
    at: float
    answer: Object


@dataclass(slots=True)
class Quota:
    """Messages of this month by recipient; `limit` None is an unlimited plan."""

    limit: int | None = None
    used: int = 0

    def take(self, count: int) -> None:
        """Count the recipients of one call, or raise Refused and send nothing."""
        if self.limit is not None and self.used + count > self.limit:
            raise Refused(json_answer({"message": "You have reached your monthly limit."}, 429))
        self.used += count


@dataclass(slots=True)
class LineMessages:
    """Everything about messages from the desk to its people."""

    events: LineEvents
    now: Callable[[], float]
    find_chat: Callable[[str], LineChat | None]
    followers: Callable[[], Iterable[LineChat]]
    remember: int | None = None
    token_seconds: float = TOKEN_SECONDS
    quota: Quota = field(default_factory=Quota)
    tokens: dict[str, ReplyToken] = field(default_factory=dict)
    retry_keys: dict[str, Accepted] = field(default_factory=dict)
    warnings: deque[str] = field(default_factory=lambda: deque(maxlen=1000))
    undelivered: deque[tuple[str, list[Object]]] = field(default_factory=lambda: deque(maxlen=1000))
    loading: deque[tuple[str, int]] = field(default_factory=lambda: deque(maxlen=1000))

    async def reply(self, call: Call) -> Answer:
        if call.header(RETRY_HEADER) is not None:
            message = f"The {RETRY_HEADER} header is not supported by this endpoint"
            return json_answer({"message": message}, 400)
        body = self._checked(call)
        token = self.tokens.get(str(body.get("replyToken")))
        if token is None or not self._usable(token):
            return json_answer({"message": "Invalid reply token"}, 400)
        token.used = True
        return json_answer({"sentMessages": self._show([token.chat], body["messages"])})

    async def push(self, call: Call) -> Answer:
        body = self._checked(call)
        return self._once(call, lambda: self._push(body))

    async def multicast(self, call: Call) -> Answer:
        body = self._checked(call)
        return self._once(call, lambda: self._multicast(body))

    async def broadcast(self, call: Call) -> Answer:
        body = self._checked(call)
        return self._once(call, lambda: self._broadcast(body))

    async def validate(self, call: Call) -> Answer:
        self._checked(call)
        return json_answer({})

    async def tell_quota(self, call: Call) -> Answer:
        if self.quota.limit is None:
            return json_answer({"type": "none"})
        return json_answer({"type": "limited", "value": self.quota.limit})

    async def tell_consumption(self, call: Call) -> Answer:
        return json_answer({"totalUsage": self.quota.used})

    async def start_loading(self, call: Call) -> Answer:
        body = read_object(call)
        seconds = body.get("loadingSeconds", 20)
        if type(seconds) is not int or not 5 <= seconds <= 60 or seconds % 5:
            raise Refused.because("loadingSeconds must be 5 to 60, in steps of 5")
        chat = self.find_chat(str(body.get("chatId")))
        if chat is None or isinstance(chat, LineGroup):
            raise Refused.because("chatId must be the id of a user")
        self.loading.append((chat.id, seconds))
        return json_answer({}, 202)

    def remember_token(self, token: str, chat: LineChat, made_at: float) -> None:
        """The token of a new event; bounded in long runs, where old ones have expired anyway."""
        self.tokens[token] = ReplyToken(chat, made_at, self.now())
        if self.remember is not None and len(self.tokens) > self.remember:
            del self.tokens[next(iter(self.tokens))]

    def _usable(self, token: ReplyToken) -> bool:
        now = self.now()
        fresh = now - token.delivered_at <= self.token_seconds
        return not token.used and fresh and now - token.made_at <= TOKEN_LAST_SECONDS

    def _checked(self, call: Call) -> Object:
        body, walk = read_object(call), Walk()
        check_messages(body.get("messages"), walk)
        if walk.problems:
            raise Refused(refusal(walk))
        self.warnings.extend(walk.warnings)
        return body

    def _once(self, call: Call, send: Callable[[], Object]) -> Answer:
        """Carry out a send unless its retry key was accepted before."""
        key = call.header(RETRY_HEADER)
        if key is None:
            return json_answer(send())
        if not RETRY_KEY.fullmatch(key):
            raise Refused.because(f"The value of the {RETRY_HEADER} header must be a UUID")
        before = self.retry_keys.get(key.lower())
        if before is not None and self.now() - before.at <= RETRY_KEY_SECONDS:
            body = {"message": "The retry key is already accepted"} | before.answer
            return json_answer(body, 409, x_line_accepted_request_id=before.request_id)
        answer = send()
        self.retry_keys[key.lower()] = Accepted(call.request_id, self.now(), answer)
        if self.remember is not None and len(self.retry_keys) > self.remember:
            del self.retry_keys[next(iter(self.retry_keys))]
        return json_answer(answer)

    def _push(self, body: Object) -> Object:
        chat = self._recipient(body.get("to"), "to")
        if chat is None:
            self.undelivered.append((body["to"], body["messages"]))
            return {"sentMessages": self._show([], body["messages"])}
        return {"sentMessages": self._send([chat], body["messages"])}

    def _multicast(self, body: Object) -> Object:
        to = body.get("to")
        if not isinstance(to, list) or not 1 <= len(to) <= MULTICAST_MOST:
            raise Refused.because(f"to: Size must be between 1 and {MULTICAST_MOST}")
        chats = [self._recipient(one, "to") for one in dict.fromkeys(to)]
        known = [chat for chat in chats if chat is not None]
        if any(isinstance(chat, LineGroup) for chat in known):
            raise Refused.because("The property, 'to', in the request body is invalid")
        self._send(known, body["messages"])
        return {}

    def _broadcast(self, body: Object) -> Object:
        self._send(list(self.followers()), body["messages"])
        return {}

    def _recipient(self, to: object, name: str) -> LineChat | None:
        """The chat of an id; None for an id of the right form that belongs to nobody."""
        if not isinstance(to, str) or not RECIPIENT.fullmatch(to):
            message = f"The property, '{name}', in the request body is invalid (line: -, column: -)"
            raise Refused.because(message)
        chat = self.find_chat(to)
        if to[0] != "U" and (chat is None or not chat.reachable):
            raise Refused.because("Failed to send messages")
        return chat

    def _send(self, chats: Sequence[LineChat], messages: list[Object]) -> list[Object]:
        reached = [chat for chat in chats if chat.reachable]
        self.quota.take(sum(chat.heads for chat in reached))
        self.undelivered.extend((chat.id, messages) for chat in chats if not chat.reachable)
        return self._show(reached, messages)

    def _show(self, chats: Sequence[LineChat], messages: list[Object]) -> list[Object]:
        sent = []
        for message in messages:
            id_ = self.events.message_id()
            for chat in chats:
                chat.board.add(shown(message, id_))
            sent.append({"id": id_, "quoteToken": self.events.token(24)})
        return sent
