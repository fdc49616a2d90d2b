"""Talking with the office: plain words go to a case until the talk is left, always visibly."""

from dataclasses import replace

import pytest

from bot.messages import Kind
from bot.standing import connected
from bot.turns import Expecting, KeepFile, ListCases, Remembered, WriteInTalk
from services.kit.fields import Surroundings
from services.kit.message import Reply
from services.kit.text import plain
from tests.talking import MET, REFERENCE, Talk, bins_only

TALKING = replace(MET, expecting=Expecting("talk", REFERENCE))


@pytest.fixture
def talk(around: Surroundings) -> Talk:
    return Talk(around, services=bins_only(), remembered=TALKING)


def has_left(talk: Talk) -> bool:
    return talk.remembered.expecting is None and "You have left the talk" in talk.said[0]


def test_the_desks_answer_connects_and_disconnects() -> None:
    opening, closing = Reply(plain("a"), connects=REFERENCE), Reply(plain("b"), connects="")
    assert connected(MET, (opening, Reply(plain("c")))) == TALKING
    assert connected(TALKING, (closing,)) == MET
    assert connected(TALKING, (Reply(plain("c")),)) == TALKING


@pytest.mark.parametrize(
    "typed", ["when are you open on Friday?", "ขอบคุณค่ะ", "อยากได้ถังขยะ", "1", "ภาษี"]
)
def test_words_go_to_the_office_one_after_the_other(typed: str, talk: Talk) -> None:
    assert talk.types("first", typed) == []
    assert talk.effects() == (WriteInTalk(REFERENCE, typed),)
    assert talk.remembered == TALKING


def test_photos_and_pins_go_there_too(talk: Talk) -> None:
    talk.does(Kind.FILE, "like this", media="image")
    assert talk.effects() == (KeepFile("file-1"), WriteInTalk(REFERENCE, "like this", "file-1"))
    talk.sends_pin(15.6, 102.5)
    assert "15.600000,102.500000" in str(talk.effects())
    assert talk.remembered == TALKING


def test_what_cannot_be_passed_on_is_explained_and_the_talk_goes_on(talk: Talk) -> None:
    assert "cannot listen to voice" in talk.sends_photo("voice")[0]
    assert "Thank you for the sticker!" in talk.does(Kind.STICKER)[0]
    assert "a little long" in talk.types("x" * 2001)[0]
    assert talk.remembered == TALKING
    assert "End the talk" in talk.buttons


def test_a_cry_for_help_is_passed_on_and_told_whom_to_call(talk: Talk) -> None:
    assert "1669" in talk.types("ช่วยด้วย ไฟไหม้บ้าน")[0]
    assert talk.effects() == (WriteInTalk(REFERENCE, "ช่วยด้วย ไฟไหม้บ้าน"),)


@pytest.mark.parametrize("typed", ["ยกเลิก", "จบการคุย", "end the talk", "ย้อนกลับ"])
def test_the_talk_can_be_ended(typed: str, talk: Talk) -> None:
    talk.types(typed)
    assert has_left(talk)
    assert talk.effects() == ()


def test_the_button_ends_it_once(talk: Talk) -> None:
    talk.types("ช่วยเหลือ")
    end = talk.buttons["End the talk"]
    talk.sends_value(end)
    assert has_left(talk)
    assert "That button is from earlier" in talk.sends_value(end)[0]


@pytest.mark.parametrize("typed", ["เมนู", "ติดตาม", "ติดต่อ", "ขอถังขยะ", "/start"])
def test_going_elsewhere_leaves_the_talk_visibly(typed: str, talk: Talk) -> None:
    talk.types(typed)
    assert talk.remembered.expecting is None
    assert "You have left the talk" in talk.said[0]


def test_following_the_cases_is_still_done(talk: Talk) -> None:
    talk.types("ติดตาม")
    assert talk.effects() == (ListCases(),)


def test_help_and_language_leave_the_talk_as_it_is(talk: Talk) -> None:
    talk.types("help")
    assert "You are talking with the office" in talk.last
    talk.types("ไทย")
    assert talk.remembered.expecting == Expecting("talk", REFERENCE)


def test_a_talk_that_was_left_can_be_gone_on_with(talk: Talk) -> None:
    talk.types("เมนู")
    talk.presses("Back to the talk")
    assert "The office is open now" in talk.last
    talk.types("one more thing")
    assert talk.effects() == (WriteInTalk(REFERENCE, "one more thing"),)


def test_a_form_waits_while_one_talks(around: Surroundings) -> None:
    talk = Talk(around, services=bins_only())
    talk.types("ขอถังขยะ", "no bin")
    talk.sends_value(f"talk:{REFERENCE}")
    talk.types("hello", "จบการคุย")
    assert "Continue" in talk.buttons
    assert talk.answers == {"reason": "none"}


def test_a_talk_of_no_case_is_not_begun(talk: Talk) -> None:
    talk.remembered = MET
    assert "That button is from earlier" in talk.sends_value("talk:nothing")[0]


def test_a_talk_survives_days_as_plain_data() -> None:
    assert Remembered.from_data(TALKING.as_data()) == TALKING
