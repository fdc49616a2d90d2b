"""Who works here, their codes, accounts, chats and browsers."""

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import OneTimeCode, Staff, StaffChat, StaffSession
from models.vocabulary import CodePurpose
from services.desk import codes, deliveries, leaving, linking, sessions, staffing
from services.desk.actor import Actor
from services.kit.errors import InvalidAnswer, NotFound
from tests.conftest import Clock
from tests.desk.people import audited, group_actor, hire, line_actor, link_group

LINK_STAFF, LINK_CHAT, SIGN_IN = (
    CodePurpose.LINK_STAFF,
    CodePurpose.LINK_CHAT,
    CodePurpose.SIGN_IN,
)
PRIVATE = line_actor("Uofficer", None)
GROUP = group_actor("Cworks", "Uofficer")


async def make(desk: Desk, purpose: str, staff: Staff | None = None) -> str:
    async with desk.work() as work:
        return await codes.make_code(work, purpose, staff.id if staff else None, "works")


async def type_code(desk: Desk, code: str, actor: Actor) -> str:
    async with desk.work() as work:
        return (await linking.redeem_here(work, code, actor)).text.render()


async def linked_staff(desk: Desk, person: str = "Uofficer") -> Staff | None:
    async with desk.database.reading() as session:
        return await staffing.staff_by_identity(session, "line", person)


async def chats(desk: Desk, department: str = "works") -> list[str]:
    async with desk.database.reading() as session:
        return [chat.chat for chat in await staffing.staff_chats(session, department)]


@pytest.mark.parametrize(
    ("name", "role", "department"),
    [(" ", "officer", "works"), ("Somsri", "king", "works"), ("Somsri", "officer", "moon")],
)
async def test_staff_have_a_name_a_role_and_a_known_department(
    desk: Desk, name: str, role: str, department: str
) -> None:
    with pytest.raises(InvalidAnswer):
        await hire(desk, name, role, department)


async def test_a_code_is_kept_as_a_digest_only(desk: Desk, officer: Staff) -> None:
    code = await make(desk, LINK_STAFF, officer)
    async with desk.database.reading() as session:
        kept = (await session.exec(select(OneTimeCode))).one()
    assert code.startswith("SALA-")
    assert len(code) == len("SALA-XXXX-XXXX")
    assert kept.digest == codes.digest_of(code)
    assert code not in str(kept)


@pytest.mark.parametrize("written", ["{code}", " {code} ", "{lower}", "{bare}"])
async def test_a_code_works_however_it_is_written(desk: Desk, officer: Staff, written: str) -> None:
    code = await make(desk, LINK_STAFF, officer)
    typed = written.format(code=code, lower=code.lower(), bare=code.replace("-", " "))
    async with desk.work() as work:
        assert (await codes.redeem(work, typed, LINK_STAFF)).staff_id == officer.id


async def test_a_code_works_once(desk: Desk, officer: Staff) -> None:
    code = await make(desk, SIGN_IN, officer)
    async with desk.work() as work:
        assert (await codes.redeem(work, code, SIGN_IN)).used_at == desk.clock()
        with pytest.raises(NotFound):
            await codes.redeem(work, code, SIGN_IN)


@pytest.mark.parametrize(
    ("purpose", "minutes"), [(LINK_STAFF, 24 * 60), (LINK_CHAT, 60), (SIGN_IN, 15)]
)
async def test_a_code_works_for_its_time_only(
    desk: Desk, officer: Staff, clock: Clock, purpose: str, minutes: int
) -> None:
    in_time, too_late = await make(desk, purpose, officer), await make(desk, purpose, officer)
    clock.advance(minutes=minutes, seconds=-1)
    async with desk.work() as work:
        assert await codes.redeem(work, in_time, purpose)
    clock.advance(seconds=1)
    async with desk.work() as work:
        with pytest.raises(NotFound):
            await codes.redeem(work, too_late, purpose)


async def test_a_code_for_one_purpose_serves_no_other(desk: Desk, officer: Staff) -> None:
    code = await make(desk, LINK_CHAT, officer)
    async with desk.work() as work:
        with pytest.raises(NotFound):
            await codes.redeem(work, code, SIGN_IN)


async def test_typing_a_code_in_private_links_the_account(desk: Desk, officer: Staff) -> None:
    answer = await type_code(desk, await make(desk, LINK_STAFF, officer), PRIVATE)
    linked = await linked_staff(desk)
    assert linked is not None
    assert (linked.id, "Somsri" in answer) == (officer.id, True)


async def test_an_account_acts_for_one_person(desk: Desk, officer: Staff) -> None:
    malee = await hire(desk, "Malee")
    await type_code(desk, await make(desk, LINK_STAFF, officer), PRIVATE)
    await type_code(desk, await make(desk, LINK_STAFF, malee), PRIVATE)
    linked = await linked_staff(desk)
    assert linked is not None
    assert linked.id == malee.id


