"""What reaches LINE over the wire, for every kind of reply."""

from typing import Any
from uuid import UUID, uuid5

import pytest

from bot.channels import Parcel
from bot.channels.line import Line
from services.kit.message import Button, Reply, Wanted, Written
from services.kit.text import ENGLISH, plain
from tests.channels.line_events import GROUP, USER
from tests.channels.loopback import Loopback
from tests.channels.references import line_specification
from tests.channels.schemas import line_validator

KEY = UUID("8f3c6a1e-4d2b-4c59-9a6e-2f1d0b7c5e43")
WORDS: Written = {"text": "สวัสดีค่ะ"}
CHOICE: Written = {
    "text": "Why do you need one?",
    "buttons": [
        {"label": "It is broken", "value": "a:abcdef:reason:broken"},
        {"label": "Back", "value": "back:abcdef:reason"},
    ],
}
LINKED: Written = {
    "text": "Read more.",
    "buttons": [{"label": "Open", "url": "https://a.example/"}],
}
PLACE: Written = {"text": "Where?", "wants": "place", "offers": ["Send my location"]}
PHOTO: Written = {
    "text": "A photo?",
    "buttons": [{"label": "Skip", "value": "skip:abcdef:photo"}],
    "wants": "photo",
    "offers": ["Take a photo", "Choose a photo"],
}
DOCUMENT: Written = {**PHOTO, "text": "A paper?", "wants": "document"}
DAY: Written = {
    "text": "Which day?",
    "wants": "date",
    "offers": ["Choose a day"],
    "date": "a:abcdef:day",
}
DRAWN: Written = {
    "text": "Please pay with this code.",
    "picture": {"url": "https://desk.example/drawn/token.png", "png": "iVBORw0KGgo="},
}
SAFE_PAGE: Written = {
    "text": "Please fill this in.",
    "buttons": [
        {"label": "Open the page", "url": "https://desk.example/fill/token", "inside": True}
    ],
}


def parcel(*messages: Written, chat: str = USER, token: str = "") -> Parcel:
    return Parcel(chat, messages, KEY, token)


def button(label: str, data: str, style: str = "primary", color: str = "#0C5C4B") -> object:
    return {
        "type": "button",
        "style": style,
        "color": color,
        "action": {"type": "postback", "label": label, "data": data, "displayText": label},
        "adjustMode": "shrink-to-fit",
        "scaling": True,
    }


def bubble(text: str, *buttons: object) -> object:
    words = {"type": "text", "text": text, "size": "lg", "wrap": True, "scaling": True}
    return {
        "type": "bubble",
        "body": {"type": "box", "layout": "vertical", "contents": [words]},
        "footer": {
            "type": "box",
            "layout": "vertical",
            "spacing": "sm",
            "contents": list(buttons),
        },
    }


async def pushed(line: Line, server: Loopback, *messages: Written, chat: str = USER) -> Any:
    await line.say(parcel(*messages, chat=chat))
    return server.calls[-1].json["messages"]


async def test_an_answer_goes_out_as_a_free_reply(line: Line, line_server: Loopback) -> None:
    await line.say(parcel(WORDS, token="r1"))
    (call,) = line_server.calls
    assert (call.method, call.path) == ("POST", "/v2/bot/message/reply")
    assert call.headers["authorization"] == "Bearer token"
    assert "x-line-retry-key" not in call.headers
    assert call.json == {
        "replyToken": "r1",
        "messages": [{"type": "text", "text": "สวัสดีค่ะ"}],
        "notificationDisabled": False,
    }


async def test_without_a_token_it_is_pushed_with_its_retry_key(
    line: Line, line_server: Loopback
) -> None:
    await line.say(parcel(WORDS))
    (call,) = line_server.calls
    assert call.path == "/v2/bot/message/push"
    assert call.headers["x-line-retry-key"] == str(KEY)
    assert call.json == {
        "to": USER,
        "messages": [{"type": "text", "text": "สวัสดีค่ะ"}],
        "notificationDisabled": False,
    }


async def test_choices_are_wide_buttons_that_stay(line: Line, line_server: Loopback) -> None:
    assert await pushed(line, line_server, CHOICE) == [
        {
            "type": "flex",
            "altText": "Why do you need one?",
            "contents": bubble(
                "Why do you need one?",
                button("It is broken", "a:abcdef:reason:broken"),
                button("Back", "back:abcdef:reason", "secondary", "#E3F0EA"),
            ),
        }
    ]


async def test_a_link_is_a_button_that_opens_it(line: Line, line_server: Loopback) -> None:
    (shown,) = await pushed(line, line_server, LINKED)
    (link,) = shown["contents"]["footer"]["contents"]
    assert link["action"] == {"type": "uri", "label": "Open", "uri": "https://a.example/"}


async def test_a_wish_for_a_place_offers_the_map(line: Line, line_server: Loopback) -> None:
    location = {"type": "location", "label": "Send my location"}
    assert await pushed(line, line_server, PLACE) == [
        {
            "type": "text",
            "text": "Where?",
            "quickReply": {"items": [{"type": "action", "action": location}]},
        }
    ]


