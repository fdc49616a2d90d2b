"""What Telegram tells in an update is heard to the letter; what is odd is left out."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import ForgedRequest
from bot.channels.telegram import Telegram
from bot.channels.telegram_hearing import acknowledge_body, hear_update
from bot.messages import Heard, Kind
from services.kit.fields import Point
from tests.channels.references import payloads
from tests.channels.test_line_hearing import JSON

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SOMCHAI = {"id": 77, "is_bot": False, "first_name": "สมชาย", "language_code": "th"}
PRIVATE = {"id": 77, "type": "private", "first_name": "สมชาย"}
GROUP = {"id": -1001, "type": "supergroup", "title": "กองช่าง", "is_forum": True}
HERE = {"latitude": 15.6, "longitude": 102.5}
SIGNED = {"x-telegram-bot-api-secret-token": "hook-secret"}
# fmt: off
PARTS = [
    "chat", "from", "text", "photo", "venue", "location", "contact", "document", "voice",
    "sticker", "caption", "data", "message", "id", "migrate_to_chat_id", "message_id",
    "old_chat_member", "new_chat_member", "is_topic_message",
]
# fmt: on
CONTENT: dict[str, st.SearchStrategy[Any]] = {
    name: st.just({"id": 1, "type": "private"}) | JSON for name in PARTS
}
ALMOST_UPDATES = st.fixed_dictionaries(
    {"update_id": st.integers() | JSON},
    optional={
        name: st.fixed_dictionaries({}, optional=CONTENT) | JSON
        for name in ("message", "callback_query", "my_chat_member", "edited_message")
    },
)


def message(**content: Any) -> dict[str, Any]:
    about = {"message_id": 5, "date": 1764000000, "chat": PRIVATE, "from": SOMCHAI}
    return {"update_id": 800000001, "message": {**about, **content}}


def pressed(**more: Any) -> dict[str, Any]:
    shown = {"message_id": 4, "date": 1764000000, "chat": PRIVATE, "text": "?"}
    query = {"id": "9001", "from": SOMCHAI, "chat_instance": "1", "data": "menu", "message": shown}
    return {"update_id": 800000002, "callback_query": {**query, **more}}


def member(status: str, **more: Any) -> dict[str, Any]:
    return {"status": status, "user": {"id": 1, "is_bot": True, "first_name": "Desk"}, **more}


def changed(old: object, new: object, chat: object = PRIVATE) -> dict[str, Any]:
    change = {"chat": chat, "from": SOMCHAI, "old_chat_member": old, "new_chat_member": new}
    return {"update_id": 800000003, "my_chat_member": {**change, "date": 1764000000}}


def hear(update: object) -> Heard:
    heard = hear_update(update, NOW)
    assert heard is not None
    return heard


@pytest.fixture(scope="module")
def channel() -> Telegram:
    return Telegram("1234:token", "hook-secret", "http://127.0.0.1:9")


def test_a_text_is_heard_with_who_and_where() -> None:
    assert hear(message(text="ขอถังขยะ")) == Heard(
        channel="telegram",
        event_id="800000001",
        chat="77",
        person="77",
        kind=Kind.TEXT,
        text="ขอถังขยะ",
        message_id="5",
        at=NOW,
    )


@pytest.mark.parametrize("text", ["/start SALA-AB23-CD45", "/link@desk_bot SALA-AB23-CD45"])
def test_a_command_is_heard_as_it_was_typed(text: str) -> None:
    entities = [{"type": "bot_command", "offset": 0, "length": 5}]
    assert hear(message(text=text, entities=entities)).text == text


def test_a_press_says_its_value_and_what_to_acknowledge() -> None:
    heard = hear(pressed())
    assert (heard.kind, heard.text, heard.chat, heard.acknowledge) == (
        Kind.PRESS, "menu", "77", "9001",
    )  # fmt: skip
    assert acknowledge_body(heard) == {
        "method": "answerCallbackQuery",
        "callback_query_id": "9001",
    }


def test_a_press_on_a_message_telegram_no_longer_shows_still_counts() -> None:
    inaccessible = {"message_id": 4, "date": 0, "chat": PRIVATE}
    assert hear(pressed(message=inaccessible)).chat == "77"


def test_only_presses_are_acknowledged() -> None:
    assert acknowledge_body(hear(message(text="hi"))) is None


def test_of_a_photo_the_largest_size_is_kept_with_its_caption() -> None:
    sizes = [
        {"file_id": "small", "width": 90, "height": 67},
        {"file_id": "large", "width": 1280, "height": 960},
        {"file_id": "middle", "width": 320, "height": 240},
    ]
    heard = hear(message(photo=sizes, caption="ถังแตก"))
    assert (heard.media, heard.source, heard.text) == ("image", {"file_id": "large"}, "ถังแตก")


@pytest.mark.parametrize(
    ("kind", "media"),
    [("document", "file"), ("voice", "voice"), ("video", "video"), ("video_note", "video")],
)
def test_a_file_says_how_to_fetch_it(kind: str, media: str) -> None:
    heard = hear(message(**{kind: {"file_id": "BQAC", "file_unique_id": "AgAD"}}))
    assert (heard.kind, heard.media, heard.source) == (Kind.FILE, media, {"file_id": "BQAC"})


def test_a_moving_picture_is_a_video_though_a_document_comes_with_it() -> None:
    both = {"animation": {"file_id": "A"}, "document": {"file_id": "A"}}
    assert hear(message(**both)).media == "video"


def test_a_pin_is_a_place() -> None:
    assert hear(message(location=HERE)).point == Point(15.6, 102.5)


def test_a_venue_is_a_place_with_its_name() -> None:
    venue = {"location": HERE, "title": "วัด", "address": "หมู่ 3"}
    heard = hear(message(location=HERE, venue=venue))
    assert heard.point == Point(15.6, 102.5, "วัด หมู่ 3")


@pytest.mark.parametrize("number", ["66812345678", "+66812345678"])
def test_the_senders_own_contact_is_their_number(number: str) -> None:
    heard = hear(message(contact={"phone_number": number, "first_name": "x", "user_id": 77}))
    assert (heard.kind, heard.text) == (Kind.TEXT, "+66812345678")


@pytest.mark.parametrize(
    "content",
    [
        {"contact": {"phone_number": "66800000000", "first_name": "x", "user_id": 78}},
        {"contact": {"phone_number": "66800000000", "first_name": "x"}},
        {"sticker": {"file_id": "s"}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"poll": {"id": "1"}},
    ],
)
def test_what_is_no_answer_is_heard_as_one(content: dict[str, Any]) -> None:
    assert hear(message(**content)).kind == Kind.STICKER


def test_a_topic_is_a_chat_of_its_own() -> None:
    topic = {"chat": GROUP, "message_thread_id": 7, "is_topic_message": True}
    heard = hear(message(text="hi", **topic))
    assert (heard.chat, heard.person, heard.private) == ("-1001/7", "77", False)


def test_a_chain_of_answers_is_not_a_topic() -> None:
    heard = hear(message(text="hi", chat=GROUP, message_thread_id=7))
    assert heard.chat == "-1001"


def test_a_press_in_a_topic_belongs_to_it() -> None:
    shown = {"message_id": 4, "chat": GROUP, "message_thread_id": 7, "is_topic_message": True}
    assert hear(pressed(message=shown)).chat == "-1001/7"


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (member("member"), member("kicked"), Kind.LEFT),
        (member("kicked"), member("member"), Kind.JOINED),
        (member("left"), member("administrator"), Kind.JOINED),
        (member("administrator"), member("left"), Kind.LEFT),
        (member("member"), member("restricted", is_member=False), Kind.LEFT),
    ],
)
def test_coming_and_going_is_heard(old: object, new: object, kind: Kind) -> None:
    assert hear(changed(old, new, GROUP)).kind == kind


def test_a_promotion_in_a_group_is_no_news() -> None:
    assert hear_update(changed(member("member"), member("administrator"), GROUP), NOW) is None


def test_a_group_that_got_another_id_says_so() -> None:
    heard = hear(message(migrate_to_chat_id=-100555, chat={"id": -599, "type": "group"}))
    assert (heard.kind, heard.chat, heard.text) == (Kind.MOVED, "-599", "-100555")


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "edited_message": message(text="x")["message"]},
        {"update_id": 1, "hologram_post": {"id": "x"}},
        {"update_id": 1, "channel_post": message(text="x")["message"]},
        message(text="x", **{"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}}),
        message(new_chat_title="x"),
        message(text="x", chat={"id": -5, "type": "channel"}),
        pressed(message=None, inline_message_id="i"),
        {"update_id": "1", "message": message(text="x")["message"]},
        {},
        None,
        [1],
    ],
)
def test_what_is_not_for_the_desk_is_left_out(update: object) -> None:
    assert hear_update(update, NOW) is None


def test_a_telephone_set_to_english_does_not_choose_for_its_owner() -> None:
    heard = hear(message(text="hi", **{"from": {**SOMCHAI, "language_code": "en-GB"}}))
    assert heard.language == ""


def test_a_webhook_with_the_secret_is_heard(channel: Telegram) -> None:
    body = json.dumps(message(text="hi")).encode()
    assert [heard.text for heard in channel.hear(SIGNED, body, NOW)] == ["hi"]


@pytest.mark.parametrize("told", ["", "hook-secre", "hook-secret2", "ก"])
def test_a_webhook_without_the_secret_is_refused_unread(channel: Telegram, told: str) -> None:
    with pytest.raises(ForgedRequest):
        channel.hear({"x-telegram-bot-api-secret-token": told}, b"not even JSON", NOW)


def test_without_a_secret_of_our_own_nobody_is_believed() -> None:
    open_door = Telegram("1234:token", "", "http://127.0.0.1:9")
    with pytest.raises(ForgedRequest):
        open_door.hear({"x-telegram-bot-api-secret-token": ""}, b"{}", NOW)


@given(body=st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_signed_body_at_all_is_survived(channel: Telegram, body: bytes) -> None:
    assert isinstance(channel.hear(SIGNED, body, NOW), list)


@given(ALMOST_UPDATES)
def test_updates_that_are_almost_right_are_survived(update: dict[str, Any]) -> None:
    heard = hear_update(update, NOW)
    assert heard is None or heard.channel == "telegram"


@pytest.mark.skipif(not payloads("telegram"), reason="no recorded payloads beside the checkout")
@pytest.mark.parametrize("file", payloads("telegram"), ids=lambda file: file.stem)
def test_every_recorded_payload_is_taken(channel: Telegram, file: Path) -> None:
    recorded = json.loads(file.read_bytes())
    bare = file.stem.partition("_")[0] == "message"
    body = json.dumps({"update_id": 1, "message": recorded} if bare else recorded).encode()
    assert all(heard.channel == "telegram" for heard in channel.hear(SIGNED, body, NOW))
