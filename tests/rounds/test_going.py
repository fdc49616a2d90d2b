"""Going round: done is done and rated, missed is explained and offered again."""

from uuid import uuid4

import pytest

from bot.desk import Desk
from models import Case, Staff
from models.vocabulary import CaseAction
from services.desk import resident_actions
from services.desk.actor import Actor
from services.desk.rounds import changing, going, notices
from services.desk.rounds.reading import missed_on, round_ahead
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible
from tests.conftest import Clock
from tests.desk.people import act, actions, hire, last_entry, link_group, now, said, texts, values
from tests.rounds.crew import THURSDAY, TUESDAY, ask, begun, plan, stop_ids, trip_now, waiting


async def test_a_case_that_went_to_another_department_stands_on_no_round_of_ours(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await ask(desk, resident)
    async with desk.work() as work:
        moved = await work.session.get_one(Case, case.id)
        moved.department = "health"
    with pytest.raises(NotAllowed):
        await plan(desk, officer, case)


async def test_what_is_done_is_finished_by_the_officer_and_rated_as_always(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case, other = await ask(desk, resident), await ask(desk, resident)
    round_id = await begun(desk, officer, case, other)
    [stop, _other] = await stop_ids(desk, round_id)
    async with desk.work() as work:
        await going.done(work, officer, round_id, stop, "Two bags of mud.")
    entry = await last_entry(desk, case)
    assert (entry.action, entry.staff_id, entry.words) == (
        "finish", officer.id, "Two bags of mud.",
    )  # fmt: skip
    assert f"rate:{case.reference}:5" in values((await said(desk, resident.chat))[-1])
    assert (await trip_now(desk, round_id)).round.state == "under_way"


async def test_a_round_on_which_nobody_is_left_ends_without_a_reason(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await ask(desk, resident)
    round_id = await begun(desk, officer, case)
    async with desk.work() as work:
        await resident_actions.withdraw(work, case.reference, resident)
    async with desk.work() as work:
        await going.finish(work, officer, round_id)
    assert (await trip_now(desk, round_id)).round.state == "done"


async def test_what_is_missed_is_explained_and_waits_for_the_next_round(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case, other = await ask(desk, resident), await ask(desk, resident)
    round_id = await begun(desk, officer, case, other)
    [stop, _other] = await stop_ids(desk, round_id)
    async with desk.work() as work:
        await going.miss(work, officer, round_id, stop, "nobody", "The dog was there.")
    news = (await texts(desk, resident.chat))[-1]
    assert "on Mon 23 Nov 2026 we could not do" in news
    assert "Why: Nobody was there, and we could not do it alone.\nThe dog was there." in news
    assert await actions(desk, case) == ["file", "plan_visit", "miss_visit"]
    assert await waiting(desk) == [case.reference]
    async with desk.database.reading() as session:
        assert await missed_on(session, [case]) == {
            case.id: (await trip_now(desk, round_id)).round.day
        }


async def test_a_second_press_tells_nobody_again(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case, other = await ask(desk, resident), await ask(desk, resident)
    round_id = await begun(desk, officer, case, other)
    [stop, _other] = await stop_ids(desk, round_id)
    async with desk.work() as work:
        await going.done(work, officer, round_id, stop)
    heard = len(await texts(desk, resident.chat))
    with pytest.raises(NotPossible):
        async with desk.work() as work:
            await going.miss(work, officer, round_id, stop, "nobody")
    assert len(await texts(desk, resident.chat)) == heard


async def test_a_reason_is_needed(desk: Desk, resident: Actor, officer: Staff) -> None:
    round_id = await begun(desk, officer, await ask(desk, resident))
    [stop] = await stop_ids(desk, round_id)
    with pytest.raises(InvalidAnswer):
        async with desk.work() as work:
            await going.miss(work, officer, round_id, stop, "", "  ")


async def test_the_longest_words_beside_the_longest_reason_are_kept(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    round_id = await begun(desk, officer, await ask(desk, resident))
    [stop] = await stop_ids(desk, round_id)
    thai = desk.around.languages["th"]
    longest = max(notices.REASONS, key=lambda key: len(notices.REASONS[key].render(thai)))
    async with desk.work() as work:
        await going.miss(work, officer, round_id, stop, longest, "ก" * 400)
    [missed] = (await trip_now(desk, round_id)).stops
    assert str(missed.row.note).endswith("ก" * 400)


async def test_the_last_stop_ends_the_round_and_the_department_hears_how_it_went(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case, other = await ask(desk, resident), await ask(desk, resident)
    await link_group(desk)
    round_id = await begun(desk, officer, case, other)
    [stop, second] = await stop_ids(desk, round_id)
    async with desk.work() as work:
        await going.done(work, officer, round_id, stop)
    async with desk.work() as work:
        await going.miss(work, officer, round_id, second, "late")
    assert (await trip_now(desk, round_id)).round.state == "done"
    lines = await texts(desk, "Cworks")
    assert len(lines) == 2
    assert "เสร็จ 1" in lines[-1]


async def test_who_is_left_over_at_the_end_hears_why_and_who_withdrew_hears_nothing(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case, other = await ask(desk, resident), await ask(desk, resident)
    round_id = await begun(desk, officer, case, other)
    async with desk.work() as work:
        await resident_actions.withdraw(work, other.reference, resident)
    async with desk.work() as work:
        await going.finish(work, officer, round_id, "late")
    sorry = [text for text in await texts(desk, resident.chat) if "We are sorry" in text]
    assert len(sorry) == 1
    assert "The day was too short" in sorry[0]
    trip = await trip_now(desk, round_id)
    assert (trip.round.state, [stop.row.state for stop in trip.stops]) == ("done", ["missed"])


async def test_at_a_stop_that_was_withdrawn_there_is_nothing_to_do(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await ask(desk, resident)
    round_id = await begun(desk, officer, case)
    [stop] = await stop_ids(desk, round_id)
    async with desk.work() as work:
        await resident_actions.withdraw(work, case.reference, resident)
    with pytest.raises(NotPossible):
        async with desk.work() as work:
            await going.done(work, officer, round_id, stop)
    assert (await now(desk, case)).status == "withdrawn"


async def test_nobody_goes_before_the_day_that_was_told(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    round_id = await plan(desk, officer, await ask(desk, resident), day=TUESDAY)
    with pytest.raises(NotPossible):
        async with desk.work() as work:
            await going.start(work, officer, round_id)


async def test_what_is_not_done_after_all_is_offered_again(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await ask(desk, resident)
    round_id = await begun(desk, officer, case)
    [stop] = await stop_ids(desk, round_id)
    async with desk.work() as work:
        await going.done(work, officer, round_id, stop)
    async with desk.work() as work:
        await resident_actions.dispute(work, case.reference, resident)
    assert await waiting(desk) == [case.reference]
    again = await plan(desk, officer, case)
    async with desk.database.reading() as session:
        ahead = await round_ahead(session, await now(desk, case))
    assert ahead is not None
    assert ahead.id == again


async def test_who_was_away_when_the_day_changed_hears_of_it_when_the_round_begins(
    desk: Desk, resident: Actor, officer: Staff, clock: Clock
) -> None:
    case = await ask(desk, resident)
    round_id = await plan(desk, officer, case)
    await act(desk, case, CaseAction.FINISH, officer)
    async with desk.work() as work:
        await changing.change(work, officer, round_id, THURSDAY, "")
    async with desk.work() as work:
        await resident_actions.dispute(work, case.reference, resident)
    clock.advance(days=3)
    async with desk.work() as work:
        await going.start(work, officer, round_id)
    assert "we come to you on Thu 26 Nov 2026" in (await texts(desk, resident.chat))[-1]


async def test_a_round_of_another_department_is_not_touched(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    round_id = await plan(desk, officer, await ask(desk, resident))
    stranger = await hire(desk, "Nok", department="health")
    for wrong, refusal in ((round_id, NotAllowed), (uuid4(), NotFound)):
        with pytest.raises(refusal):
            async with desk.work() as work:
                await going.start(work, stranger, wrong)
