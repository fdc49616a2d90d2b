"""Days, documents and words below a photo, as a chat gives them."""

from dataclasses import replace

import pytest

from bot.messages import Kind
from bot.turns import KeepFile
from services.kit.fields import Surroundings
from services.kit.message import Wanted
from services.kit.questions import DayWish, Document, Line, Photo
from services.kit.text import ENGLISH, _
from services.waste_bin import SERVICE
from tests.talking import Talk

VISIT = replace(
    SERVICE,
    fields=(
        DayWish("day", _("Which day?")),
        Photo("photo", _("A photo?"), most=1),
        Document("paper", _("A paper?"), most=1),
        Line("note", _("A note?")),
    ),
)


@pytest.fixture
def talk(around: Surroundings) -> Talk:
    begun = Talk(around, services={VISIT.key: VISIT})
    begun.sends_value(f"begin:{VISIT.key}")
    return begun


def test_a_day_may_be_chosen_in_the_messengers_calendar(talk: Talk) -> None:
    asked = talk.turn.replies[-1]
    assert asked.wants is Wanted.DATE
    assert asked.written(ENGLISH)["date"] == "a:D00001:day"
    talk.sends_value("a:D00001:day:2026-11-27")
    assert talk.answers == {"day": "2026-11-27"}


@pytest.mark.parametrize("value", ["2026-11-28", "2027-11-27", "1999-02-31", "x", ""])
def test_a_day_that_is_not_possible_is_explained(value: str, talk: Talk) -> None:
    talk.sends_value(f"a:D00001:day:{value}")
    assert talk.answers == {}
    assert "Question 1 of 4" in talk.last


def test_other_questions_carry_no_calendar(talk: Talk) -> None:
    talk.sends_value("a:D00001:day:2026-11-27")
    assert "date" not in talk.turn.replies[-1].written(ENGLISH)


def test_words_below_a_photo_are_no_answer_and_that_is_said(talk: Talk) -> None:
    talk.sends_value("a:D00001:day:2026-11-27")
    talk.does(Kind.FILE, "in front of the temple", media="image")
    assert "not the words below it" in talk.said[0]
    assert talk.effects() == (KeepFile("file-3"),)
    assert talk.answers == {"day": "2026-11-27", "photo": ["file-3"]}


@pytest.mark.parametrize("media", ["image", "file"])
def test_a_document_is_a_photo_or_a_file(media: str, talk: Talk) -> None:
    talk.sends_value("a:D00001:day:2026-11-27")
    talk.sends_photo()
    talk.sends_photo(media)
    assert talk.answers["paper"] == ["file-4"]


def test_a_voice_message_is_no_document(talk: Talk) -> None:
    talk.sends_value("a:D00001:day:2026-11-27")
    talk.sends_photo()
    talk.sends_photo("voice")
    assert "paper" not in talk.answers
    assert "Question 3 of 4" in talk.last


def test_a_file_after_its_question_is_told_where_it_belongs(talk: Talk) -> None:
    talk.sends_value("a:D00001:day:2026-11-27")
    talk.sends_photo()
    talk.sends_photo("file")
    assert "press Back" in talk.sends_photo("file")[0]
