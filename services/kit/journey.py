"""Where a resident stands in a service: worked out from the answers, never stored."""

from services.kit.fields import Answers, Field, Stored, Surroundings
from services.kit.private import fits
from services.kit.service import Service


def questions(service: Service, answers: Answers) -> list[Field]:
    """Return the questions these answers lead to, in order."""
    return [asked for asked in service.fields if asked.only_if(answers)]


def next_question(service: Service, answers: Answers) -> Field | None:
    """Return the first question without an answer, or None when it is time to review."""
    return next((q for q in questions(service, answers) if q.name not in answers), None)


def previous_question(service: Service, answers: Answers, name: str) -> Field | None:
    """Return the answered question before the one called `name`, or None at the beginning."""
    before: Field | None = None
    for asked in questions(service, answers):
        if asked.name == name:
            return before
        before = asked
    return before


def sound_answers(service: Service, answers: Answers, around: Surroundings) -> dict[str, Stored]:
    """Keep the answers that still fit the form as it is today; the form may have changed."""
    sound: dict[str, Stored] = {}
    for asked in service.fields:
        if asked.name in answers and asked.only_if(sound):
            stored = answers[asked.name]
            if fits(asked, stored, around):
                sound[asked.name] = stored
    return sound
