"""Every way Telegram can refuse, and what the desk learns from it."""

from typing import Any
from uuid import uuid4

import pytest

from bot.channels import DeliveryFailed, FetchFailed, Parcel
from bot.channels.telegram import Telegram
from tests.channels.loopback import DROPPED, Loopback, Scripted

PHOTO: dict[str, object] = {"file_id": "AgAD"}
FILE = {"file_id": "AgAD", "file_unique_id": "u", "file_path": "photos/file_0.jpg"}
BLOCKED = "Forbidden: bot was blocked by the user"


def no(code: int, description: str, **parameters: object) -> Scripted:
    told = {"ok": False, "error_code": code, "description": description}
    return Scripted.says(code, {**told, "parameters": parameters} if parameters else told)


async def refused(telegram: Telegram, chat: str = "77") -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as failure:
        await telegram.say(Parcel(chat, [{"text": "a secret word"}], uuid4()))
    return failure.value


async def fetched(telegram: Telegram) -> bytes:
    return b"".join([piece async for piece in telegram.fetch(PHOTO)])


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (no(403, BLOCKED), {"permanent": True, "unreachable": True}),
        (
            no(403, "Forbidden: bot was kicked from the group chat"),
            {"permanent": True, "unreachable": True},
        ),
        (no(400, "Bad Request: chat not found"), {"permanent": True, "unreachable": True}),
        (
            no(400, "Bad Request: not enough rights to send text messages to the chat"),
            {"permanent": True, "unreachable": True},
        ),
        (
            no(400, "Bad Request: message thread not found"),
            {"permanent": True, "unreachable": True},
        ),
        (no(400, "Bad Request: message text is empty"), {"permanent": True}),
        (no(429, "Too Many Requests: retry after 17", retry_after=17), {"retry_after": 17.0}),
        (no(400, "upgraded", migrate_to_chat_id=-100555), {"moved_to": "-100555"}),
        (no(401, "Unauthorized"), {"permanent": True}),
        (no(500, "Internal Server Error"), {}),
        (Scripted(502, b"<html>bad gateway</html>"), {}),
        (DROPPED, {}),
    ],
)
async def test_a_refused_message_says_what_to_do(
    telegram: Telegram,
    telegram_server: Loopback,
    answer: Scripted | None,
    expected: dict[str, Any],
) -> None:
    telegram_server.answers.append(answer)
    failure = vars(await refused(telegram))
    assert {k: v for k, v in failure.items() if v and k != "reason"} == expected


async def test_a_reason_names_neither_words_nor_token_nor_chat(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    telegram_server.answers.extend([no(403, BLOCKED), DROPPED])
    reasons = [(await refused(telegram)).reason for _try in range(2)]
    assert reasons == [BLOCKED, "NetworkError"]


async def test_a_press_is_acknowledged(telegram: Telegram, telegram_server: Loopback) -> None:
    telegram_server.answers.append(Scripted.says(200, {"ok": True, "result": True}))
    await telegram.acknowledge("9001")
    (call,) = telegram_server.calls
    assert call.path == "/bot1234:token/answerCallbackQuery"
    assert call.form == {"callback_query_id": "9001"}


async def test_a_press_acknowledged_too_late_troubles_nobody(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    telegram_server.answers.append(no(400, "Bad Request: query is too old"))
    await telegram.acknowledge("9001")
    assert len(telegram_server.calls) == 1


async def test_a_photo_is_read_from_where_telegram_says_it_lies(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    photo = Scripted(200, b"jpeg" * 50_000, {"Content-Type": "image/jpeg"})
    telegram_server.answers.extend([Scripted.says(200, {"ok": True, "result": FILE}), photo])
    assert await fetched(telegram) == b"jpeg" * 50_000
    asked, read = telegram_server.calls
    assert (asked.path, asked.form) == ("/bot1234:token/getFile", {"file_id": "AgAD"})
    assert (read.method, read.path) == ("GET", "/file/bot1234:token/photos/file_0.jpg")


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [
        (no(400, "Bad Request: file is too big"), True),
        (no(400, "Bad Request: wrong file_id"), True),
        (no(429, "Too Many Requests", retry_after=3), False),
        (no(500, "Internal Server Error"), False),
        (Scripted.says(200, {"ok": True, "result": {**FILE, "file_path": None}}), True),
        (DROPPED, False),
    ],
)
async def test_a_photo_telegram_will_not_name_says_whether_to_try_again(
    telegram: Telegram, telegram_server: Loopback, answer: Scripted | None, permanent: bool
) -> None:
    telegram_server.answers.append(answer)
    with pytest.raises(FetchFailed) as failure:
        await fetched(telegram)
    assert failure.value.permanent is permanent


@pytest.mark.parametrize(("status", "permanent"), [(404, True), (500, False)])
async def test_a_photo_that_cannot_be_read_says_whether_to_try_again(
    telegram: Telegram, telegram_server: Loopback, status: int, permanent: bool
) -> None:
    named = Scripted.says(200, {"ok": True, "result": FILE})
    telegram_server.answers.extend([named, Scripted(status, b"no")])
    with pytest.raises(FetchFailed) as failure:
        await fetched(telegram)
    assert failure.value.permanent is permanent
