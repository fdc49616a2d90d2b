"""Months and weekdays as people write them, in Thai and English, long and short."""

import re
from collections.abc import Mapping

from services.kit.text import Text, _

# fmt: off
MONTHS: tuple[Text, ...] = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
    _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)
WEEKDAYS: tuple[Text, ...] = (
    _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"),
)

_THAI_MONTHS = (
    ("มกรา", "ม.ค", "มค"), ("กุมภา", "ก.พ", "กพ"), ("มีนา", "มี.ค", "มีค"),
    ("เมษา", "เม.ย", "เมย"), ("พฤษภา", "พ.ค", "พค"), ("มิถุนา", "มิ.ย", "มิย"),
    ("กรกฎา", "กรกฏา", "ก.ค", "กค"), ("สิงหา", "ส.ค", "สค"), ("กันยา", "ก.ย", "กย"),
    ("ตุลา", "ต.ค", "ตค"), ("พฤศจิกา", "พฤษจิกา", "พ.ย", "พย"), ("ธันวา", "ธ.ค", "ธค"),
)
_ENGLISH_MONTHS = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?",
    "july?", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)
_THAI_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัส", "ศุกร์", "เสาร์", "อาทิตย์")
_ENGLISH_WEEKDAYS = (
    "mon(?:day)?", "tue(?:s(?:day)?)?", "wed(?:nesday)?", "thu(?:r(?:s(?:day)?)?)?",
    "fri(?:day)?", "sat(?:urday)?", "sun(?:day)?",
)
# fmt: on

_ENDING = r"(?:คม|ยน|พันธ์|พัน)?\.?(?![ก-ฮ])"
_END = r"(?![a-z])\.?"


def _patterns() -> Mapping[int, re.Pattern[str]]:
    names = enumerate(zip(_THAI_MONTHS, _ENGLISH_MONTHS, strict=True), start=1)
    return {
        number: re.compile(
            rf"(?:{'|'.join(map(re.escape, thai))}){_ENDING}|(?<![a-z]){english}{_END}"
        )
        for number, (thai, english) in names
    }


_MONTH_PATTERNS = _patterns()
_DAY_PATTERNS = {
    number: re.compile(rf"(?:วัน)?{thai}(?:บดี)?|(?<![a-z]){english}{_END}")
    for number, (thai, english) in enumerate(zip(_THAI_WEEKDAYS, _ENGLISH_WEEKDAYS, strict=True))
}


Found = list[tuple[int, re.Match[str]]]


def find_months(tidied: str) -> Found:
    """Return the months named in tidy words, with where they stand."""
    return _find(_MONTH_PATTERNS, tidied)


def find_weekdays(tidied: str) -> Found:
    """Return the weekdays (0 is Monday) named in tidy words, with where they stand."""
    return _find(_DAY_PATTERNS, tidied)


def _find(patterns: Mapping[int, re.Pattern[str]], tidied: str) -> Found:
    found = [
        (number, match)
        for number, pattern in patterns.items()
        for match in pattern.finditer(tidied)
    ]
    return sorted(found, key=lambda pair: pair[1].start())
