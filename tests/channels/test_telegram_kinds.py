"""Pictures and pages inside Telegram, as they reach it over the wire."""

from uuid import uuid4

import pytest

from bot.channels import DeliveryFailed, Parcel
from bot.channels.telegram import Telegram
from services.kit.message import Written
from tests.channels.loopback import Loopback, Scripted
from tests.channels.references import telegram_specification
from tests.channels.test_telegram_saying import CHOICE, DRAWN, GROUP, PNG, SAFE_PAGE, misfits, sent

PAYABLE: Written = {**DRAWN, "buttons": CHOICE["buttons"]}


async def test_a_picture_is_handed_over_with_its_words_and_buttons(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    await telegram.say(Parcel("77", [PAYABLE], uuid4()))
    (call,) = telegram_server.calls
    form = call.parts
    assert call.path == "/bot1234:token/sendPhoto"
    assert (form["chat_id"], form["caption"], form["photo"]) == (
        "77",
        "Please pay with this code.",
        PNG,
    )
    assert "inline_keyboard" in form["reply_markup"]


async def test_too_many_words_for_a_caption_follow_the_picture(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    await telegram.say(Parcel("77", [{**PAYABLE, "text": "😀" * 513}], uuid4()))
    picture, words = telegram_server.calls
    assert picture.path.endswith("/sendPhoto")
    assert "caption" not in picture.parts
    assert (words.form["text"], "reply_markup" in words.form) == ("😀" * 513, True)


async def test_after_a_failure_a_picture_is_not_shown_twice(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    telegram_server.answers.extend([telegram_server.otherwise, Scripted(502, b"bad gateway")])
    parcel = Parcel("77", [{**PAYABLE, "text": "x" * 2000}], uuid4())
    with pytest.raises(DeliveryFailed):
        await telegram.say(parcel)
    await telegram.say(parcel)
    methods = [call.path.rpartition("/")[2] for call in telegram_server.calls]
    assert methods == ["sendPhoto", "sendMessage", "sendMessage"]


async def test_a_picture_without_words_goes_alone(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    await telegram.say(Parcel("77/5", [{**DRAWN, "text": ""}], uuid4()))
    (call,) = telegram_server.calls
    assert call.path.endswith("/sendPhoto")
    assert "caption" not in call.parts


@pytest.mark.parametrize("chat", ["77", GROUP])
async def test_a_picture_fits_telegrams_own_specification(
    telegram: Telegram, telegram_server: Loopback, chat: str
) -> None:
    await telegram.say(Parcel(chat, [PAYABLE], uuid4()))
    specification = telegram_specification()
    form = {name: value for name, value in telegram_server.calls[0].parts.items() if value != PNG}
    assert misfits(specification, {**form, "photo": "attached"}, "sendPhoto") == []


async def test_a_page_of_ours_opens_inside_a_private_chat(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    (form,) = await sent(telegram, telegram_server, SAFE_PAGE)
    (button,) = form["reply_markup"]["inline_keyboard"][0]
    assert button == {
        "text": "Open the page",
        "web_app": {"url": "https://desk.example/fill/token"},
    }


@pytest.mark.parametrize(
    ("chat", "url"),
    [(GROUP, "https://desk.example/fill/token"), ("77", "http://127.0.0.1:8000/fill/token")],
    ids=["in a group", "on a machine without a certificate"],
)
async def test_elsewhere_it_opens_as_any_page_does(
    telegram: Telegram, telegram_server: Loopback, chat: str, url: str
) -> None:
    page = {"label": "Open the page", "url": url, "inside": True}
    (form,) = await sent(telegram, telegram_server, {"text": "?", "buttons": [page]}, chat=chat)
    assert form["reply_markup"]["inline_keyboard"] == [[{"text": "Open the page", "url": url}]]


async def test_an_address_too_long_is_a_fault_seen_at_once(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    long = {"label": "Open", "url": f"https://desk.example/{'x' * 1000}"}
    with pytest.raises(DeliveryFailed) as failure:
        await sent(telegram, telegram_server, {"text": "?", "buttons": [long]})
    assert (failure.value.permanent, telegram_server.calls) == (True, [])
