"""From data to the same `Service` as those that are written as code."""

from collections.abc import Callable
from dataclasses import dataclass

from services.kit.composing.definition import Definition, Question
from services.kit.composing.kinds import KINDS
from services.kit.fields import Answers, Field, always
from services.kit.office import Office
from services.kit.service import Paper, Service, offered_everywhere


@dataclass(frozen=True, slots=True)
class Chosen:
    """The condition of a question: one of these answers was given to an earlier one."""

    question: str
    options: frozenset[str]

    def __call__(self, answers: Answers) -> bool:
        given = answers.get(self.question)
        chosen = given if isinstance(given, list) else [given]
        return not self.options.isdisjoint(str(one) for one in chosen)


def build(definition: Definition, *, offered: bool = True) -> Service:
    """Return the service. Raises `ValueError` for a kind of question this version does not know.

    One that is not `offered` is still known by name, for the cases that were filed with it.
    """
    return Service(
        key=definition.key,
        title=definition.title.said,
        summary=definition.summary.said,
        group=definition.group,
        fields=tuple(_field(asked) for asked in definition.questions),
        department=definition.department,
        promise_days=definition.promise_days,
        next_steps=definition.next_steps.said,
        keywords=definition.keywords,
        fee=definition.fee.said if definition.fee else None,
        conditions=tuple(words.said for words in definition.conditions),
        papers=tuple(Paper(words.said) for words in definition.papers),
        laws=tuple(words.said for words in definition.laws),
        offered=offered_everywhere if offered else _offered_nowhere,
    )


def _field(asked: Question) -> Field:
    kind = KINDS.get(asked.kind)
    if kind is None:
        raise ValueError(f"unknown kind of question: {asked.kind}")
    common = {
        "hint": asked.hint.said if asked.hint else None,
        "required": asked.required,
        "only_if": _condition(asked),
        "personal": not asked.names_nobody,
        "private": kind.always_private or (asked.private and kind.sealable),
    }
    return kind.build(asked, asked.question.said, common)


def _condition(asked: Question) -> Callable[[Answers], bool]:
    if asked.removed:
        return _never
    if asked.only_if is None:
        return always
    return Chosen(asked.only_if.question, frozenset(asked.only_if.options))


def _never(_answers: Answers) -> bool:
    return False


def _offered_nowhere(_office: Office) -> bool:
    return False
