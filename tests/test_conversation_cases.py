"""Conversations about cases: follow, write, withdraw, rate, say that it is not done."""

import pytest

from bot.messages import Kind
from bot.turns import (
    Comment,
    Dispute,
    KeepFile,
    Rate,
    ShowCase,
    Withdraw,
    WriteToOffice,
)
from services.kit.fields import Surroundings
from tests.talking import REFERENCE, Talk, bins_only

SHOWN = f"{REFERENCE[:3]}-{REFERENCE[3:6]}-{REFERENCE[6:]}"


@pytest.fixture
def talk(around: Surroundings) -> Talk:
    return Talk(around, services=bins_only())


def test_a_case_button_shows_the_case(talk: Talk) -> None:
    talk.sends_value(f"case:{REFERENCE}")
    assert talk.effects() == (ShowCase(REFERENCE),)


def test_words_after_the_button_go_to_the_office(talk: Talk) -> None:
    talk.sends_value(f"write:{REFERENCE}")
    assert SHOWN in talk.last
    talk.types("ขอถังสีเขียวค่ะ")
    assert talk.effects() == (WriteToOffice(REFERENCE, "ขอถังสีเขียวค่ะ"),)
    assert talk.remembered.expecting is None


def test_words_without_the_button_do_not_go_to_the_office(talk: Talk) -> None:
    talk.types("ขอถังสีเขียวค่ะ")
    assert WriteToOffice not in {type(effect) for effect in talk.effects()}


def test_a_photo_goes_to_the_office_and_words_may_follow(talk: Talk) -> None:
    talk.sends_value(f"write:{REFERENCE}")
    talk.sends_photo()
    assert talk.effects() == (KeepFile("file-2"), WriteToOffice(REFERENCE, "", "file-2"))
    talk.types("this one")
    assert talk.effects() == (WriteToOffice(REFERENCE, "this one"),)


def test_a_pin_goes_to_the_office_as_a_map_link(talk: Talk) -> None:
    talk.sends_value(f"write:{REFERENCE}")
    talk.sends_pin(15.6, 102.5, "Wat Klang")
    words = "Wat Klang https://maps.google.com/?q=15.600000,102.500000"
    assert talk.effects() == (WriteToOffice(REFERENCE, words),)


def test_a_reference_inside_a_message_goes_to_the_office_with_it(talk: Talk) -> None:
    talk.sends_value(f"write:{REFERENCE}")
    talk.types(REFERENCE)
    assert talk.effects() == (WriteToOffice(REFERENCE, REFERENCE),)


@pytest.mark.parametrize("typed", ["ยกเลิก", "ย้อนกลับ", "cancel"])
def test_writing_is_cancelled_by_a_word(typed: str, talk: Talk) -> None:
    talk.sends_value(f"write:{REFERENCE}")
    assert "nothing was sent" in talk.types(typed)[0]
    assert talk.remembered.expecting is None


def test_writing_is_cancelled_by_its_button(talk: Talk) -> None:
    talk.sends_value(f"write:{REFERENCE}")
    talk.presses("Cancel")
    assert talk.remembered.expecting is None


def test_a_command_ends_the_waiting_for_words(talk: Talk) -> None:
    talk.sends_value(f"write:{REFERENCE}")
    talk.types("เมนู", "hello there")
    assert talk.effects() == ()


def test_help_and_language_do_not_end_the_waiting_for_words(talk: Talk) -> None:
    talk.sends_value(f"write:{REFERENCE}")
    talk.types("help", "ไทย")
    assert SHOWN in talk.last
    talk.types("x")
    assert talk.effects() == (WriteToOffice(REFERENCE, "x"),)


def test_a_message_that_is_too_long_is_explained_and_still_awaited(talk: Talk) -> None:
    talk.sends_value(f"write:{REFERENCE}")
    talk.types("x" * 2001)
    assert "at most 2000 letters" in talk.last
    assert talk.effects() == ()
    assert talk.remembered.expecting is not None


@pytest.mark.parametrize(
    ("kind", "media", "told"),
    [(Kind.STICKER, "", "sticker"), (Kind.FILE, "voice", "voice"), (Kind.FILE, "video", "video")],
)
def test_what_the_office_cannot_read_is_explained(
    kind: Kind, media: str, told: str, talk: Talk
) -> None:
    talk.sends_value(f"write:{REFERENCE}")
    assert told in talk.does(kind, media=media)[0]
    assert talk.effects() == ()


def test_a_form_waits_while_a_message_is_written(talk: Talk) -> None:
    talk.types("ขอถังขยะ", "no bin")
    talk.sends_value(f"write:{REFERENCE}")
    talk.types("please hurry")
    assert talk.effects() == (WriteToOffice(REFERENCE, "please hurry"),)
    assert talk.answers == {"reason": "none"}
    talk.types("ทำต่อ")
    assert "Question 2 of 5" in talk.last


def test_cancelling_a_message_comes_back_to_the_open_form(talk: Talk) -> None:
    talk.types("ขอถังขยะ", "no bin")
    talk.sends_value(f"write:{REFERENCE}")
    talk.presses("Cancel")
    assert "Question 2 of 5" in talk.last


