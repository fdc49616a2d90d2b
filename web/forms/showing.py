"""Showing a form: its questions as the templates read them, whoever fills it in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from services.kit.banks import BANKS
from services.kit.fields import Answers, Field, Stored, Surroundings
from services.kit.months import MONTHS
from services.kit.private import SEALED, SHOWN, is_sealed
from services.kit.questions import (
    BankAccount,
    Date,
    DayWish,
    House,
    Items,
    Money,
    Number,
    Several,
)
from services.kit.questions.house import VillageLabel
from services.kit.text import Day, Rendered, _, plain
from web.forms.reading import KEEP_SEALED, Files, Submitted
from web.forms.uploads import KeptFile

LONGEST_LIST = 62
"""Days. A longer list is slower to look through than a date is typed."""

WHOLE = ""
"""The part of a question that has only one input."""


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question as it stands on the page."""

    asked: Field
    around: Surroundings
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What stands in its inputs, by part."""
    mistake: Rendered | None = None
    files: tuple[KeptFile, ...] = ()
    sealed: str = ""
    """A private answer given before, as a token."""
    mask: str = ""
    fresh: bool = False

    @property
    def name(self) -> str:
        return self.asked.name

    @property
    def face(self) -> str:
        return f"faces/{self.asked.face}.html"

    @property
    def grouped(self) -> bool:
        """Say whether it has several inputs, which belong together under one heading."""
        return self.asked.face in _GROUPED

    @property
    def first_input(self) -> str:
        """The id of the input that a mistake leads to."""
        return f"q-{self.name}"

    def value(self, part: str = WHOLE) -> str:
        """Return what stands in an input."""
        return (self.values.get(part) or ("",))[-1]

    def chosen(self, value: str) -> bool:
        """Say whether a box is ticked."""
        return value in self.values.get(WHOLE, ())

    @property
    def options(self) -> Mapping[str, Rendered]:
        """What may be chosen: value to label."""
        office = self.around.office
        match self.asked:
            case House():
                return {str(n): VillageLabel(one) for n, one in office.villages.items()}
            case Several():
                return self.asked.choices
            case Items():
                return self.asked.choices(office)
            case _:
                return self.asked.options(self.around)

    @property
    def banks(self) -> Mapping[str, Rendered]:
        """The banks an account may be at."""
        return BANKS if isinstance(self.asked, BankAccount) else {}

    @property
    def most_of(self) -> Mapping[str, int]:
        """How many of each item there are."""
        return self.asked.most(self.around.office) if isinstance(self.asked, Items) else {}

    @property
    def months(self) -> Mapping[str, Rendered]:
        return {str(number): name for number, name in enumerate(MONTHS, start=1)}

    @property
    def next_days(self) -> Mapping[str, Rendered]:
        """Days to choose from, for a wished day; none where there are too many for a list."""
        if not isinstance(self.asked, DayWish) or self.asked.days_ahead[1] > LONGEST_LIST:
            return {}
        first, last = self.asked.days_ahead
        days = (self.around.day + timedelta(days=ahead) for ahead in range(first, last + 1))
        return {
            day.isoformat(): Day(day)
            for day in days
            if self.asked.accepts(day.isoformat(), self.around)
        }

    @property
    def partial(self) -> bool:
        """Say whether day or month may be left out."""
        return isinstance(self.asked, Date) and self.asked.partial

    @property
    def unit(self) -> Rendered:
        if isinstance(self.asked, Money):
            return _("baht")
        unit = self.asked.unit if isinstance(self.asked, Number | Money) else None
        return unit or plain("")


_GROUPED = frozenset(("radio", "checks", "date", "house", "place", "bank", "items", "consent"))


@dataclass(frozen=True, slots=True)
class ShownForm:
    """The questions of a page, and what is wrong with them."""

    questions: tuple[ShownQuestion, ...]

    @property
    def mistaken(self) -> tuple[ShownQuestion, ...]:
        return tuple(one for one in self.questions if one.mistake is not None)


def show_form(
    fields: Iterable[Field], around: Surroundings, submitted: Submitted, *, quietly: bool = False
) -> ShownForm:
    """Put the questions on a page as they were typed; `quietly` without a word on mistakes."""
    return ShownForm(tuple(_typed(asked, around, submitted, quietly) for asked in fields))


def first_form(
    fields: Iterable[Field], around: Surroundings, answers: Answers, files: Files | None = None
) -> ShownForm:
    """Put the questions on a page with the answers and files given before, if any."""
    kept = files or {}
    return ShownForm(
        tuple(
            _answered(asked, around, answers.get(asked.name), kept.get(asked.name, ()))
            for asked in fields
        )
    )


def _answered(
    asked: Field, around: Surroundings, stored: Stored, files: tuple[KeptFile, ...]
) -> ShownQuestion:
    if asked.face == "files":
        return ShownQuestion(asked, around, files=files)
    if isinstance(stored, Mapping) and is_sealed(stored):
        return ShownQuestion(asked, around, {}, None, (), str(stored[SEALED]), str(stored[SHOWN]))
    if stored is None or asked.private:
        return ShownQuestion(asked, around)
    parts = asked.parts(stored)
    values = {part: _several(asked, part, value) for part, value in parts.items()}
    if isinstance(asked, DayWish):
        values[WHOLE] = (str(stored),)
    return ShownQuestion(asked, around, values)


def _typed(
    asked: Field, around: Surroundings, submitted: Submitted, quietly: bool
) -> ShownQuestion:
    sealed, mask = "", ""
    stored = submitted.answers.get(asked.name)
    values: dict[str, tuple[str, ...]] = {}
    if isinstance(stored, Mapping) and is_sealed(stored):
        sealed, mask = str(stored[SEALED]), str(stored[SHOWN])
    else:
        typed = submitted.typed
        parts = typed.below(asked.name)
        parts.pop(KEEP_SEALED, None)
        values = {part: (value,) for part, value in parts.items()}
        values[WHOLE] = typed.all(asked.name)
    return ShownQuestion(
        asked,
        around,
        values,
        _mistake(asked, submitted, quietly),
        submitted.files.get(asked.name, ()),
        sealed,
        mask,
        asked.name in submitted.fresh,
    )


def _mistake(asked: Field, submitted: Submitted, quietly: bool) -> Rendered | None:
    if quietly and asked.name not in submitted.refused:
        return None
    return submitted.mistakes.get(asked.name)


def _several(asked: Field, part: str, value: str) -> tuple[str, ...]:
    return tuple(value.split(",")) if asked.face == "checks" and part == WHOLE else (value,)
