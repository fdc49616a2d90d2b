"""Every step of a case stands in the audit log, with nothing of what anybody wrote."""

from dataclasses import replace

import pytest
from sqlmodel import col, select

from bot.batch import handle_batch
from bot.desk import Desk
from bot.messages import Heard, Kind
from bot.turns import Effect, FileCase, Remembered, Turn, World
from models import AuditEntry, Case, Staff
from models.vocabulary import CaseAction, CaseStatus
from services.desk import resident_actions
from services.desk.actor import Actor
from services.desk.audit_log.sealer import seal_all
from services.desk.audit_log.verifying import verify
from services.desk.deliveries import mark_unreachable
from services.desk.progress import CLOSED
from services.kit.errors import InvalidAnswer
from services.kit.text import plain
from tests.desk.people import (
    ANSWERS,
    LAMP,
    SECRET,
    act,
    file,
    hire,
    settle,
    steps_logged,
)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LAMP.key: LAMP})


@pytest.fixture
async def resident(desk: Desk) -> Actor:
    return await settle(desk)


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk)


@pytest.fixture
async def case(desk: Desk, resident: Actor) -> Case:
    return await file(desk, resident)


async def last(desk: Desk) -> AuditEntry:
    return (await steps_logged(desk))[-1]


async def test_a_filed_case_is_an_entry(desk: Desk, case: Case) -> None:
    [entry] = await steps_logged(desk)
    assert (entry.actor, entry.action, entry.subject) == ("resident", "file", case.reference)
    assert (entry.channel, entry.service, entry.status) == ("line", "lamp", "received")
    assert (entry.outcome, entry.note) == ("done", "")


async def test_what_staff_do_is_an_entry_with_who_and_from_where(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, CaseAction.REPLY, officer, "Words about the secret storm.")
    entry = await last(desk)
    assert (entry.actor, entry.action, entry.channel) == (str(officer.id), "reply", "console")


async def test_what_residents_do_is_an_entry(desk: Desk, case: Case, resident: Actor) -> None:
    async with desk.work() as work:
        await resident_actions.write(work, case.reference, resident, "the secret storm again")
        await resident_actions.withdraw(work, case.reference, resident)
    written, withdrawn = (await steps_logged(desk))[-2:]
    assert (written.action, written.status) == ("write", "received")
    assert (withdrawn.action, withdrawn.status, withdrawn.actor) == (
        "withdraw", "withdrawn", "resident",
    )  # fmt: skip


async def test_what_the_desk_does_by_itself_is_an_entry(desk: Desk, case: Case) -> None:
    async with desk.work() as work:
        await mark_unreachable(work, case.channel, case.chat, "blocked")
    entry = await last(desk)
    assert (entry.actor, entry.action) == ("desk", "unreachable")


async def test_no_entry_holds_what_a_resident_wrote(
    desk: Desk, case: Case, officer: Staff, resident: Actor
) -> None:
    async with desk.work() as work:
        await resident_actions.write(work, case.reference, resident, f"about the {SECRET}")
    await act(desk, case, CaseAction.ASK, officer, f"Which {SECRET}?")
    async with desk.database.reading() as session:
        every = [one.model_dump_json() for one in await session.exec(select(AuditEntry))]
    assert len(every) == 4
    assert SECRET not in "".join(every)
    assert resident.chat not in "".join(every)


async def test_a_turn_that_is_refused_half_way_leaves_no_entry(desk: Desk, resident: Actor) -> None:
    async def file_then_refuse(effect: Effect, work: object, actor: Actor) -> tuple[()]:
        await carrying(effect, work, actor)  # type: ignore[arg-type]
        raise InvalidAnswer(plain("No."))

    def decide(remembered: Remembered, _heard: Heard, _world: World) -> Turn:
        return Turn(remembered, effects=(FileCase(LAMP.key, ANSWERS),))

    carrying = desk.carry_out
    refusing = replace(desk, carry_out=file_then_refuse, decide=decide)
    heard = Heard("line", "e1", resident.chat, resident.chat, Kind.TEXT, "send", private=True)
    await handle_batch(refusing, [heard])
    assert await steps_logged(desk) == []


async def test_the_balance_of_the_office_can_be_counted_from_the_chain(
    desk: Desk, case: Case, officer: Staff, resident: Actor
) -> None:
    done, refused = await file(desk, resident), await file(desk, resident)
    await act(desk, done, CaseAction.FINISH, officer)
    await act(desk, refused, CaseAction.REJECT, officer, "Not ours.")
    async with desk.work() as work:
        await resident_actions.dispute(work, done.reference, resident)
    await seal_all(desk.database, desk.clock())
    assert (await verify(desk.database)).misfit is None
    stands: dict[str, str] = {}
    async with desk.database.reading() as session:
        steps = select(AuditEntry).where(AuditEntry.status != "").order_by(col(AuditEntry.number))
        for entry in await session.exec(steps):
            stands[entry.subject] = entry.status
    assert stands == {
        case.reference: CaseStatus.RECEIVED,
        done.reference: CaseStatus.REOPENED,
        refused.reference: CaseStatus.REJECTED,
    }
    assert sum(status in CLOSED for status in stands.values()) == 1
