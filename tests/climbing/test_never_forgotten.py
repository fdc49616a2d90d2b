"""Whatever is done to a case, in whatever order: it is finished, or it waits for somebody.

All sequences are walked, as far as they lead to something new: two cases that look alike in all
that decides what happens next are one, so the walk ends by itself.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Case, CaseNotice, Staff
from models.vocabulary import CaseAction, CaseStatus
from services.desk import assigning, office_actions, resident_actions
from services.desk.actor import Actor
from services.desk.filing import file_case
from services.desk.leaving import leave
from services.desk.progress import is_open
from services.desk.work import Work
from services.kit.errors import ResidentError
from tests.climbing.office import People, climb, heard, warn
from tests.climbing.test_reminding import CLOCKED, remind
from tests.conftest import Clock
from tests.desk.people import ANSWERS, hire

Step = Callable[["Walk"], Awaitable[None]]
LONGEST = 3
"""Steps one after another; each more takes five times as long."""


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={CLOCKED.key: CLOCKED})


@dataclass(frozen=True)
class Look:
    """All of a case that decides what may happen to it next."""

    status: str
    is_assigned: bool
    is_unread: bool
    climbs: bool
    is_acknowledged: bool
    is_overdue: bool


@dataclass
class Walk:
    """One case, and those who do something to it."""

    desk: Desk
    clock: Clock
    resident: Actor
    people: People
    reference: str

    async def office(self, action: CaseAction, words: str = "") -> None:
        async with self.desk.work() as work:
            due = work.today + timedelta(days=3) if action == CaseAction.EXPLAIN_DELAY else None
            await office_actions.act(
                work, self.reference, action, self.people.nid, words, due_on=due
            )

    async def within(self, doing: Callable[[Work], Awaitable[object]]) -> None:
        async with self.desk.work() as work:
            await doing(work)

    async def look(self) -> Look:
        async with self.desk.database.reading() as session:
            wanted = select(Case).where(Case.reference == self.reference)
            case = (await session.exec(wanted)).one()
            notice = await session.get(CaseNotice, case.id)
            holder = await session.get(Staff, case.assignee_id) if case.assignee_id else None
        return Look(
            status=case.status,
            is_assigned=holder is not None and holder.left_at is None,
            is_unread=case.unread_since is not None,
            climbs=notice is not None and (notice.next_at or notice.unheard_at) is not None,
            is_acknowledged=notice is None or notice.acknowledged_at is not None,
            is_overdue=case.due_on < self.desk.clock().date(),
        )


def office(action: CaseAction, words: str = "") -> Step:
    """Somebody of the office presses something."""
    return lambda walk: walk.office(action, words)


def resident(doing: Callable[[Work, str, Actor], Awaitable[object]]) -> Step:
    """The resident does something."""
    return lambda walk: walk.within(lambda work: doing(work, walk.reference, walk.resident))


async def give_back(walk: Walk) -> None:
    await walk.within(lambda work: assigning.assign(work, walk.reference, walk.people.head, None))


async def officer_leaves(walk: Walk) -> None:
    """Whoever has it leaves; somebody new comes, so that the next walk has an officer as well."""
    await walk.within(lambda work: leave(work, walk.people.nid.id))
    walk.people = replace(walk.people, nid=await hire(walk.desk, "Nida"))


async def a_week(walk: Walk) -> None:
    """A week goes by; twice the desk looks at what waits."""
    for days in (3, 4):
        walk.clock.advance(days=days)
        await warn(walk.desk)
        await remind(walk.desk)
        await climb(walk.desk)


STEPS: Mapping[str, Step] = {
    "accept": office(CaseAction.ACCEPT),
    "ask": office(CaseAction.ASK, "Which one?"),
    "finish": office(CaseAction.FINISH),
    "reject": office(CaseAction.REJECT, "It is not ours."),
    "give back": give_back,
    "leave": officer_leaves,
    "write": resident(lambda work, one, who: resident_actions.write(work, one, who, "Still dark.")),
    "withdraw": resident(resident_actions.withdraw),
    "dispute": resident(resident_actions.dispute),
    "a week": a_week,
}


def hangs_on_its_promise(look: Look) -> bool:
    """Say whether nobody has it and nothing climbs: then only the promised day brings it back.

    What is overdue stands in every digest until it is finished.
    """
    if not is_open(look.status) or look.is_overdue:
        return False
    waits_for_resident = look.status == CaseStatus.WAITING_FOR_RESIDENT
    return not (look.is_assigned or look.climbs or waits_for_resident)


async def is_heard_of_again(walk: Walk) -> bool:
    """Say whether staff hear of it before its promise is over."""
    before = sum((await heard(walk.desk)).values())
    for _week in range(3):
        await a_week(walk)
    return sum((await heard(walk.desk)).values()) > before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_sequence_of_steps_leaves_a_case_with_nobody(
    desk: Desk, clock: Clock, resident: Actor, people: People
) -> None:
    here = people

    async def follow(path: tuple[str, ...]) -> Walk | None:
        """Take the steps with a new case; nothing when the last one does not fit."""
        nonlocal here
        async with desk.work() as work:
            filed = (await file_case(work, CLOCKED, ANSWERS, resident)).case
        walk = Walk(desk, clock, resident, here, filed.reference)
        try:
            for step in path:
                await STEPS[step](walk)
        except ResidentError:
            return None
        finally:
            here = walk.people
        return walk

    known: dict[Look, tuple[str, ...]] = {}
    forgotten: list[tuple[str, ...]] = []
    paths: list[tuple[str, ...]] = [()]
    while paths:
        path = paths.pop(0)
        walk = await follow(path)
        look = await walk.look() if walk else None
        if walk is None or look is None or look in known:
            continue
        known[look] = path
        paths += [(*path, step) for step in STEPS if len(path) < LONGEST]
        if hangs_on_its_promise(look) and not await is_heard_of_again(walk):
            forgotten.append(path)
    assert forgotten == []
    assert any(hangs_on_its_promise(look) for look in known)
    assert {look.status for look in known} == set(CaseStatus)
