"""What residents do with their own case."""

from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Attachment, Case, Rating, Staff
from models.vocabulary import CaseAction
from services.desk import attachments, resident_actions
from services.desk.actor import Actor
from services.kit.errors import InvalidAnswer, NotFound, NotPossible, ResidentError
from tests.conftest import Clock
from tests.desk.people import (
    SECRET,
    act,
    actions,
    group_actor,
    last_entry,
    link_group,
    now,
    settle,
    texts,
)


async def write(desk: Desk, case: Case, actor: Actor, words: str, file: str = "") -> Case:
    async with desk.work() as work:
        return await resident_actions.write(work, case.reference, actor, words, file)


async def withdraw(desk: Desk, case: Case, actor: Actor) -> Case:
    async with desk.work() as work:
        return await resident_actions.withdraw(work, case.reference, actor)


async def rate(desk: Desk, case: Case, actor: Actor, stars: int) -> Case:
    async with desk.work() as work:
        return await resident_actions.rate(work, case.reference, actor, stars)


async def comment(desk: Desk, case: Case, actor: Actor, words: str) -> Case:
    async with desk.work() as work:
        return await resident_actions.comment(work, case.reference, actor, words)


async def dispute(desk: Desk, case: Case, actor: Actor, words: str = "") -> Case:
    async with desk.work() as work:
        return await resident_actions.dispute(work, case.reference, actor, words)


async def rating(desk: Desk) -> Rating:
    async with desk.database.reading() as session:
        return (await session.exec(select(Rating))).one()


@pytest.fixture
async def finished(desk: Desk, case: Case, officer: Staff) -> Case:
    return await act(desk, case, CaseAction.FINISH, officer)


async def test_a_message_keeps_the_status_and_reaches_the_department(
    desk: Desk, case: Case, resident: Actor
) -> None:
    await link_group(desk)
    await write(desk, case, resident, f"more about the {SECRET}")
    entry = await last_entry(desk, case)
    assert (entry.action, entry.status) == ("write", "received")
    assert entry.words == f"more about the {SECRET}"
    [line] = await texts(desk, "Cworks")
    assert SECRET not in line


async def test_an_answer_moves_the_case_on(
    desk: Desk, case: Case, resident: Actor, officer: Staff
) -> None:
    await act(desk, case, CaseAction.ASK, officer, "Which lamp?")
    await write(desk, case, resident, "the third")
    assert (await now(desk, case)).status == "in_progress"
    assert (await last_entry(desk, case)).action == "answer"


async def test_a_photo_without_words_is_an_entry_of_its_own(
    desk: Desk, case: Case, resident: Actor
) -> None:
    photo = uuid4()
    await write(desk, case, resident, "", str(photo))
    entry = await last_entry(desk, case)
    assert (entry.action, entry.attachment_id) == ("attach", photo)
    async with desk.database.reading() as session:
        kept = (await session.exec(select(Attachment))).one()
    assert (kept.case_id, kept.state) == (case.id, "waiting")


async def test_nobody_adds_a_file_of_somebody_else(desk: Desk, case: Case, resident: Actor) -> None:
    other, photo = await settle(desk, "Uother"), str(uuid4())
    async with desk.work() as work:
        await attachments.keep(work, photo, other)
    with pytest.raises(NotFound):
        await write(desk, case, resident, "", photo)


@pytest.mark.parametrize("action", [CaseAction.FINISH, CaseAction.REJECT])
async def test_what_the_office_closed_may_still_be_written_about(
    desk: Desk, case: Case, resident: Actor, officer: Staff, action: CaseAction
) -> None:
    closed = await act(desk, case, action, officer, "because")
    await write(desk, case, resident, "and why?")
    assert (await now(desk, case)).status == closed.status


async def test_what_was_withdrawn_is_over_and_the_way_on_is_named(
    desk: Desk, case: Case, resident: Actor
) -> None:
    await withdraw(desk, case, resident)
    with pytest.raises(NotPossible) as refusal:
        await write(desk, case, resident, "hello?")
    assert "send a new one" in refusal.value.explanation.render()


async def test_withdrawing_closes_the_case_and_tells_the_department(
    desk: Desk, case: Case, resident: Actor
) -> None:
    await link_group(desk)
    await withdraw(desk, case, resident)
    after = await now(desk, case)
    assert (after.status, after.closed_at) == ("withdrawn", desk.clock())
    assert len(await texts(desk, "Cworks")) == 1


async def test_withdrawing_twice_is_met_kindly(desk: Desk, case: Case, resident: Actor) -> None:
    await withdraw(desk, case, resident)
    with pytest.raises(NotPossible) as refusal:
        await withdraw(desk, case, resident)
    assert "withdrawn already" in refusal.value.explanation.render()


async def test_stars_are_kept_once_it_is_done(desk: Desk, finished: Case, resident: Actor) -> None:
    await rate(desk, finished, resident, 4)
    assert ((await rating(desk)).stars, (await now(desk, finished)).status) == (4, "done")
    assert (await last_entry(desk, finished)).action == "rate"


