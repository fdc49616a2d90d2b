"""Private questions: handed over to a page, answered there, gone on from in the chat."""

import json
from typing import Any

import pytest

from bot.messages import Kind
from bot.turns import FileCase
from services.kit.fields import Surroundings
from tests.counters import ALLOWANCE, SEALED_BANK, SEALED_ID
from tests.talking import Talk

PAGE = "Open the safe page"


@pytest.fixture
def talk(around: Surroundings) -> Talk:
    """Somebody who has answered up to the first private question."""
    begun = Talk(around, services={ALLOWANCE.key: ALLOWANCE})
    begun.types("allowance", "70", "To a bank")
    return begun


def fills(talk: Talk, answers: dict[str, Any], draft: str = "") -> list[str]:
    """Send the page; it belongs to the draft that is open unless another is named."""
    named = draft or (talk.remembered.draft.id if talk.remembered.draft else "")
    return talk.does(Kind.FILLED, json.dumps({"draft": named, "answers": answers}))


def test_private_questions_are_handed_over_to_one_page(talk: Talk) -> None:
    page = next(b for reply in talk.turn.replies for b in reply.buttons if b.url)
    assert "Question 3 of 6" in talk.last
    assert "• What is the number of your card?\n• Which account?" in talk.last
    assert (page.url, page.inside) == ("https://desk.example/fill/D00001", True)
    assert list(talk.buttons) == [PAGE, "Back", "Cancel"]


@pytest.mark.parametrize("typed", ["1 1037 02071 81 1", "๑-๑๐๓๗-๐๒๐๗๑-๘๑-๑", "บัญชี 123-4-56789-0"])
def test_a_number_typed_all_the_same_is_not_kept(typed: str, talk: Talk) -> None:
    before = talk.remembered.as_data()["draft"]
    talk.does(Kind.TEXT, typed, message_id="m1")
    assert "please delete that message" in talk.last
    assert PAGE in talk.buttons
    assert talk.remembered.as_data()["draft"] == before


def test_other_words_pins_and_photos_are_no_answer_there(talk: Talk) -> None:
    assert "not answered in the chat" in talk.types("which number?")[0]
    talk.sends_value("a:D00001:card:1103702071811")
    talk.sends_pin(15.6, 102.5)
    talk.sends_photo()
    assert talk.answers == {"age": 70, "how": "bank"}
    assert talk.effects() == ()


def test_what_was_filled_in_is_taken_over_and_the_chat_goes_on(talk: Talk) -> None:
    fills(talk, {"card": SEALED_ID, "bank": SEALED_BANK})
    assert talk.last.startswith("Thank you. We have what you filled in on the page.")
    assert "Question 4 of 6\nA note?" in talk.last


def test_the_review_shows_masks_and_the_case_holds_sealed_answers(talk: Talk) -> None:
    fills(talk, {"card": SEALED_ID, "bank": SEALED_BANK})
    talk.types("skip", "0812345678")
    assert "→ x-xxxx-xxxx1-23-x" in talk.last
    talk.presses("Send the request")
    filed = talk.effects()[0]
    assert isinstance(filed, FileCase)
    assert filed.answers["bank"] == SEALED_BANK


def test_a_private_answer_is_changed_on_the_page_again(talk: Talk) -> None:
    fills(talk, {"card": SEALED_ID, "bank": SEALED_BANK})
    talk.types("skip", "0812345678")
    talk.presses("Change an answer")
    talk.presses("5. Account")
    assert "Your answer so far: xxx-x-x1234-x" in talk.last
    assert PAGE in talk.buttons
    fills(talk, {"bank": {"sealed": "another", "shown": "xxx-x-x9999-x"}})
    assert "→ xxx-x-x9999-x" in talk.last
    assert "Send the request" in talk.buttons


def test_an_answer_that_is_not_sealed_is_asked_again(talk: Talk) -> None:
    fills(talk, {"card": "1103702071811", "bank": SEALED_BANK})
    assert "1103702071811" not in str(talk.remembered.as_data())
    assert "Question 3 of 6" in talk.last
    assert "• Which account?" not in talk.last


def test_the_whole_form_may_come_from_the_page(talk: Talk) -> None:
    talk.types("กรอกบนเว็บ")
    page = next(b for reply in talk.turn.replies for b in reply.buttons if b.url)
    assert page.url.endswith("/fill/D00001?all=1")
    fills(talk, {"age": 71, "how": "cash", "card": SEALED_ID, "note": None, "phone": "0812345678"})
    assert "→ In cash" in talk.last
    assert "Which account?" not in talk.last
    assert "Send the request" in talk.buttons


def test_the_rule_speaks_about_what_was_filled_in(talk: Talk) -> None:
    fills(talk, {"age": 20, "card": SEALED_ID})
    assert talk.last.startswith("The allowance is for people of 60 and older.")
    assert talk.answers["age"] == 70


@pytest.mark.parametrize("text", ["", "[]", "7", '{"draft": "D00001"}', '{"answers": {}}', "{"])
def test_an_event_nobody_can_read_changes_nothing(text: str, talk: Talk) -> None:
    before = talk.remembered.draft
    talk.does(Kind.FILLED, text)
    assert talk.remembered.draft == before
    assert "Continue" in talk.buttons


def test_a_page_of_an_older_form_says_so(talk: Talk) -> None:
    fills(talk, {"card": SEALED_ID}, draft="older1")
    assert "not open in this chat any more" in talk.last
    assert "card" not in talk.answers


def test_a_page_sent_twice_or_late_does_no_harm(talk: Talk) -> None:
    fills(talk, {"card": SEALED_ID, "bank": SEALED_BANK})
    fills(talk, {"card": SEALED_ID, "bank": SEALED_BANK})
    assert "Question 4 of 6" in talk.last
    talk.types("skip", "0812345678", "send")
    fills(talk, {"card": SEALED_ID}, draft="D00001")
    assert "not open in this chat any more" in talk.last
    assert talk.effects() == ()


def test_an_answer_from_the_page_is_not_lost_with_an_older_message(talk: Talk) -> None:
    talk.sends_value("back:D00001:card")
    talk.does(Kind.TEXT, "In cash", message_id="m5")
    fills(talk, {"how": "bank", "card": SEALED_ID, "bank": SEALED_BANK})
    talk.does(Kind.UNSENT, "m5")
    assert talk.answers["how"] == "bank"


def test_the_page_is_offered_only_with_a_form(around: Surroundings) -> None:
    idle = Talk(around, services={ALLOWANCE.key: ALLOWANCE})
    assert "First choose what it is about" in idle.types("web")[0]
