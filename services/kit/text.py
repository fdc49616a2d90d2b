"""Sentences for people, kept apart from any language until the last moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Protocol

from services.kit.eras import buddhist_year

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
"""Thailand has had one time zone and no daylight saving since 1920, so an offset is enough."""

# fmt: off
_THAI_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
                "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
_THAI_DAYS = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"]
_ENGLISH_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun",
                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_ENGLISH_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
# fmt: on


def _plural(singular: str, plural: str, count: int) -> str:
    return singular if count == 1 else plural


@dataclass(frozen=True, slots=True)
class Language:
    """One language a person may read: its code (`th`, `en`) and its catalogue of sentences."""

    code: str
    gettext: Callable[[str], str] = str
    ngettext: Callable[[str, str, int], str] = _plural


ENGLISH = Language("en")
"""The sentences as they stand in the code; catalogues are built over it in `locales`."""


class Rendered(Protocol):
    """A value inside a sentence that looks different in each language."""

    def render(self, language: Language = ENGLISH) -> str: ...


@dataclass(frozen=True, slots=True)
class Text:
    """An English sentence with named gaps; the edges put it into the reader's language."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def render(self, language: Language = ENGLISH) -> str:
        sentence = language.gettext(self.message)
        return _fill(sentence, self.values, language) if self.values else sentence


@dataclass(frozen=True, slots=True)
class Said(Text):
    """A sentence the office wrote itself, in both languages; it stands in no catalogue."""

    thai: str = ""

    def render(self, language: Language = ENGLISH) -> str:
        return self.thai if language.code == "th" else self.message


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence that differs for one and for many. The number is in the gap `{count}`."""

    singular: str
    plural: str
    count: int
    values: Mapping[str, object] = field(default_factory=dict)

    def render(self, language: Language = ENGLISH) -> str:
        sentence = language.ngettext(self.singular, self.plural, self.count)
        return _fill(sentence, {**self.values, "count": self.count}, language)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as people say it: `วันศุกร์ที่ 27 พ.ย. 2569` in Thai, `Fri 27 Nov 2026` in English."""

    value: date

    def render(self, language: Language = ENGLISH) -> str:
        weekday, month = self.value.weekday(), self.value.month - 1
        if language.code == "th":
            return (
                f"วัน{_THAI_DAYS[weekday]}ที่ {self.value.day} "
                f"{_THAI_MONTHS[month]} {buddhist_year(self.value)}"
            )
        return (
            f"{_ENGLISH_DAYS[weekday]} {self.value.day} {_ENGLISH_MONTHS[month]} {self.value.year}"
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and an hour in Thailand: `22 พ.ย. 2569 09.05 น.` or `22 Nov 2026 09:05`."""

    value: datetime

    def render(self, language: Language = ENGLISH) -> str:
        local = self.value.astimezone(BANGKOK)
        month = local.month - 1
        if language.code == "th":
            return f"{local.day} {_THAI_MONTHS[month]} {local.year + 543} {local:%H.%M} น."
        return f"{local.day} {_ENGLISH_MONTHS[month]} {local.year} {local:%H:%M}"


def _(message: str, **values: object) -> Text:
    """Mark a sentence for the translators (Babel collects every call to `_`)."""
    return Text(message, values)


def counted(singular: str, plural: str, count: int, **values: object) -> Counted:
    """Mark a sentence that differs for one and for many (Babel collects both forms)."""
    return Counted(singular, plural, count, values)


def plain(words: str) -> Text:
    """Wrap somebody's own words, which are shown as they are in every language."""
    return Text("{words}", {"words": words})


def both(first: Rendered, second: Rendered) -> Text:
    """Two complete messages shown one under the other."""
    return Text("{first}\n{second}", {"first": first, "second": second})


def _fill(sentence: str, values: Mapping[str, object], language: Language) -> str:
    return sentence.format_map({name: _shown(value, language) for name, value in values.items()})


def _shown(value: object, language: Language) -> object:
    render = getattr(value, "render", None)
    return render(language) if render else value
