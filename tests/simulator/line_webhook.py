"""Delivers LINE's events to the desk: signed, timed, and again when they were not accepted."""

import base64
import hashlib
import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from copy import deepcopy
from random import Random

import orjson

from tests.simulator.delivery import Delivery, Poster, Redelivery
from tests.simulator.line_events import Event

ANSWER_SECONDS = 2.0


class NoWebhook(RuntimeError):
    """Somebody did something the desk should hear of, but it has told no webhook address."""


def sign(secret: str, body: bytes) -> str:
    """The value of X-Line-Signature for a body."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


class LineWebhook:
    """The road to the desk. Redelivery is off at first, as on LINE."""

    def __init__(
        self,
        poster: Poster,
        secret: str,
        destination: str,
        now: Callable[[], float],
        record: Callable[[Delivery], None],
    ) -> None:
        self.url: str | None = None
        self.active = True
        self.secret = secret
        self.destination = destination
        self.redelivery = Redelivery()
        self.on_delivery: Callable[[Event], None] = lambda _event: None
        self._poster = poster
        self._now = now
        self._record = record
        self._held: list[Event] | None = None

    async def deliver(self, *events: Event) -> Delivery | None:
        """Send events in one delivery, or keep them while they are being held."""
        if self._held is not None:
            self._held.extend(events)
            return None
        if not self.active:
            return None
        return await self._post(list(events), attempt=0)

    @asynccontextmanager
    async def held(
        self,
        *,
        shuffled: int | None = None,
        duplicated: bool = False,
        at_most: int = 100,
    ) -> AsyncIterator[None]:
        """Keep what happens inside, then send it together, in deliveries of so many events.

        `shuffled` is a seed for another order; `duplicated` sends every event twice, in two
        deliveries, the second not marked as a redelivery (LINE does not promise the mark).
        """
        self._held = []
        try:
            yield
        finally:
            events, self._held = self._held, None
        if shuffled is not None:
            Random(shuffled).shuffle(events)  # noqa: S311 -- repeatable
        for start in range(0, len(events), at_most):
            for _ in range(2 if duplicated else 1):
                await self.deliver(*events[start : start + at_most])

    async def again(self, *events: Event, marked: bool = True) -> Delivery:
        """Deliver events once more, with the same ids and tokens, marked as redelivered or not."""
        copies = deepcopy(list(events))
        for event in copies:
            event["deliveryContext"] = {"isRedelivery": marked}
        return await self._post(copies, attempt=0)

    async def test(self, url: str | None = None) -> Delivery:
        """LINE's Verify button: an empty list of events, signed as any other."""
        return await self._post([], attempt=0, url=url)

    async def _post(self, events: list[Event], attempt: int, url: str | None = None) -> Delivery:
        url = url or self.url
        if url is None:
            raise NoWebhook("set simulator.line.webhook_url, or let the desk set it")
        for event in events:
            self.on_delivery(event)
        body = orjson.dumps({"destination": self.destination, "events": events})
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "LineBotWebhook/2.0",
            "X-Line-Signature": sign(self.secret, body),
        }
        at = self._now()
        status, seconds, reason, answer = await self._poster.post(url, body, headers)
        delivery = Delivery(events, at, attempt, status, seconds, reason, answer)
        self._record(delivery)
        if events and reason and attempt < self.redelivery.at_most:
            self._poster.later(self._redeliver(events, attempt + 1))
        return delivery

    async def _redeliver(self, events: list[Event], attempt: int) -> None:
        await self._poster.wait(self.redelivery.delay(attempt - 1))
        copies = deepcopy(events)
        for event in copies:
            event["deliveryContext"] = {"isRedelivery": True}
        await self._post(copies, attempt)
