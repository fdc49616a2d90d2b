"""The definition of a composed service: what somebody wrote in the console, as plain data.

Names of questions and keys of answers are given out once and never again, so that what residents
have answered keeps its meaning through every later version.
"""

from typing import Self

from pydantic import BaseModel, ConfigDict

from services.kit.service import Group
from services.kit.text import Said


class _Data(BaseModel):
    """Immutable; what a later version wrote and this one does not know is left aside."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Words(_Data):
    """A sentence in both languages of the office."""

    th: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.th or self.en)

    @property
    def said(self) -> Said:
        return Said(self.en, thai=self.th)


class Option(_Data):
    """One answer that can be pressed."""

    key: str
    name: Words


class Condition(_Data):
    """Ask only those who chose one of these answers to an earlier question."""

    question: str
    options: tuple[str, ...] = ()


class Question(_Data):
    """One question, of one of the kinds in `services.kit.composing.kinds`."""

    name: str
    kind: str
    question: Words = Words()
    hint: Words = Words()
    required: bool = True
    private: bool = False
    """Asked on a page only and kept sealed."""
    names_nobody: bool = False
    """May stand in a notice to a group."""
    options: tuple[Option, ...] = ()
    least: int | None = None
    most: int | None = None
    unit: Words = Words()
    only_if: Condition | None = None
    removed: bool = False
    """Asked no more; still known, for the cases in which it was answered."""


class Definition(_Data):
    """A whole service."""

    key: str
    title: Words = Words()
    summary: Words = Words()
    group: Group = Group.OFFICE
    department: str = ""
    promise_days: int = 7
    next_steps: Words = Words()
    fee: Words = Words()
    conditions: tuple[Words, ...] = ()
    papers: tuple[Words, ...] = ()
    laws: tuple[Words, ...] = ()
    keywords: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    named: int = 0
    """How many names were given out to questions and answers."""

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are asked now."""
        return tuple(one for one in self.questions if not one.removed)

    def question(self, name: str) -> Question | None:
        """Return a question that is asked now."""
        return next((one for one in self.asked if one.name == name), None)

    def with_question(self, changed: Question) -> Self:
        """Return the definition with one question changed, or added at the end."""
        if self.question(changed.name) is None:
            return self.model_copy(update={"questions": (*self.questions, changed)})
        kept = tuple(changed if one.name == changed.name else one for one in self.questions)
        return self.model_copy(update={"questions": kept})

    def without_question(self, name: str) -> Self:
        """Return the definition that asks this no more."""
        gone = self.question(name)
        return self.with_question(gone.model_copy(update={"removed": True})) if gone else self

    def moved_up(self, name: str) -> Self:
        """Return the definition with a question one place earlier."""
        order = list(self.asked)
        at = next((n for n, one in enumerate(order) if one.name == name), 0)
        if at:
            order[at - 1 : at + 1] = [order[at], order[at - 1]]
        removed = [one for one in self.questions if one.removed]
        return self.model_copy(update={"questions": (*order, *removed)})

    def with_names(self, count: int) -> tuple[Self, tuple[str, ...]]:
        """Give out names nothing in this service ever had."""
        names = tuple(f"n{self.named + number}" for number in range(1, count + 1))
        return self.model_copy(update={"named": self.named + count}), names