async def test_a_wish_for_a_photo_offers_camera_and_album_beside_the_buttons(
    line: Line, line_server: Loopback
) -> None:
    (shown,) = await pushed(line, line_server, PHOTO)
    assert shown["type"] == "flex"
    assert [item["action"] for item in shown["quickReply"]["items"]] == [
        {"type": "camera", "label": "Take a photo"},
        {"type": "cameraRoll", "label": "Choose a photo"},
    ]


@pytest.mark.parametrize("wants", [Wanted.PHONE, Wanted.WORDS])
async def test_what_line_cannot_offer_is_simply_asked(
    line: Line, line_server: Loopback, wants: Wanted
) -> None:
    asked = Reply(plain("Which number?"), wants=wants).written(ENGLISH)
    assert await pushed(line, line_server, asked) == [{"type": "text", "text": "Which number?"}]


async def test_nothing_personal_is_offered_in_a_group(line: Line, line_server: Loopback) -> None:
    shown = await pushed(line, line_server, PLACE, chat=GROUP)
    assert shown == [{"type": "text", "text": "Where?"}]


async def test_many_short_choices_stand_in_pairs(line: Line, line_server: Loopback) -> None:
    villages = [{"label": f"หมู่ {number}", "value": f"v:{number}"} for number in range(1, 8)]
    long = {"label": "Somewhere else", "value": "v:0"}
    (shown,) = await pushed(line, line_server, {"text": "?", "buttons": [*villages, long]})
    rows = shown["contents"]["footer"]["contents"]
    assert [row["type"] for row in rows] == ["box", "box", "box", "button", "button"]
    assert [len(row["contents"]) for row in rows[:3]] == [2, 2, 2]


async def test_a_very_long_text_is_cut_between_words(line: Line, line_server: Loopback) -> None:
    text = "ศาลา " * 1500
    shown = await pushed(line, line_server, {"text": text})
    assert [len(message["text"]) <= 5000 for message in shown] == [True, True]
    assert " ".join(message["text"] for message in shown) == text.strip()


async def test_a_long_text_with_buttons_goes_before_them(line: Line, line_server: Loopback) -> None:
    text = "\n".join(f"Line {number:04}" for number in range(200))
    before, beside = await pushed(line, line_server, {**CHOICE, "text": text})
    words = beside["contents"]["body"]["contents"][0]["text"]
    assert f"{before['text']}\n{words}" == text
    assert (len(words) <= 1000, beside["altText"]) == (True, words)


async def test_more_buttons_than_fit_go_into_a_second_bubble(
    line: Line, line_server: Loopback
) -> None:
    many = [{"label": f"A long choice {number}", "value": f"c:{number}"} for number in range(35)]
    shown = await pushed(line, line_server, {"text": "?", "buttons": many})
    assert [len(message["contents"]["footer"]["contents"]) for message in shown] == [30, 5]
    assert "body" not in shown[1]["contents"]


async def test_more_than_five_messages_are_pushed_in_calls_with_keys_of_their_own(
    line: Line, line_server: Loopback
) -> None:
    await line.say(parcel(*[WORDS] * 7, token="r1"))
    first, second = line_server.calls
    assert [len(call.json["messages"]) for call in line_server.calls] == [5, 2]
    assert first.headers["x-line-retry-key"] == str(KEY)
    assert second.headers["x-line-retry-key"] == str(uuid5(KEY, "1"))


async def test_nothing_to_say_is_nothing_sent(line: Line, line_server: Loopback) -> None:
    await line.say(parcel({"text": " "}, token="r1"))
    assert line_server.calls == []


@pytest.mark.parametrize(
    ("chat", "expected"), [(USER, False), (GROUP, True), ("R" + "0" * 32, True)]
)
def test_groups_and_rooms_are_known_by_their_id(line: Line, chat: str, expected: bool) -> None:
    assert line.is_group(chat) is expected


async def test_a_reply_as_the_desk_writes_it_arrives_in_the_readers_language(
    line: Line, line_server: Loopback
) -> None:
    reply = Reply(plain("Where?"), (Button(plain("Skip"), "skip:x:y"),), Wanted.PLACE)
    (shown,) = await pushed(line, line_server, reply.written(ENGLISH))
    assert shown["quickReply"]["items"][0]["action"]["label"] == "Send my location"


@pytest.mark.parametrize(
    "message", [WORDS, CHOICE, LINKED, PLACE, PHOTO, DOCUMENT, DAY, DRAWN, SAFE_PAGE]
)
async def test_every_kind_fits_lines_own_specification(
    line: Line, line_server: Loopback, message: Written
) -> None:
    validator = line_validator(line_specification(), "PushMessageRequest")
    await line.say(parcel(message))
    assert list(validator.iter_errors(line_server.calls[-1].json)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "hologram"},
        {"type": "text"},
        {"type": "flex", "altText": "x", "contents": {"type": "bubble", "body": {"type": "box"}}},
        {"type": "text", "text": "x", "quickReply": {"items": [{"action": {"label": "x"}}]}},
    ],
)
def test_the_check_against_the_specification_bites(wrong: object) -> None:
    validator = line_validator(line_specification(), "PushMessageRequest")
    assert list(validator.iter_errors({"to": USER, "messages": [wrong]})) != []
