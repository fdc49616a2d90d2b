"""Residents in the middle of a form when a new version of it is published."""

from services.kit import presses
from services.kit.composing.building import build
from services.kit.composing.definition import Definition, Option, Words
from services.kit.fields import Surroundings
from services.kit.presses import press
from tests.composing.examples import FIELD, REASON
from tests.talking import Talk


def begin(around: Surroundings) -> Talk:
    talk = Talk(around, services={FIELD.key: build(FIELD)})
    talk.sends_value(press(presses.BEGIN, FIELD.key))
    talk.presses("Training")
    return talk


def publish(talk: Talk, definition: Definition) -> None:
    talk.services[FIELD.key] = build(definition)


def test_answers_are_kept_when_other_words_are_published(around: Surroundings) -> None:
    talk = begin(around)
    practice = Option(key="n2", name=Words(th="ซ้อม", en="Practice"))
    renamed = REASON.model_copy(update={"options": (practice, *REASON.options[1:])})
    publish(talk, FIELD.with_question(renamed))
    talk.types("พรุ่งนี้", "081-234-5678")
    assert talk.answers["n1"] == "n2"
    assert "Practice" in talk.last


def test_an_answer_that_is_offered_no_more_is_asked_again(around: Surroundings) -> None:
    talk = begin(around)
    photos = Option(key="n9", name=Words(th="ถ่ายรูป", en="Photos"))
    changed = REASON.model_copy(update={"options": (*REASON.options[1:], photos)})
    publish(talk, FIELD.with_question(changed))
    talk.types("พรุ่งนี้")
    assert "Photos" in talk.buttons
    talk.presses("Photos")
    assert talk.answers["n1"] == "n9"


def test_a_question_that_is_asked_no_more_does_not_stand_in_the_way(around: Surroundings) -> None:
    talk = begin(around)
    talk.types("พรุ่งนี้")
    publish(talk, FIELD.without_question("n5"))
    talk.types("081-234-5678")
    assert "Send the request" in talk.buttons


def test_a_new_question_is_asked_of_those_who_are_under_way(around: Surroundings) -> None:
    talk = begin(around)
    definition, (name,) = FIELD.with_names(1)
    again = FIELD.question("n6")
    assert again is not None
    added = again.model_copy(
        update={"name": name, "kind": "line", "question": Words(th="ชื่ออะไร", en="Your name?")}
    )
    publish(talk, definition.with_question(added))
    talk.types("พรุ่งนี้", "081-234-5678")
    assert "Your name?" in talk.last
