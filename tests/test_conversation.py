"""Conversations outside a form: greeting, menu, help, language, words we do not know."""

from dataclasses import replace

import pytest

from bot.messages import Kind
from bot.turns import (
    ForgetMessage,
    ListCases,
    MarkReachable,
    RedeemCode,
    Remembered,
    SetLanguage,
    ShowCase,
)
from services.kit.fields import Surroundings
from services.kit.text import _
from services.waste_bin import SERVICE
from tests.talking import MET, REFERENCE, Talk, bins_only


@pytest.fixture
def talk(around: Surroundings) -> Talk:
    return Talk(around, services=bins_only())


@pytest.fixture
def stranger(around: Surroundings) -> Talk:
    return Talk(around, services=bins_only(), remembered=Remembered())


def test_a_stranger_is_greeted_in_thai_with_privacy_notice_and_menu(stranger: Talk) -> None:
    stranger.types("asdf")
    assert stranger.remembered.language == "th"
    assert "Personal Data Protection Act" in stranger.said[0]
    assert stranger.turn.replies[0].buttons[0].url == "https://desk.example/privacy"
    assert stranger.buttons["English"] == "language:en"
    assert stranger.said[1] == "What can we do for you?"


def test_the_privacy_notice_is_two_lines_after_the_hello(stranger: Talk) -> None:
    stranger.does(Kind.JOINED)
    assert len(stranger.said[0].splitlines()) == 3


def test_the_greeting_comes_once(stranger: Talk) -> None:
    stranger.types("asdf", "menu")
    assert stranger.said == ["What can we do for you?"]


def test_the_greeting_does_not_delay_what_was_asked_for(stranger: Talk) -> None:
    stranger.types("ขอถังขยะค่ะ")
    assert stranger.said[0].startswith("Hello!")
    assert stranger.last.endswith("Why do you need a waste bin?")


def test_the_language_the_messenger_tells_is_spoken_from_the_start(stranger: Talk) -> None:
    stranger.does(Kind.TEXT, "hello", language="en-GB")
    assert stranger.remembered.language == "en"
    assert stranger.effects() == (SetLanguage("en"),)


def test_a_language_the_office_does_not_speak_is_answered_in_thai(stranger: Talk) -> None:
    stranger.does(Kind.TEXT, "bonjour", language="fr")
    assert stranger.remembered.language == "th"


@pytest.mark.parametrize("typed", ["English", "eng", "ภาษาอังกฤษ", "EN"])
def test_english_is_one_word_away(typed: str, around: Surroundings) -> None:
    talk = Talk(around, services=bins_only(), remembered=Remembered(language="th", notice_shown=1))
    talk.types(typed)
    assert talk.remembered.language == "en"
    assert talk.effects() == (SetLanguage("en"),)
    assert "Privacy notice" in talk.buttons


def test_a_language_button_we_do_not_know_changes_nothing(talk: Talk) -> None:
    talk.sends_value("language:xx")
    assert talk.remembered == MET
    assert "That button is from earlier" in talk.last


@pytest.mark.parametrize(
    "typed", ["menu", "เมนู", "เมนู ค่ะ", "/menu", "/menu@sala_bot", "MENU!", "หน้าหลัก", "/unknown"]
)
def test_the_menu_offers_everything(typed: str, talk: Talk) -> None:
    talk.types(typed)
    assert list(talk.buttons.values()) == [
        "begin:waste-bin",
        "track",
        "contact",
        "language:th",
        "help",
    ]


def test_unknown_words_get_the_menu_and_the_second_time_a_person(talk: Talk) -> None:
    first = talk.types("asdfgh")[0]
    second = talk.types("qwerty")[0]
    assert "Here is what we can do" in first
    assert "Telephone: 0440000000" in second
    assert "Mon–Fri 8:30–16:30" in second
    assert "begin:waste-bin" in talk.buttons.values()


def test_a_word_we_know_begins_the_counting_anew(talk: Talk) -> None:
    talk.types("asdfgh", "menu", "qwerty")
    assert "Telephone" not in talk.last


@pytest.mark.parametrize("typed", ["สวัสดีค่ะ", "หวัดดีครับ", "ดีจ้า", "hello", "Hi"])
def test_a_greeting_is_no_riddle(typed: str, talk: Talk) -> None:
    assert talk.types(typed) == ["What can we do for you?"]


def test_thanks_are_welcome(talk: Talk) -> None:
    assert "You are welcome" in talk.types("ขอบคุณมากค่ะ")[0]


@pytest.mark.parametrize("typed", ["ช่วยเหลือ", "help", "/help", "วิธีใช้", "?"])
def test_help_explains_the_words_that_always_work(typed: str, talk: Talk) -> None:
    assert "start over – begin the form again" in talk.types(typed)[0]


@pytest.mark.parametrize("typed", ["ติดต่อเจ้าหน้าที่", "ขอคุยกับเจ้าหน้าที่", "talk to human", "เบอร์โทร"])
def test_the_way_to_a_person_is_told(typed: str, talk: Talk) -> None:
    assert "Telephone: 0440000000" in talk.types(typed)[0]


@pytest.mark.parametrize("typed", ["มีคนหมดสติ ช่วยด้วย", "ไฟไหม้บ้าน", "we need an ambulance"])
def test_an_emergency_gets_the_numbers_to_call_at_once(typed: str, talk: Talk) -> None:
    assert "1669" in talk.types(typed)[0]


