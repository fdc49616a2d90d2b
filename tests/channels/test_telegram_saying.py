"""What reaches Telegram over the wire, for every kind of reply."""

from base64 import b64encode
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.channels import DeliveryFailed, Parcel
from bot.channels.telegram import Telegram
from services.kit.message import Reply, Wanted, Written
from services.kit.text import ENGLISH, plain
from tests.channels.loopback import Loopback, Scripted
from tests.channels.references import telegram_specification
from tests.stories.pictures import picture

KEY = UUID("8f3c6a1e-4d2b-4c59-9a6e-2f1d0b7c5e43")
GROUP = "-1001"
WORDS: Written = {"text": "สวัสดีค่ะ <b>&"}
CHOICE: Written = {
    "text": "Why do you need one?",
    "buttons": [
        {"label": "It is broken", "value": "a:abcdef:reason:broken"},
        {"label": "Read more", "url": "https://a.example/"},
    ],
}
PLACE: Written = {
    "text": "Where?",
    "buttons": [
        {"label": "Back", "value": "back:abcdef:place"},
        {"label": "Read more", "url": "https://a.example/"},
    ],
    "wants": "place",
    "offers": ["Send my location"],
}
PHONE: Written = {"text": "Which number?", "wants": "phone", "offers": ["Send my number"]}
REASON: Written = {
    "text": "Why is it rejected?",
    "buttons": [{"label": "Cancel", "value": "s:cancel"}],
    "wants": "words",
    "offers": ["Answer this message"],
}
PNG = picture("PNG")
DRAWN: Written = {
    "text": "Please pay with this code.",
    "picture": {"url": "https://desk.example/drawn.png", "png": b64encode(PNG).decode()},
}
SAFE_PAGE: Written = {
    "text": "Please fill this in.",
    "buttons": [
        {"label": "Open the page", "url": "https://desk.example/fill/token", "inside": True}
    ],
}


async def sent(
    telegram: Telegram, server: Loopback, *messages: Written, chat: str = "77"
) -> list[dict[str, Any]]:
    await telegram.say(Parcel(chat, messages, KEY))
    return [call.form for call in server.calls]


