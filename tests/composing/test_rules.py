"""Nothing is published that breaks a rule."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.composed_rules import problems
from services.catalogue import all_services
from services.kit.composing.definition import Condition, Definition, Option, Words
from services.kit.fields import Surroundings
from tests.composing.examples import DAY, FIELD, PHONE, REASON

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
Change = Callable[[Definition], Definition]


def wrong(definition: Definition, around: Surroundings) -> list[tuple[str, str]]:
    found = problems(definition, all_services(), around, NOW)
    return [(problem.text.render(), problem.question) for problem in found]


def whole(**changes: object) -> Change:
    return lambda definition: definition.model_copy(update=changes)


def one(name: str, **changes: object) -> Change:
    def change(definition: Definition) -> Definition:
        asked = definition.question(name)
        assert asked is not None
        return definition.with_question(asked.model_copy(update=changes))

    return change


def test_a_good_service_has_no_problem(around: Surroundings) -> None:
    assert wrong(FIELD, around) == []


TWICE = (*REASON.options, Option(key="n7", name=Words(th="จัดงาน", en="Party")))
CANCEL = (*REASON.options, Option(key="n7", name=Words(th="ยกเลิก", en="Cancel")))
LONG = (*REASON.options, Option(key="n7", name=Words(th="ก" * 21, en="A")))


@pytest.mark.parametrize(
    ("change", "expected", "question"),
    [
        (whole(title=Words(en="Field")), "The title is missing in Thai.", ""),
        (whole(title=Words(th="Field", en="F")), "The title has no Thai letter", ""),
        (whole(summary=Words(th="สนาม")), "What it is for is missing in English.", ""),
        (whole(fee=Words(th="ฟรี")), "Something in the manual is missing in English.", ""),
        (whole(key="waste-bin"), "Another service has this short name already.", ""),
        (whole(department="moon"), "Please choose the department that answers.", ""),
        (whole(promise_days=0), "The office promises an answer within 1 to 365 days.", ""),
        (whole(questions=()), "A service asks 1 to 25 questions.", ""),
        (whole(keywords=("ถังขยะ",)), "“ถังขยะ” leads to another service", ""),
        (whole(keywords=("x",)), "Words to find it by have two letters", ""),
        (whole(title=Words(th="ก" * 21, en="F")), "The title has at most 20 letters", ""),
        (one("n6", question=Words()), "The question is missing in Thai.", "n6"),
        (one("n6", hint=Words(en="x")), "The hint is missing in Thai.", "n6"),
        (one("n6", kind="hologram"), "This kind of question is not known.", "n6"),
        (one("n1", options=REASON.options[:1]), "Please give at least two answers", "n1"),
        (one("n1", options=TWICE), "Two answers have the same words.", "n1"),
        (one("n1", options=CANCEL), "No answer is a word that means something else", ""),
        (one("n1", options=LONG), "Every answer to press has at most 20 letters", ""),
        (one("n4", least=9, most=3), "The smallest and the largest do not fit", "n4"),
        (one("n5", most=400), "The smallest and the largest do not fit", "n5"),
        (one("n6", question=Words(th="ก" * 121, en="W")), "A question and its hint have", ""),
        (lambda found: found.moved_up("n4"), "It is asked only after an answer", "n4"),
        (lambda found: found.without_question("n1"), "It is asked only after an answer", "n4"),
        (
            one("n4", only_if=Condition(question="n1", options=("n99",))),
            "It is asked only after an answer",
            "n4",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_is(
    change: Change, expected: str, question: str, around: Surroundings
) -> None:
    assert any(
        text.startswith(expected) and where == question
        for text, where in wrong(change(FIELD), around)
    )


def test_a_question_nobody_can_answer_is_found_by_filling_the_form_in(
    around: Surroundings,
) -> None:
    """Only tomorrow, and the office is closed on Saturdays."""
    tomorrow = DAY.model_copy(update={"least": 1, "most": 1})
    alone = FIELD.model_copy(update={"questions": (tomorrow, PHONE)})
    friday = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
    [found] = problems(alone, {}, around, friday)
    assert found.text.render().startswith("Filled in with examples from beginning to end")
