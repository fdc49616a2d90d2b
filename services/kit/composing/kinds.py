"""The kinds of question an office may use in a service of its own, and how each is built."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.kit.composing.definition import Question
from services.kit.fields import Field
from services.kit.questions import (
    BankAccount,
    Choice,
    Consent,
    Count,
    Date,
    DayWish,
    Document,
    House,
    Line,
    Money,
    NationalId,
    Number,
    Paragraph,
    Phone,
    Photo,
    Place,
    Several,
)
from services.kit.text import Text, _

Common = Mapping[str, Any]
"""What every kind takes: `hint`, `required`, `only_if`, `personal`, `private`."""
Build = Callable[[Question, Text, Common], Field]

MOST_AHEAD = 60
"""Days. Nobody knows today whether a crew is free in three months."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind is called, and which further things its form asks for."""

    name: Text
    build: Build
    options: bool = False
    bounds: Text | None = None
    """What `least` and `most` mean; none when there are no bounds."""
    unit: bool = False
    sealable: bool = True
    """Whether the answer may be private; files and places may not, nor what rules look at."""
    always_private: bool = False


def _choice(asked: Question, question: Text, common: Common) -> Field:
    return Choice(asked.name, question, choices=_labels(asked), **common)


def _several(asked: Question, question: Text, common: Common) -> Field:
    least = 1 if asked.required else 0
    return Several(asked.name, question, choices=_labels(asked), least=least, **common)


def _line(asked: Question, question: Text, common: Common) -> Field:
    return Line(asked.name, question, longest=asked.most or 200, **common)


def _paragraph(asked: Question, question: Text, common: Common) -> Field:
    return Paragraph(asked.name, question, longest=asked.most or 1000, **common)


def _count(asked: Question, question: Text, common: Common) -> Field:
    least, most = asked.least or 1, asked.most or 100
    return Count(asked.name, question, least=least, most=most, **common)


def _number(asked: Question, question: Text, common: Common) -> Field:
    unit = asked.unit.said if asked.unit else None
    least, most = asked.least or 0, asked.most or 1_000_000
    return Number(asked.name, question, least=least, most=most, unit=unit, decimals=2, **common)


def _past_day(asked: Question, question: Text, common: Common) -> Field:
    return Date(asked.name, question, latest=lambda today: today, **common)


def _coming_day(asked: Question, question: Text, common: Common) -> Field:
    ahead = (asked.least or 1, asked.most or 14)
    return DayWish(asked.name, question, days_ahead=ahead, **common)


def _plainly(kind: type[Field]) -> Build:
    def build(asked: Question, question: Text, common: Common) -> Field:
        return kind(asked.name, question, **common)

    return build


def _labels(asked: Question) -> dict[str, Text]:
    return {option.key: option.name.said for option in asked.options}


KINDS: Mapping[str, Kind] = {
    "choice": Kind(_("Choose one answer"), _choice, options=True, sealable=False),
    "several": Kind(_("Choose one or more answers"), _several, options=True, sealable=False),
    "line": Kind(_("A few words"), _line, bounds=_("Letters, at most")),
    "paragraph": Kind(_("A longer text"), _paragraph, bounds=_("Letters, at most")),
    "count": Kind(_("How many"), _count, bounds=_("From … to …"), sealable=False),
    "number": Kind(
        _("A number with a unit"), _number, bounds=_("From … to …"), unit=True, sealable=False
    ),
    "money": Kind(_("An amount in baht"), _plainly(Money), sealable=False),
    "past-day": Kind(_("A day that was (birthday, event)"), _past_day),
    "coming-day": Kind(
        _("A day to come, on which the office works"),
        _coming_day,
        bounds=_("Days from today, from … to …"),
        sealable=False,
    ),
    "phone": Kind(_("A telephone number"), _plainly(Phone)),
    "house": Kind(_("House number and village"), _plainly(House), sealable=False),
    "place": Kind(_("A place: a pin or words"), _plainly(Place), sealable=False),
    "photo": Kind(_("Photos"), _plainly(Photo), sealable=False),
    "document": Kind(_("Documents: photos or PDF"), _plainly(Document), sealable=False),
    "consent": Kind(_("A consent: a box to tick"), _plainly(Consent), sealable=False),
    "national-id": Kind(_("Identity number, private"), _plainly(NationalId), always_private=True),
    "bank": Kind(_("Bank account, private"), _plainly(BankAccount), always_private=True),
}
