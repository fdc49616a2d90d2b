"""Whose turn it is on a day, and what a crew reads of a case."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from models import Case
from models.columns import new_id
from services.catalogue import all_services
from services.desk.rounds.errands import Errand, errand_of
from services.desk.rounds.proposing import in_turn, proposed
from services.kit.fields import Surroundings
from services.kit.service import Service
from tests.rounds.crew import ANSWERS, FRIDAY, TUESDAY, WELLS

VISITED = [service for service in all_services().values() if service.site_visit]


def errand(around: Surroundings, filed: int = 0, **answers: Any) -> Errand:
    case = Case(
        reference=f"CASE{filed}", service_key=WELLS.key, department="works",
        answers=ANSWERS | answers, resident_id=new_id(), channel="line", chat="U1",
        filed_at=datetime(2026, 11, 20, tzinfo=UTC) + timedelta(minutes=filed), due_on=FRIDAY,
    )  # fmt: skip
    return errand_of(case, WELLS, around)


def test_who_asked_first_goes_first_and_what_cannot_wait_before(around: Surroundings) -> None:
    asked = [errand(around, 3, smell="bad"), errand(around, 2), errand(around, 1)]
    assert [one.reference for one in in_turn(asked)] == ["CASE3", "CASE1", "CASE2"]


def test_a_full_round_proposes_those_who_asked_first(around: Surroundings) -> None:
    asked = [errand(around, number) for number in (4, 1, 3, 2)]
    assert proposed(asked, TUESDAY, 2) == {"CASE1", "CASE2"}


def test_nobody_is_proposed_before_the_day_they_wished(around: Surroundings) -> None:
    asked = [errand(around, 1, day="2026-11-27"), errand(around, 2, day="2026-11-24")]
    assert proposed(asked, TUESDAY, 5) == {"CASE2"}
    assert proposed(asked, FRIDAY, 5) == {"CASE1", "CASE2"}


def test_whose_answer_is_awaited_is_not_proposed(around: Surroundings) -> None:
    asked = [replace(errand(around, 1), status="waiting_for_resident"), errand(around, 2)]
    assert proposed(asked, TUESDAY, 5) == {"CASE2"}


def test_a_promise_that_will_have_passed_is_noticed(around: Surroundings) -> None:
    late = [errand(around).too_late(day) for day in (FRIDAY, FRIDAY + timedelta(days=1))]
    assert late == [False, True]


def test_a_crew_reads_where_how_much_and_when(around: Surroundings) -> None:
    one = errand(around, house={"number": "45/1", "village": 3}, day="2026-11-24", photo=["x"])
    shown = [words.render() for words in one.where]
    assert shown == ["House 45/1, Moo 3 Middle Village", "behind the temple, Moo 2"]
    assert (one.amount and one.amount.render(), one.wished) == ("A little", date(2026, 11, 24))
    assert (one.has_photo, one.phone) == (True, "0812345678")


@pytest.mark.parametrize(
    ("words", "village"),
    [
        ("หน้าบ้าน 45/1 หมู่ 3", 3),
        ("ข้างวัด ม.๒", 2),
        ("in front of 45/1 Moo 1", 1),
        ("หมู่ 99 ไกลมาก", None),
        ("ใต้ต้นมะขาม", None),
    ],
)
def test_the_village_is_read_from_the_words_for_the_place(
    around: Surroundings, words: str, village: int | None
) -> None:
    assert errand(around, place={"words": words}).village == village


def test_a_service_that_is_gone_still_says_where(around: Surroundings) -> None:
    case = Case(
        reference="CASE", service_key="gone", department="works", answers=ANSWERS,
        resident_id=new_id(), channel="line", chat="U1", due_on=FRIDAY, latitude=15.5,
        longitude=102.4,
    )  # fmt: skip
    one = errand_of(case, None, around)
    assert [words.render() for words in one.where] == ["behind the temple, Moo 2"]
    assert one.position == (15.5, 102.4)


def test_crews_go_out_for_several_services() -> None:
    assert len(VISITED) >= 4


@pytest.mark.parametrize("service", VISITED, ids=lambda service: service.key)
def test_a_visited_service_asks_when_and_where_and_nothing_of_it_is_private(
    service: Service, around: Surroundings
) -> None:
    visit = service.site_visit
    assert visit is not None
    fields = {asked.name: asked for asked in service.fields}
    looked_at = {name for name in visit.named() if name in fields}
    assert {visit.place, visit.day, visit.phone} <= looked_at
    assert {visit.amount} - {""} <= looked_at
    assert not [name for name in looked_at if fields[name].private]
    urgent = [visit.urgent] if visit.urgent else []
    assert all(answer in fields[name].options(around) for name, answer in urgent)
