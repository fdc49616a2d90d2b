"""Leaving, or being allowed less: nothing acts any more on a right that is gone."""

from uuid import UUID

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import (
    Case,
    CasePresence,
    DataRequest,
    OfficeSetting,
    SavedFilter,
    Staff,
)
from models.vocabulary import CaseAction, DataWish, SettingState
from services.desk import saved_filters, staff_changes
from services.desk.actor import Actor
from services.desk.announcing import approving, editing
from services.desk.leaving import leave
from services.desk.residents import erasing, requests
from services.desk.staff_changes import Wanted
from services.kit.errors import NotFound, NotPossible
from tests.announcing.people import FLOOD, WATER, approved, standing, urgent
from tests.desk.people import act, audited, hire, last_entry, now, texts


async def let_go(desk: Desk, staff: Staff) -> None:
    async with desk.work() as work:
        await leave(work, staff.id)


async def become(desk: Desk, staff: Staff, role: str, department: str | None) -> None:
    async with desk.work() as work:
        somebody = await work.session.get_one(Staff, staff.id)
        wanted = Wanted(role, department)
        await staff_changes.carry_out(work, somebody, wanted, "admin", "console")


@pytest.fixture
async def writer(desk: Desk) -> Staff:
    await hire(desk, "Nida", "admin", None)
    return await hire(desk, "Malee", "admin", None)


@pytest.fixture
async def approver(desk: Desk) -> Staff:
    return await hire(desk, "Prayut", "executive", None)


async def state_of(desk: Desk, announcement_id: UUID) -> tuple[str, UUID | None]:
    found = await standing(desk, announcement_id)
    return found.state, found.approved_by


async def test_what_a_leaver_planned_is_a_draft_again(
    desk: Desk, writer: Staff, approver: Staff
) -> None:
    planned = await approved(desk, writer, approver)
    async with desk.work() as work:
        waiting = await editing.begin_draft(work, writer, WATER)
        await approving.submit(work, waiting.id, writer, 1)
    await let_go(desk, writer)
    assert await state_of(desk, planned) == ("draft", None)
    assert await state_of(desk, waiting.id) == ("draft", None)
    done = [one.actor for one in await audited(desk) if one.action == "announcement_send_back"]
    assert done == ["desk", "desk"]


async def test_a_colleague_hands_in_what_a_leaver_wrote(
    desk: Desk, writer: Staff, approver: Staff
) -> None:
    planned = await approved(desk, writer, approver)
    await let_go(desk, writer)
    other = await hire(desk, "Somchai", "admin", None)
    async with desk.work() as work:
        await approving.submit(work, planned, other, 1)
        await approving.approve(work, planned, approver, 1)
    assert await state_of(desk, planned) == ("scheduled", approver.id)


async def test_a_warning_that_is_on_its_way_goes_on(desk: Desk, writer: Staff) -> None:
    sent = await urgent(desk, writer, FLOOD)
    await let_go(desk, writer)
    assert (await state_of(desk, sent))[0] == "scheduled"


@pytest.mark.parametrize("role", ["", "officer"])
async def test_what_only_they_approved_waits_for_somebody_else(
    desk: Desk, writer: Staff, approver: Staff, role: str
) -> None:
    await hire(desk, "Boss", "executive", None, "Uboss")
    planned = await approved(desk, writer, approver)
    before = len(await texts(desk, "Uboss"))
    if role:
        await become(desk, approver, role, "works")
    else:
        await let_go(desk, approver)
    assert await state_of(desk, planned) == ("waiting_for_approval", None)
    assert len(await texts(desk, "Uboss")) == before + 1


async def test_a_proposed_payee_and_a_proposed_erasing_are_withdrawn(
    desk: Desk, writer: Staff, case: Case
) -> None:
    async with desk.work() as work:
        work.session.add(
            OfficeSetting(
                key="payee", value={}, state=SettingState.PROPOSED, staff_id=writer.id, at=work.now
            )
        )
        asked = await requests.ask(work, case.resident_id, DataWish.ERASE, "line")
        await erasing.propose(work, asked.id, writer)
    await let_go(desk, writer)
    async with desk.database.reading() as session:
        setting = (await session.exec(select(OfficeSetting))).one()
        request = (await session.exec(select(DataRequest))).one()
    assert (setting.state, setting.decided_by) == (SettingState.DECLINED, None)
    assert (request.proposed_by, request.done_at) == (None, None)
    kanya = await hire(desk, "Kanya", "admin", None)
    async with desk.work() as work:
        with pytest.raises(NotPossible):
            await erasing.erase(work, request.id, kanya)


@pytest.mark.parametrize(
    ("role", "department", "stays"),
    [
        ("officer", "health", False),
        ("counter", "works", False),
        ("auditor", None, False),
        ("head", "works", True),
        ("officer", None, True),
    ],
)
async def test_cases_stay_only_with_whoever_may_work_on_them(
    desk: Desk, case: Case, officer: Staff, role: str, department: str | None, stays: bool
) -> None:
    await act(desk, case, CaseAction.ACCEPT, officer)
    await become(desk, officer, role, department)
    assert ((await now(desk, case)).assignee_id == officer.id) is stays
    assert ((await last_entry(desk, case)).action == CaseAction.ASSIGN) is not stays


async def test_own_lists_go_with_their_owner_and_shared_ones_may_be_removed(
    desk: Desk, officer: Staff
) -> None:
    colleague = await hire(desk, "Somchai")
    async with desk.work() as work:
        for name, shared in (("mine", False), ("ours", True)):
            await saved_filters.save(
                work, officer, name, "group=open", shared=shared, opens_first=False
            )
    [ours] = await lists(desk, colleague)
    async with desk.work() as work:
        with pytest.raises(NotFound):
            await saved_filters.remove(work, colleague, ours.id)
    await let_go(desk, officer)
    async with desk.database.reading() as session:
        assert [one.name for one in await session.exec(select(SavedFilter))] == ["ours"]
    async with desk.work() as work:
        await saved_filters.remove(work, colleague, ours.id)
    assert await lists(desk, colleague) == []


async def lists(desk: Desk, staff: Staff) -> list[SavedFilter]:
    async with desk.database.reading() as session:
        return list(await saved_filters.filters_for(session, staff))


async def test_nobody_waits_for_a_leaver_at_an_open_case(
    desk: Desk, case: Case, officer: Staff, resident: Actor
) -> None:
    async with desk.work() as work:
        work.session.add(CasePresence(case_id=case.id, staff_id=officer.id))
    await let_go(desk, officer)
    async with desk.database.reading() as session:
        assert (await session.exec(select(CasePresence))).all() == []
