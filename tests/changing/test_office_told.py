"""An office is written down and read back, and its changes lie over its file."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from offices import SHIPPED, TABLES
from services.kit.dated import Dated, in_force
from services.kit.dated_told import (
    changed_table,
    leaves,
    may_be_added_to,
    row_name,
    told_row,
    with_leaves,
)
from services.kit.errors import InvalidAnswer
from services.kit.office import Named, Office, SwitchedOff, office_from, read_office, read_titles
from services.kit.office_changes import changed, changed_as_fits
from services.kit.office_checks import require_sound
from services.kit.office_told import as_toml, told_by

OFFICES = [SHIPPED, Path(__file__).parent.parent / "office.toml"]

PIN: dict[str, Any] = {"position": [15.2, 102.1]}
PAUSED = {"lamp": {"th": 'รถเสีย "คันใหญ่"', "en": 'A \\ "truck"', "until": "2026-12-31"}}
FULL: dict[str, Any] = {
    "office": {**PIN, "embed_origins": ["https://a.example.go.th"]},
    "switched_off": PAUSED,
    "holidays": {"days": ["2026-12-30"]},
    "promises": {"lamp": 9},
}


@pytest.mark.parametrize("file", OFFICES, ids=lambda file: file.stem)
def test_an_office_is_read_back_from_what_is_told_of_it(file: Path) -> None:
    office = read_office(file)
    assert office_from(told_by(office), office.tables) == office


@pytest.mark.parametrize("file", OFFICES, ids=lambda file: file.stem)
def test_the_written_file_gives_the_same_office(file: Path) -> None:
    office = changed(read_office(file), FULL)
    assert office_from(tomllib.loads(as_toml(told_by(office))), office.tables) == office


def test_a_change_lies_over_the_file_and_leaves_the_rest(office: Office) -> None:
    after = changed(office, FULL)
    assert (after.position, after.promises) == ((15.2, 102.1), {"lamp": 9})
    assert after.switched_off["lamp"].until == date(2026, 12, 31)
    assert (after.name, after.villages) == (office.name, office.villages)


def test_an_empty_payee_is_none(office: Office) -> None:
    assert office.payee is not None
    assert changed(office, {"payee": {}}).payee is None


def test_what_cannot_be_read_is_left_out_and_named(office: Office) -> None:
    wrong = {"village": [{"th": "no number"}], "table:unknown": {}, "promises": {"lamp": 9}}
    after, unread = changed_as_fits(office, wrong)
    assert (after.villages, dict(after.promises)) == (office.villages, {"lamp": 9})
    assert set(unread) == {"village", "table:unknown"}


def test_a_pause_ends_by_itself() -> None:
    pause = SwitchedOff(Named("ก", "a"), date(2026, 12, 1))
    assert [pause.on(date(2026, 12, day)) for day in (1, 2)] == [True, False]


BILLER = {"name": {"th": "ก", "en": "a"}, "biller": "099400016550100"}
LINE = {"key": "x", "letter": "Z", "name": {"th": "ก", "en": "a"}, "department": "works"}

WRONG: list[tuple[str, Any, str]] = [
    ("office", {"phone": "call me"}, "digits only"),
    ("office", {"website": "javascript:alert(1)"}, "begins with https"),
    ("office", {"embed_origins": ["https://a.example; script-src *"]}, "named like"),
    ("office", {"embed_origins": ["http://a.example"]}, "named like"),
    ("office", {"position": [100, 200]}, "Latitude"),
    ("office", {"politeness": "จ้า"}, "ค่ะ or ครับ"),
    ("office", {"name": {"th": "", "en": "Office"}}, "in Thai and in English"),
    ("village", [], "At least one village"),
    ("village", [{"number": 0, "th": "ก", "en": "a"}], "between 1 and 999"),
    ("department", [], "At least one department"),
    ("handled_by", {"lamp": "nobody"}, "no department that answers"),
    ("promises", {"lamp": 9999}, "A promise is between"),
    ("switched_off", {"lamp": {"th": "", "en": ""}}, "why the service is paused"),
    ("opening", [{"days": [0], "opens": "16:00", "closes": "08:00"}], "close before it opens"),
    ("opening", [{"days": [], "opens": "08:00", "closes": "16:00"}], "at least one day"),
    ("holidays", {"days": ["0026-01-01"]}, "Is the year right"),
    ("queue", [LINE | {"letter": "a"}], "A to Z"),
    ("queue", [LINE, LINE | {"key": "y"}], "has this letter already"),
    ("queue", [LINE | {"counters": 0}], "counters"),
    ("queue", [LINE | {"department": "nobody"}], "no department that serves"),
    ("payee", BILLER | {"biller": "12"}, "15 digits"),
    ("payee", BILLER | {"biller": "", "proxy": "12"}, "13 digits"),
    ("payee", BILLER | {"biller": ""}, "without one nobody can pay"),
]


@pytest.mark.parametrize(("section", "value", "words"), WRONG)
def test_what_is_wrong_is_refused_in_a_sentence(
    office: Office, section: str, value: Any, words: str
) -> None:
    with pytest.raises(InvalidAnswer, match=words):
        require_sound(changed(office, {section: value}), section, office)


@pytest.mark.parametrize("file", OFFICES, ids=lambda file: file.stem)
@pytest.mark.parametrize(
    "section", ["office", "village", "department", "queue", "property", "payee"]
)
def test_our_own_files_are_sound(file: Path, section: str) -> None:
    office = read_office(file)
    require_sound(office, section, office)


def test_a_department_that_a_line_needs_cannot_go(office: Office) -> None:
    rest = [row for row in told_by(office)["department"] if row["key"] != "health"]
    with pytest.raises(InvalidAnswer, match="no department that serves"):
        require_sound(changed(office, {"department": rest}), "department", office)


GRANT = Dated(date(2020, 1, 1), "a rule", values={"baht": 500, "share": Decimal("0.02")})
CUT = ("share",)


def test_an_office_confirms_a_row(office: Office) -> None:
    name, row = next(
        (name, rows[0]) for name, rows in office.tables.items() if not rows[0].confirmed
    )
    after = changed(office, {f"table:{name}": {"confirmed": [row_name(row)]}})
    assert next(one for one in after.tables[name] if row_name(one) == row_name(row)).confirmed
    assert after.tables.keys() == office.tables.keys()


def test_an_office_adds_a_row_that_holds_from_its_day_on(office: Office) -> None:
    new = with_leaves(GRANT, {CUT: Decimal("0.03")})
    told = told_row(Dated(date(2027, 1, 1), "our decision", values=new.values))
    tables = {**office.tables, "grant": (GRANT,)}
    after = changed(office_from(told_by(office), tables), {"table:grant": {"rows": [told]}})
    found = [in_force(after.tables, "grant", date(year, 6, 1)) for year in (2026, 2027)]
    assert [row.values["share"] for row in found] == [Decimal("0.02"), Decimal("0.03")]
    assert (found[1].confirmed, found[1].source) == (True, "our decision")


def test_a_row_of_few_numbers_may_be_added_to_and_a_long_one_not() -> None:
    long = Dated(date(2020, 1, 1), "a law", values={"bands": [{"age": age} for age in range(20)]})
    assert leaves(GRANT) == {("baht",): 500, CUT: Decimal("0.02")}
    assert [may_be_added_to((row,)) for row in (GRANT, long)] == [True, False]


def test_of_two_rows_of_one_day_only_the_one_that_was_meant_is_confirmed() -> None:
    rows = (GRANT, replace(GRANT, source="a rumour", active=False))
    after = changed_table(rows, {"confirmed": [row_name(GRANT)]})
    assert [(row.source, row.confirmed) for row in after] == [("a rule", True), ("a rumour", False)]


def test_every_table_has_a_name_for_people() -> None:
    names = read_titles(TABLES)
    assert names.keys() == {file.stem for file in TABLES.glob("*.toml")}
    assert all(name.th and name.en for name in names.values())