def test_withdrawing_asks_once(talk: Talk) -> None:
    talk.sends_value(f"withdraw:{REFERENCE}")
    assert talk.effects() == ()
    talk.presses("Yes, withdraw it")
    assert talk.effects() == (Withdraw(REFERENCE),)


def test_not_withdrawing_shows_the_case(talk: Talk) -> None:
    talk.sends_value(f"withdraw:{REFERENCE}")
    talk.presses("No, keep it")
    assert talk.effects() == (ShowCase(REFERENCE),)


def test_a_rating_is_taken_and_a_word_may_follow(talk: Talk) -> None:
    talk.sends_value(f"rate:{REFERENCE}:5")
    assert talk.effects() == (Rate(REFERENCE, 5),)
    talk.types("very kind")
    assert talk.effects() == (Comment(REFERENCE, "very kind"),)


@pytest.mark.parametrize("value", ["skip", f"skip:{REFERENCE}"])
def test_the_word_after_a_rating_may_be_skipped(value: str, talk: Talk) -> None:
    talk.sends_value(f"rate:{REFERENCE}:1")
    talk.sends_value(value)
    assert talk.effects() == ()
    assert talk.remembered.expecting is None


@pytest.mark.parametrize("stars", ["0", "6", "x", "", "5:5", "５"])
def test_a_rating_that_does_not_exist_is_not_taken(stars: str, talk: Talk) -> None:
    talk.sends_value(f"rate:{REFERENCE}:{stars}")
    assert talk.effects() == ()


def test_a_comment_is_words_and_at_most_a_thousand_letters(talk: Talk) -> None:
    talk.sends_value(f"rate:{REFERENCE}:2")
    assert "type your words" in talk.sends_photo()[0]
    assert "at most 1000 letters" in talk.types("x" * 1001)[0]
    assert "type your words" in talk.sends_pin(15.6, 102.5)[0]


def test_saying_that_it_is_not_done_awaits_a_reason(talk: Talk) -> None:
    talk.sends_value(f"dispute:{REFERENCE}")
    assert talk.effects() == ()
    talk.types("there is no bin")
    assert talk.effects() == (Dispute(REFERENCE, "there is no bin"),)


def test_the_reason_may_be_skipped(talk: Talk) -> None:
    talk.sends_value(f"dispute:{REFERENCE}")
    talk.presses("Skip")
    assert talk.effects() == (Dispute(REFERENCE),)


def test_the_reason_may_be_a_photo(talk: Talk) -> None:
    talk.sends_value(f"dispute:{REFERENCE}")
    talk.sends_photo()
    assert talk.effects() == (
        Dispute(REFERENCE),
        KeepFile("file-2"),
        WriteToOffice(REFERENCE, "", "file-2"),
    )


def test_saying_that_it_is_not_done_can_be_cancelled(talk: Talk) -> None:
    talk.sends_value(f"dispute:{REFERENCE}")
    talk.presses("Cancel")
    assert talk.effects() == ()
    assert talk.remembered.expecting is None


def test_a_message_cannot_be_skipped(talk: Talk) -> None:
    talk.sends_value(f"write:{REFERENCE}")
    assert SHOWN in talk.types("ข้าม")[0]
    assert talk.remembered.expecting is not None


@pytest.mark.parametrize("verb", ["case", "write", "withdraw", "dispute"])
def test_a_reference_with_a_typing_mistake_does_nothing(verb: str, talk: Talk) -> None:
    talk.sends_value(f"{verb}:{REFERENCE[:8]}X")
    assert talk.effects() == ()
    assert "That button is from earlier" in talk.last


def test_a_lost_photo_of_a_case_names_the_case(talk: Talk) -> None:
    talk.does(Kind.LOST_FILE, "file-9", source={"reference": REFERENCE})
    assert SHOWN in talk.last
    talk.presses("Send it again")
    assert talk.remembered.expecting is not None


def test_a_lost_photo_of_an_unknown_case_leads_to_the_cases(talk: Talk) -> None:
    talk.does(Kind.LOST_FILE, "file-9")
    assert talk.buttons["Track my cases"] == "track"


def test_a_lost_photo_never_takes_away_what_is_being_written(talk: Talk) -> None:
    talk.types("ขอถังขยะ", "ถังแตก", "1", "45/1 หมู่ 3", "หน้าบ้าน")
    talk.sends_photo()
    talk.sends_value(f"write:{REFERENCE}")
    talk.does(Kind.LOST_FILE, "file-6")
    talk.types("hello")
    assert talk.effects() == (WriteToOffice(REFERENCE, "hello"),)


def test_the_title_of_a_service_is_a_wish_and_not_a_comment(talk: Talk) -> None:
    talk.sends_value(f"rate:{REFERENCE}:5")
    talk.types("ขอถังขยะค่ะ")
    assert talk.effects() == ()
    assert "Question 1 of 5" in talk.last


def test_a_mistyped_reference_is_named_as_such(talk: Talk) -> None:
    talk.types("ZZZ-ZZZ-ZZZ")
    assert talk.last.startswith("There is no case with this reference.")
    assert "Track my cases" in talk.buttons
