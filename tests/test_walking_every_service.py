"""Whatever residents type, in every service: no crash, no silence, nothing a messenger refuses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.catalogue import all_services
from services.kit import questions
from services.kit.fields import Given, Surroundings
from services.kit.message import Button, Reply
from services.kit.service import Service
from services.kit.text import plain
from tests.filling import TODAY
from tests.questions.test_every_kind import GIVEN, KINDS
from tests.refusing import refused
from tests.stepping import step
from tests.talking import Talk
from tests.typing_answers import good_answers
from tests.walking import Walk, read_from_a_page

ONLINE = [service for service in all_services().values() if service.fields]
STEPS = 30
"""Enough for most forms with a mistake at every fourth question; one may walk on next time."""


@pytest.mark.parametrize("service", ONLINE, ids=lambda service: service.key)
@settings(max_examples=6, deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_whatever_is_typed_every_step_is_sound(
    service: Service, around: Surroundings, data: st.DataObject
) -> None:
    walk = Walk(Talk(around), service)
    for _step in range(STEPS):
        step(walk, data)
    assert walk.breaches == []
    assert walk.unsound() == []


@pytest.mark.parametrize("service", ONLINE, ids=lambda service: service.key)
@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(given_by_page=GIVEN)
def test_whatever_a_page_sends_is_read_or_refused_in_words(
    service: Service, around: Surroundings, given_by_page: Given
) -> None:
    here = around.on(TODAY)
    wrong = [read_from_a_page(asked, given_by_page, here) for asked in service.fields]
    assert [breach for breaches in wrong for breach in breaches] == []


@pytest.mark.parametrize("kind", sorted(set(questions.__all__) - {"BankAccount", "NationalId"}))
def test_somebody_knows_how_every_kind_is_answered(kind: str, around: Surroundings) -> None:
    """The two left out are private: they are asked on a page."""
    (asked,) = [one for one in KINDS if type(one).__name__ == kind and one.name != "partial"]
    assert good_answers(asked, around.on(Talk(around).world().today)) is not None


def test_what_a_messenger_would_refuse_is_noticed(around: Surroundings) -> None:
    crooked = Reply(plain("?"), (Button(plain("x" * 50), "v" * 70), Button(plain("Go"), url="x")))
    found = "\n".join(refused([crooked], around))
    assert "th: too long a label" in found
    assert "th: Telegram: the value of a button" in found
    assert "en: LINE: /footer" in found
    assert "th: an empty message" in refused([Reply(plain(" "))], around)


def test_a_walk_notices_what_is_wrong(around: Surroundings) -> None:
    bins = all_services()["waste-bin"]
    walk = Walk(Talk(around), bins)
    walk.filed = {"reason": "none"}
    assert walk.unsound() == ["a question is open"]
    walk.filed = {"reason": "no such reason"}
    assert "an answer does not fit" in walk.unsound()