async def test_words_go_out_as_they_are_and_clear_the_keyboard(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    assert await sent(telegram, telegram_server, WORDS) == [
        {
            "chat_id": "77",
            "text": "สวัสดีค่ะ <b>&",
            "reply_markup": {"remove_keyboard": True},
            "link_preview_options": {"is_disabled": True},
        }
    ]
    (call,) = telegram_server.calls
    assert (call.method, call.path) == ("POST", "/bot1234:token/sendMessage")


async def test_choices_are_buttons_under_the_message(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    (form,) = await sent(telegram, telegram_server, CHOICE)
    assert form["reply_markup"] == {
        "inline_keyboard": [
            [{"text": "It is broken", "callback_data": "a:abcdef:reason:broken"}],
            [{"text": "Read more", "url": "https://a.example/"}],
        ]
    }


async def test_a_wish_for_a_place_opens_a_keyboard_with_the_position(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    (form,) = await sent(telegram, telegram_server, PLACE)
    assert form["text"] == "Where?\n\nRead more: https://a.example/"
    assert form["reply_markup"] == {
        "keyboard": [
            [{"text": "Send my location", "request_location": True, "request_contact": False}],
            [{"text": "Back"}],
        ],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


async def test_a_wish_for_a_number_opens_a_keyboard_with_the_contact(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    (form,) = await sent(telegram, telegram_server, PHONE)
    asked = {"text": "Send my number", "request_location": False, "request_contact": True}
    assert form["reply_markup"]["keyboard"] == [[asked]]


async def test_nothing_personal_is_offered_in_a_group(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    (form,) = await sent(telegram, telegram_server, PHONE, chat=GROUP)
    assert "reply_markup" not in form


async def test_words_wanted_in_a_group_open_a_reply_of_their_own(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    question, opener = await sent(telegram, telegram_server, REASON, chat=GROUP)
    assert question["reply_markup"] == {
        "inline_keyboard": [[{"text": "Cancel", "callback_data": "s:cancel"}]]
    }
    assert opener["text"] == "Answer this message"
    assert opener["reply_markup"] == {
        "force_reply": True,
        "input_field_placeholder": "Answer this message",
    }


@pytest.mark.parametrize("chat", ["77", GROUP])
async def test_words_wanted_without_buttons_open_the_keyboard(
    telegram: Telegram, telegram_server: Loopback, chat: str
) -> None:
    asked = Reply(plain("Why?"), wants=Wanted.WORDS).written(ENGLISH)
    (form,) = await sent(telegram, telegram_server, asked, chat=chat)
    assert form["reply_markup"]["force_reply"] is True


async def test_in_private_words_are_heard_anyway_so_buttons_stay(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    (form,) = await sent(telegram, telegram_server, REASON)
    assert "inline_keyboard" in form["reply_markup"]


async def test_a_topic_is_answered_in_the_topic(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    (form,) = await sent(telegram, telegram_server, WORDS, chat="-1001/7")
    assert (form["chat_id"], form["message_thread_id"]) == ("-1001", "7")


async def test_a_group_keeps_its_keyboards(telegram: Telegram, telegram_server: Loopback) -> None:
    (form,) = await sent(telegram, telegram_server, WORDS, chat=GROUP)
    assert "reply_markup" not in form


async def test_a_very_long_text_is_cut_and_its_buttons_stand_under_the_end(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    text = "😀 " * 3000
    forms = await sent(telegram, telegram_server, {**CHOICE, "text": text})
    assert " ".join(form["text"] for form in forms) == text.strip()
    assert ["reply_markup" in form for form in forms] == [False, False, True]


@pytest.mark.parametrize("value", ["ถ" * 22, ""])
async def test_a_value_telegram_would_refuse_is_a_fault_seen_at_once(
    telegram: Telegram, telegram_server: Loopback, value: str
) -> None:
    with pytest.raises(DeliveryFailed) as failure:
        await sent(
            telegram, telegram_server, {"text": "?", "buttons": [{"label": "x", "value": value}]}
        )
    assert (failure.value.permanent, telegram_server.calls) == (True, [])


async def test_a_parcel_goes_on_where_the_last_attempt_stopped(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    telegram_server.answers.extend([telegram_server.otherwise, Scripted(502, b"bad gateway")])
    parcel = Parcel("77", [{"text": "one"}, {"text": "two"}, {"text": "three"}], uuid4())
    with pytest.raises(DeliveryFailed):
        await telegram.say(parcel)
    await telegram.say(parcel)
    assert [call.form["text"] for call in telegram_server.calls] == ["one", "two", "two", "three"]


async def test_the_same_words_in_another_parcel_are_said_again(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    for _time in range(2):
        await telegram.say(Parcel("77", [WORDS, WORDS], uuid4()))
    assert len(telegram_server.calls) == 4


async def test_nothing_to_say_is_nothing_sent(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    assert await sent(telegram, telegram_server, {"text": ""}, chat=GROUP) == []


@pytest.mark.parametrize(("chat", "group"), [("77", False), ("-1001", True), ("-1001/7", True)])
def test_groups_are_known_by_their_id(telegram: Telegram, chat: str, group: bool) -> None:
    assert telegram.is_group(chat) is group


@pytest.mark.parametrize("message", [WORDS, CHOICE, PLACE, PHONE, REASON, SAFE_PAGE])
@pytest.mark.parametrize("chat", ["77", GROUP])
async def test_every_kind_fits_telegrams_own_specification(
    telegram: Telegram, telegram_server: Loopback, message: Written, chat: str
) -> None:
    specification = telegram_specification()
    for form in await sent(telegram, telegram_server, message, chat=chat):
        assert misfits(specification, form) == []


def test_the_check_against_the_specification_bites() -> None:
    wrong = {"chat_id": 1, "txt": "x", "reply_markup": {"inline_keyboard": [[{"label": "x"}]]}}
    assert misfits(telegram_specification(), wrong) == [
        "sendMessage: unknown ['txt'], missing ['text']",
        "InlineKeyboardButton: unknown ['label'], missing ['text']",
    ]


KEYBOARDS = {
    "inline_keyboard": ("InlineKeyboardMarkup", "InlineKeyboardButton"),
    "keyboard": ("ReplyKeyboardMarkup", "KeyboardButton"),
    "remove_keyboard": ("ReplyKeyboardRemove", ""),
    "force_reply": ("ForceReply", ""),
}


def misfits(
    specification: dict[str, Any], form: dict[str, Any], method: str = "sendMessage"
) -> list[str]:
    """Compare the names of every field, down to the buttons, with what Telegram documents."""
    types, markup = specification["types"], form.get("reply_markup", {})
    checks = [_misfit(specification["methods"][method], form)]
    for name in KEYBOARDS.keys() & markup.keys():
        keyboard, button = KEYBOARDS[name]
        checks.append(_misfit(types[keyboard], markup))
        buttons = [pressable for row in markup[name] for pressable in row] if button else []
        checks += [_misfit(types[button], pressable) for pressable in buttons]
    return [check for check in checks if check]


def _misfit(shape: dict[str, Any], told: dict[str, Any]) -> str:
    known = {field["name"] for field in shape["fields"]}
    required = {field["name"] for field in shape["fields"] if field["required"]}
    unknown, missing = sorted(set(told) - known), sorted(required - set(told))
    return f"{shape['name']}: unknown {unknown}, missing {missing}" if unknown or missing else ""
