"""A notice nobody acknowledges climbs rung by rung, each once, until somebody does anything."""

import asyncio
from dataclasses import replace

import pytest
from sqlmodel import select

from bot.climbing import keep_climbing
from bot.desk import Desk
from bot.turns import StaffAction
from models import Case, Staff
from models.vocabulary import CaseAction
from services.desk import resident_actions, staffing
from services.desk.actor import Actor
from services.desk.climbing.going_up import climb_on
from services.desk.today import numbers
from services.kit.dated import Dated
from services.kit.office import Office
from tests.climbing.office import People, a_week_of_looks, climb, heard, notice_of
from tests.conftest import Clock
from tests.desk.people import (
    SECRET,
    act,
    audited,
    file,
    line_actor,
    link_group,
    now,
    said,
    settle,
    texts,
    told,
    values,
)
from tests.stories.stage import until


async def test_it_climbs_to_the_second_officer_the_head_and_the_executive_once_each(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await link_group(desk)
    await file(desk, resident)
    await a_week_of_looks(desk, clock)
    assert await heard(desk) == {"Cworks": 1, "Umalee": 1, "Unid": 1, "Uhead": 1, "Uexecutive": 1}
    assert "หัวหน้า" in (await texts(desk, "Uhead"))[0]
    climbs = [entry.action for entry in await audited(desk) if entry.actor == "desk"]
    assert climbs == ["climb_second", "climb_head", "climb_executive"]


async def test_each_rung_is_told_after_its_own_hours(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await link_group(desk)
    await file(desk, resident)
    clock.advance(hours=3, minutes=59)
    assert await climb(desk) == 0
    clock.advance(minutes=1)
    assert await climb(desk) == 1
    assert "Uhead" not in await heard(desk)


async def test_without_a_department_chat_the_officers_are_told_at_once_in_their_own(
    desk: Desk, resident: Actor, people: People
) -> None:
    await file(desk, resident)
    await climb(desk)
    assert await heard(desk) == {"Umalee": 1, "Unid": 1}


async def test_whoever_has_no_chat_of_their_own_is_stood_for_by_the_departments_chat(
    desk: Desk, resident: Actor, lonely: Staff, clock: Clock
) -> None:
    await link_group(desk)
    await file(desk, resident)
    await a_week_of_looks(desk, clock)
    assert await heard(desk) == {"Cworks": 4}


async def test_what_reached_no_executive_is_kept_in_sight_until_somebody_looks(
    desk: Desk, resident: Actor, lonely: Staff, clock: Clock
) -> None:
    await link_group(desk)
    case = await file(desk, resident)
    for _hour in range(3):
        clock.advance(hours=1)
        await climb(desk)
    assert await unheard_cases(desk) == []
    await a_week_of_looks(desk, clock)
    assert await unheard_cases(desk) == [case.reference]
    await act(desk, case, CaseAction.ACCEPT, lonely)
    assert await unheard_cases(desk) == []


async def test_what_an_executive_heard_is_no_trouble(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await file(desk, resident)
    await a_week_of_looks(desk, clock)
    assert (await notice_of(desk, await only_case(desk))).rung == "executive"
    assert await unheard_cases(desk) == []


async def unheard_cases(desk: Desk) -> list[str]:
    async with desk.database.reading() as session:
        return [one.reference for one in await numbers.unheard(session, None)]


async def only_case(desk: Desk) -> Case:
    async with desk.database.reading() as session:
        return (await session.exec(select(Case))).one()


async def test_when_nobody_at_all_can_be_told_it_is_known(
    desk: Desk, resident: Actor, lonely: Staff
) -> None:
    case = await file(desk, resident)
    await climb(desk)
    assert (await notice_of(desk, case)).unheard_at is not None


async def test_what_climbs_says_nothing_of_the_resident(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await link_group(desk)
    await file(desk, resident)
    await a_week_of_looks(desk, clock)
    rows = [row for chat in ("Unid", "Uhead", "Uexecutive") for row in await said(desk, chat)]
    shown = " ".join(str(row.messages) for row in rows)
    assert [one for one in (SECRET, "45/1", "Uresident") if one in shown] == []


@pytest.mark.parametrize(
    "action", [CaseAction.ACCEPT, CaseAction.NOTE, CaseAction.REPLY, CaseAction.FINISH]
)
async def test_anything_staff_do_ends_the_climbing(
    desk: Desk, resident: Actor, people: People, clock: Clock, action: CaseAction
) -> None:
    case = await file(desk, resident)
    await act(desk, case, action, people.malee, "words")
    before = await heard(desk)
    await a_week_of_looks(desk, clock)
    assert await heard(desk) == before


async def test_a_withdrawn_case_climbs_no_further(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await link_group(desk)
    case = await file(desk, resident)
    async with desk.work() as work:
        await resident_actions.withdraw(work, case.reference, resident)
    await a_week_of_looks(desk, clock)
    assert await heard(desk) == {"Cworks": 2}


async def test_the_button_under_it_ends_the_climbing_and_is_recorded(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await link_group(desk)
    case = await file(desk, resident)
    clock.advance(hours=4)
    await climb(desk)
    [row] = await said(desk, "Unid")
    assert values(row)[0] == f"s:seen:{case.reference}"
    nid = line_actor("Unid", None)
    assert "Nobody else is told" in await told(desk, StaffAction("seen", case.reference), nid)
    assert "already seen" in await told(desk, StaffAction("seen", case.reference), nid)
    await a_week_of_looks(desk, clock)
    assert "Uhead" not in await heard(desk)
    last = (await audited(desk))[-1]
    assert (last.actor, last.action, last.subject) == (str(people.nid.id), "seen", case.reference)


async def test_an_officer_of_another_department_cannot_silence_it(
    desk: Desk, resident: Actor, people: People
) -> None:
    case = await file(desk, resident)
    async with desk.work() as work:
        other = await staffing.add_staff(work, "Chai", "officer", "health")
        await staffing.link_identity(work, other.id, "line", "Uchai")
    await told(desk, StaffAction("seen", case.reference), line_actor("Uchai", None))
    assert (await notice_of(desk, case)).acknowledged_at is None


async def test_what_a_resident_writes_climbs_anew_and_again_only_once(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await link_group(desk)
    case = await file(desk, resident)
    await act(desk, case, CaseAction.ACCEPT, people.malee)
    for words in ("hello?", "anybody?"):
        async with desk.work() as work:
            await resident_actions.write(work, case.reference, resident, words)
    assert (await now(desk, case)).unread_since == clock.now
    await a_week_of_looks(desk, clock)
    assert await heard(desk) == {"Cworks": 4, "Unid": 1, "Uhead": 1, "Uexecutive": 1}


async def test_several_cases_are_one_message_with_a_button_each(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await link_group(desk)
    cases = [await file(desk, resident) for _number in range(10)]
    clock.advance(hours=4)
    assert await climb(desk) == 10
    [row] = await said(desk, "Unid")
    assert len(values(row)) == 9
    assert values(row)[0] == f"s:details:{cases[0].reference}"
    assert "อีก 2 เรื่อง" in str(row.messages[0]["text"])


async def test_two_processes_that_look_at_the_same_moment_tell_once(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await link_group(desk)
    await file(desk, resident)
    clock.advance(hours=4)
    assert sorted(await asyncio.gather(*(climb(desk) for _process in range(3)))) == [0, 0, 1]
    assert len(await texts(desk, "Unid")) == 1


async def test_a_process_that_dies_before_its_commit_has_told_nobody_and_the_next_tells(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await link_group(desk)
    await file(desk, resident)
    clock.advance(hours=4)
    dying = replace(desk, clock=clock)
    with pytest.raises(RuntimeError):
        await _climb_and_die(dying)
    assert "Unid" not in await heard(desk)
    assert await climb(desk) == 1
    assert len(await texts(desk, "Unid")) == 1


async def _climb_and_die(desk: Desk) -> None:
    async with desk.work() as work:
        await climb_on(work)
        raise RuntimeError


async def test_at_night_only_danger_climbs(
    desk: Desk, people: People, clock: Clock, resident: Actor
) -> None:
    dangerous = replace(
        desk, around=replace(desk.around, office=with_danger(desk, "trouble", "sparks"))
    )
    clock.advance(hours=13)
    quiet = await file(dangerous, resident)
    danger = await file(dangerous, await settle(desk, "Uother"), trouble="sparks")
    for _look in range(2):
        await climb(dangerous)
        clock.advance(minutes=15)
    await climb(dangerous)
    assert (await notice_of(desk, danger)).rung == "head"
    assert (await notice_of(desk, quiet)).rung == ""
    assert (await notice_of(desk, quiet)).next_at is not None


def with_danger(desk: Desk, question: str, answer: str) -> Office:
    office = desk.around.office
    [row] = office.tables["climbing"]
    dangers = [{"service": "lamp", "question": question, "answers": [answer]}]
    values = {**row.values, "dangers": dangers}
    changed = Dated(row.effective_from, row.source, values=values)
    return replace(office, tables={**office.tables, "climbing": (changed,)})


async def test_the_desk_looks_by_itself(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await link_group(desk)
    await file(desk, resident)
    clock.advance(hours=4)
    closing = asyncio.Event()
    looking = asyncio.create_task(keep_climbing(desk, closing))

    async def it_was_told() -> bool:
        return "Unid" in await heard(desk)

    await until(it_was_told)
    closing.set()
    await looking
