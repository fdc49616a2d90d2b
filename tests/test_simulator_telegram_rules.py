"""Every limit of Telegram's methods bites once, in Telegram's own words."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import orjson
import pytest
from PIL import Image

from tests.simulator.stage import Stage
from tests.simulator.telegram_fields import Refused
from tests.simulator.telegram_markup import take_off

Object = dict[str, Any]
DATA = {"text": "ก", "callback_data": "x"}


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


async def started(stage: Stage) -> int:
    """The chat of somebody who has pressed Start."""
    somchai = stage.telegram.resident("somchai")
    await somchai.follows()
    return somchai.chat.number


def inline(*rows: list[Object]) -> Object:
    return {"reply_markup": {"inline_keyboard": list(rows)}}


FINE: dict[str, Object] = {
    "plain": {"text": "ก"},
    "longest": {"text": "ก" * 4096},
    "longest without its markup": {"text": f"<b>{'ก' * 4096}</b>", "parse_mode": "HTML"},
    "longest data": inline([DATA | {"callback_data": "ก" * 21}]),
    "hundred buttons": inline(*[[DATA] * 8] * 12),
    "keyboard": {"reply_markup": {"keyboard": [[{"text": "ก", "request_location": True}]]}},
    "no keyboard any more": {"reply_markup": {"remove_keyboard": True}},
    "link": inline([{"text": "ก", "url": "https://desk.example"}]),
    "mini app": inline([{"text": "ก", "web_app": {"url": "https://desk.example"}}]),
    "markdown": {"text": r"*ก* _ข_ [ค](https://x.example) \.", "parse_mode": "MarkdownV2"},
}


@pytest.mark.parametrize("fields", FINE.values(), ids=FINE)
async def test_what_telegram_takes_is_taken(stage: Stage, fields: Object) -> None:
    chat = await started(stage)
    answer = await stage.call_telegram("sendMessage", **({"chat_id": chat, "text": "ก"} | fields))
    assert (answer.status, answer.json["ok"]) == (200, True)


BAD: dict[str, tuple[Object, str]] = {
    "empty": ({"text": ""}, "message text is empty"),
    "blank": ({"text": " \n"}, "message text is empty"),
    "too long": ({"text": "ก" * 4097}, "message is too long"),
    "emoji count twice": ({"text": "👍" * 2049}, "message is too long"),
    "text of another type": ({"text": 5}, "can't parse field text: String expected"),
    "unknown parameter": ({"reply_markups": {}}, "unknown parameter reply_markups"),
    "unknown field": (
        inline([DATA | {"colour": "red"}]),
        "can't parse InlineKeyboardButton: unknown field colour",
    ),
    "missing field": (
        inline([{"callback_data": "x"}]),
        "can't parse InlineKeyboardButton: field text is required",
    ),
    "field of another type": (
        inline([DATA | {"callback_data": 5}]),
        "can't parse InlineKeyboardButton: field callback_data must be String",
    ),
    "no markup": ({"reply_markup": {"buttons": []}}, "can't parse field reply_markup"),
    "long data": (inline([DATA | {"callback_data": "ก" * 22}]), "BUTTON_DATA_INVALID"),
    "empty data": (inline([DATA | {"callback_data": ""}]), "BUTTON_DATA_INVALID"),
    "nine in a row": (inline([DATA] * 9), "reply markup is too long"),
    "too many buttons": (inline(*[[DATA]] * 101), "reply markup is too long"),
    "button without a deed": (
        inline([{"text": "ก"}]),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "button without words": (inline([DATA | {"text": ""}]), "BUTTON_TEXT_EMPTY"),
    "two deeds": (
        inline([DATA | {"url": "https://x.example"}]),
        "can't parse inline keyboard button: one optional field must be used",
    ),
    "mini app over http": (
        inline([{"text": "ก", "web_app": {"url": "http://x.example"}}]),
        "inline keyboard button Web App URL 'http://x.example' is invalid",
    ),
    "style": (inline([DATA | {"style": "loud"}]), "invalid button style specified"),
    "parse mode": ({"parse_mode": "BBCode"}, "unsupported parse_mode"),
    "chat": ({"chat_id": 1}, "chat not found"),
    "topic": ({"message_thread_id": 7}, "message thread not found"),
    "reply": ({"reply_parameters": {"message_id": 999}}, "message to be replied not found"),
}


@pytest.mark.parametrize(("fields", "words"), BAD.values(), ids=BAD)
async def test_what_telegram_refuses_is_refused(stage: Stage, fields: Object, words: str) -> None:
    chat = await started(stage)
    answer = await stage.call_telegram("sendMessage", **({"chat_id": chat, "text": "ก"} | fields))
    assert (answer.status, answer.json["ok"], answer.json["error_code"]) == (400, False, 400)
    assert answer.json["description"].startswith(f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("text", "mode", "plain"),
    [
        ("<b>ก</b> &lt;&amp;&#3585;", "HTML", "ก <&ก"),
        ('<a href="https://x.example">ก</a>', "html", "ก"),
        ('<span class="tg-spoiler">ก</span><blockquote>ข</blockquote>', "HTML", "กข"),
        (r"*ก* __ข__ ~ค~ ||ง|| \!", "MarkdownV2", "ก ข ค ง !"),
        ("`a.b` ```c-d```", "MarkdownV2", "a.b c-d"),
        ("[ก](https://x.example)", "MarkdownV2", "ก"),
        ("*ก* <b>", None, "*ก* <b>"),
    ],
)
def test_markup_is_taken_off(text: str, mode: str | None, plain: str) -> None:
    assert take_off(text, mode)[0] == plain


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("<b>ก", "HTML"),
        ("<table>ก</table>", "HTML"),
        ("<b><i>ก</b></i>", "HTML"),
        ("ก < ข", "HTML"),
        ("ก.", "MarkdownV2"),
        ("*ก", "MarkdownV2"),
        ("*_ก*_", "MarkdownV2"),
        ("(ก)", "MarkdownV2"),
    ],
)
def test_wrong_markup_is_refused(text: str, mode: str) -> None:
    with pytest.raises(Refused, match="can't parse entities"):
        take_off(text, mode)


def test_entities_are_counted_in_utf16_units() -> None:
    assert take_off("👍<b>ก</b>", "HTML")[1] == [{"type": "bold", "offset": 2, "length": 1}]


async def test_a_wrong_token_is_unauthorised(stage: Stage) -> None:
    url = f"{stage.simulator.telegram_api_url}/bot1:wrong/getMe"
    async with stage.client.get(url) as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")


async def test_an_unknown_method_is_not_found(stage: Stage) -> None:
    answer = await stage.call_telegram("sendHologram")
    assert (answer.status, answer.json["description"]) == (404, "Not Found")


async def test_methods_are_known_in_any_letter_case(stage: Stage) -> None:
    assert (await stage.call_telegram("GETME")).json["result"]["id"] == 123456


async def test_a_required_parameter_is_missed(stage: Stage) -> None:
    answer = await stage.call_telegram("sendMessage", text="ก")
    assert answer.json["description"] == "Bad Request: chat_id is empty"


async def test_forms_carry_objects_as_json(stage: Stage) -> None:
    chat = await started(stage)
    markup = orjson.dumps({"inline_keyboard": [[DATA]]}).decode()
    answer = await stage.call_telegram_with_form(
        "sendMessage", chat_id=str(chat), text="ก", reply_markup=markup
    )
    assert answer.json["result"]["reply_markup"] == {"inline_keyboard": [[DATA]]}


def picture(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("photo", "words"),
    [
        (b"no picture", "Bad Request: IMAGE_PROCESS_FAILED"),
        (picture(2100, 100), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        ("unknown-id", "Bad Request: wrong file identifier/HTTP URL specified"),
    ],
)
async def test_a_photo_must_be_one(stage: Stage, photo: bytes | str, words: str) -> None:
    chat = await started(stage)
    answer = await stage.call_telegram_with_form("sendPhoto", chat_id=str(chat), photo=photo)
    assert answer.json["description"] == words


async def test_a_photo_is_shown_with_its_caption(stage: Stage) -> None:
    chat = await started(stage)
    answer = await stage.call_telegram_with_form(
        "sendPhoto", chat_id=str(chat), photo=picture(400, 300), caption="ถังขยะ"
    )
    assert [size["width"] for size in answer.json["result"]["photo"]] == [90, 320, 400]
    assert stage.telegram.resident("somchai").last.text == "ถังขยะ"


async def test_a_caption_is_shorter_than_a_text(stage: Stage) -> None:
    chat = await started(stage)
    answer = await stage.call_telegram_with_form(
        "sendPhoto", chat_id=str(chat), photo=picture(40, 30), caption="ก" * 1025
    )
    assert answer.json["description"] == "Bad Request: message caption is too long"


COMMAND = {"command": "start", "description": "เริ่ม"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"commands": [COMMAND | {"command": "Start"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [COMMAND | {"command": "a" * 33}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [COMMAND | {"description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [COMMAND | {"description": "ก" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [COMMAND] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [COMMAND], "language_code": "Thai"}, "invalid language code specified"),
        ({"commands": [COMMAND], "scope": {"type": "village"}}, "can't parse field scope"),
    ],
)
async def test_commands_keep_their_rules(stage: Stage, fields: Object, words: str) -> None:
    answer = await stage.call_telegram("setMyCommands", **fields)
    assert answer.json["description"].startswith(f"Bad Request: {words}")


async def test_commands_are_kept_by_scope_and_language(stage: Stage) -> None:
    scope = {"type": "all_private_chats"}
    await stage.call_telegram("setMyCommands", commands=[COMMAND], scope=scope, language_code="th")
    same = await stage.call_telegram("getMyCommands", scope=scope, language_code="th")
    other = await stage.call_telegram("getMyCommands")
    assert (same.json["result"], other.json["result"]) == ([COMMAND], [])


@pytest.mark.parametrize(
    ("method", "name", "longest"),
    [
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ],
)
async def test_descriptions_have_a_longest(
    stage: Stage, method: str, name: str, longest: int
) -> None:
    fine = await stage.call_telegram(method, **{name: "ก" * longest})
    long = await stage.call_telegram(method, **{name: "ก" * (longest + 1)})
    assert (fine.status, long.status) == (200, 400)


async def test_the_menu_button_opens_https_only(stage: Stage) -> None:
    button = {"type": "web_app", "text": "ก", "web_app": {"url": "http://x.example"}}
    refused = await stage.call_telegram("setChatMenuButton", menu_button=button)
    await stage.call_telegram("setChatMenuButton", menu_button={"type": "commands"})
    kept = await stage.call_telegram("getChatMenuButton")
    assert (refused.status, kept.json["result"]) == (400, {"type": "commands"})


async def test_only_known_chat_actions_are_shown(stage: Stage) -> None:
    chat = await started(stage)
    fine = await stage.call_telegram("sendChatAction", chat_id=chat, action="typing")
    bad = await stage.call_telegram("sendChatAction", chat_id=chat, action="dancing")
    assert (fine.json["result"], bad.status) == (True, 400)
