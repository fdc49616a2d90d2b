"""The intake: every event once, in order, and none at another's cost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import asdict

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from bot.batch import handle_batch
from bot.desk import Desk
from bot.failures import failed_event, seal_failed
from bot.intake import DatabaseUnavailable, Intake
from bot.messages import Heard
from bot.turns import Effect, Remembered, Turn, World
from models import ChatLine, Conversation, InboundEvent, OutboxMessage, Resident
from models.database import Database
from services.desk.actor import Actor
from services.desk.work import Work
from services.kit.errors import NotPossible
from services.kit.message import Reply
from tests.parrots import pretend, repeat, said


@pytest.fixture
def parrot_desk(desk: Desk) -> Desk:
    desk.decide = repeat
    desk.carry_out = pretend
    return desk


@pytest.fixture
async def intake(parrot_desk: Desk) -> AsyncIterator[Intake]:
    opened = Intake(parrot_desk)
    running = asyncio.create_task(opened.run())
    yield opened
    opened.close()
    await running


async def answers(desk: Desk, chat: str = "resident") -> list[str]:
    async with desk.database.reading() as session:
        rows = await session.exec(
            select(OutboxMessage).where(OutboxMessage.chat == chat).order_by(col(OutboxMessage.id))
        )
        return [message["text"] for row in rows for message in row.messages]


async def test_an_answer_stands_in_the_outbox_when_take_returns(
    intake: Intake, parrot_desk: Desk
) -> None:
    await intake.take([said("hello", "1")])
    assert await answers(parrot_desk) == ["1 hello"]


async def test_the_same_event_again_changes_nothing(intake: Intake, parrot_desk: Desk) -> None:
    await intake.take([said("hello", "1"), said("hello", "1")])
    await intake.take([said("hello", "1")])
    assert await answers(parrot_desk) == ["1 hello"]


async def test_the_same_event_many_times_at_once_is_handled_once(
    intake: Intake, parrot_desk: Desk
) -> None:
    await asyncio.gather(*(intake.take([said("hello", "1")]) for _time in range(20)))
    assert await answers(parrot_desk) == ["1 hello"]


async def test_two_processes_given_the_same_event_act_on_it_once(parrot_desk: Desk) -> None:
    events = [said("hello", "1")]
    await asyncio.gather(*(handle_batch(parrot_desk, events) for _process in range(2)))
    assert await answers(parrot_desk) == ["1 hello"]


async def test_two_processes_keep_the_order_of_one_resident(parrot_desk: Desk) -> None:
    await asyncio.gather(*(handle_batch(parrot_desk, [said("x", str(n))]) for n in range(10)))
    counts = [int(answer.split()[0]) for answer in await answers(parrot_desk)]
    assert counts == list(range(1, 11))


async def test_events_of_one_resident_in_one_batch_build_on_each_other(
    intake: Intake, parrot_desk: Desk
) -> None:
    await intake.take([said("a", "1"), said("b", "2"), said("c", "3")])
    assert await answers(parrot_desk) == ["1 a", "2 b", "3 c"]


async def test_events_told_out_of_order_are_handled_in_the_order_they_happened(
    intake: Intake, parrot_desk: Desk
) -> None:
    now = parrot_desk.clock()
    earlier = now.replace(hour=1)
    await intake.take([said("second", "2", at=now), said("first", "1", at=earlier)])
    assert await answers(parrot_desk) == ["1 first", "2 second"]


async def test_residents_do_not_mix(intake: Intake, parrot_desk: Desk) -> None:
    await asyncio.gather(*(intake.take([said("x", str(n), chat=f"r{n}")]) for n in range(100)))
    async with parrot_desk.database.reading() as session:
        conversations = (await session.exec(select(Conversation))).all()
        residents = (await session.exec(select(Resident))).all()
    assert {talk.remembered["puzzled"] for talk in conversations} == {1}
    assert len(residents) == len(conversations) == 100


async def test_an_event_that_breaks_is_kept_and_its_neighbours_go_on(
    intake: Intake, parrot_desk: Desk
) -> None:
    await intake.take([said("a", "1"), said("break", "2"), said("c", "3", chat="other")])
    async with parrot_desk.database.reading() as session:
        failed = (await session.exec(select(InboundEvent).where(InboundEvent.error != None))).one()  # noqa: E711 -- SQL
    assert (failed.key, failed.error) == ("parrot:2", "ZeroDivisionError")
    assert (await failed_event(parrot_desk, failed.key)).text == "break"
    assert await answers(parrot_desk, "other") == ["1 c"]


async def test_nobody_reads_in_the_database_what_was_said_in_an_event_that_broke(
    intake: Intake, parrot_desk: Desk
) -> None:
    await intake.take([said("break 1101700230708", "1")])
    async with parrot_desk.database.reading() as session:
        failed = await session.get_one(InboundEvent, "parrot:1")
    assert failed.error == "ZeroDivisionError"
    assert "1101700230708" not in str(failed.payload)
    assert (await failed_event(parrot_desk, "parrot:1")).text == "break 1101700230708"


async def test_a_number_in_our_own_window_is_emptied_although_its_event_broke(
    intake: Intake, parrot_desk: Desk
) -> None:
    words = "break 1101700230708"
    async with parrot_desk.database.writing() as session:
        session.add(ChatLine(chat="resident", from_resident=True, message={"text": words}))
    await intake.take([said(words, "1", channel="webchat")])
    async with parrot_desk.database.reading() as session:
        line = (await session.exec(select(ChatLine).where(ChatLine.from_resident))).one()
    assert line.message["text"] == "•••"


async def test_a_seal_of_another_event_is_not_handled_again(
    intake: Intake, parrot_desk: Desk
) -> None:
    await intake.take([said("break", "1"), said("break", "2")])
    async with parrot_desk.database.writing() as session:
        first = await session.get_one(InboundEvent, "parrot:1")
        second = await session.get_one(InboundEvent, "parrot:2")
        second.payload = first.payload
    with pytest.raises(NotPossible):
        await intake.replay("parrot:2")


async def test_what_stood_open_from_before_is_sealed(parrot_desk: Desk) -> None:
    async with parrot_desk.database.writing() as session:
        told = asdict(said("break", "1"))
        session.add(InboundEvent(key="parrot:1", payload=told, error="KeyError"))
    assert (await seal_failed(parrot_desk), await seal_failed(parrot_desk)) == (1, 0)
    assert (await failed_event(parrot_desk, "parrot:1")).text == "break"


async def test_a_resident_whose_event_broke_is_told(intake: Intake, parrot_desk: Desk) -> None:
    await intake.take([said("break", "1")])
    assert len(await answers(parrot_desk)) == 1


async def test_a_failed_event_can_be_tried_again_once(intake: Intake, parrot_desk: Desk) -> None:
    await intake.take([said("break", "1")])
    parrot_desk.decide = lambda remembered, heard, world: repeat(
        remembered, said("mended", heard.event_id), world
    )
    await intake.replay("parrot:1")
    assert (await answers(parrot_desk))[-1] == "1 mended"
    assert not await still_failing(parrot_desk)


async def still_failing(desk: Desk) -> bool:
    async with desk.database.reading() as session:
        failed = await session.get_one(InboundEvent, "parrot:1")
    return failed.replayed_at is None or failed.payload is not None


async def test_a_refused_effect_is_explained_and_nothing_is_remembered(
    intake: Intake, parrot_desk: Desk
) -> None:
    await intake.take([said("file-refused", "1")])
    await intake.take([said("next", "2")])
    assert (await answers(parrot_desk))[1] == "1 next"


async def test_what_a_broken_effect_wanted_to_say_is_never_said(
    intake: Intake, parrot_desk: Desk
) -> None:
    await intake.take([said("file-broken", "1")])
    assert "must never be said" not in await answers(parrot_desk)


async def test_even_a_log_that_cannot_be_written_does_not_stop_the_intake(
    intake: Intake, parrot_desk: Desk
) -> None:
    def full_disk(*_entry: object) -> str:
        raise OSError("no space left on device")

    structlog.configure(processors=[full_disk])
    with suppress(DatabaseUnavailable):
        await intake.take([said("break", "1")])
    structlog.reset_defaults()
    await intake.take([said("hello", "2", chat="other")])
    assert await answers(parrot_desk, "other") == ["1 hello"]


async def test_two_transactions_in_each_others_way_are_tried_again(
    intake: Intake, parrot_desk: Desk
) -> None:
    clashes = [OperationalError("deadlock", None, Exception()) for _time in range(2)]

    def clash_first(remembered: Remembered, heard: Heard, world: World) -> Turn:
        if clashes:
            raise clashes.pop()
        return repeat(remembered, heard, world)

    parrot_desk.decide = clash_first
    await intake.take([said("hello", "1")])
    assert await answers(parrot_desk) == ["1 hello"]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_connection_that_breaks_in_the_middle_costs_no_event(
    intake: Intake, parrot_desk: Desk
) -> None:
    breaks = iter(range(2))

    async def break_twice(effect: Effect, work: Work, actor: Actor) -> tuple[Reply, ...]:
        if next(breaks, None) is not None:
            connection = await work.session.connection()
            await connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return await pretend(effect, work, actor)

    parrot_desk.carry_out = break_twice
    await intake.take([said("file", "1")])
    async with parrot_desk.database.reading() as session:
        [event] = (await session.exec(select(InboundEvent))).all()
    assert (event.error, await answers(parrot_desk)) == (None, ["1 file", "done file"])


async def test_who_waits_too_long_is_let_go_and_the_event_stays_in_line(
    parrot_desk: Desk,
) -> None:
    late = Intake(parrot_desk)
    with pytest.raises(TimeoutError):
        await late.take([said("hello", "1")], patience=0.01)
    late.close()
    await late.run()
    assert await answers(parrot_desk) == ["1 hello"]


async def test_an_unavailable_database_refuses_and_the_next_event_is_welcome(
    intake: Intake, parrot_desk: Desk
) -> None:
    whole = parrot_desk.database
    parrot_desk.database = Database("postgresql+asyncpg://nobody@127.0.0.1:1/none")
    with pytest.raises(DatabaseUnavailable):
        await intake.take([said("lost?", "1")])
    parrot_desk.database = whole
    await intake.take([said("again", "1")])
    assert await answers(parrot_desk) == ["1 again"]
