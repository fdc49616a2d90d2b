"""Staff on the console: joining, four eyes about administrators, and leaving without a trace."""

import re

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from models import AuditEntry, Case, Staff, StaffIdentity, StaffPasskey, StaffPassword, StaffWish
from models.vocabulary import CaseAction, Role
from services.desk import staffing
from services.desk.signing_in import passwords
from services.desk.staff_changes import needs_second
from tests.web.console_office import ConsoleOffice, console_office, forms_of, press

STAFF = "/console/staff"


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


async def person(console: ConsoleOffice, staff: Staff) -> Staff:
    async with console.desk.database.reading() as session:
        return await session.get_one(Staff, staff.id)


async def change(client: httpx.AsyncClient, who: Staff, role: str) -> httpx.Response:
    page = f"{STAFF}/{who.id}"
    fields = {"name": who.name, "role": role, "department": ""}
    return await press(client, page, f"{page}/change", **fields)


async def let_go(client: httpx.AsyncClient, who: Staff) -> httpx.Response:
    return await press(client, f"{STAFF}/{who.id}", f"{STAFF}/{who.id}/leave", sure="yes")


async def test_whoever_joins_comes_in_by_the_link_that_is_shown_once(
    console: ConsoleOffice,
) -> None:
    async with console.browser(await console.hire("Malee", Role.ADMIN, None)) as client:
        fields = {"name": "Nida", "role": "counter", "department": "works"}
        shown = await press(client, STAFF, STAFF, **fields)
        link = re.search(r"/console/sign-in/SALA-\w{4}-\w{4}", shown.text)
        assert link
        assert "<svg" in shown.text
        assert link[0] not in (await client.get(STAFF)).text
    async with console.browser() as client:
        await press(client, link[0], "")
        assert "Nida, counter clerk" in (await client.get("/console/cases")).text


async def test_a_head_sees_the_own_people_and_no_button(console: ConsoleOffice) -> None:
    await console.hire("Somchai", Role.OFFICER, "health")
    await console.hire("Nida", Role.OFFICER, "works")
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        page = await client.get(STAFF)
    assert "Nida" in page.text
    assert "Somchai" not in page.text
    assert [action for action in forms_of(page) if action.startswith(STAFF)] == []


async def test_the_first_administrator_makes_the_second_alone(console: ConsoleOffice) -> None:
    nida = await console.hire("Nida")
    async with console.browser(await console.hire("Malee", Role.ADMIN, None)) as client:
        await change(client, nida, Role.ADMIN)
    assert (await person(console, nida)).role == Role.ADMIN


async def wish_of(console: ConsoleOffice) -> str:
    async with console.desk.database.reading() as session:
        wish = (await session.exec(select(StaffWish))).one()
    return f"{STAFF}/wishes/{wish.id}/yes"


async def test_where_two_are_a_third_needs_the_yes_of_the_other(console: ConsoleOffice) -> None:
    malee, somchai = [await console.hire(name, Role.ADMIN, None) for name in ("Malee", "Somchai")]
    nida = await console.hire("Nida")
    async with console.browser(malee) as one, console.browser(somchai) as other:
        await change(one, nida, Role.ADMIN)
        assert (await person(console, nida)).role == Role.OFFICER
        yes = await wish_of(console)
        token = forms_of(await one.get(STAFF))[yes.replace("yes", "no")]
        assert (await one.post(yes, data=token)).status_code == 403
        assert (await person(console, nida)).role == Role.OFFICER
        await press(other, STAFF, yes)
    assert (await person(console, nida)).role == Role.ADMIN


async def test_one_of_two_goes_only_when_the_other_agrees_and_the_last_never(
    console: ConsoleOffice,
) -> None:
    malee, somchai = [await console.hire(name, Role.ADMIN, None) for name in ("Malee", "Somchai")]
    async with console.browser(malee) as one, console.browser(somchai) as other:
        await let_go(one, somchai)
        assert (await person(console, somchai)).left_at is None
        await press(other, STAFF, await wish_of(console))
        assert (await person(console, somchai)).left_at is not None
        assert (await let_go(one, malee)).status_code == 409
        assert (await change(one, malee, Role.AUDITOR)).status_code == 409
    assert (await person(console, malee)).role == Role.ADMIN


async def test_nobody_decides_as_two_with_a_link_for_a_colleague(console: ConsoleOffice) -> None:
    malee, somchai = [await console.hire(name, Role.ADMIN, None) for name in ("Malee", "Somchai")]
    async with console.browser(malee) as client:
        page = f"{STAFF}/{somchai.id}"
        token = forms_of(await client.get(page))[f"{page}/change"]
        answer = await client.post(f"{page}/link", data=token)
    assert answer.status_code == 409
    assert "SALA-" not in answer.text


async def test_nothing_of_a_leaver_can_act_and_the_cases_are_listed(console: ConsoleOffice) -> None:
    nida, case = await console.hire("Nida"), await console.file()
    await console.act(nida, case, CaseAction.ACCEPT)
    async with console.desk.work() as work:
        await staffing.link_identity(work, nida.id, "telegram", "4711")
        await passwords.keep_password(work, nida, "nida", "hash", "secret", 0)
        key = StaffPasskey(digest="d", staff_id=nida.id, credential="c", public_key="p")
        work.session.add(key)
    admin = await console.hire("Malee", Role.ADMIN, None)
    async with console.browser(nida) as left, console.browser(admin) as client:
        await let_go(client, nida)
        page = (await client.get(STAFF)).text
        assert (await left.get("/console/cases")).status_code == 303
    assert f"/console/cases/{case.reference}" in page.split("To be handed over", 1)[1]
    async with console.desk.database.reading() as session:
        tables = (StaffIdentity, StaffPasskey, StaffPassword)
        kept = [row for table in tables for row in await session.exec(select(table))]
        assert kept == []
        assert (await session.get_one(Case, case.id)).assignee_id is None


async def test_every_change_is_recorded_with_who_did_it(console: ConsoleOffice) -> None:
    admin, nida = await console.hire("Malee", Role.ADMIN, None), await console.hire("Nida")
    async with console.browser(admin) as client:
        await change(client, nida, Role.HEAD)
        await let_go(client, nida)
    async with console.desk.database.reading() as session:
        about = select(AuditEntry).where(AuditEntry.subject == str(nida.id))
        done = [(one.actor, one.action) for one in await session.exec(about)]
    by = str(admin.id)
    assert sorted(done) == sorted([(by, "change_staff"), (by, "leave")])


@pytest.mark.parametrize(
    ("before", "after", "admins", "needed"),
    [
        (Role.OFFICER, Role.ADMIN, 1, False),
        (Role.OFFICER, Role.ADMIN, 2, True),
        (Role.ADMIN, None, 2, True),
        (Role.ADMIN, Role.HEAD, 2, True),
        (Role.ADMIN, None, 3, False),
        (Role.ADMIN, Role.ADMIN, 2, False),
        (Role.OFFICER, None, 2, False),
    ],
)
def test_when_a_second_yes_is_needed(
    before: str, after: str | None, admins: int, needed: bool
) -> None:
    assert needs_second(before, after, admins) is needed
