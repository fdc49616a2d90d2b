"""Planning a round: everybody is told once, and no case stands on two rounds."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from bot.desk import Desk
from bot.turns import ShowCase
from models import Staff
from models.vocabulary import CaseAction, Role
from services.desk import resident_actions
from services.desk.actor import Actor
from services.desk.rounds import changing, planning
from services.desk.rounds.planning import Plan
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible
from tests.desk.people import (
    act,
    actions,
    audited,
    hire,
    link_group,
    now,
    said,
    texts,
    told,
)
from tests.desk.test_races import overlapping
from tests.rounds.crew import (
    THURSDAY,
    TUESDAY,
    WELLS,
    ask,
    begun,
    plan,
    stop_ids,
    trip_now,
    waiting,
)


async def doing(desk: Desk, do: Callable[[Work], Awaitable[object]]) -> None:
    async with desk.work() as work:
        await do(work)


async def order(desk: Desk, round_id: UUID) -> list[str]:
    return [stop.case.reference for stop in (await trip_now(desk, round_id)).stops]


async def test_everybody_on_a_round_hears_the_day_and_what_to_prepare(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await ask(desk, resident)
    await plan(desk, officer, case)
    [news] = await texts(desk, resident.chat)
    assert "We come to you on Tue 24 Nov 2026" in news
    assert "Please leave the gate open." in news
    assert (await now(desk, case)).status == "accepted"
    assert (await now(desk, case)).assignee_id == officer.id
    assert await actions(desk, case) == ["file", "plan_visit"]


async def test_the_department_hears_once_and_nothing_personal(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    cases = [await ask(desk, resident) for _number in range(3)]
    await link_group(desk)
    round_id = await plan(desk, officer, *cases)
    [row] = await said(desk, "Cworks")
    [notice] = row.messages
    assert "3 จุด" in notice["text"]
    assert not [case for case in cases if case.reference in str(notice)]
    assert "temple" not in str(notice)
    assert notice["buttons"] == [
        {"label": "ดูจุดทั้งหมด", "url": f"https://desk.example/console/rounds/{round_id}"}
    ]


async def test_the_card_of_a_case_shows_the_day(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await ask(desk, resident)
    await plan(desk, officer, case)
    assert "We come on Tue 24 Nov 2026" in await told(desk, ShowCase(case.reference), resident)


async def test_the_same_form_sent_twice_is_one_round(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case, round_id = await ask(desk, resident), uuid4()
    for _press in range(2):
        await plan(desk, officer, case, round_id=round_id)
    assert len(await texts(desk, resident.chat)) == 1
    assert await stop_ids(desk, round_id)


async def test_a_case_on_a_round_waits_for_no_other(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    first, second = await ask(desk, resident), await ask(desk, resident)
    await plan(desk, officer, first)
    assert await waiting(desk) == [second.reference]
    with pytest.raises(NotPossible):
        await plan(desk, officer, first, second)


async def test_of_two_who_plan_at_once_one_gets_the_case(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await ask(desk, resident)

    async def wants() -> bool:
        try:
            await plan(desk, officer, case)
        except NotPossible:
            return False
        return True

    got = await asyncio.gather(*(wants() for _number in range(4)))
    assert sum(got) == 1
    assert len(await texts(desk, resident.chat)) == 1


async def test_who_withdraws_while_the_round_is_made_hears_no_day(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case, other = await ask(desk, resident), await ask(desk, resident)
    wanted = Plan(uuid4(), WELLS.key, TUESDAY, [case.reference, other.reference])

    async def planning_both(work: Work) -> None:
        with suppress(NotPossible):
            await planning.plan(work, officer, wanted)

    await overlapping(
        desk,
        lambda work: resident_actions.withdraw(work, case.reference, resident),
        planning_both,
    )
    told_of_it = [text for text in await texts(desk, resident.chat) if case.reference[:3] in text]
    assert (told_of_it, await actions(desk, case)) == ([], ["file", "withdraw"])


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2027, 3, 1)])
async def test_days_for_which_nothing_is_planned_are_explained(
    desk: Desk, resident: Actor, officer: Staff, day: date
) -> None:
    case = await ask(desk, resident)
    with pytest.raises(InvalidAnswer):
        await plan(desk, officer, case, day=day)


async def test_a_round_needs_a_stop_and_a_service_that_is_visited(
    desk: Desk, officer: Staff
) -> None:
    with pytest.raises(InvalidAnswer):
        await plan(desk, officer)
    async with desk.work() as work:
        with pytest.raises(NotFound):
            await planning.plan(work, officer, Plan(uuid4(), "lamp", TUESDAY, ["X"]))


@pytest.mark.parametrize(("role", "own"), [(Role.AUDITOR, None), (Role.OFFICER, "health")])
async def test_only_the_department_itself_plans(
    desk: Desk, resident: Actor, role: Role, own: str | None
) -> None:
    case = await ask(desk, resident)
    stranger = await hire(desk, "Nida", role, own)
    with pytest.raises(NotAllowed):
        await plan(desk, stranger, case)


async def test_another_day_is_told_once(desk: Desk, resident: Actor, officer: Staff) -> None:
    case = await ask(desk, resident)
    await link_group(desk)
    round_id = await plan(desk, officer, case)
    for _press in range(2):
        await doing(desk, lambda work: changing.change(work, officer, round_id, THURSDAY, "B"))
    assert [text.partition(" for ")[0] for text in (await texts(desk, resident.chat))[1:]] == [
        "The day has changed: we come to you on Thu 26 Nov 2026, not on Tue 24 Nov 2026,"
    ]
    assert len(await texts(desk, "Cworks")) == 2
    assert (await trip_now(desk, round_id)).round.crew == "B"


async def test_who_is_taken_off_hears_it_and_waits_for_the_next_round(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case, other = await ask(desk, resident), await ask(desk, resident)
    round_id = await plan(desk, officer, case, other)
    [stop, _other] = await stop_ids(desk, round_id)
    await doing(desk, lambda work: changing.remove(work, officer, round_id, stop))
    assert "we do not come on Tue 24 Nov 2026" in (await texts(desk, resident.chat))[-1]
    assert await order(desk, round_id) == [other.reference]
    assert await waiting(desk) == [case.reference]
    await plan(desk, officer, case, day=THURSDAY)
    assert "We come to you on Thu 26 Nov 2026" in (await texts(desk, resident.chat))[-1]


async def test_a_round_called_off_frees_everybody_and_tells_them_why(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case, other = await ask(desk, resident), await ask(desk, resident)
    round_id = await plan(desk, officer, case, other)
    await doing(desk, lambda work: changing.cancel(work, officer, round_id, "The truck is ill."))
    off = [text for text in await texts(desk, resident.chat) if "Why: The truck is ill." in text]
    assert len(off) == 2
    assert await waiting(desk) == [case.reference, other.reference]
    with pytest.raises(NotPossible):
        await doing(desk, lambda work: changing.cancel(work, officer, round_id))


async def test_a_withdrawn_case_falls_off_by_itself(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case, other = await ask(desk, resident), await ask(desk, resident)
    round_id = await plan(desk, officer, case, other)
    await doing(desk, lambda work: resident_actions.withdraw(work, case.reference, resident))
    trip = await trip_now(desk, round_id)
    assert [stop.fell_off for stop in trip.stops] == [True, False]
    await doing(desk, lambda work: changing.change(work, officer, round_id, THURSDAY, ""))
    moved = [text for text in await texts(desk, resident.chat) if "The day has changed" in text]
    assert len(moved) == 1


async def test_who_cannot_be_reached_is_counted_for_the_department(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    counter = replace(resident, channel="counter")
    await link_group(desk)
    case = await ask(desk, counter)
    await plan(desk, officer, case)
    assert "ติดต่อทางแชทไม่ได้" in (await texts(desk, "Cworks"))[-1]
    assert await actions(desk, case) == ["file", "plan_visit", "unreachable"]


async def test_stops_are_put_into_the_suggested_order_and_can_be_moved(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    norths = (0.03, 0.01, 0.02)
    far, near, middle = [
        await ask(desk, resident, place={"latitude": 15.5 + n, "longitude": 102.4, "words": ""})
        for n in norths
    ]
    round_id = await plan(desk, officer, far, near, middle)
    assert await order(desk, round_id) == [case.reference for case in (far, middle, near)]
    [_far, _middle, last] = await stop_ids(desk, round_id)
    for by in (-1, -1, -1):
        await doing(desk, lambda work: changing.shift(work, officer, round_id, last, by))  # noqa: B023
    assert await order(desk, round_id) == [case.reference for case in (near, far, middle)]
    await doing(desk, lambda work: changing.suggest_again(work, officer, round_id))
    assert await order(desk, round_id) == [case.reference for case in (far, middle, near)]
    assert len(await texts(desk, resident.chat)) == 3


async def test_more_cases_go_behind_the_others(desk: Desk, resident: Actor, officer: Staff) -> None:
    first, second = await ask(desk, resident), await ask(desk, resident)
    round_id = await plan(desk, officer, first)
    await doing(desk, lambda work: planning.add(work, officer, round_id, [second.reference]))
    assert await order(desk, round_id) == [first.reference, second.reference]
    assert len(await texts(desk, resident.chat)) == 2


async def test_a_round_that_has_begun_is_not_planned_any_more(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    round_id = await begun(desk, officer, await ask(desk, resident))
    [stop] = await stop_ids(desk, round_id)
    with pytest.raises(NotPossible):
        await doing(desk, lambda work: changing.remove(work, officer, round_id, stop))


async def test_who_did_what_is_recorded(desk: Desk, resident: Actor, officer: Staff) -> None:
    round_id = await plan(desk, officer, await ask(desk, resident))
    entry = (await audited(desk))[-1]
    assert (entry.actor, entry.action) == (str(officer.id), "plan_rounds_plan")
    assert (entry.subject, entry.outcome) == (str(round_id), "done")


async def test_a_case_that_is_finished_otherwise_needs_no_visit(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await ask(desk, resident)
    round_id = await plan(desk, officer, case)
    await act(desk, case, CaseAction.FINISH, officer)
    assert (await trip_now(desk, round_id)).standing == []
