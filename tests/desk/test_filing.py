"""Filing a case."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Attachment, Case
from services.desk import attachments
from services.desk.actor import Actor
from services.desk.filing import file_case
from services.kit.errors import InvalidAnswer, NotAllowed, NotEligible, NotPossible
from services.kit.fields import Answers
from services.kit.office import Office
from services.kit.references import read_reference, shown
from services.kit.service import Finding
from services.kit.text import _
from tests.desk.people import (
    ANSWERS,
    LAMP,
    SECRET,
    actions,
    file,
    group_actor,
    last_entry,
    link_group,
    now,
    said,
    settle,
    texts,
    values,
)


async def test_a_filed_case_is_received_with_a_reference_and_a_promise(
    desk: Desk, resident: Actor
) -> None:
    case = await now(desk, await file(desk, resident))
    assert (case.status, case.department, case.version) == ("received", "works", 1)
    assert case.due_on == date(2026, 11, 27)
    assert read_reference(case.reference) == case.reference


async def test_village_and_place_stand_on_the_case(desk: Desk, resident: Actor) -> None:
    case = await now(desk, await file(desk, resident))
    assert (case.village, case.latitude, case.longitude) == (2, 15.6, 102.5)


async def test_a_place_in_words_has_no_degrees(desk: Desk, resident: Actor) -> None:
    case = await now(desk, await file(desk, resident, house=None, place={"words": "at the pond"}))
    assert (case.village, case.latitude) == (None, None)


@pytest.mark.parametrize(("final", "filed"), [(True, 0), (False, 1)])
async def test_what_is_only_an_answer_is_no_case_wherever_it_comes_from(
    desk: Desk, resident: Actor, final: bool, filed: int
) -> None:
    found = Finding(_("You get 600 baht a month."), final=final)
    telling = replace(LAMP, finding=lambda _answers, _today, _office: found)
    with suppress(NotPossible):
        async with desk.work() as work:
            await file_case(work, telling, ANSWERS, resident)
    async with desk.database.reading() as session:
        assert len(list(await session.exec(select(Case)))) == filed


async def test_filing_is_the_first_entry_of_the_history(desk: Desk, case: Case) -> None:
    entry = await last_entry(desk, case)
    assert (entry.action, entry.actor, entry.status) == ("file", "resident", "received")


async def test_the_department_is_told_without_anything_personal(
    desk: Desk, resident: Actor
) -> None:
    await link_group(desk)
    case = await file(desk, resident)
    [notice] = await texts(desk, "Cworks")
    assert shown(case.reference) in notice
    assert SECRET not in notice
    assert "45/1" not in notice


async def test_the_notice_has_the_buttons_of_a_new_case(desk: Desk, resident: Actor) -> None:
    await link_group(desk)
    case = await file(desk, resident)
    [row] = await said(desk, "Cworks")
    steps = [f"s:{action}:{case.reference}" for action in ("accept", "ask", "finish", "reject")]
    assert values(row) == [*steps, ""]
    assert row.messages[0]["buttons"][-1]["url"].endswith(f"/console/cases/{case.reference}")


async def test_every_chat_of_the_department_is_told_and_no_other(
    desk: Desk, resident: Actor
) -> None:
    await link_group(desk, "Cone")
    await link_group(desk, "Ctwo")
    await link_group(desk, "Chealth", "health")
    await file(desk, resident)
    told = [len(await said(desk, chat)) for chat in ("Cone", "Ctwo", "Chealth")]
    assert told == [1, 1, 0]


async def test_a_department_without_a_chat_loses_nothing(desk: Desk, resident: Actor) -> None:
    case = await file(desk, resident)
    assert (await now(desk, case)).status == "received"


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"trouble": "dark"},
        ANSWERS | {"trouble": None},
        ANSWERS | {"house": {"number": "1", "village": 99}},
        ANSWERS | {"gone": "a question of last year"},
    ],
    ids=["none", "unfinished", "skipped", "no such village", "an old question"],
)
async def test_answers_that_do_not_fit_the_form_are_not_filed(
    desk: Desk, resident: Actor, answers: Answers
) -> None:
    async with desk.work() as work:
        with pytest.raises(InvalidAnswer):
            await file_case(work, LAMP, answers, resident)
        assert (await work.session.exec(select(Case))).all() == []


async def test_the_rule_of_the_service_decides(desk: Desk, resident: Actor) -> None:
    def refuse(answers: Answers, today: date, office: Office) -> None:
        raise NotEligible(_("Thank you."))

    async with desk.work() as work:
        with pytest.raises(NotEligible):
            await file_case(work, replace(LAMP, rule=refuse), ANSWERS, resident)


async def test_nothing_is_filed_from_a_group(desk: Desk) -> None:
    async with desk.work() as work:
        with pytest.raises(NotAllowed):
            await file_case(work, LAMP, ANSWERS, group_actor("Cworks", "Uofficer"))


async def test_photos_belong_to_the_case(desk: Desk, resident: Actor) -> None:
    photo = str(uuid4())
    async with desk.work() as work:
        await attachments.keep(work, photo, resident)
    case = await file(desk, resident, photo=[photo])
    async with desk.database.reading() as session:
        kept = (await session.exec(select(Attachment))).one()
    assert kept.case_id == case.id


async def test_nobody_attaches_a_photo_of_somebody_else(desk: Desk, resident: Actor) -> None:
    other, photo = await settle(desk, "Uother"), str(uuid4())
    async with desk.work() as work:
        await attachments.keep(work, photo, other)
        with pytest.raises(InvalidAnswer):
            await file_case(work, LAMP, ANSWERS | {"photo": [photo]}, resident)


async def test_the_history_begins_with_one_entry(desk: Desk, case: Case) -> None:
    assert await actions(desk, case) == ["file"]
