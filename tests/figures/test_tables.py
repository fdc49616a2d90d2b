"""The staff's table: its columns come from the questions, and nothing in it acts or tells."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue import all_services
from services.desk.exporting import Found, Wish, headings, row
from services.kit import columns
from services.kit.fields import Stored, Surroundings
from services.kit.questions import BankAccount, Date, DayWish, House, Money, Number, Place
from services.kit.service import Service
from services.kit.text import ENGLISH, _
from tests.desk.people import LAMP
from tests.papers.examples import case_of
from web.tables import BOM, csv_text, harmless, values

SERVICES = list(all_services().values())

EVERYTHING = Service(
    key="everything",
    title=_("Everything"),
    summary=_("A question of every kind that has columns of its own."),
    group=LAMP.group,
    department="works",
    promise_days=3,
    next_steps=_("We come and look."),
    fields=(
        House("house", _("Which house is it?"), short=_("House")),
        Place("place", _("Where is it?"), short=_("Place")),
        Date("born", _("When?")),
        Date("died", _("And when?"), partial=True),
        DayWish("day", _("Which day?")),
        Number("area", _("How large?"), unit=_("square metres"), decimals=1),
        Money("value", _("What is it worth?")),
        BankAccount("account", _("Which account?")),
    ),
)
ANSWERS: Mapping[str, Stored] = {
    "house": {"number": "45/1", "village": 2},
    "place": {"latitude": 15.6, "longitude": 102.5, "words": "=behind the temple"},
    "born": "1967-02-12",
    "died": {"year": 2026, "month": 11, "day": None},
    "day": "2026-11-30",
    "area": "12.5",
    "value": "1250.50",
    "account": {"sealed": "gAAAAA-secret", "shown": "Bank xxx-x-x4567-x"},
}


def test_answers_of_several_parts_have_a_column_for_each(around: Surroundings) -> None:
    names = [name.render() for name in columns.headings(EVERYTHING, around)]
    assert names == [
        "House: house number", "House: village number", "Place: in words", "Place: latitude",
        "Place: longitude", "When?", "And when?", "Which day?", "How large? (square metres)",
        "What is it worth? (baht)", "Which account?",
    ]  # fmt: skip


def test_days_and_numbers_stay_days_and_numbers(around: Surroundings) -> None:
    found = values(columns.row(EVERYTHING, ANSWERS, around), ENGLISH)
    assert found == [
        "45/1", 2, "'=behind the temple", 15.6, 102.5, date(1967, 2, 12),
        "Nov 2026 (day not known)", date(2026, 11, 30), Decimal("12.5"), Decimal("1250.50"),
        "Bank xxx-x-x4567-x",
    ]  # fmt: skip


def test_what_was_not_asked_is_empty(around: Surroundings) -> None:
    assert set(columns.row(EVERYTHING, {}, around)) == {None}


@pytest.mark.parametrize("stored", ["1234567890", {"bank": "1", "account": "1234567890"}])
def test_an_open_answer_to_a_question_that_is_private_today_is_not_shown(
    around: Surroundings, stored: Any
) -> None:
    [cell] = [one for one in columns.row(EVERYTHING, {"account": stored}, around) if one]
    assert values([cell], ENGLISH) == ["(not shown here)"]


def test_an_answer_the_form_no_longer_understands_stands_as_it_was_kept(
    around: Surroundings,
) -> None:
    found = values(columns.row(EVERYTHING, {"house": {"number": "1", "village": 99}}, around),
                   ENGLISH)  # fmt: skip
    assert found[0] == "number: 1 · village: 99"


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.key)
def test_every_service_has_a_heading_for_every_cell(service: Service, around: Surroundings) -> None:
    names = columns.headings(service, around)
    assert len(columns.row(service, {}, around)) == len(names)
    told = [name.render() for name in names]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("code", ["th", "en"])
def test_a_case_says_whether_it_was_answered_in_time(around: Surroundings, code: str) -> None:
    wish = Wish(LAMP, date(2026, 11, 1), date(2026, 11, 30), "all", None, date(2026, 12, 30), {})
    names = [name.render() for name in headings(wish, around)]
    late = row(Found(case_of(LAMP, {})), wish, around)
    assert late[names.index("In time")] == _("late")
    assert len(late) == len(names)


@given(st.text(min_size=1))
def test_no_words_begin_like_a_formula(words: str) -> None:
    assert harmless(words).lstrip()[:1] not in {"=", "+", "-", "@"}
    assert harmless(words).endswith(words)


@pytest.mark.parametrize("words", ["=1+1", "+66", "-", "@x", "\t=1", "\r1", " =1", "＝1"])
def test_what_a_spreadsheet_would_carry_out_is_marked_as_words(words: str) -> None:
    assert harmless(words) == f"'{words}"


def test_csv_is_written_by_its_standard() -> None:
    written = csv_text([[_("a “quoted”, word"), 3, None, date(2026, 11, 30)]], ENGLISH)
    assert written == '"a “quoted”, word",3,,2026-11-30\r\n'
    assert BOM.encode() == b"\xef\xbb\xbf"
