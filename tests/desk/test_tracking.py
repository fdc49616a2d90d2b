"""Finding cases."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

import pytest

from bot.desk import Desk
from models import Case, Staff
from models.vocabulary import CaseAction
from services.desk import tracking
from services.desk.actor import Actor
from services.desk.tracking import CaseFilter, StatusGroup
from services.kit.references import shown
from tests.conftest import Clock
from tests.desk.people import act, file, settle
from tests.queueing.people import in_chat


@pytest.fixture
async def cases(desk: Desk, resident: Actor, officer: Staff, clock: Clock) -> list[Case]:
    """Four cases, filed on four days; the second is done, the third withdrawn from the list."""
    filed = []
    for _number in range(4):
        filed.append(await file(desk, resident))
        clock.advance(days=1)
    await act(desk, filed[1], CaseAction.FINISH, officer)
    await act(desk, filed[2], CaseAction.REJECT, officer, "because")
    return filed


async def listed(desk: Desk, wanted: CaseFilter) -> list[str]:
    async with desk.database.reading() as session:
        return references(await tracking.list_cases(session, wanted))


def references(cases: Sequence[Case]) -> list[str]:
    return [case.reference for case in cases]


async def test_a_case_is_found_as_it_is_shown(desk: Desk, case: Case) -> None:
    async with desk.database.reading() as session:
        found = await tracking.find_case(session, shown(case.reference).lower())
    assert found is not None
    assert found.id == case.id


@pytest.mark.parametrize("reference", ["", "nonsense", "222222222", "%", "_________"])
async def test_nothing_is_found_for_other_words(desk: Desk, case: Case, reference: str) -> None:
    async with desk.database.reading() as session:
        assert await tracking.find_case(session, reference) is None


async def test_own_cases_show_open_ones_first_then_the_newest(
    desk: Desk, cases: list[Case], resident: Actor
) -> None:
    await file(desk, await settle(desk, "Uother"))
    assert resident.resident_id is not None
    async with desk.database.reading() as session:
        own = await tracking.own_cases(session, resident.resident_id, 3)
    assert references(own) == references([cases[3], cases[0], cases[2]])


async def test_the_history_for_a_resident_leaves_notes_out(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, CaseAction.NOTE, officer, "among us")
    async with desk.database.reading() as session:
        for_staff = await tracking.history(session, case.id, for_resident=False)
        for_resident = await tracking.history(session, case.id, for_resident=True)
    assert [entry.action for entry in for_staff] == ["file", "note"]
    assert [entry.action for entry in for_resident] == ["file"]


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (StatusGroup.ALL, [3, 2, 1, 0]),
        (StatusGroup.OPEN, [3, 0]),
        (StatusGroup.CLOSED, [2, 1]),
        (StatusGroup.OVERDUE, [0]),
    ],
)
async def test_lists_by_what_they_are_about(
    desk: Desk, cases: list[Case], group: StatusGroup, expected: list[int]
) -> None:
    wanted = CaseFilter(status_group=group, today=date(2026, 11, 28))
    assert await listed(desk, wanted) == [cases[number].reference for number in expected]


async def test_the_most_urgent_come_first_when_asked(desk: Desk, cases: list[Case]) -> None:
    wanted = CaseFilter(status_group=StatusGroup.OPEN, most_urgent_first=True)
    assert await listed(desk, wanted) == references([cases[0], cases[3]])


@pytest.mark.parametrize("most_urgent_first", [True, False])
async def test_pages_follow_each_other_without_gaps_or_repeats(
    desk: Desk, cases: list[Case], most_urgent_first: bool
) -> None:
    whole = await listed(desk, CaseFilter(most_urgent_first=most_urgent_first))
    first = await listed(desk, CaseFilter(most_urgent_first=most_urgent_first, limit=2))
    before = next(case.id for case in cases if case.reference == first[-1])
    second = CaseFilter(most_urgent_first=most_urgent_first, limit=2, before_id=before)
    assert first + await listed(desk, second) == whole


async def test_cases_due_on_one_day_page_in_a_fixed_order(desk: Desk, resident: Actor) -> None:
    same_day = [await file(desk, resident) for _number in range(3)]
    rest = CaseFilter(most_urgent_first=True, before_id=same_day[0].id)
    assert await listed(desk, rest) == references(same_day[1:])


async def test_lists_of_a_department_a_service_or_a_number(desk: Desk, cases: list[Case]) -> None:
    assert await listed(desk, CaseFilter(department="health")) == []
    assert await listed(desk, CaseFilter(service_key="another")) == []
    beginning = cases[0].reference[:7].lower()
    assert await listed(desk, CaseFilter(text=beginning)) == [cases[0].reference]


@pytest.mark.parametrize("text", ["%", "_", "'; drop"])
async def test_signs_of_sql_in_a_search_mean_nothing(
    desk: Desk, cases: list[Case], text: str
) -> None:
    found = await listed(desk, CaseFilter(text=text))
    assert found in ([], references(cases[::-1]))


async def test_an_unknown_page_begins_at_the_beginning(desk: Desk, cases: list[Case]) -> None:
    wanted = CaseFilter(most_urgent_first=True, before_id=uuid4())
    assert len(await listed(desk, wanted)) == 4


async def test_as_many_cases_are_counted_as_are_listed(desk: Desk, cases: list[Case]) -> None:
    late = CaseFilter(status_group=StatusGroup.OVERDUE, today=date(2026, 11, 28))
    async with desk.database.reading() as session:
        counts = [
            await tracking.count_cases(session, wanted)
            for wanted in (CaseFilter("works"), CaseFilter("health"), late)
        ]
    assert counts == [4, 0, 1]


async def test_numbers_of_the_queue_are_neither_listed_nor_counted_among_cases(desk: Desk) -> None:
    await in_chat(desk, "Usomchai")
    async with desk.database.reading() as session:
        counted = await tracking.count_cases(session, CaseFilter(status_group=StatusGroup.OPEN))
    assert (await listed(desk, CaseFilter(status_group=StatusGroup.OPEN)), counted) == ([], 0)


async def test_messages_of_a_case_are_those_to_the_resident(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, CaseAction.ACCEPT, officer)
    async with desk.database.reading() as session:
        messages = await tracking.case_messages(session, case)
    assert [(row.chat, row.state) for row in messages] == [(case.chat, "waiting")]
