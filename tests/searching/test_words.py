"""What a case is found by: how words are written for the search, and what never is."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from models import Case
from services.desk.searching.words import MOST_LETTERS, asked_for, folded, likeness, words_of
from services.kit.fields import Surroundings
from services.kit.questions import Line, NationalId
from services.kit.service import Group, Service
from services.kit.text import _

GRANT = Service(
    key="grant",
    title=_("Ask for a grant"),
    summary=_("Money for one month."),
    group=Group.WELFARE,
    department="works",
    promise_days=3,
    next_steps=_("We look at it."),
    fields=(
        Line("name", _("Who is it for?")),
        NationalId("person", _("Which number?"), private=True),
    ),
)


def case_with(**more: Any) -> Case:
    return Case(
        id=uuid4(), reference="K7M2Q4XW9", service_key="grant", department="works",
        resident_id=uuid4(), channel="line", chat="U1", due_on=date(2026, 12, 1),
        **({"answers": {"name": "สมชาย ใจดี"}} | more),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ถังขยะ", "ถังขยะ"),
        ("ถังขญะ", "ถังขยะ"),
        ("นํ้าไม่ไหล", "น้ำไมไหล"),
        ("K7M-2Q4", "k7m2q4"),
        ("081-234-5678", "0812345678"),
        ("081 234 5678", "๐๘๑๒๓๔๕๖๗๘"),
        ("หมู่ที่ ๓", "ม.3"),
        ("Moo 3", "หมู่3"),
    ],
)
def test_the_same_thing_is_written_in_one_way(typed: str, kept: str) -> None:
    assert folded(typed) == folded(kept)


def test_village_one_is_not_village_twelve() -> None:
    assert folded("หมู่ 1") not in folded("หมู่ 12")


def test_a_case_is_found_by_what_was_told(around: Surroundings) -> None:
    case = case_with(filed_for="ยายสี", village=2)
    words = words_of(case, GRANT, ["หลังคารั่ว"], around)
    wanted = ["สมชาย", "ยายสี", "k7m2q4xw9", "grant", "หมู่ 2", "หลังคารั่ว"]
    assert [word for word in wanted if folded(word) not in words] == []


@pytest.mark.parametrize(
    "answers",
    [
        {"person": {"sealed": "gAAAAAsecret", "shown": "•••secret"}},
        {"person": "1101700230708"},
        {"name": "เลข 1101700230708"},
        {"name": "เลข 1-1017-00230-70-8"},
        {"gone": {"sealed": "gAAAAAsecret", "shown": "•••secret"}},
    ],
)
def test_what_is_private_is_not_among_the_words(
    answers: dict[str, Any], around: Surroundings
) -> None:
    words = words_of(case_with(answers=answers), GRANT, [], around)
    assert ("secret" in words, "1017" in words, "gaaaa" in words) == (False, False, False)


def test_a_long_talk_is_found_by_its_newest_words(around: Surroundings) -> None:
    talk = ["แรกสุด", *(f"ข้อความ {number} " + "ก" * 100 for number in range(60)), "ล่าสุด"]
    words = words_of(case_with(), GRANT, talk, around)
    assert (folded("ล่าสุด") in words, folded("แรกสุด") in words) == (True, False)
    assert len(words) <= MOST_LETTERS


@pytest.mark.parametrize("typed", ["", " ", "%_", '"', "--", "ๆ" * 0])
def test_signs_alone_ask_for_nothing(typed: str) -> None:
    assert asked_for(typed).empty


def test_likeness_is_the_part_that_stands_there() -> None:
    asked = asked_for("ถังขยะหน้าวัด")
    assert likeness(asked.trigrams(), folded("ขอถังขยะหน้าวัดใหม่")) == 1.0
    assert 0 < likeness(asked.trigrams(), folded("ถังขยะหลังตลาด")) < 1
    assert likeness(asked.trigrams(), folded("ไฟดับ")) == 0.0
