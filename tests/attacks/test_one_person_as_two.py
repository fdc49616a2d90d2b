"""Where two people decide, one alone tries to be both: with links, roles and accounts."""

from uuid import UUID

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import OfficeSetting, Staff, StaffWish
from models.vocabulary import CodePurpose, Role, SettingState
from services.desk import codes, staff_changes, staffing
from services.desk.announcing import approving, editing
from services.desk.announcing.content import Content
from services.desk.changing import setting
from services.desk.staff_changes import Wanted
from services.kit.errors import NotAllowed, NotFound
from tests.conftest import Clock
from tests.web.console_office import ConsoleOffice, console_office, press

WATER = Content(title_th="น้ำไม่ไหล", text_th="พรุ่งนี้")
PAYEE = {"name": {"th": "อบต.", "en": "Office"}, "biller": "099400016550199"}


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


@pytest.fixture
async def admin(console: ConsoleOffice) -> Staff:
    return await console.hire("Malee", Role.ADMIN, None)


async def make_link(console: ConsoleOffice, admin: Staff, whom: Staff) -> str:
    """Make a link for a colleague on the console, and look at it."""
    async with console.browser(admin) as client:
        page = f"/console/staff/{whom.id}"
        shown = await press(client, page, f"{page}/link")
    return shown.text.split("/console/sign-in/", 1)[1][:14]


async def submitted(desk: Desk, writer: Staff) -> UUID:
    async with desk.work() as work:
        draft = await editing.begin_draft(work, writer, WATER)
        await approving.submit(work, draft.id, writer, 1)
    return draft.id


async def approve(desk: Desk, draft: UUID, approver: Staff) -> None:
    async with desk.work() as work:
        await approving.approve(work, draft, approver, 1)


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.HEAD])
async def test_whoever_made_a_link_for_the_approver_gets_no_approval(
    console: ConsoleOffice, admin: Staff, role: Role
) -> None:
    boss = await console.hire("Prayut", role, None)
    draft = await submitted(console.desk, admin)
    await make_link(console, admin, boss)
    with pytest.raises(NotAllowed):
        await approve(console.desk, draft, boss)


async def test_a_colleague_who_was_made_up_today_approves_nothing_of_the_maker(
    console: ConsoleOffice, admin: Staff
) -> None:
    async with console.desk.work() as work:
        made_up = await staffing.add_staff(work, "Nobody", Role.EXECUTIVE, None, str(admin.id))
    draft = await submitted(console.desk, admin)
    with pytest.raises(NotAllowed):
        await approve(console.desk, draft, made_up)


async def test_the_day_after_and_for_others_the_link_is_no_hindrance(
    console: ConsoleOffice, admin: Staff, clock: Clock
) -> None:
    boss = await console.hire("Prayut", Role.EXECUTIVE, None)
    other = await console.hire("Somchai", Role.EXECUTIVE, None)
    await make_link(console, admin, boss)
    await approve(console.desk, await submitted(console.desk, admin), other)
    clock.advance(hours=13)
    await approve(console.desk, await submitted(console.desk, admin), boss)


async def test_the_account_for_payments_is_not_approved_through_a_link_either(
    console: ConsoleOffice, admin: Staff
) -> None:
    boss = await console.hire("Prayut", Role.EXECUTIVE, None)
    async with console.desk.work() as work:
        await setting.change(work, admin, {"payee": PAYEE}, {"payee": setting.UNCHANGED})
    await make_link(console, admin, boss)
    async with console.desk.database.reading() as session:
        row = (await session.exec(select(OfficeSetting))).one()
    with pytest.raises(NotAllowed):
        async with console.desk.work() as work:
            await setting.decide(work, boss, row.id, accept=True)
    async with console.desk.database.reading() as session:
        assert (await session.exec(select(OfficeSetting))).one().state == SettingState.PROPOSED


async def test_a_link_made_for_an_officer_does_not_open_the_desk_of_an_administrator(
    console: ConsoleOffice, admin: Staff
) -> None:
    nida = await console.hire("Nida")
    code = await make_link(console, admin, nida)
    async with console.desk.work() as work:
        await staff_changes.change(work, nida.id, Wanted(Role.ADMIN, None, "Nida"), admin)
    async with console.browser() as client:
        assert (await press(client, f"/console/sign-in/{code}", "")).status_code == 403


async def test_nor_does_a_code_for_linking_chats_that_was_made_before(
    console: ConsoleOffice, admin: Staff
) -> None:
    nida = await console.hire("Nida")
    code = await console.code(nida, CodePurpose.LINK_STAFF)
    async with console.desk.work() as work:
        await staff_changes.change(work, nida.id, Wanted(Role.HEAD, "works", "Nida"), admin)
    with pytest.raises(NotFound):
        async with console.desk.work() as work:
            await codes.redeem(work, code, CodePurpose.LINK_STAFF)


async def test_a_new_role_leaves_the_recovery_codes_alone(
    console: ConsoleOffice, admin: Staff
) -> None:
    nida = await console.hire("Nida")
    code = await console.code(nida, CodePurpose.RECOVERY)
    async with console.desk.work() as work:
        await staff_changes.change(work, nida.id, Wanted(Role.HEAD, "works", "Nida"), admin)
    async with console.desk.work() as work:
        assert (await codes.redeem(work, code, CodePurpose.RECOVERY)).staff_id == nida.id


async def test_whoever_edits_what_a_colleague_wrote_does_not_approve_it(
    console: ConsoleOffice, admin: Staff
) -> None:
    other = await console.hire("Somchai", Role.ADMIN, None)
    async with console.desk.work() as work:
        draft = await editing.begin_draft(work, admin, WATER)
    async with console.desk.work() as work:
        await editing.save(work, draft.id, other, 1, Content(title_th="อื่น", text_th="อื่น"))
        await approving.submit(work, draft.id, other, 2)
    with pytest.raises(NotAllowed):
        async with console.desk.work() as work:
            await approving.approve(work, draft.id, other, 2)


async def test_a_wish_is_not_granted_by_an_account_the_wisher_holds_a_link_for(
    console: ConsoleOffice, admin: Staff
) -> None:
    nida, target = await console.hire("Nida"), await console.hire("Chai")
    await make_link(console, admin, nida)
    async with console.desk.work() as work:
        await staff_changes.change(work, nida.id, Wanted(Role.ADMIN, None, "Nida"), admin)
    async with console.desk.work() as work:
        wish = await staff_changes.change(work, target.id, Wanted(Role.ADMIN, None, ""), admin)
    assert isinstance(wish, StaffWish)
    async with console.desk.database.reading() as session:
        second = await session.get_one(Staff, nida.id)
    with pytest.raises(NotAllowed):
        async with console.desk.work() as work:
            await staff_changes.decide(work, wish.id, second, agreed=True)
