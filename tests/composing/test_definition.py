"""From what was written in the console to a service like any other."""

from datetime import UTC, datetime

import pytest

from bot.rehearsing import rehearse
from services.kit.composing.building import build
from services.kit.composing.definition import Definition, Question, Words
from services.kit.composing.kinds import KINDS
from services.kit.fields import Surroundings
from services.kit.journey import questions
from services.kit.questions import Choice, Count, DayWish, Phone
from tests.composing.examples import DAY, FIELD, PEOPLE, PHONE, REASON

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_each_question_becomes_one_of_its_kind() -> None:
    kinds = [type(asked) for asked in build(FIELD).fields]
    assert kinds == [Choice, Count, DayWish, Phone]


def test_it_speaks_both_languages_without_a_catalogue(around: Surroundings) -> None:
    title = build(FIELD).title
    spoken = [title.render(language) for language in around.languages.values()]
    assert spoken == ["ขอใช้สนามฟุตบอล", "Use the field"]


def test_words_with_braces_stay_as_they_were_written() -> None:
    asked = PHONE.model_copy(update={"question": Words(th="{เบอร์}", en="{phone} {0}")})
    built = build(FIELD.with_question(asked))
    assert built.fields[-1].question.render() == "{phone} {0}"


@pytest.mark.parametrize(("chosen", "asked"), [("n2", False), ("n3", True)])
def test_a_condition_looks_at_an_earlier_answer(chosen: str, asked: bool) -> None:
    names = [one.name for one in questions(build(FIELD), {"n1": chosen})]
    assert (PEOPLE.name in names) is asked


def test_a_definition_survives_being_stored() -> None:
    assert Definition.model_validate(FIELD.model_dump(mode="json")) == FIELD


def test_what_a_later_version_added_is_left_aside() -> None:
    stored = FIELD.model_dump(mode="json") | {"colour": "green"}
    assert Definition.model_validate(stored) == FIELD


def test_a_question_of_a_later_version_cannot_be_built() -> None:
    strange = FIELD.with_question(PHONE.model_copy(update={"kind": "hologram"}))
    with pytest.raises(ValueError, match="hologram"):
        build(strange)


def test_a_question_moves_up_one_place() -> None:
    assert FIELD.moved_up("n5").asked == (REASON, DAY, PEOPLE, PHONE)
    assert FIELD.moved_up("n1") == FIELD


def test_a_question_taken_away_is_known_and_not_asked() -> None:
    changed = FIELD.without_question("n6")
    built = build(changed)
    assert [one.name for one in changed.asked] == ["n1", "n4", "n5"]
    assert "n6" not in [one.name for one in questions(built, {"n1": "n3"})]
    assert built.fields[-1].name == "n6"


def test_names_are_never_given_twice() -> None:
    changed, first = FIELD.without_question("n6").with_names(1)
    _changed, second = changed.with_names(2)
    assert (first, second) == (("n7",), ("n8", "n9"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_filled_in_from_beginning_to_end(kind: str, around: Surroundings) -> None:
    words = Words(th="อะไร", en="What?")
    asked = Question(name="n9", kind=kind, question=words, options=REASON.options, unit=words)
    definition = FIELD.model_copy(update={"questions": (asked,)})
    filed = rehearse(build(definition), around, NOW)
    assert filed is not None
    assert list(filed.answers) == ["n9"]


@pytest.mark.parametrize("kind", ["national-id", "bank"])
def test_numbers_of_persons_and_accounts_are_always_private(kind: str) -> None:
    asked = PHONE.model_copy(update={"kind": kind})
    assert build(FIELD.with_question(asked)).fields[-1].private


def test_what_rules_look_at_is_never_private() -> None:
    asked = REASON.model_copy(update={"private": True})
    assert not build(FIELD.with_question(asked)).fields[0].private