@pytest.mark.parametrize(
    "typed", ["ติดตาม", "เช็คสถานะขอถังขยะ", "เรื่องที่แจ้งไว้ถึงไหนแล้วคะ", "/track", "my cases"]
)
def test_asking_how_far_it_is_lists_the_cases(typed: str, talk: Talk) -> None:
    talk.types(typed)
    assert talk.effects() == (ListCases(),)


@pytest.mark.parametrize(
    "typed",
    [REFERENCE, f"{REFERENCE[:3]}-{REFERENCE[3:6]}-{REFERENCE[6:]}", f"เรื่อง {REFERENCE} ถึงไหน"],
)
def test_a_reference_typed_anywhere_shows_the_case(typed: str, talk: Talk) -> None:
    talk.types(typed.lower())
    assert talk.effects() == (ShowCase(REFERENCE),)


@pytest.mark.parametrize(
    "typed",
    ["SALA-K7M2-Q4XW", "/link sala-k7m2-q4xw", "/start SALA-K7M2-Q4XW", "รหัส SALA K7M2 Q4XW ค่ะ"],
)
def test_a_one_time_code_is_redeemed_without_a_greeting(typed: str, stranger: Talk) -> None:
    stranger.types(typed)
    assert stranger.effects() == (RedeemCode("SALA-K7M2-Q4XW"),)
    assert stranger.said == []


def test_a_link_of_telegram_begins_its_service(talk: Talk) -> None:
    talk.types("/start waste-bin")
    assert talk.last.endswith("Why do you need a waste bin?")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Kind.STICKER, "Thank you for the sticker!"),
        (Kind.PLACE, "Thank you for the pin. It is not needed just now, so we do not keep it."),
    ],
)
def test_a_sticker_or_pin_gets_thanks_and_the_menu(kind: Kind, told: str, talk: Talk) -> None:
    assert talk.does(kind) == [told]
    assert "begin:waste-bin" in talk.buttons.values()


@pytest.mark.parametrize(
    ("media", "told"),
    [
        ("image", "first choose what it is about"),
        ("voice", "cannot listen to voice messages"),
        ("video", "cannot take a video"),
        ("strange", "cannot read this kind"),
    ],
)
def test_a_file_nobody_asked_for_is_answered_and_not_kept(
    media: str, told: str, talk: Talk
) -> None:
    assert told in talk.sends_photo(media)[0]
    assert talk.effects() == ()


def test_opening_the_chat_again_greets_again(talk: Talk) -> None:
    talk.does(Kind.JOINED)
    assert talk.effects() == (MarkReachable(reachable=True),)
    assert talk.said[0].startswith("Hello!")


def test_blocking_the_desk_is_remembered_and_not_answered(talk: Talk) -> None:
    assert talk.does(Kind.LEFT) == []
    assert talk.effects() == (MarkReachable(reachable=False),)


def test_a_message_taken_back_is_forgotten(talk: Talk) -> None:
    assert talk.does(Kind.UNSENT, "m1") == []
    assert talk.effects() == (ForgetMessage("m1"),)


def test_an_answer_taken_back_leaves_the_form_and_is_asked_again(talk: Talk) -> None:
    talk.types("waste bin", "1", "1")
    talk.does(Kind.TEXT, "45/1 village 3", message_id="m7")
    talk.does(Kind.UNSENT, "m7")
    assert talk.said == []
    assert talk.effects() == (ForgetMessage("m7"),)
    assert "45/1" not in str(talk.remembered.as_data())
    assert "Question 3 of" in talk.sends_value("continue")[-1]


@pytest.mark.parametrize(
    "value", ["", ":", "x", "begin", "begin:nothing", "a:b", "case:x", "rate", "s"]
)
def test_a_button_we_do_not_know_says_so_and_offers_the_menu(value: str, talk: Talk) -> None:
    assert "That button is from earlier" in talk.sends_value(value)[0]
    assert "begin:waste-bin" in talk.buttons.values()


def test_memory_of_an_earlier_version_is_read() -> None:
    kept = {"draft": {"id": "A", "service_key": "x", "mood": "good"}, "expecting": ["message"]}
    remembered = Remembered.from_data(kept)
    assert remembered.draft is not None
    assert remembered.expecting is None


def test_cancel_and_start_over_without_a_form_lead_to_the_menu(talk: Talk) -> None:
    assert "nothing to cancel" in talk.types("ยกเลิก")[0]
    assert talk.types("เริ่มใหม่") == ["What can we do for you?"]
    assert "no unfinished form" in talk.types("ทำต่อ")[0]


def test_an_office_without_telephone_and_web_site_tells_what_it_has(around: Surroundings) -> None:
    bare = replace(around.office, phone="", website="")
    talk = Talk(Surroundings(bare, around.languages), services=bins_only())
    talk.types("ติดต่อ")
    assert "Telephone" not in talk.last
    assert "1 Main Road" in talk.last


def test_the_title_of_a_service_may_be_typed_in_any_language(talk: Talk) -> None:
    talk.services["other"] = replace(SERVICE, key="other", title=_("More"), keywords=("ขอถัง",))
    assert "Question 1 of 5" in talk.types("ขอถังขยะ")[1]
    assert talk.remembered.draft is not None
    assert talk.remembered.draft.service_key == "waste-bin"


def test_words_that_fit_several_services_let_the_resident_choose(talk: Talk) -> None:
    talk.services["other"] = replace(SERVICE, key="other", title=_("More"))
    talk.types("อยากได้ถังขยะใบใหญ่")
    assert list(talk.buttons.values()) == ["begin:waste-bin", "begin:other", "menu"]
