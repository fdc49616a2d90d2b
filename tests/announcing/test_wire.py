"""What goes over the wire to LINE for many people, to the letter."""

from typing import Any
from uuid import UUID

import pytest

from bot.channels import DeliveryFailed
from bot.channels.line import Line
from services.desk.announcing.messages import Issue, message_of
from services.kit.fields import Surroundings
from services.kit.message import Written
from tests.announcing.people import WATER
from tests.channels.conftest import line, line_server
from tests.channels.loopback import Loopback, Scripted
from tests.channels.references import line_specification
from tests.channels.schemas import line_validator

__all__ = ["line", "line_server"]

KEY = UUID("8f3c6a1e-4d2b-4c59-9a6e-2f1d0b7c5e43")
PEOPLE = [f"U{number:032x}" for number in range(500)]
DONE = Scripted.says(409, {"message": "The retry key is already accepted"})


@pytest.fixture
def messages(around: Surroundings) -> list[Written]:
    issue = Issue(
        picture_url="https://desk.example/announcements/1/picture", stop_press="news:stop"
    )
    return [message_of(WATER, "th", issue).written(around.languages["th"])]


async def test_a_multicast_is_one_call_for_five_hundred(
    line: Line, line_server: Loopback, messages: list[Written]
) -> None:
    await line.say_to_many(PEOPLE, messages, KEY)
    [call] = line_server.calls
    assert (call.method, call.path) == ("POST", "/v2/bot/message/multicast")
    assert call.headers["x-line-retry-key"] == str(KEY)
    assert call.json["to"] == PEOPLE
    assert [one["type"] for one in call.json["messages"]] == ["image", "flex"]
    assert wrong(call.json, "MulticastRequest") == []


async def test_a_broadcast_names_nobody(
    line: Line, line_server: Loopback, messages: list[Written]
) -> None:
    await line.say_to_all(messages, KEY)
    [call] = line_server.calls
    assert (call.method, call.path) == ("POST", "/v2/bot/message/broadcast")
    assert (call.headers["x-line-retry-key"], "to" in call.json) == (str(KEY), False)
    assert wrong(call.json, "BroadcastRequest") == []


async def test_the_same_attempt_says_the_same_to_the_letter(
    line: Line, line_server: Loopback, messages: list[Written]
) -> None:
    await line.say_to_many(PEOPLE, messages, KEY)
    await line.say_to_many(PEOPLE, messages, KEY)
    assert line_server.calls[0].body == line_server.calls[1].body


async def test_a_key_that_was_accepted_before_means_done(
    line: Line, line_server: Loopback, messages: list[Written]
) -> None:
    line_server.answers.append(DONE)
    await line.say_to_many(PEOPLE, messages, KEY)


async def test_the_end_of_the_months_messages_is_known_as_such(
    line: Line, line_server: Loopback, messages: list[Written]
) -> None:
    said = {"message": "You have reached your monthly limit."}
    line_server.answers.append(Scripted.says(429, said))
    with pytest.raises(DeliveryFailed) as failure:
        await line.say_to_many(PEOPLE, messages, KEY)
    assert failure.value.quota


def wrong(body: Any, schema: str) -> list[Any]:
    """What LINE's own description of the request finds wrong."""
    return list(line_validator(line_specification(), schema).iter_errors(body))
