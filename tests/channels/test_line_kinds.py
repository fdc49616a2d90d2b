"""Pictures, days and pages inside LINE, as they reach it over the wire."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.channels import DeliveryFailed, Parcel
from bot.channels.line import Line
from bot.channels.line_writing import InsidePages
from tests.channels.line_events import GROUP, USER
from tests.channels.loopback import Loopback
from tests.channels.test_line_saying import DAY, DOCUMENT, DRAWN, PHOTO, WORDS, pushed

PAGES = InsidePages("https://desk.example", "1234-abcd")


async def test_a_picture_comes_before_its_words(line: Line, line_server: Loopback) -> None:
    url = "https://desk.example/drawn/token.png"
    assert await pushed(line, line_server, DRAWN) == [
        {"type": "image", "originalContentUrl": url, "previewImageUrl": url},
        {"type": "text", "text": "Please pay with this code."},
    ]


async def test_without_https_the_words_come_alone(line: Line, line_server: Loopback) -> None:
    near = {**DRAWN, "picture": {"url": "http://127.0.0.1/drawn.png", "png": "iVBORw0KGgo="}}
    (shown,) = await pushed(line, line_server, near)
    assert shown == {"type": "text", "text": "Please pay with this code."}


async def test_pictures_that_make_it_too_many_for_a_reply_are_pushed_once_each(
    line: Line, line_server: Loopback
) -> None:
    key = UUID("8f3c6a1e-4d2b-4c59-9a6e-2f1d0b7c5e43")
    await line.say(Parcel(USER, [DRAWN, DRAWN, WORDS, WORDS], key, "r1"))
    assert [len(call.json["messages"]) for call in line_server.calls] == [5, 1]
    keys = [call.headers["x-line-retry-key"] for call in line_server.calls]
    assert keys[0] == str(key) != keys[1]


async def test_a_wish_for_a_day_opens_the_calendar(line: Line, line_server: Loopback) -> None:
    (shown,) = await pushed(line, line_server, DAY)
    (offer,) = shown["quickReply"]["items"]
    assert offer["action"] == {
        "type": "datetimepicker",
        "label": "Choose a day",
        "data": "a:abcdef:day",
        "mode": "date",
        "min": "1900-01-01",
        "max": "2100-12-31",
    }


async def test_a_day_nobody_may_press_for_is_simply_asked(
    line: Line, line_server: Loopback
) -> None:
    older = {name: value for name, value in DAY.items() if name != "date"}
    assert await pushed(line, line_server, older) == [{"type": "text", "text": "Which day?"}]
    in_group = await pushed(line, line_server, DAY, chat=GROUP)
    assert in_group == [{"type": "text", "text": "Which day?"}]


async def test_a_paper_may_be_photographed(line: Line, line_server: Loopback) -> None:
    (of_paper,) = await pushed(line, line_server, DOCUMENT)
    (of_photo,) = await pushed(line, line_server, PHOTO)
    assert of_paper["quickReply"] == of_photo["quickReply"]


async def opened(line_server: Loopback, chat: str, liff_id: str, url: str) -> Any:
    where = line_server.url
    line = Line("secret", "token", where, where, "https://desk.example/", liff_id)
    page = {"label": "Open the page", "url": url, "inside": True}
    await line.say(Parcel(chat, [{"text": "?", "buttons": [page]}], uuid4()))
    await line.close()
    (shown,) = line_server.calls[-1].json["messages"]
    return shown["contents"]["footer"]["contents"][0]["action"]["uri"]


OURS = "https://desk.example/fill/token?x=1"


@pytest.mark.parametrize(
    ("chat", "liff_id", "url", "expected"),
    [
        (USER, "1234-abcd", OURS, "https://liff.line.me/1234-abcd/fill/token?x=1"),
        (USER, "", OURS, OURS),
        (GROUP, "1234-abcd", OURS, OURS),
        (USER, "1234-abcd", "https://other.example/fill", "https://other.example/fill"),
        (USER, "1234-abcd", "https://desk.example.evil/a", "https://desk.example.evil/a"),
    ],
    ids=["inside", "no app", "group", "not ours", "seems ours"],
)
async def test_a_page_of_ours_opens_inside_line_where_it_knows_its_reader(
    line_server: Loopback, chat: str, liff_id: str, url: str, expected: str
) -> None:
    assert await opened(line_server, chat, liff_id, url) == expected


async def test_an_address_line_would_refuse_is_a_fault_seen_at_once(
    line: Line, line_server: Loopback
) -> None:
    long = {"label": "Open", "url": f"https://desk.example/{'x' * 1000}"}
    with pytest.raises(DeliveryFailed) as failure:
        await pushed(line, line_server, {"text": "?", "buttons": [long]})
    assert (failure.value.permanent, line_server.calls) == (True, [])
