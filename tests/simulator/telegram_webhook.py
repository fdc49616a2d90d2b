"""How updates reach the desk: posted to its webhook, or fetched with getUpdates."""

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from random import Random
from typing import Any
from urllib.parse import urlsplit

import orjson

from tests.simulator.bell import Bell
from tests.simulator.delivery import Delivery, Poster, Redelivery
from tests.simulator.telegram_fields import Fields, Refused, bad_request
from tests.simulator.telegram_rules import (
    ONLY_ON_REQUEST,
    SECRET_TOKEN,
    UPDATE_KINDS,
    WEBHOOK_PORTS,
)

Object = dict[str, Any]
ANSWER_SECONDS = 10.0
LONGEST_POLL = 50
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
ANOTHER_POLL = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


class TelegramWebhook:
    """Updates wait here until the desk has taken them: answered 2xx, or confirmed by offset."""

    def __init__(
        self,
        poster: Poster,
        now: Callable[[], float],
        record: Callable[[Delivery], None],
        *,
        loopback_http: bool,
    ) -> None:
        self.url = ""
        self.secret: str | None = None
        self.allowed: list[str] = []
        self.redelivery = Redelivery(at_most=50)
        self.pending: dict[int, Object] = {}
        self.given_up: deque[Object] = deque(maxlen=1000)
        self.carry_out: Callable[[Fields], Awaitable[object]] | None = None
        self._poster = poster
        self._now = now
        self._record = record
        self._loopback_http = loopback_http
        self._last_update = 800_000_000
        self._held: list[Object] | None = None
        self._arrived = Bell()
        self._retrying: set[int] = set()
        self._poll = 0
        self._last_error: Object = {}
        self._max_connections = 40

    async def give(self, kind: str, content: object) -> Delivery | None:
        """A new update: post it, or keep it for getUpdates. Unknown kinds are future ones."""
        if not self._wanted(kind):
            return None
        self._last_update += 1
        update: Object = {"update_id": self._last_update, kind: content}
        self.pending[self._last_update] = update
        if self._held is not None:
            self._held.append(update)
            return None
        self._arrived.ring()
        return await self._post(update, attempt=0) if self.url else None

    @asynccontextmanager
    async def held(
        self, *, shuffled: int | None = None, duplicated: bool = False
    ) -> AsyncIterator[None]:
        """Keep what happens inside, then post it one by one, in another order or twice."""
        self._held = []
        try:
            yield
        finally:
            updates, self._held = self._held, None
        if shuffled is not None:
            Random(shuffled).shuffle(updates)  # noqa: S311 -- repeatable
        for update in updates:
            for _ in range(2 if duplicated else 1):
                await self.again(update)
        self._arrived.ring()

    async def again(self, update: Object) -> Delivery | None:
        """Post an update once more, with the same id."""
        return await self._post(update, attempt=0) if self.url else None

    async def set(self, fields: Fields) -> Object:
        url, secret = fields["url"], fields.get("secret_token")
        if not url:
            return await self.delete(fields)
        self._check_address(url)
        if secret is not None and not re.fullmatch(SECRET_TOKEN, secret):
            raise bad_request("secret token contains unallowed characters")
        if not 1 <= fields.get("max_connections", 40) <= 100:
            raise bad_request("max_connections must be between 1 and 100")
        same = (url, secret) == (self.url, self.secret)
        self.url, self.secret = url, secret
        self._max_connections = fields.get("max_connections", 40)
        self._allow(fields)
        self._drop(fields)
        for number in self.pending.keys() - self._retrying:
            self._poster.later(self._post(self.pending[number], attempt=0))
        words = "Webhook is already set" if same else "Webhook was set"
        return {"ok": True, "result": True, "description": words}

    async def delete(self, fields: Fields) -> Object:
        words = "Webhook was deleted" if self.url else "Webhook is already deleted"
        self.url, self.secret = "", None
        self._drop(fields)
        self._arrived.ring()
        return {"ok": True, "result": True, "description": words}

    async def tell(self, _fields: Fields) -> Object:
        return {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.pending),
            "max_connections": self._max_connections,
            **({"allowed_updates": self.allowed} if self.allowed else {}),
            **self._last_error,
        }

    async def fetch(self, fields: Fields) -> list[Object]:
        """Long polling. What lies before the offset is confirmed and forgotten."""
        if self.url:
            raise Refused(409, WEBHOOK_IS_SET)
        self._allow(fields)
        self._confirm(fields.get("offset", 0))
        self._poll += 1
        await self._wait_for_updates(min(fields.get("timeout", 0), LONGEST_POLL), self._poll)
        limit = max(1, min(fields.get("limit", 100), 100))
        return sorted(self.pending.values(), key=lambda update: int(update["update_id"]))[:limit]

    async def _wait_for_updates(self, seconds: float, poll: int) -> None:
        self._arrived.ring()
        try:
            async with asyncio.timeout(seconds):
                while not self.pending and poll == self._poll:
                    await self._arrived.wait()
        except TimeoutError:
            return
        if poll != self._poll:
            raise Refused(409, ANOTHER_POLL)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            kept = sorted(self.pending)[offset:]
            self.pending = {number: self.pending[number] for number in kept}
        for number in [number for number in self.pending if number < offset]:
            del self.pending[number]

    def _wanted(self, kind: str) -> bool:
        if self.allowed:
            return kind in self.allowed or kind not in UPDATE_KINDS
        return kind not in ONLY_ON_REQUEST

    def _allow(self, fields: Mapping[str, Any]) -> None:
        """Without the parameter the previous setting stays."""
        if "allowed_updates" in fields:
            self.allowed = list(fields["allowed_updates"])

    def _drop(self, fields: Mapping[str, Any]) -> None:
        if fields.get("drop_pending_updates"):
            self.pending.clear()

    def _check_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme == "http" and parts.hostname in LOOPBACK and self._loopback_http:
            return
        if parts.scheme != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in WEBHOOK_PORTS:
            raise bad_request(
                "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
            )

    async def _post(self, update: Object, attempt: int) -> Delivery:
        headers = {"Content-Type": "application/json"}
        if self.secret is not None:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        at = self._now()
        posted = await self._poster.post(self.url, orjson.dumps(update), headers)
        status, seconds, reason, answer = posted
        delivery = Delivery(update, at, attempt, status, seconds, reason, answer)
        self._record(delivery)
        if delivery.accepted:
            self.pending.pop(update["update_id"], None)
            await self._carry_out_answer(answer)
        else:
            self._fail(update, attempt, delivery)
        return delivery

    def _fail(self, update: Object, attempt: int, delivery: Delivery) -> None:
        words = f"Wrong response from the webhook: {delivery.status or delivery.reason}"
        self._last_error = {"last_error_date": int(delivery.at), "last_error_message": words}
        if attempt < self.redelivery.at_most:
            self._retrying.add(update["update_id"])
            self._poster.later(self._post_later(update, attempt + 1))
        else:
            self.given_up.append(update)

    async def _post_later(self, update: Object, attempt: int) -> None:
        await self._poster.wait(self.redelivery.delay(attempt - 1))
        self._retrying.discard(update["update_id"])
        if self.url and update["update_id"] in self.pending:
            await self._post(update, attempt)

    async def _carry_out_answer(self, answer: bytes) -> None:
        """The answer to a webhook may itself be a call of a method."""
        if self.carry_out is None or not answer.lstrip().startswith(b"{"):
            return
        fields = orjson.loads(answer)
        if "method" in fields:
            await self.carry_out(fields)
