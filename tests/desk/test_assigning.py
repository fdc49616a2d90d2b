"""Who looks after a case: taking it, handing it on, giving it back, and leaving."""

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Case, ChannelAddress, Staff
from models.vocabulary import CaseAction
from services.desk import assigning, staffing
from services.desk.actor import Actor
from services.desk.assigning import Assigned
from services.desk.releasing import nobodys_cases
from services.kit.errors import InvalidAnswer, NotAllowed, NotPossible
from tests.desk.people import (
    SECRET,
    act,
    actions,
    audited,
    hire,
    last_entry,
    link_group,
    now,
    texts,
    values,
)
from tests.desk.people import said as said_to


async def assign(
    desk: Desk, case: Case, staff: Staff, to: Staff | None, seen: int | None = None
) -> Assigned:
    async with desk.work() as work:
        return await assigning.assign(work, case.reference, staff, to.id if to else None, seen)


async def hand_over(
    desk: Desk, case: Case, staff: Staff, department: str = "health", why: str = "It is a pond."
) -> Assigned:
    async with desk.work() as work:
        return await assigning.hand_over(work, case.reference, staff, department, why)


async def speak_once(desk: Desk, account: str) -> None:
    """Whoever linked an account has written to the desk from it."""
    async with desk.work() as work:
        work.session.add(ChannelAddress(channel="line", chat=account))


async def test_somebody_takes_a_case_without_a_word_to_anybody(
    desk: Desk, case: Case, officer: Staff
) -> None:
    done = await assign(desk, case, officer, officer)
    assert (done.case.assignee_id, done.case.status, done.told) == (officer.id, "received", True)
    assert await texts(desk, case.chat) == []


async def test_whoever_is_given_a_case_is_told_alone(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await link_group(desk)
    chai = await hire(desk, "Chai", account="Uchai")
    await speak_once(desk, "Uchai")
    assert (await assign(desk, case, officer, chai)).told
    [line] = await texts(desk, "Uchai")
    assert "Somsri" in line
    assert SECRET not in line
    assert await texts(desk, "Cworks") == []


async def test_it_is_said_when_nobody_can_be_told(desk: Desk, case: Case, officer: Staff) -> None:
    assert not (await assign(desk, case, officer, await hire(desk, "Chai"))).told


async def test_a_case_is_given_back_and_stays_where_it_stands(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, CaseAction.ACCEPT, officer)
    done = await assign(desk, case, officer, None)
    assert (done.case.assignee_id, done.case.status) == (None, "accepted")
    entry = await last_entry(desk, case)
    assert (entry.action, entry.for_resident, entry.staff_id) == ("assign", False, officer.id)


async def test_the_history_keeps_who_had_it(desk: Desk, case: Case, officer: Staff) -> None:
    chai = await hire(desk, "Chai")
    await act(desk, case, CaseAction.ACCEPT, officer)
    await assign(desk, case, officer, chai)
    assert (await last_entry(desk, case)).assignee_id == chai.id
    assert await actions(desk, case) == ["file", "accept", "assign"]


@pytest.mark.parametrize(("role", "department"), [("officer", "health"), ("executive", None)])
async def test_a_case_goes_only_to_somebody_who_may_work_on_it(
    desk: Desk, case: Case, officer: Staff, role: str, department: str | None
) -> None:
    other = await hire(desk, "Chai", role, department)
    with pytest.raises(InvalidAnswer):
        await assign(desk, case, officer, other)


async def test_nobody_gives_away_what_they_have_not_seen(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, CaseAction.ACCEPT, await hire(desk, "Chai"))
    with pytest.raises(NotPossible) as refusal:
        await assign(desk, case, officer, officer, seen=1)
    assert "Chai was faster" in refusal.value.explanation.render()


@pytest.mark.parametrize("role", ["counter", "executive", "auditor"])
async def test_who_may_not_assign_is_refused(desk: Desk, case: Case, role: str) -> None:
    with pytest.raises(NotAllowed):
        await assign(desk, case, await hire(desk, "Chai", role, "works"), None)
    with pytest.raises(NotAllowed):
        await hand_over(desk, case, await hire(desk, "Malee", role, "works"))


async def test_another_department_gets_the_case_its_reason_and_the_same_day(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, CaseAction.ACCEPT, officer)
    moved = (await hand_over(desk, case, officer)).case
    assert (moved.department, moved.assignee_id, moved.status) == ("health", None, "received")
    assert moved.due_on == case.due_on
    entries = await actions(desk, case)
    assert entries == ["file", "accept", "hand_over", "note"]
    reason = await last_entry(desk, case)
    assert (reason.words, reason.for_resident) == ("It is a pond.", False)


async def test_everybody_hears_of_a_move_and_nobody_the_reason(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await link_group(desk)
    await link_group(desk, "Chealth", "health")
    assert (await hand_over(desk, case, officer)).told
    for chat in (case.chat, "Cworks", "Chealth"):
        [line] = await texts(desk, chat)
        assert "pond" not in line
    [row] = await said_to(desk, "Chealth")
    assert f"s:accept:{case.reference}" in values(row)


@pytest.mark.parametrize("department", ["works", "nowhere", ""])
async def test_a_case_goes_only_to_another_department_there_is(
    desk: Desk, case: Case, officer: Staff, department: str
) -> None:
    with pytest.raises(InvalidAnswer):
        await hand_over(desk, case, officer, department)


async def test_a_move_needs_a_reason(desk: Desk, case: Case, officer: Staff) -> None:
    with pytest.raises(InvalidAnswer):
        await hand_over(desk, case, officer, why=" ")


async def test_a_closed_case_stays_where_it_is(desk: Desk, case: Case, officer: Staff) -> None:
    await act(desk, case, CaseAction.FINISH, officer)
    with pytest.raises(NotPossible):
        await hand_over(desk, case, officer)


async def test_a_waiting_question_goes_along(
    desk: Desk, case: Case, officer: Staff, resident: Actor
) -> None:
    await act(desk, case, CaseAction.ASK, officer, "Which lamp?")
    assert (await hand_over(desk, case, officer)).case.status == "waiting_for_resident"


async def test_the_open_cases_of_a_leaver_belong_to_nobody_and_are_listed(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, CaseAction.ACCEPT, officer)
    async with desk.work() as work:
        await staffing.leave(work, officer.id)
    assert (await now(desk, case)).assignee_id is None
    async with desk.database.reading() as session:
        assert [one.id for one in await nobodys_cases(session, "works")] == [case.id]
        assert await nobodys_cases(session, "health") == []


async def test_closed_cases_keep_the_name_of_a_leaver(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, CaseAction.FINISH, officer)
    async with desk.work() as work:
        await staffing.leave(work, officer.id)
    assert (await now(desk, case)).assignee_id == officer.id


async def test_every_assignment_is_audited_without_words(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await assign(desk, case, officer, officer)
    await hand_over(desk, case, officer)
    entries = [one for one in await audited(desk) if one.subject == case.reference]
    assert [(one.action, one.note) for one in entries] == [
        ("assign", ""),
        ("hand_over", "works > health"),
    ]


async def test_colleagues_are_those_who_may_work_on_it(desk: Desk, officer: Staff) -> None:
    for name, role, department in (
        ("Boss", "head", "works"),
        ("Clerk", "counter", "works"),
        ("Nurse", "officer", "health"),
    ):
        await hire(desk, name, role, department)
    async with desk.database.reading() as session:
        found = await assigning.colleagues(session, "works")
        assert len(list(await session.exec(select(Staff)))) == 4
    assert [one.name for one in found] == ["Boss", "Somsri"]
