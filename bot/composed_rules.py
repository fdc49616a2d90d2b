"""What is still wrong with a composed service: nothing is published that breaks a rule."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.rehearsing import rehearse
from bot.service_rules import broken_rules
from services.kit.composing.building import build
from services.kit.composing.definition import Definition, Question, Words
from services.kit.composing.kinds import KINDS, MOST_AHEAD
from services.kit.fields import Surroundings
from services.kit.service import Service
from services.kit.text import Text, _

MOST_QUESTIONS = 25
MOST_DAYS = 365
LEAST_OPTIONS = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to be put right, and at which question; none when it is about the whole."""

    text: Text
    question: str = ""


def problems(
    definition: Definition, others: Mapping[str, Service], around: Surroundings, now: datetime
) -> list[Problem]:
    """Return everything that stands in the way of publishing; nothing when it may be.

    `others` are all services there are or were, without this one.
    """
    found = [*_of_the_whole(definition, others, around), *_of_questions(definition)]
    return found or [Problem(text) for text in _of_the_service(definition, around, now)]


def _of_the_whole(
    definition: Definition, others: Mapping[str, Service], around: Surroundings
) -> Iterator[Problem]:
    told = {
        _("The title"): definition.title,
        _("What it is for"): definition.summary,
        _("What happens after sending"): definition.next_steps,
    }
    for name, words in told.items():
        yield from _missing(words, name, needed=True)
    extras = (definition.fee, *definition.conditions, *definition.papers, *definition.laws)
    for words in extras:
        yield from _missing(words, _("Something in the manual"))
    if definition.key in others:
        yield Problem(_("Another service has this short name already."))
    if definition.department not in around.office.departments:
        yield Problem(_("Please choose the department that answers."))
    if not 1 <= definition.promise_days <= MOST_DAYS:
        yield Problem(_("The office promises an answer within 1 to {most} days.", most=MOST_DAYS))
    if not 1 <= len(definition.asked) <= MOST_QUESTIONS:
        yield Problem(_("A service asks 1 to {most} questions.", most=MOST_QUESTIONS))
    yield from _taken_words(definition, others)


def _taken_words(definition: Definition, others: Mapping[str, Service]) -> Iterator[Problem]:
    """A word that begins two services would begin neither."""
    heard = {word: service for service in others.values() for word in service.keywords}
    for word in definition.keywords:
        if word in heard:
            yield Problem(
                _("“{word}” leads to another service: {service}.", word=word,
                  service=heard[word].title)
            )  # fmt: skip


def _of_questions(definition: Definition) -> Iterator[Problem]:
    earlier: dict[str, Question] = {}
    for asked in definition.asked:
        for text in _of_one(asked, earlier):
            yield Problem(text.text, asked.name)
        earlier[asked.name] = asked


def _of_one(asked: Question, earlier: Mapping[str, Question]) -> Iterator[Problem]:
    kind = KINDS.get(asked.kind)
    if kind is None:
        yield Problem(_("This kind of question is not known."))
        return
    yield from _missing(asked.question, _("The question"), needed=True)
    yield from _missing(asked.hint, _("The hint"))
    if kind.unit:
        yield from _missing(asked.unit, _("The unit"))
    if kind.options:
        yield from _of_options(asked)
    if kind.bounds and not _are_sane(asked):
        yield Problem(_("The smallest and the largest do not fit together."))
    if asked.only_if and not _holds(asked, earlier):
        yield Problem(
            _("It is asked only after an answer that nobody can give: look at “Ask only if”.")
        )


def _of_options(asked: Question) -> Iterator[Problem]:
    if len(asked.options) < LEAST_OPTIONS:
        yield Problem(_("Please give at least two answers to choose from."))
    for option in asked.options:
        yield from _missing(option.name, _("An answer"), needed=True)
    for names in ([one.name.th for one in asked.options], [one.name.en for one in asked.options]):
        if len(set(names)) < len(names):
            yield Problem(_("Two answers have the same words."))
            return


def _are_sane(asked: Question) -> bool:
    least, most = asked.least, asked.most
    if least is not None and most is not None and least > most:
        return False
    if asked.kind == "coming-day":
        return (most or 1) <= MOST_AHEAD and (least or 0) >= 0
    return (least or 0) >= 0 and (most is None or most > 0)


def _holds(asked: Question, earlier: Mapping[str, Question]) -> bool:
    """Say whether the condition looks at answers that can have been given."""
    condition = asked.only_if
    before = earlier.get(condition.question) if condition else None
    if condition is None or before is None:
        return False
    keys = {option.key for option in before.options}
    return bool(condition.options) and set(condition.options) <= keys


def _missing(words: Words, what: Text, *, needed: bool = False) -> Iterator[Problem]:
    """Find what stands in one language only, or in none, and Thai without a Thai letter."""
    if not words and not needed:
        return
    if not words.th.strip():
        yield Problem(_("{what} is missing in Thai.", what=what))
    elif not re.search("[ก-๙]", words.th):
        yield Problem(_("{what} has no Thai letter where Thai belongs.", what=what))
    if not words.en.strip():
        yield Problem(_("{what} is missing in English.", what=what))


def _of_the_service(definition: Definition, around: Surroundings, now: datetime) -> Iterator[Text]:
    """Hold it against the rules of every service, and fill it in from beginning to end."""
    service = build(definition)
    broken = broken_rules(service, around)
    yield from broken
    if not broken and rehearse(service, around, now) is None:
        yield _("Filled in with examples from beginning to end, nothing could be sent.")
