"""How official papers write numbers, days and amounts."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.desk.papers.official import (
    OfficialAmount,
    OfficialDay,
    OfficialMoment,
    breakable,
    official,
)
from services.kit.fields import Surroundings
from services.kit.text import ENGLISH, Language
from tests.papers.examples import thai

THAI = Language("th")


@pytest.mark.parametrize(
    ("written", "on_paper"),
    [
        ("ภายใน 15 วัน", "ภายใน ๑๕ วัน"),
        ("เลขที่เรื่อง K7M-2Q4-XW9 วันที่ 3", "เลขที่เรื่อง K7M-2Q4-XW9 วันที่ ๓"),
        ("https://desk.example/track/1 ข้อ 2", "https://desk.example/track/1 ข้อ ๒"),
        ("", ""),
    ],
)
def test_the_office_writes_thai_digits_but_what_is_typed_again_stays(
    written: str, on_paper: str
) -> None:
    assert official(written, THAI) == on_paper


def test_an_english_paper_keeps_its_digits() -> None:
    assert official("within 15 days", ENGLISH) == "within 15 days"


def test_a_day_is_written_in_full_with_its_buddhist_year(around: Surroundings) -> None:
    day = OfficialDay(date(2026, 11, 23))
    assert day.render(thai(around)) == "23 พฤศจิกายน พ.ศ. 2569"
    assert day.render() == "23 November 2026"


def test_a_moment_is_told_in_thai_time(around: Surroundings) -> None:
    moment = OfficialMoment(datetime(2026, 12, 31, 17, 5, tzinfo=UTC))
    assert moment.render(thai(around)) == "1 มกราคม พ.ศ. 2570 เวลา 00.05 น."
    assert moment.render() == "1 January 2027, 00:05"


def test_an_amount_shows_its_satang(around: Surroundings) -> None:
    assert OfficialAmount(Decimal("1234.5")).render(thai(around)) == "๑,๒๓๔.๕๐"


@given(some.text())
def test_breaking_long_words_loses_no_letter(text: str) -> None:
    assert breakable(text).replace("\u200b", "") == text.replace("\u200b", "")


@pytest.mark.parametrize("long_word", ["ก" * 500, "a" * 500, "1-" * 300])
def test_no_run_is_too_long_for_a_line(long_word: str) -> None:
    assert max(len(piece) for piece in breakable(long_word).split("\u200b")) <= 30
