"""Routing: who answers by what a case is about and where; the table of the office decides."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from bot.desk import Desk
from models import Case
from models.vocabulary import CaseAction
from services.desk.actor import Actor
from services.desk.filing import file_case
from services.desk.leaving import leave
from services.desk.routing import answering_department
from services.kit.dated import Dated
from services.kit.fields import Stored
from services.kit.office import Office
from services.kit.questions import Line, OfficeChoice, Place
from services.kit.routing import Routing, names_of
from services.kit.text import _
from tests.desk.people import LAMP, actions, hire, texts

TODAY = date(2026, 11, 23)
ROWS = [
    {"key": "dark", "th": "มืด", "en": "Dark", "department": "works", "owner": "officer"},
    {"key": "loud", "th": "เสียง", "en": "Loud", "department": "health",
     "villages": [{"numbers": [2], "department": "works"}]},
    {"key": "rude", "th": "คน", "en": "People", "department": "works", "owner": "head",
     "also": ["executive"]},
    {"key": "old", "th": "เก่า", "en": "Old", "department": "closed-long-ago"},
]  # fmt: skip
ROUTED = replace(
    LAMP,
    routing=Routing("sorts"),
    fields=(
        OfficeChoice("about", _("What is it about?"), offered=partial(names_of, "sorts")),
        Line("trouble", _("What is wrong?")),
        Place("place", _("Where is it?"), required=False),
    ),
)


@pytest.fixture
def routed(office: Office) -> Office:
    table = Dated(date(2026, 10, 1), "test", values={"categories": ROWS})
    return replace(office, tables={**office.tables, "sorts": (table,)})


@pytest.mark.parametrize(
    ("about", "words", "department"),
    [
        ("dark", "หน้าวัด", "works"),
        ("loud", "หน้าวัด", "health"),
        ("loud", "หน้าวัด หมู่ 1", "health"),
        ("loud", "หน้าวัด หมู่ 2", "works"),
        ("loud", "หน้าวัด หมู่ 99", "health"),
        ("old", "หน้าวัด", "works"),
        ("nothing", "หน้าวัด", "works"),
    ],
)
def test_the_table_says_who_answers(
    about: str, words: str, department: str, routed: Office
) -> None:
    answers: dict[str, Stored] = {"about": about, "place": {"words": words}}
    assert answering_department(ROUTED, answers, routed, TODAY) == department


def test_before_the_table_began_the_service_says_who_answers(routed: Office) -> None:
    answers: dict[str, Stored] = {"about": "loud"}
    assert answering_department(ROUTED, answers, routed, date(2026, 9, 30)) == "works"


@pytest.fixture
def desk(desk: Desk, routed: Office) -> Desk:
    around = replace(desk.around, office=routed)
    return replace(desk, around=around, services={ROUTED.key: ROUTED})


async def complain(desk: Desk, resident: Actor, about: str) -> Case:
    async with desk.work() as work:
        answers: dict[str, Stored] = {"about": about, "trouble": "since the storm", "place": None}
        return (await file_case(work, desk.services["lamp"], answers, resident)).case


async def test_a_new_case_has_an_owner_from_the_first_minute(desk: Desk, resident: Actor) -> None:
    malee = await hire(desk, "Malee", account="Umalee")
    case = await complain(desk, resident, "dark")
    assert (case.assignee_id, case.department) == (malee.id, "works")
    assert await actions(desk, case) == [CaseAction.FILE, CaseAction.ASSIGN]
    assert len(await texts(desk, "Umalee")) == 1


async def test_cases_go_to_whoever_has_the_fewest(desk: Desk, resident: Actor) -> None:
    people = [await hire(desk, name) for name in ("Malee", "Nid")]
    owners = [(await complain(desk, resident, "dark")).assignee_id for _case in range(4)]
    assert owners == [people[0].id, people[1].id] * 2


async def test_what_is_about_people_goes_to_the_head_and_the_executive_hears(
    desk: Desk, resident: Actor
) -> None:
    await hire(desk, "Malee", account="Umalee")
    head = await hire(desk, "Somsak", "head", account="Uhead")
    await hire(desk, "Wanna", "executive", None, account="Uexecutive")
    case = await complain(desk, resident, "rude")
    heard = [len(await texts(desk, chat)) for chat in ("Umalee", "Uhead", "Uexecutive")]
    assert (case.assignee_id, heard) == (head.id, [0, 1, 1])


async def test_no_notice_shows_what_was_written(desk: Desk, resident: Actor) -> None:
    await hire(desk, "Somsak", "head", account="Uhead")
    await hire(desk, "Wanna", "executive", None, account="Uexecutive")
    await complain(desk, resident, "rude")
    said = "\n".join([*await texts(desk, "Uhead"), *await texts(desk, "Uexecutive")])
    assert said
    assert "storm" not in said


async def test_without_anybody_in_the_role_it_waits_for_whoever_takes_it_on(
    desk: Desk, resident: Actor
) -> None:
    await hire(desk, "Malee", "auditor")
    case = await complain(desk, resident, "dark")
    assert case.assignee_id is None
    assert await actions(desk, case) == [CaseAction.FILE]


async def test_who_left_gets_nothing(desk: Desk, resident: Actor) -> None:
    malee = await hire(desk, "Malee")
    async with desk.work() as work:
        await leave(work, malee.id)
    assert (await complain(desk, resident, "dark")).assignee_id is None
