"""What residents wrote stays marked as unread until their department has read or answered it."""

import pytest

from bot.desk import Desk
from models import Case, Staff
from models.vocabulary import CaseAction
from services.desk import attachments, details, reading_words, resident_actions
from services.desk.actor import Actor
from services.desk.today.piles import Pile, Scope, counts, listed
from tests.conftest import Clock
from tests.desk.people import act, group_actor, hire, line_actor, now

FILE = "0192f0c1-2b3c-7d4e-8f50-a1b2c3d4e5f6"


async def write(desk: Desk, case: Case, resident: Actor, words: str = "It smokes.") -> Case:
    async with desk.work() as work:
        await resident_actions.write(work, case.reference, resident, words)
    return await now(desk, case)


async def read(desk: Desk, seen: Case, staff: Staff) -> bool:
    async with desk.work() as work:
        return await reading_words.mark_read(work, seen, staff)


async def test_a_new_case_has_nothing_unread(case: Case) -> None:
    assert case.unread_since is None


async def test_words_are_unread_since_the_first_of_them(
    desk: Desk, case: Case, resident: Actor, clock: Clock
) -> None:
    first = desk.clock()
    await write(desk, case, resident)
    clock.advance(minutes=5)
    assert (await write(desk, case, resident, "Much smoke.")).unread_since == first


async def test_an_answer_is_unread(desk: Desk, case: Case, resident: Actor, officer: Staff) -> None:
    await act(desk, case, CaseAction.ASK, officer, "Which lamp?")
    answered = await write(desk, case, resident, "The third.")
    assert (answered.status, answered.unread_since) == ("in_progress", desk.clock())


async def test_a_file_is_unread(desk: Desk, case: Case, resident: Actor) -> None:
    async with desk.work() as work:
        await attachments.keep(work, FILE, resident)
        await resident_actions.write(work, case.reference, resident, "", FILE)
    assert (await now(desk, case)).unread_since is not None


@pytest.mark.parametrize("action", [CaseAction.ACCEPT, CaseAction.NOTE, CaseAction.FINISH])
async def test_a_press_without_an_answer_does_not_count_as_reading(
    desk: Desk, case: Case, resident: Actor, officer: Staff, action: CaseAction
) -> None:
    await write(desk, case, resident)
    await act(desk, case, action, officer, "Seen.")
    assert (await now(desk, case)).unread_since is not None


@pytest.mark.parametrize("action", [CaseAction.ASK, CaseAction.REPLY, CaseAction.REJECT])
async def test_who_answers_has_read(
    desk: Desk, case: Case, resident: Actor, officer: Staff, action: CaseAction
) -> None:
    await write(desk, case, resident)
    await act(desk, case, action, officer, "We come tomorrow.")
    assert (await now(desk, case)).unread_since is None


async def test_the_department_reads_by_opening_the_case(
    desk: Desk, case: Case, resident: Actor, officer: Staff
) -> None:
    seen = await write(desk, case, resident)
    assert await read(desk, seen, officer)
    after = await now(desk, case)
    assert (after.unread_since, after.version) == (None, seen.version)
    assert not await read(desk, after, officer)


async def test_what_came_in_after_the_page_was_shown_stays_unread(
    desk: Desk, case: Case, resident: Actor, officer: Staff
) -> None:
    shown = (await write(desk, case, resident)).model_copy()
    await write(desk, case, resident, "One more thing.")
    assert not await read(desk, shown, officer)
    assert (await now(desk, case)).unread_since is not None


@pytest.mark.parametrize(
    ("role", "department"),
    [("admin", None), ("executive", None), ("auditor", None), ("officer", "health")],
)
async def test_nobody_reads_in_place_of_the_department(
    desk: Desk, case: Case, resident: Actor, role: str, department: str | None
) -> None:
    seen = await write(desk, case, resident)
    assert not await read(desk, seen, await hire(desk, "Chai", role, department))
    assert (await now(desk, case)).unread_since is not None


async def pile(desk: Desk, staff: Staff) -> tuple[int, list[str]]:
    """What Today says is unread: its number, and the list behind it."""
    scope = Scope(staff.department, staff.id, desk.clock().date())
    async with desk.database.reading() as session:
        found = await counts(session, scope)
        cases = await listed(session, Pile.UNREAD, scope)
    return found[Pile.UNREAD], [one.reference for one in cases]


async def test_today_counts_what_is_marked_as_unread_and_nothing_else(
    desk: Desk, case: Case, resident: Actor, officer: Staff
) -> None:
    await act(desk, case, CaseAction.ACCEPT, officer)
    seen = await write(desk, case, resident)
    assert await pile(desk, officer) == (1, [case.reference])
    await act(desk, case, CaseAction.NOTE, officer, "Seen.")
    assert await pile(desk, officer) == (1, [case.reference])
    assert await read(desk, await now(desk, seen), officer)
    assert await pile(desk, officer) == (0, [])


async def test_a_complaint_about_what_was_done_is_unread(
    desk: Desk, case: Case, resident: Actor, officer: Staff
) -> None:
    await act(desk, case, CaseAction.FINISH, officer)
    async with desk.work() as work:
        await resident_actions.dispute(work, case.reference, resident, "It is dark again.")
    assert await pile(desk, officer) == (1, [case.reference])


async def show(desk: Desk, case: Case, staff: Staff, actor: Actor) -> None:
    async with desk.work() as work:
        await details.show_details(work, case.reference, staff, actor)


async def test_who_reads_the_words_in_their_own_chat_has_read_them(
    desk: Desk, case: Case, resident: Actor, officer: Staff
) -> None:
    await write(desk, case, resident)
    await show(desk, case, officer, group_actor("Cworks", "Usomsri"))
    assert await pile(desk, officer) == (1, [case.reference])
    await show(desk, case, officer, line_actor("Usomsri", None))
    assert await pile(desk, officer) == (0, [])


async def test_a_picture_is_read_on_the_page_only(
    desk: Desk, case: Case, resident: Actor, officer: Staff
) -> None:
    async with desk.work() as work:
        await attachments.keep(work, FILE, resident)
        await resident_actions.write(work, case.reference, resident, "Look.", FILE)
    await show(desk, case, officer, line_actor("Usomsri", None))
    assert await pile(desk, officer) == (1, [case.reference])
