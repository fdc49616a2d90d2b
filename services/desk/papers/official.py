"""How official papers write: Thai digits, whole names of months, years of the Buddhist Era."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from services.kit.eras import buddhist_year
from services.kit.money import rounded
from services.kit.text import BANGKOK, ENGLISH, Language, Rendered

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
WESTERN_DIGITS = "0123456789"

# fmt: off
_THAI_MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
                "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"]
_ENGLISH_MONTHS = ["January", "February", "March", "April", "May", "June",
                   "July", "August", "September", "October", "November", "December"]
# fmt: on

_TO_THAI = str.maketrans(WESTERN_DIGITS, THAI_DIGITS)
_WITH_LATIN = re.compile(r"\S*[A-Za-z]\S*")
"""References and addresses: whoever types them in needs them as they are."""

LONGEST_RUN = 30
_LONG_RUN = re.compile(rf"[^\s\u0e00-\u0e7f]{{{LONGEST_RUN},}}|(\S)\1{{{LONGEST_RUN - 1},}}")


def digits_of(language: Language) -> str:
    """Return the ten digits a paper in this language is written with."""
    return THAI_DIGITS if language.code == "th" else WESTERN_DIGITS


def official(text: str, language: Language) -> str:
    """Write the digits of an office's own sentence as official papers do."""
    if language.code != "th":
        return text
    pieces: list[str] = []
    at = 0
    for kept in _WITH_LATIN.finditer(text):
        pieces += [text[at : kept.start()].translate(_TO_THAI), kept[0]]
        at = kept.end()
    return "".join((*pieces, text[at:].translate(_TO_THAI)))


def breakable(text: str) -> str:
    """Let very long words break, so that nobody's words run off the paper."""
    return _LONG_RUN.sub(lambda run: _broken(run[0]), text)


def _broken(run: str) -> str:
    return "\u200b".join(run[at : at + LONGEST_RUN] for at in range(0, len(run), LONGEST_RUN))


@dataclass(frozen=True, slots=True)
class OfficialDay:
    """A date as papers have it: `23 พฤศจิกายน พ.ศ. 2569` or `23 November 2026`."""

    value: date

    def render(self, language: Language = ENGLISH) -> str:
        return f"{self.value.day} {OfficialMonth(self.value).render(language)}"


@dataclass(frozen=True, slots=True)
class OfficialMonth:
    """A month by its whole name: `พฤศจิกายน พ.ศ. 2569` or `November 2026`."""

    value: date

    def render(self, language: Language = ENGLISH) -> str:
        month = self.value.month - 1
        if language.code == "th":
            return f"{_THAI_MONTHS[month]} พ.ศ. {buddhist_year(self.value)}"
        return f"{_ENGLISH_MONTHS[month]} {self.value.year}"


@dataclass(frozen=True, slots=True)
class OfficialMoment:
    """A day and an hour in Thailand: `23 พฤศจิกายน พ.ศ. 2569 เวลา 09.05 น.`."""

    value: datetime

    def render(self, language: Language = ENGLISH) -> str:
        local = self.value.astimezone(BANGKOK)
        day = OfficialDay(local.date()).render(language)
        return f"{day} เวลา {local:%H.%M} น." if language.code == "th" else f"{day}, {local:%H:%M}"


@dataclass(frozen=True, slots=True)
class OfficialAmount:
    """An amount as a receipt has it: `1,234.50`, with the digits of the language."""

    value: Decimal

    def render(self, language: Language = ENGLISH) -> str:
        return official(f"{rounded(self.value):,.2f}", language)


@dataclass(frozen=True, slots=True)
class AsWritten:
    """Somebody's own words, a name or a number that stands on a paper exactly as it was given."""

    inside: Rendered

    def render(self, language: Language = ENGLISH) -> str:
        return self.inside.render(language)
