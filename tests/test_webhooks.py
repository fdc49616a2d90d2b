"""The webhook door: checked first, committed next, answered last."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from datetime import datetime

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from bot.channels import ForgedRequest
from bot.desk import Desk
from bot.intake import Intake
from bot.messages import Heard
from models import InboundEvent
from tests.parrots import ParrotChannel, pretend, repeat, said
from web.webhooks import MOST_BYTES, WebhookDoor


class StrictParrot(ParrotChannel):
    """Takes requests whose `x-signature` is right; acknowledges button presses."""

    def hear(self, headers: Mapping[str, str], body: bytes, now: datetime) -> list[Heard]:
        if headers.get("x-signature") != "right":
            raise ForgedRequest
        return [said(text, event_id) for event_id, text in json.loads(body)]

    def acknowledge_body(self, heard: Heard) -> dict[str, str] | None:
        return {"method": "ok"} if heard.text == "press" else None


async def elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("a page")(scope, receive, send)


@pytest.fixture
async def door(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    desk.decide, desk.carry_out = repeat, pretend
    desk.channels["parrot"] = StrictParrot()
    intake = Intake(desk)
    running = asyncio.create_task(intake.run())
    transport = httpx.ASGITransport(WebhookDoor(elsewhere, desk, intake))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
        yield client
    intake.close()
    await running


async def post(door: httpx.AsyncClient, *events: tuple[str, str]) -> httpx.Response:
    return await door.post("/webhooks/parrot", json=events, headers={"X-Signature": "right"})


async def events_kept(desk: Desk) -> set[str]:
    from sqlmodel import select

    async with desk.database.reading() as session:
        return {event.key for event in (await session.exec(select(InboundEvent))).all()}


async def test_an_event_is_committed_when_the_webhook_is_answered(
    desk: Desk, door: httpx.AsyncClient
) -> None:
    response = await post(door, ("1", "hello"))
    assert response.status_code == 200
    assert await events_kept(desk) == {"parrot:1"}


async def test_an_empty_delivery_is_welcome(door: httpx.AsyncClient) -> None:
    assert (await post(door)).status_code == 200


async def test_a_forged_request_is_refused_and_nothing_is_stored(
    desk: Desk, door: httpx.AsyncClient
) -> None:
    forged = await door.post("/webhooks/parrot", content=b'[["1", "hello"]]')
    assert forged.status_code == 401
    assert await events_kept(desk) == set()


async def test_a_body_that_is_too_large_is_refused_before_it_is_read(
    door: httpx.AsyncClient,
) -> None:
    large = await door.post("/webhooks/parrot", content=b"x" * (MOST_BYTES + 1))
    assert large.status_code == 413


async def test_a_messenger_that_hangs_up_in_the_middle_breaks_nothing(desk: Desk) -> None:
    desk.channels["parrot"] = StrictParrot()
    scope = {"type": "http", "method": "POST", "path": "/webhooks/parrot", "headers": []}
    answered: list[Message] = []

    async def hang_up() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        answered.append(message)

    await WebhookDoor(elsewhere, desk, Intake(desk))(scope, hang_up, send)
    assert answered[0]["status"] == 503


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/webhooks/parrot", 405),
    ("POST", "/webhooks/unknown", 404),
    ("GET", "/anything", 200),
])  # fmt: skip
async def test_other_requests_are_turned_away_or_passed_on(
    door: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    assert (await door.request(method, path)).status_code == status


async def test_a_button_press_is_acknowledged_in_the_answer(door: httpx.AsyncClient) -> None:
    assert (await post(door, ("1", "press"))).json() == {"method": "ok"}


async def test_an_unavailable_database_answers_503_and_the_messenger_tells_us_again(
    desk: Desk, door: httpx.AsyncClient
) -> None:
    whole = desk.database
    desk.database = Unavailable()  # type: ignore[assignment] # a database whose disk is full
    assert (await post(door, ("1", "hello"))).status_code == 503
    desk.database = whole
    assert (await post(door, ("1", "hello"))).status_code == 200
    assert await events_kept(desk) == {"parrot:1"}


class Unavailable:
    is_sqlite = True

    def writing(self) -> None:
        raise OSError("disk full")
