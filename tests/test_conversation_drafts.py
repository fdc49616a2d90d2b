"""Forms that wait: interrupted, begun twice, returned to after days, changed meanwhile."""

from dataclasses import replace

import pytest

from bot.turns import Draft, ListCases, Remembered, ShowCase
from services.kit.fields import Surroundings
from services.kit.questions import Count
from services.kit.text import _
from services.waste_bin import SERVICE
from tests.talking import MET, REFERENCE, Talk, bins_only

WHOLE = ("no bin", "1", "45/1 หมู่ 3", "in front of the house", "0812345678")
"""What is typed to answer everything, without a photo."""


@pytest.fixture
def talk(around: Surroundings) -> Talk:
    begun = Talk(around, services=bins_only())
    begun.types("ขอถังขยะ")
    return begun


@pytest.fixture
def reviewing(talk: Talk) -> Talk:
    talk.types(*WHOLE)
    return talk


def test_the_menu_keeps_the_form_and_offers_it_first(talk: Talk) -> None:
    talk.types("no bin", "เมนู")
    assert next(iter(talk.buttons)) == "Continue"
    talk.presses("Continue")
    assert "Question 2 of 5" in talk.last


def test_words_after_the_menu_are_no_answer_to_a_question_out_of_sight(talk: Talk) -> None:
    talk.types("no bin", "1", "45/1 หมู่ 3", "เมนู", "ข้างวัด")
    assert "place" not in talk.answers
    assert "You have an unfinished form" in talk.last


@pytest.mark.parametrize("typed", ["ย้อนกลับ", "ข้าม"])
def test_back_and_skip_after_the_menu_only_come_back_to_the_form(typed: str, talk: Talk) -> None:
    talk.types("no bin", "เมนู", typed)
    assert "Question 2 of 5" in talk.last
    assert talk.answers == {"reason": "none"}


def test_keeping_an_answer_nobody_is_changing_keeps_half_an_answer(talk: Talk) -> None:
    talk.types("no bin", "1", "45/1", "เหมือนเดิม", "3")
    assert talk.answers["house"] == {"number": "45/1", "village": 3}


def test_following_a_case_keeps_the_form(talk: Talk) -> None:
    talk.types("no bin", "ติดตาม")
    assert talk.effects() == (ListCases(),)
    assert "Your unfinished form is kept" in talk.last
    assert talk.answers == {"reason": "none"}


def test_a_reference_typed_as_an_answer_shows_the_case(talk: Talk) -> None:
    talk.types("no bin", "1", "45/1 หมู่ 3", REFERENCE)
    assert talk.effects() == (ShowCase(REFERENCE),)
    assert "place" not in talk.answers


def test_a_call_for_help_inside_a_form_gets_the_numbers(talk: Talk) -> None:
    assert "1669" in talk.types("ช่วยด้วย มีคนหมดสติ")[0]


def test_beginning_anew_offers_to_go_on_or_start_over(talk: Talk) -> None:
    talk.types("no bin")
    talk.sends_value("begin:waste-bin")
    assert list(talk.buttons) == ["Continue", "Start over", "Menu"]
    talk.presses("Continue")
    assert talk.answers == {"reason": "none"}


def test_another_form_replaces_one_with_answers_only_after_asking(talk: Talk) -> None:
    talk.services["other"] = replace(SERVICE, key="other")
    talk.types("no bin")
    talk.sends_value("begin:other")
    assert talk.answers == {"reason": "none"}
    talk.presses("Begin the new one")
    assert talk.remembered.draft == Draft("D00004", "other")


def test_an_empty_form_is_replaced_without_a_word(talk: Talk) -> None:
    talk.services["other"] = replace(SERVICE, key="other")
    talk.sends_value("begin:other")
    assert "Question 1 of 5" in talk.last


def test_a_button_of_an_older_form_says_so_and_asks_on(talk: Talk) -> None:
    old = talk.buttons["My bin is broken"]
    talk.types("เริ่มใหม่")
    talk.sends_value(old)
    assert talk.answers == {}
    assert talk.last.startswith("That button is from earlier")
    assert "Question 1 of 5" in talk.last


def test_a_button_of_a_question_already_answered_changes_nothing(talk: Talk) -> None:
    old = talk.buttons["My bin is broken"]
    talk.types("no bin")
    talk.sends_value(old)
    assert talk.answers == {"reason": "none"}
    assert "Question 2 of 5" in talk.last


def test_a_draft_survives_days_as_plain_data(talk: Talk) -> None:
    talk.types("no bin", "2", "45/1")
    talk.remembered = Remembered.from_data(talk.remembered.as_data())
    talk.types("3")
    assert talk.answers["house"] == {"number": "45/1", "village": 3}


def test_a_changed_form_asks_again_only_what_no_longer_fits(talk: Talk) -> None:
    talk.types("no bin", "3", "45/1 หมู่ 3")
    fewer = Count("how-many", _("How many bins do you need?"), most=2)
    fields = tuple(fewer if one.name == "how-many" else one for one in SERVICE.fields)
    talk.services["waste-bin"] = replace(SERVICE, fields=fields)
    talk.types("ข้างวัด")
    assert "please answer this again: How many bins do you need?" in talk.said[0]
    assert "Question 2 of 5" in talk.last
    talk.types("2")
    assert "Question 4 of 5" in talk.last


def test_a_changed_form_is_not_sent_by_an_old_button(reviewing: Talk) -> None:
    fewer = Count("how-many", _("How many bins do you need?"), least=2, most=3)
    fields = tuple(fewer if one.name == "how-many" else one for one in SERVICE.fields)
    reviewing.services["waste-bin"] = replace(SERVICE, fields=fields)
    reviewing.presses("Send the request")
    assert reviewing.effects() == ()
    assert "not finished yet" in reviewing.last


def test_a_form_that_is_no_longer_offered_says_so(talk: Talk) -> None:
    talk.types("no bin")
    talk.services.clear()
    assert "no longer offered" in talk.types("1")[0]
    assert talk.remembered.draft is None


def test_a_draft_that_cannot_be_read_is_left_behind(around: Surroundings) -> None:
    damaged = Draft(id="", service_key="waste-bin")
    talk = Talk(around, services=bins_only(), remembered=replace(MET, draft=damaged))
    assert "no longer offered" in talk.types("1")[0]
