"""What LINE tells a webhook is heard to the letter; what is odd is left out."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import ForgedRequest
from bot.channels.line import Line
from bot.channels.line_hearing import hear_delivery
from bot.messages import Heard, Kind
from services.kit.fields import Point
from tests.channels.line_events import GROUP, ROOM, USER, body, event, in_group, message, signed
from tests.channels.references import payloads

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
PARTS: dict[str, st.SearchStrategy[Any]] = {
    "type": st.sampled_from(["message", "postback", "follow", "unsend", "join"]) | JSON,
    "source": st.fixed_dictionaries(
        {"type": st.sampled_from(["user", "group", "room"]) | JSON, "userId": st.text() | JSON}
    )
    | JSON,
    "message": st.fixed_dictionaries(
        {"id": st.text(), "type": st.sampled_from(["text", "image", "location", "sticker"])},
        optional={"text": JSON, "latitude": JSON, "longitude": JSON, "contentProvider": JSON},
    )
    | JSON,
    "postback": st.fixed_dictionaries({"data": st.text()}, optional={"params": JSON}) | JSON,
    "timestamp": JSON,
    "deliveryContext": st.just({"isRedelivery": True}) | JSON,
    "replyToken": JSON,
    "webhookEventId": st.just("01FZ74A0TDDPYRVKNK77XKC3ZR") | JSON,
}
ALMOST_EVENTS = st.fixed_dictionaries({}, optional=PARTS)


def hear(*events: object) -> list[Heard]:
    return hear_delivery(body(*events), NOW)


def one(said: object) -> Heard:
    (heard,) = hear(said)
    return heard


@pytest.fixture(scope="module")
def channel() -> Line:
    return Line("secret", "token", "http://127.0.0.1:9", "http://127.0.0.1:9")


def test_a_text_is_heard_with_everything_needed_to_answer() -> None:
    assert one(message("text", text="ขอถังขยะ", quoteToken="q")) == Heard(
        channel="line",
        event_id="01FZ74A0TDDPYRVKNK77XKC3ZR",
        chat=USER,
        person=USER,
        kind=Kind.TEXT,
        text="ขอถังขยะ",
        message_id="325708",
        reply_token="nHuyWiB7yP5Zw52FIkcQobQuGDXCTA",
        reply_until=NOW + timedelta(seconds=50),
        at=datetime.fromtimestamp(1764000000, UTC),
    )


@pytest.mark.parametrize(
    ("said", "kind", "text"),
    [
        (event("postback", postback={"data": "menu"}), Kind.PRESS, "menu"),
        (
            event("postback", postback={"data": "a:x", "params": {"date": "2026-11-25"}}),
            Kind.PRESS,
            "a:x:2026-11-25",
        ),
        (
            event("postback", postback={"data": "l", "params": {"newRichMenuAliasId": "b"}}),
            Kind.PRESS,
            "l",
        ),
        (message("sticker", packageId="1", stickerId="2"), Kind.STICKER, ""),
        (event("follow", follow={"isUnblocked": True}), Kind.JOINED, ""),
        (event("unfollow"), Kind.LEFT, ""),
        (event("unsend", unsend={"messageId": "88"}), Kind.UNSENT, "88"),
    ],
)
def test_every_kind_of_event_is_told_apart(said: object, kind: Kind, text: str) -> None:
    heard = one(said)
    assert (heard.kind, heard.text, heard.private) == (kind, text, True)


@pytest.mark.parametrize("media", ["image", "video", "audio", "file"])
def test_a_file_says_how_to_fetch_it(media: str) -> None:
    heard = one(message(media, contentProvider={"type": "line"}))
    assert (heard.kind, heard.media) == (Kind.FILE, media)
    assert heard.source == {"message_id": "325708", "provider": "line"}


def test_a_file_kept_elsewhere_is_marked() -> None:
    elsewhere = {"type": "external", "originalContentUrl": "http://10.0.0.1/secret"}
    heard = one(message("image", contentProvider=elsewhere))
    assert heard.source == {"message_id": "325708", "provider": "external"}


def test_a_pin_is_heard_with_its_words() -> None:
    heard = one(message("location", title="บ้าน", address="หมู่ 3", latitude=15.6, longitude=102.5))
    assert heard.point == Point(15.6, 102.5, "บ้าน หมู่ 3")


@pytest.mark.parametrize(
    ("source", "chat"),
    [
        ({"type": "group", "groupId": GROUP, "userId": USER}, GROUP),
        ({"type": "room", "roomId": ROOM, "userId": USER}, ROOM),
    ],
)
def test_a_group_is_the_chat_and_the_member_the_person(source: object, chat: str) -> None:
    heard = one(message("text", text="SALA-AB23-CD45") | {"source": source})
    assert (heard.chat, heard.person, heard.private) == (chat, USER, False)


def test_a_group_member_without_an_id_is_not_heard() -> None:
    nobody = {"source": {"type": "group", "groupId": GROUP}}
    assert hear(message("text", text="hi") | nobody) == []


@pytest.mark.parametrize("kind", ["join", "leave"])
def test_entering_and_leaving_a_group_needs_no_person(kind: str) -> None:
    heard = one(event(kind, source={"type": "group", "groupId": GROUP}))
    assert (heard.chat, heard.person) == (GROUP, "")


@pytest.mark.parametrize(
    "said",
    [
        event("messageEdited", **in_group(message={"id": "1", "type": "text", "text": "x"})),
        event("hologram"),
        message("hologram"),
        message("text", text="x") | {"mode": "standby"},
        event("memberJoined", **in_group(joined={"members": []})),
        event("beacon", beacon={"hwid": "1", "type": "enter"}),
    ],
)
def test_unknown_edited_and_standby_events_are_left_out(said: object) -> None:
    assert hear(said) == []


@pytest.mark.parametrize(
    "bad",
    [
        None,
        7,
        [],
        {},
        message("text", text=["not", "words"]),
        message("location", latitude=200, longitude=0),
        message("text", text="x") | {"source": "me"},
        message("text", text="x") | {"webhookEventId": None},
        message("text", text="x") | {"webhookEventId": "x" * 500},
        event("message", message={"id": 7, "type": "text", "text": "x"}),
    ],
)
def test_a_malformed_event_leaves_its_neighbours_alone(bad: object) -> None:
    heard = hear(message("text", text="before"), bad, message("text", text="after"))
    assert [event.text for event in heard] == ["before", "after"]


def test_a_redelivered_event_is_the_same_event_and_its_token_counts_from_now() -> None:
    again = {"deliveryContext": {"isRedelivery": True}, "timestamp": _milliseconds(minutes=3)}
    heard = one(message("text", text="x") | again)
    assert heard.reply_until == NOW + timedelta(seconds=50)


def test_a_token_ends_twenty_minutes_after_its_event_however_late_it_comes_again() -> None:
    again = {"deliveryContext": {"isRedelivery": True}, "timestamp": _milliseconds(minutes=30)}
    heard = one(message("text", text="x") | again)
    assert heard.reply_until == NOW - timedelta(minutes=10)


def test_letters_no_database_keeps_are_taken_out() -> None:
    assert one(message("text", text="a\x00b")).text == "ab"


def test_half_a_surrogate_pair_spoils_only_itself() -> None:
    delivery = body(message("text", text="HALF")).replace(b"HALF", rb"\ud83d!")
    assert [heard.text for heard in hear_delivery(delivery, NOW)] == ["?!"]


def test_the_verify_button_of_the_console_is_answered(channel: Line) -> None:
    assert channel.hear(signed(body()), body(), NOW) == []


def test_a_signed_delivery_is_heard(channel: Line) -> None:
    delivery = body(message("text", text="hi"))
    assert [heard.text for heard in channel.hear(signed(delivery), delivery, NOW)] == ["hi"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-line-signature": ""},
        {"x-line-signature": "ก"},
        signed(b"other"),
        signed(body(), "x"),
    ],
)
def test_an_unsigned_delivery_is_refused_unread(channel: Line, headers: dict[str, str]) -> None:
    with pytest.raises(ForgedRequest):
        channel.hear(headers, body(), NOW)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_signed_body_at_all_is_survived(delivery: bytes) -> None:
    assert isinstance(hear_delivery(delivery, NOW), list)


@given(st.lists(ALMOST_EVENTS | JSON, max_size=3))
def test_events_that_are_almost_right_are_survived(events: list[Any]) -> None:
    for heard in hear(*events):
        assert heard.chat


@pytest.mark.skipif(not payloads("line"), reason="no recorded payloads beside the checkout")
@pytest.mark.parametrize("file", payloads("line"), ids=lambda file: file.stem)
def test_every_recorded_payload_is_taken(file: Path) -> None:
    assert all(heard.channel == "line" for heard in hear_delivery(file.read_bytes(), NOW))


def _milliseconds(minutes: int) -> int:
    return int((NOW - timedelta(minutes=minutes)).timestamp() * 1000)
