"""Another wish, a greeting or a closed office in the middle of a form: nobody is left standing."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.messages import Kind
from bot.standing import ASIDE
from bot.turns import World
from services.kit.fields import Surroundings
from tests.talking import Talk

SATURDAY = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)


class OnSaturday(Talk):
    """Somebody who writes while the office is closed."""

    def world(self, kind: Kind = Kind.TEXT) -> World:
        return replace(super().world(kind), now=SATURDAY)


def test_another_wish_in_a_form_is_asked_about_and_loses_nothing(around: Surroundings) -> None:
    talk = Talk(around)
    talk.types("เก็บกิ่งไม้", "ไม่", "ยืมเต็นท์")
    assert "have not finished the form “Branch pickup”" in talk.last
    assert list(talk.buttons) == ["Continue", "Begin the new one", "Menu"]
    talk.presses("Continue")
    assert talk.answers == {"danger": "none"}


def test_another_wish_at_the_review_is_asked_about_too(around: Surroundings) -> None:
    talk = Talk(around)
    talk.types("ขอคิว", "1", "1", "ถามเจ้าหน้าที่")
    talk.presses("Begin the new one")
    assert "What would you like to ask?" in talk.last


@pytest.mark.parametrize("typed", ["สวัสดีค่ะ", "ขอบคุณค่ะ"])
def test_a_greeting_is_no_mistake(typed: str, around: Surroundings) -> None:
    talk = Talk(around)
    talk.types("เก็บกิ่งไม้", typed)
    assert "unfinished form" in talk.last
    assert "Question 1 of 6" in talk.last
    assert talk.remembered.expecting != ASIDE


def test_no_number_is_promised_while_the_office_is_closed(around: Surroundings) -> None:
    talk = OnSaturday(around)
    talk.types("ขอคิว")
    assert "It opens on" in talk.last
    assert list(talk.buttons) == ["Talk to the office", "Menu"]
    assert talk.remembered.draft is None


@pytest.mark.parametrize("typed", ["ดูคิวของฉัน", "คืนคิว"])
def test_ones_own_number_is_looked_for_among_ones_cases(typed: str, around: Surroundings) -> None:
    talk = Talk(around)
    talk.types(typed)
    assert [type(effect).__name__ for effect in talk.effects()] == ["ListCases"]
