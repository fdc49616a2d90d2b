"""The office is changed while it runs: checked, kept, told to every process, undone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import AuditEntry, Loan, LoanItem, OfficeSetting, QueueTicket, Staff
from models.vocabulary import CaseAction, LoanState, SettingState
from services.desk.changing import departments, setting
from services.desk.changing.guards import most_at_once
from services.desk.changing.setting import UNCHANGED
from services.desk.changing.settings import holding_now, proposed
from services.desk.lending.availability import Held
from services.kit.errors import InvalidAnswer, NotAllowed, NotPossible
from services.kit.office_told import told_by
from tests.desk.people import LAMP, act, file, hire, now, settle

VILLAGES = [{"number": 7, "th": "บ้านใหม่", "en": "New Village"}]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LAMP.key: LAMP})


@pytest.fixture
async def admin(desk: Desk) -> Staff:
    await desk.keep_up()
    return await hire(desk, "Malee", "admin", None)


async def everything(desk: Desk, table: Any) -> list[Any]:
    async with desk.database.reading() as session:
        return list(await session.exec(select(table).order_by(table.id)))


async def holding(desk: Desk, key: str) -> OfficeSetting:
    async with desk.database.reading() as session:
        return (await holding_now(session))[key]


async def change(desk: Desk, staff: Staff, seen: str = UNCHANGED, **values: Any) -> None:
    async with desk.work() as work:
        await setting.change(work, staff, values, dict.fromkeys(values, seen))


async def test_a_change_holds_at_once_here_and_soon_in_another_process(
    desk: Desk, admin: Staff
) -> None:
    other = replace(desk)
    await other.keep_up()
    await change(desk, admin, village=VILLAGES, promises={"lamp": 9})
    assert list(desk.around.office.villages) == [7]
    assert list(other.around.office.villages) == [1, 2, 3]
    await other.keep_up()
    assert other.around.office == desk.around.office
    assert other.around.office.promises == {"lamp": 9}


async def test_who_changed_what_is_in_the_audit_log(desk: Desk, admin: Staff) -> None:
    await change(desk, admin, village=VILLAGES)
    entry = (await everything(desk, AuditEntry))[-1]
    told = (entry.actor, entry.action, entry.subject, entry.outcome, entry.channel)
    assert told == (str(admin.id), "change_office", "village", "done", "console")


async def test_nothing_of_a_refused_change_is_kept(desk: Desk, admin: Staff) -> None:
    with pytest.raises(InvalidAnswer, match="At least one village"):
        await change(desk, admin, village=[])
    with pytest.raises(InvalidAnswer, match="cannot be read"):
        await change(desk, admin, village=[{"number": 1}])
    assert await everything(desk, OfficeSetting) == []


async def test_two_who_change_the_same_never_overwrite_each_other(desk: Desk, admin: Staff) -> None:
    await change(desk, admin, village=VILLAGES)
    with pytest.raises(NotPossible, match="A colleague changed this"):
        await change(desk, admin, village=VILLAGES)


async def test_a_change_is_undone_and_the_file_holds_again(desk: Desk, admin: Staff) -> None:
    await change(desk, admin, village=VILLAGES)
    first = await holding(desk, "village")
    await change(desk, admin, str(first.id), village=[VILLAGES[0] | {"th": "ใหม่กว่า"}])
    second = await holding(desk, "village")
    async with desk.work() as work:
        await setting.undo(work, admin, desk.files.around.office, second.id)
    assert list(desk.around.office.villages) == [7]
    with pytest.raises(NotPossible, match="changed again since"):
        async with desk.work() as work:
            await setting.undo(work, admin, desk.files.around.office, first.id)


async def test_undoing_the_only_change_brings_the_file_back(desk: Desk, admin: Staff) -> None:
    await change(desk, admin, village=VILLAGES)
    async with desk.work() as work:
        row = (await holding_now(work.session))["village"]
        await setting.undo(work, admin, desk.files.around.office, row.id)
    assert desk.around.office.villages == desk.files.around.office.villages


PAYEE = {"name": {"th": "อบต.", "en": "Office"}, "biller": "099400016550199", "proxy": ""}


async def test_where_residents_pay_needs_a_second_person(desk: Desk, admin: Staff) -> None:
    before, second = desk.around.office.payee, await hire(desk, "Somchai", "executive", None)
    await change(desk, admin, payee=PAYEE)
    assert desk.around.office.payee == before
    async with desk.work() as work:
        (waiting,) = await proposed(work.session)
        with pytest.raises(NotAllowed, match="A second person"):
            await setting.decide(work, admin, waiting.id, accept=True)
    async with desk.work() as work:
        await setting.decide(work, second, waiting.id, accept=True)
    assert desk.around.office.payee is not None
    assert desk.around.office.payee.biller == "099400016550199"


async def test_an_officer_is_no_second_person_and_a_refused_payee_never_holds(
    desk: Desk, admin: Staff
) -> None:
    before, officer = desk.around.office.payee, await hire(desk)
    head = await hire(desk, "Head", "head")
    await change(desk, admin, payee=PAYEE)
    async with desk.work() as work:
        (waiting,) = await proposed(work.session)
        with pytest.raises(NotAllowed):
            await setting.decide(work, officer, waiting.id, accept=True)
    async with desk.work() as work:
        await setting.decide(work, head, waiting.id, accept=False)
    with pytest.raises(NotPossible, match="decided already"):
        async with desk.work() as work:
            await setting.decide(work, head, waiting.id, accept=True)
    assert desk.around.office.payee == before


async def test_a_newer_proposal_takes_the_place_of_an_older(desk: Desk, admin: Staff) -> None:
    await change(desk, admin, payee=PAYEE)
    await change(desk, admin, payee=PAYEE | {"biller": "099400016550177"})
    states = [row.state for row in await everything(desk, OfficeSetting)]
    assert sorted(states) == [SettingState.DECLINED, SettingState.PROPOSED]


async def test_a_paused_service_takes_nothing_new_and_its_open_cases_go_on(
    desk: Desk, admin: Staff
) -> None:
    resident, officer = await settle(desk), await hire(desk)
    case = await file(desk, resident)
    pause = {"lamp": {"th": "รถเสีย", "en": "The truck is broken", "until": "2026-11-25"}}
    await change(desk, admin, switched_off=pause)
    with pytest.raises(NotPossible, match="We cannot take this until"):
        await file(desk, resident)
    assert (await act(desk, case, CaseAction.FINISH, officer)).status == "done"


async def test_a_pause_is_over_after_its_last_day(desk: Desk, admin: Staff, clock: Any) -> None:
    resident = await settle(desk)
    pause = {"lamp": {"th": "รถเสีย", "en": "Broken", "until": "2026-11-25"}}
    await change(desk, admin, switched_off=pause)
    clock.advance(days=3)
    assert (await file(desk, resident)).reference


async def test_a_closed_department_leaves_nothing_behind(desk: Desk, admin: Staff) -> None:
    resident, officer = await settle(desk), await hire(desk)
    case = await file(desk, resident)
    assert case.department == "works"
    seen = dict.fromkeys(departments.SECTIONS, UNCHANGED)
    async with desk.work() as work:
        await departments.close(work, admin, "works", "health", seen)
    assert list(desk.around.office.departments) == ["health"]
    assert desk.around.office.handled_by["lamp"] == "health"
    assert (await now(desk, case)).department == "health"
    assert (await file(desk, resident, trouble="again")).department == "health"
    assert [row.department for row in await everything(desk, Staff) if row.id == officer.id] == [
        "health"
    ]


async def test_a_department_that_takes_over_has_to_stay(desk: Desk, admin: Staff) -> None:
    seen = dict.fromkeys(departments.SECTIONS, UNCHANGED)
    with pytest.raises(InvalidAnswer, match="takes over"):
        async with desk.work() as work:
            await departments.close(work, admin, "works", "works", seen)


async def test_other_particles_end_the_sentences(desk: Desk, admin: Staff) -> None:
    thanks = "Thank you. We have what you filled in on the page."
    assert "ค่ะ" in desk.around.languages["th"].gettext(thanks)
    await change(desk, admin, office=told_by(desk.around.office)["office"] | {"politeness": "ครับ"})
    said = desk.around.languages["th"].gettext(thanks)
    assert "ครับ" in said
    assert "ค่ะ" not in said


def test_the_busiest_day_says_how_many_must_stay() -> None:
    held = [
        Held("tent", date(2026, 12, 1), date(2026, 12, 3), 2),
        Held("tent", date(2026, 12, 3), date(2026, 12, 4), 3),
        Held("chair", date(2026, 12, 3), date(2026, 12, 3), 90),
    ]
    assert [most_at_once(key, held) for key in ("tent", "chair", "table")] == [5, 90, 0]


async def test_a_line_with_somebody_waiting_cannot_go(desk: Desk, admin: Staff) -> None:
    async with desk.work() as work:
        waiting = QueueTicket(day=work.today, letter="A", number=1, queue="general", way="door")
        work.session.add(waiting)
    left = [row for row in told_by(desk.around.office)["queue"] if row["key"] != "general"]
    with pytest.raises(NotPossible, match="Somebody is waiting"):
        await change(desk, admin, queue=left)


async def test_property_that_is_lent_cannot_go(desk: Desk, admin: Staff) -> None:
    resident = await settle(desk)
    case = await file(desk, resident)
    key = next(iter(desk.around.office.property))
    async with desk.work() as work:
        first, last = date(2026, 11, 20), date(2026, 11, 30)
        loan = Loan(case_id=case.id, first_day=first, last_day=last, state=LoanState.PICKED_UP)
        work.session.add(loan)
        await work.session.flush()
        work.session.add(LoanItem(loan_id=loan.id, property_key=key, count=3))
    rest = [row for row in told_by(desk.around.office)["property"] if row["key"] != key]
    with pytest.raises(NotPossible, match="are lent or promised"):
        await change(desk, admin, property=rest)
