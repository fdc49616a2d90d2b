"""Asking the office: a question goes to a person and needs nothing else."""

import pytest

from services.ask_office import SERVICE
from services.kit.consequences import OpenTalk
from services.kit.fields import Surroundings
from tests.services.telling import answered, asked, begins


@pytest.mark.parametrize("typed", ["ขอถามหน่อยค่ะ", "อยากถามเจ้าหน้าที่", "I have a question"])
def test_who_wants_to_ask_is_heard(typed: str) -> None:
    assert begins(SERVICE, typed)


def test_the_question_is_all_that_is_asked() -> None:
    assert asked(SERVICE, {}) == ["question"]
    assert SERVICE.then == (OpenTalk(),)


def test_a_question_is_not_shown_to_a_group() -> None:
    assert [one.name for one in SERVICE.fields if not one.personal] == []


def test_a_question_about_somebody_unconscious_is_no_question(around: Surroundings) -> None:
    assert "1669" in answered("ขอถามหน่อย แม่หมดสติต้องทำยังไง", around)
