"""Every way LINE can refuse, and what the desk learns from it."""

from typing import Any
from uuid import UUID

import pytest

from bot.channels import DeliveryFailed, FetchFailed, Parcel
from bot.channels.line import Line
from tests.channels.line_events import USER
from tests.channels.loopback import DROPPED, Loopback, Scripted

KEY = UUID("8f3c6a1e-4d2b-4c59-9a6e-2f1d0b7c5e43")
PHOTO: dict[str, object] = {"message_id": "325708", "provider": "line"}


def outcome(failure: DeliveryFailed) -> dict[str, Any]:
    """What is set of a failure, without its reason."""
    return {name: value for name, value in vars(failure).items() if value and name != "reason"}


async def refused(line: Line, token: str = "") -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failure:
        await line.say(Parcel(USER, [{"text": "a secret word"}], KEY, token))
    return failure.value


async def fetched(line: Line, source: dict[str, object]) -> bytes:
    return b"".join([piece async for piece in line.fetch(source)])


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Scripted.says(400, {"message": "The request body has 1 error(s)"}), {"permanent": True}),
        (Scripted.says(401, {"message": "Authentication failed"}), {"permanent": True}),
        (Scripted.says(403, {"message": "Not available"}), {"permanent": True}),
        (
            Scripted.says(400, {"message": "Failed to send messages"}),
            {"permanent": True, "unreachable": True},
        ),
        (
            Scripted.says(400, {"message": "The property, 'to', in the request body is invalid"}),
            {"permanent": True, "unreachable": True},
        ),
        (Scripted.says(404, {"message": "Not found"}), {"permanent": True, "unreachable": True}),
        (
            Scripted.says(429, {"message": "You have reached your monthly limit."}),
            {"quota": True},
        ),
        (Scripted.says(429, {"message": "Too many requests"}), {"retry_after": 1.0}),
        (Scripted.says(429, {}, **{"Retry-After": "7"}), {"retry_after": 7.0}),
        (Scripted.says(500, {"message": "oops"}), {}),
        (Scripted(502, b"<html>bad gateway</html>"), {}),
        (DROPPED, {}),
    ],
)
async def test_a_refused_push_says_what_to_do(
    line: Line, line_server: Loopback, answer: Scripted | None, expected: dict[str, Any]
) -> None:
    line_server.answers.append(answer)
    assert outcome(await refused(line)) == expected


async def test_a_refused_reply_token_leaves_the_push_open(
    line: Line, line_server: Loopback
) -> None:
    line_server.answers.append(Scripted.says(400, {"message": "Invalid reply token"}))
    assert outcome(await refused(line, token="r1")) == {"token_refused": True}


async def test_a_push_accepted_before_counts_as_delivered(
    line: Line, line_server: Loopback
) -> None:
    told = {"message": "The retry key is already accepted"}
    accepted = {"x-line-accepted-request-id": "1"}
    line_server.answers.append(Scripted.says(409, told, **accepted))
    await line.say(Parcel(USER, [{"text": "hi"}], KEY))
    assert len(line_server.calls) == 1


async def test_a_reason_never_repeats_what_was_said(line: Line, line_server: Loopback) -> None:
    details = [{"message": "a secret word", "property": "messages[0].text"}]
    told = {"message": "The request body has 1 error(s)", "details": details}
    line_server.answers.append(Scripted.says(400, told))
    reason = (await refused(line)).reason
    assert reason == "LINE answered 400: The request body has 1 error(s)"


async def test_nobody_listening_is_worth_another_try() -> None:
    line = Line("secret", "token", "http://127.0.0.1:9", "http://127.0.0.1:9")
    failure = await refused(line)
    await line.close()
    assert outcome(failure) == {}


async def test_a_photo_is_read_from_the_data_host(line: Line, line_server: Loopback) -> None:
    line_server.answers.append(Scripted(200, b"jpeg" * 50_000, {"Content-Type": "image/jpeg"}))
    assert await fetched(line, PHOTO) == b"jpeg" * 50_000
    (call,) = line_server.calls
    assert (call.method, call.path) == ("GET", "/v2/bot/message/325708/content")
    assert call.headers["authorization"] == "Bearer token"


@pytest.mark.parametrize(
    ("status", "permanent"), [(202, False), (404, True), (410, True), (429, False), (500, False)]
)
async def test_a_photo_that_cannot_be_read_says_whether_to_try_again(
    line: Line, line_server: Loopback, status: int, permanent: bool
) -> None:
    line_server.answers.append(Scripted.says(status, {"message": "no"}))
    with pytest.raises(FetchFailed) as failure:
        await fetched(line, PHOTO)
    assert failure.value.permanent is permanent


async def test_a_cut_connection_is_worth_another_try(line: Line, line_server: Loopback) -> None:
    line_server.answers.extend([DROPPED, DROPPED])  # the client tries a second time by itself
    with pytest.raises(FetchFailed) as failure:
        await fetched(line, PHOTO)
    assert failure.value.permanent is False


async def test_an_address_of_the_senders_choice_is_never_visited(
    line: Line, line_server: Loopback
) -> None:
    with pytest.raises(FetchFailed) as failure:
        await fetched(line, {"message_id": "1", "provider": "external"})
    assert (failure.value.permanent, line_server.calls) == (True, [])