async def test_a_personal_code_shown_to_a_group_links_nobody_ever(
    desk: Desk, officer: Staff
) -> None:
    code = await make(desk, LINK_STAFF, officer)
    answer = await type_code(desk, code, GROUP)
    await type_code(desk, code, PRIVATE)
    assert "private chat" in answer
    assert "Somsri" not in answer
    assert await linked_staff(desk) is None
    assert [entry.outcome for entry in await audited(desk)][-2:] == ["refused", "refused"]


async def test_a_chat_code_links_the_chat_and_notes_who_typed_it(desk: Desk) -> None:
    admin = await hire(desk, "Boss", "admin", None, account="Uofficer")
    await type_code(desk, await make(desk, LINK_CHAT, admin), GROUP)
    last = (await audited(desk))[-1]
    assert await chats(desk) == ["Cworks"]
    assert (last.action, last.actor, last.subject) == ("link_chat", str(admin.id), "works")


async def test_wrong_codes_are_refused_and_recorded_without_the_account(desk: Desk) -> None:
    await type_code(desk, "SALA-2222-2222", PRIVATE)
    [entry] = await audited(desk)
    assert (entry.action, entry.outcome, entry.channel) == ("redeem_code", "refused", "line")
    assert entry.actor.startswith("account:")
    assert "Uofficer" not in entry.actor


async def test_a_sign_in_code_does_nothing_in_a_chat(desk: Desk, officer: Staff) -> None:
    code = await make(desk, SIGN_IN, officer)
    await type_code(desk, code, PRIVATE)
    assert await linked_staff(desk) is None
    async with desk.work() as work:
        assert (await codes.redeem(work, code, SIGN_IN)).staff_id == officer.id


async def test_a_chat_hears_about_one_department(desk: Desk) -> None:
    await link_group(desk, "Cworks", "works")
    await link_group(desk, "Cworks", "health")
    assert (await chats(desk, "works"), await chats(desk, "health")) == ([], ["Cworks"])


async def test_an_unlinked_or_unreachable_chat_is_left_out(desk: Desk) -> None:
    await link_group(desk, "Cgone")
    await link_group(desk, "Cmute")
    await link_group(desk, "Chere")
    async with desk.work() as work:
        await staffing.unlink_chat(work, "line", "Cgone")
        await deliveries.mark_unreachable(work, "line", "Cmute", "removed")
    assert await chats(desk) == ["Chere"]


async def test_a_browser_is_signed_out_when_nobody_uses_it(
    desk: Desk, officer: Staff, clock: Clock
) -> None:
    async with desk.work() as work:
        token = await sessions.start_session(work, officer.id)
    assert await signed_in(desk, token) == officer.id
    clock.advance(hours=3)
    assert await signed_in(desk, token) is None


async def test_a_session_is_kept_as_a_digest_only(desk: Desk, officer: Staff) -> None:
    async with desk.work() as work:
        token = await sessions.start_session(work, officer.id)
    async with desk.database.reading() as session:
        kept = (await session.exec(select(StaffSession))).one()
    assert token not in str(kept)


async def test_signing_out_ends_one_browser(desk: Desk, officer: Staff) -> None:
    async with desk.work() as work:
        here = await sessions.start_session(work, officer.id)
        there = await sessions.start_session(work, officer.id)
        await sessions.end_session(work, here)
        await sessions.end_session(work, here)
    assert await signed_in(desk, here) is None
    assert await signed_in(desk, there) == officer.id


async def signed_in(desk: Desk, token: str) -> object:
    async with desk.database.reading() as session:
        found = await sessions.find_session(session, token, desk.clock())
    return found[0].id if found else None


async def test_whoever_leaves_can_act_nowhere_any_more(desk: Desk) -> None:
    malee = await hire(desk, "Malee", account="Umalee")
    code = await make(desk, LINK_STAFF, malee)
    await link_group(desk, "Umalee")
    await link_group(desk, "Cworks")
    async with desk.work() as work:
        token = await sessions.start_session(work, malee.id)
    async with desk.work() as work:
        await leaving.leave(work, malee.id)
    await type_code(desk, code, PRIVATE)
    assert await linked_staff(desk, "Umalee") is None
    assert await linked_staff(desk) is None
    assert await signed_in(desk, token) is None
    assert await chats(desk) == ["Cworks"]


async def test_the_name_of_whoever_left_is_kept(desk: Desk, officer: Staff) -> None:
    await hire(desk, "Malee")
    async with desk.work() as work:
        await leaving.leave(work, officer.id)
        here = [staff.name for staff in await staffing.all_staff(work.session)]
        kept = await work.session.get(Staff, officer.id)
    assert here == ["Malee"]
    assert kept is not None
    assert (kept.name, kept.left_at) == ("Somsri", desk.clock())


async def test_a_link_is_a_row_with_who_made_it(desk: Desk, officer: Staff) -> None:
    await type_code(desk, await make(desk, LINK_CHAT, officer), GROUP)
    async with desk.database.reading() as session:
        linked = (await session.exec(select(StaffChat))).one()
    assert (linked.department, linked.linked_by) == ("works", officer.id)