async def test_stars_may_be_changed_until_a_word_is_added(
    desk: Desk, finished: Case, resident: Actor
) -> None:
    await rate(desk, finished, resident, 1)
    await rate(desk, finished, resident, 5)
    await comment(desk, finished, resident, "quick")
    with pytest.raises(NotPossible):
        await rate(desk, finished, resident, 2)
    assert ((await rating(desk)).stars, (await rating(desk)).comment) == (5, "quick")


async def test_stars_stand_after_the_conversation(
    desk: Desk, finished: Case, resident: Actor, clock: Clock
) -> None:
    await rate(desk, finished, resident, 5)
    clock.advance(days=2)
    with pytest.raises(NotPossible):
        await rate(desk, finished, resident, 1)
    assert (await rating(desk)).stars == 5


async def test_a_case_finished_anew_is_rated_anew(
    desk: Desk, finished: Case, resident: Actor, officer: Staff, clock: Clock
) -> None:
    await rate(desk, finished, resident, 1)
    await comment(desk, finished, resident, "still dark")
    await dispute(desk, finished, resident)
    clock.advance(days=3)
    await act(desk, finished, CaseAction.FINISH, officer)
    await rate(desk, finished, resident, 5)
    assert ((await rating(desk)).stars, (await rating(desk)).comment) == (5, None)


@pytest.mark.parametrize("stars", [0, 6, -1])
async def test_there_are_five_stars(
    desk: Desk, finished: Case, resident: Actor, stars: int
) -> None:
    with pytest.raises(InvalidAnswer):
        await rate(desk, finished, resident, stars)


async def test_an_open_case_is_not_rated(desk: Desk, case: Case, resident: Actor) -> None:
    with pytest.raises(NotPossible) as refusal:
        await rate(desk, case, resident, 5)
    assert "when it is done" in refusal.value.explanation.render()


async def test_a_word_needs_stars_first_and_is_added_once(
    desk: Desk, finished: Case, resident: Actor
) -> None:
    with pytest.raises(NotPossible):
        await comment(desk, finished, resident, "good")
    await rate(desk, finished, resident, 5)
    await comment(desk, finished, resident, "good")
    with pytest.raises(NotPossible):
        await comment(desk, finished, resident, "better")
    assert (await rating(desk)).comment == "good"


async def test_saying_it_is_not_done_opens_the_case_with_a_new_promise(
    desk: Desk, finished: Case, resident: Actor, clock: Clock
) -> None:
    await link_group(desk)
    clock.advance(days=7)
    await dispute(desk, finished, resident, "dark again")
    after = await now(desk, finished)
    assert (after.status, after.closed_at) == ("reopened", None)
    assert after.due_on == date(2026, 12, 3)
    assert len(await texts(desk, "Cworks")) == 1


async def test_a_reopened_case_is_accepted_into_progress(
    desk: Desk, finished: Case, resident: Actor, officer: Staff
) -> None:
    await dispute(desk, finished, resident)
    await act(desk, finished, CaseAction.ACCEPT, officer)
    assert (await now(desk, finished)).status == "in_progress"


async def test_an_open_case_is_not_disputed(desk: Desk, case: Case, resident: Actor) -> None:
    with pytest.raises(NotPossible) as refusal:
        await dispute(desk, case, resident)
    assert "we are on it" in refusal.value.explanation.render()


@pytest.mark.parametrize("action", ["write", "withdraw", "rate", "comment", "dispute"])
async def test_a_case_of_somebody_else_is_refused_like_one_that_does_not_exist(
    desk: Desk, finished: Case, action: str
) -> None:
    stranger = await settle(desk, "Ustranger")
    assert await refused(desk, finished.reference, stranger, action) == (
        await refused(desk, "222222222", stranger, action)
    )
    assert (await now(desk, finished)).version == 2


@pytest.mark.parametrize("action", ["write", "withdraw", "rate", "comment", "dispute"])
async def test_nobody_in_a_group_acts_as_a_resident(
    desk: Desk, finished: Case, action: str
) -> None:
    assert await refused(desk, finished.reference, group_actor("Cworks", "Uresident"), action)
    assert await actions(desk, finished) == ["file", "finish"]


async def refused(desk: Desk, reference: str, actor: Actor, action: str) -> str:
    """The words with which an action is refused."""
    argument = {"write": ("hello",), "rate": (5,), "comment": ("hello",)}.get(action, ())
    async with desk.work() as work:
        with pytest.raises(ResidentError) as refusal:
            await getattr(resident_actions, action)(work, reference, actor, *argument)
    return refusal.value.explanation.render()


@pytest.mark.parametrize("words", ["", "   ", "ก" * 2001])
async def test_words_are_needed_and_not_endless(
    desk: Desk, case: Case, resident: Actor, words: str
) -> None:
    with pytest.raises(InvalidAnswer):
        await write(desk, case, resident, words)


@pytest.mark.parametrize("words", ["", "ก" * 1001])
async def test_a_comment_is_short(desk: Desk, finished: Case, resident: Actor, words: str) -> None:
    await rate(desk, finished, resident, 5)
    with pytest.raises(InvalidAnswer):
        await comment(desk, finished, resident, words)
