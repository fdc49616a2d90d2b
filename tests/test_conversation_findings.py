"""What the rules of a service say on the way, and services that are only done at the office."""

from dataclasses import replace

import pytest

from bot.turns import FileCase
from services import elderly_allowance
from services.kit import presses
from services.kit.consequences import OpenTalk, TakeTicket
from services.kit.fields import Surroundings
from services.kit.presses import press
from services.kit.questions import NationalId
from services.kit.service import Service
from services.waste_bin import SERVICE
from tests.counters import ALLOWANCE, AT_THE_OFFICE
from tests.talking import Talk

OPEN = replace(
    ALLOWANCE, fields=tuple(f for f in ALLOWANCE.fields if not isinstance(f, NationalId))
)
"""Without the question for the card, so that everything can be typed."""


def offered() -> dict[str, Service]:
    ticket = replace(SERVICE, key="ticket", then=(TakeTicket(),))
    ask = replace(SERVICE, key="ask", then=(OpenTalk(),), keywords=())
    return {one.key: one for one in (OPEN, AT_THE_OFFICE, ticket, ask)}


@pytest.fixture
def talk(around: Surroundings) -> Talk:
    return Talk(around, services=offered())


@pytest.fixture
def told(talk: Talk) -> Talk:
    """Somebody of 90, who gets an answer and has nothing to send."""
    talk.types("allowance", "90", "In cash", "skip", "0812345678")
    return talk


def test_a_rule_says_no_as_soon_as_it_knows(talk: Talk) -> None:
    talk.types("allowance", "59")
    assert talk.last.startswith("The allowance is for people of 60 and older.")
    assert list(talk.buttons) == ["Answer again", "Talk to the office", "Menu"]
    assert talk.answers == {}
    assert talk.remembered.puzzled == 0


def test_after_a_no_the_same_question_may_be_answered_again(talk: Talk) -> None:
    talk.types("allowance", "59", "61")
    assert talk.answers == {"age": 61}
    assert "Question 2 of" in talk.last


def test_answering_again_shows_the_question(talk: Talk) -> None:
    talk.types("allowance", "59")
    assert "Question 1 of" in talk.presses("Answer again")[0]


def test_an_answer_changed_into_a_no_stays_as_it_was(talk: Talk) -> None:
    talk.types("allowance", "70", "In cash", "skip", "0812345678", "ข้อ 1", "20")
    assert talk.last.startswith("The allowance is for people of 60 and older.")
    assert talk.answers["age"] == 70


def test_what_was_found_stands_in_the_review(talk: Talk) -> None:
    talk.types("allowance", "80", "In cash", "skip", "0812345678")
    assert "It is about 800 baht a month, to be confirmed." in talk.last
    assert "Send the request" in talk.buttons


def test_a_final_finding_is_the_answer_itself(told: Talk) -> None:
    assert told.last == "It would be 1,000 baht a month."
    assert list(told.buttons) == ["Change an answer", "Start over", "Talk to the office", "Menu"]


@pytest.mark.parametrize("typed", ["send", "ส่ง"])
def test_there_is_nothing_to_send_then(typed: str, told: Talk) -> None:
    told.types(typed)
    assert told.last.startswith("There is nothing to send here")
    assert not [effect for effect in told.effects() if isinstance(effect, FileCase)]


def test_an_old_send_button_files_nothing_either(told: Talk) -> None:
    told.sends_value("send:D00001")
    assert told.effects() == ()


def test_an_estimate_is_made_again_without_being_asked_back(told: Talk) -> None:
    assert "We begin again" in told.presses("Start over")[0]


def test_an_estimate_stands_in_nobodys_way(told: Talk) -> None:
    told.types("ถังขยะ")
    assert "Question 1 of 5" in told.last


def test_one_answer_of_an_estimate_may_be_changed(told: Talk) -> None:
    told.presses("Change an answer")
    told.presses("1. How old are you?")
    told.types("70")
    assert "Send the request" in told.buttons


def test_the_introduction_names_few_papers_and_where_all_are(talk: Talk) -> None:
    introduction = talk.types("allowance")[0]
    assert introduction.count("•") == 4
    assert "All papers: https://desk.example/services/allowance" in introduction


def test_a_service_of_the_counter_tells_what_to_bring(talk: Talk) -> None:
    [told] = talk.types("permit")
    assert "Please have ready:\n• A plan (for a house)" in told
    assert "You own the land." in told
    assert talk.remembered.draft is None
    assert talk.effects() == ()


def test_from_the_counter_ways_lead_to_manual_ticket_and_person(talk: Talk) -> None:
    talk.types("permit")
    [reply] = talk.turn.replies
    assert [button.url or button.value for button in reply.buttons] == [
        "https://desk.example/services/at-the-office",
        "begin:ticket",
        "begin:ask",
        "menu",
    ]


def test_reading_about_the_counter_keeps_the_form_that_is_open(talk: Talk) -> None:
    talk.types("allowance", "70")
    talk.sends_value("begin:at-the-office")
    assert talk.answers == {"age": 70}
    assert "Question 2 of" in talk.sends_value("continue")[-1]


def test_a_form_whose_service_moved_to_the_counter_is_left(talk: Talk) -> None:
    talk.types("allowance", "70")
    talk.services["allowance"] = replace(OPEN, fields=())
    assert "no longer offered" in talk.types("In cash")[0]


@pytest.mark.parametrize(
    ("born", "offered"), [("12 ก.พ. 2490", True), ("12 ก.พ. 2545", False)], ids=["old", "young"]
)
def test_an_answer_leads_on_to_what_the_rule_allows(
    around: Surroundings, born: str, offered: bool
) -> None:
    talk = Talk(around)
    talk.sends_value(press(presses.BEGIN, elderly_allowance.SERVICE.key))
    assert "Question 1\n" in talk.last
    talk.types("Am I eligible", born, "No")
    assert ("Register" in talk.buttons) is offered


def test_going_on_from_an_answer_keeps_what_was_said(around: Surroundings) -> None:
    talk = Talk(around)
    talk.sends_value(press(presses.BEGIN, elderly_allowance.SERVICE.key))
    talk.types("Am I eligible", "12 ก.พ. 2490", "No")
    talk.presses("Register")
    assert talk.answers["what"] == "register"
    assert talk.answers["pension"] == "no"
    assert "What is the name of the elderly person?" in talk.last
