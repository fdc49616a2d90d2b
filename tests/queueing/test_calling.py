"""At the counters: who is called, and what becomes of them."""

import asyncio
from uuid import UUID

import pytest

from bot.desk import Desk
from models import Staff
from models.vocabulary import Role
from services.desk.queueing import calling
from services.desk.queueing.rating import rate_ticket
from services.kit.errors import InvalidAnswer, NotAllowed, NotPossible, ResidentError
from tests.conftest import Clock
from tests.desk.people import actions, audited, hire, now, texts
from tests.queueing.people import calls, in_chat, serves, states, takes, ticket_now


async def number_id(desk: Desk, number: str) -> UUID:
    return (await ticket_now(desk, number)).id


async def test_people_are_called_by_the_published_rule(
    desk: Desk, clock: Clock, officer: Staff
) -> None:
    for why in ("", "", "elderly", "help", "elderly"):
        await takes(desk, why)
    called = []
    for _turn in range(5):
        called.append(await serves(desk, officer))
        clock.advance(minutes=5)
    assert called == ["A003", "A004", "A001", "A005", "A002"]
    assert await calls(desk, officer) == ""


async def test_two_officers_at_once_get_two_people(desk: Desk, officer: Staff) -> None:
    other = await hire(desk, "Nid", department="health")
    await takes(desk)
    await takes(desk)
    called = await asyncio.gather(calls(desk, officer, 1), calls(desk, other, 2))
    assert sorted(called) == ["A001", "A002"]


async def test_pressing_twice_calls_one_person(desk: Desk, officer: Staff) -> None:
    await takes(desk)
    await takes(desk)
    both = await asyncio.gather(calls(desk, officer), calls(desk, officer), return_exceptions=True)
    assert [type(one) for one in both if isinstance(one, Exception)] == [NotPossible]
    assert sorted((await states(desk)).values()) == ["called", "waiting"]


async def test_who_is_called_hears_where_to_go_and_rates_it_afterwards(
    desk: Desk, officer: Staff
) -> None:
    _actor, case = await in_chat(desk, "Usomchai")
    await calls(desk, officer, 2)
    async with desk.work() as work:
        ticket = await calling.call_again(work, await number_id(desk, "A001"), officer)
        await calling.done(work, ticket.id, officer)
    call, again, served = await texts(desk, case.chat)
    assert call.startswith("Number A001: it is your turn. Please come to counter 2 now")
    assert again.startswith("We are calling number A001 once more.")
    assert served.startswith("Thank you for coming, number A001. How did we do?")
    assert (await actions(desk, case), (await now(desk, case)).status) == (
        ["file", "finish"],
        "done",
    )
    assert [entry.action for entry in await audited(desk)][-3:] == [
        "queue_call", "queue_again", "queue_done",
    ]  # fmt: skip


async def test_who_does_not_come_is_told_kindly_and_the_counter_is_free(
    desk: Desk, officer: Staff
) -> None:
    _actor, case = await in_chat(desk, "Usomchai")
    await takes(desk)
    await calls(desk, officer)
    async with desk.work() as work:
        await calling.no_show(work, await number_id(desk, "A001"), officer)
    assert (await texts(desk, case.chat))[-1].startswith("We called number A001, but could not")
    assert (await now(desk, case)).status == "rejected"
    assert await calls(desk, officer) == "A002"


async def test_passed_on_to_another_line_the_time_waited_counts(
    desk: Desk, clock: Clock, officer: Staff
) -> None:
    builder = await hire(desk, "Wichai", department="works")
    _actor, case = await in_chat(desk, "Usomchai")
    clock.advance(minutes=1)
    await takes(desk, queue="tax")
    await calls(desk, officer)
    async with desk.work() as work:
        await calling.transfer(work, await number_id(desk, "A001"), "tax", officer)
    assert (await texts(desk, case.chat))[-1].startswith("Number A001 is passed on to Taxes.")
    assert (await now(desk, case)).department == "works"
    assert await calls(desk, builder, queue="tax") == "A001"


async def test_passed_on_behind_others_they_hear_again_when_it_is_soon_their_turn(
    desk: Desk, clock: Clock, officer: Staff
) -> None:
    builder = await hire(desk, "Wichai", department="works")
    for _person in range(3):
        await takes(desk, queue="tax")
    clock.advance(minutes=1)
    _actor, case = await in_chat(desk, "Usomchai")
    async with desk.work() as work:
        await calling.transfer(work, await number_id(desk, "A001"), "tax", officer)
    await serves(desk, builder, queue="tax")
    await serves(desk, builder, queue="tax")
    soon = [words for words in await texts(desk, case.chat) if words.startswith("It is soon")]
    assert len(soon) == 1


async def test_before_their_turn_only_with_a_reason(desk: Desk, officer: Staff) -> None:
    await takes(desk)
    await takes(desk)
    second = await number_id(desk, "A002")
    async with desk.work() as work:
        with pytest.raises(InvalidAnswer, match="why"):
            await calling.call_this(work, second, 1, officer, "  ")
    async with desk.work() as work:
        await calling.call_this(work, second, 1, officer, "Her bus  leaves")
        first = await calling.call_this(work, await number_id(desk, "A001"), 2, officer, "")
    assert first.jump_reason is None
    assert (await ticket_now(desk, "A002")).jump_reason == "Her bus leaves"


@pytest.mark.parametrize(
    ("role", "department", "counter", "refusal"),
    [
        (Role.OFFICER, "works", 1, NotAllowed),
        (Role.EXECUTIVE, None, 1, NotAllowed),
        (Role.HEAD, "health", 3, InvalidAnswer),
        (Role.ADMIN, None, 0, InvalidAnswer),
    ],
)
async def test_only_the_department_of_a_line_calls_to_its_own_counters(
    desk: Desk, role: str, department: str | None, counter: int, refusal: type[ResidentError]
) -> None:
    await takes(desk)
    stranger = await hire(desk, role=role, department=department)
    with pytest.raises(refusal):
        await calls(desk, stranger, counter)
    assert await states(desk) == {"A001": "waiting"}


async def test_who_took_a_number_at_the_door_rates_once(desk: Desk, officer: Staff) -> None:
    ticket = await takes(desk)
    async with desk.work() as work:
        with pytest.raises(NotPossible):
            await rate_ticket(work, ticket.id, 5)
    await serves(desk, officer)
    async with desk.work() as work:
        await rate_ticket(work, ticket.id, 4, "Friendly.")
        with pytest.raises(NotPossible):
            await rate_ticket(work, ticket.id, 1)
    rated = await ticket_now(desk, "A001")
    assert (rated.stars, rated.comment) == (4, "Friendly.")
