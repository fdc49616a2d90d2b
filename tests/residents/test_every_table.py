"""Every table that holds something of a person is erased, copied and merged, or says why not."""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import SQLModel

from bot.desk import Desk
from models import (
    Announcement,
    AnnouncementChunk,
    Case,
    CaseNotice,
    CasePresence,
    CaseWords,
    ChannelAddress,
    OutboxMessage,
    PickupRound,
    PromiseWarning,
    RoundStop,
    Staff,
    Subscription,
    SubscriptionTopic,
)
from models.announcement_vocabulary import ChunkState
from models.vocabulary import StopState
from services.desk.residents import merging
from tests.residents.test_console_residents import (
    SECRET,
    erased,
    everything,
    page_of,
    told_case,
    two_admins,
)
from tests.web.console_office import ConsoleOffice, console_office, press

OF_A_PERSON = {"resident", "case", "outbox_message", "conversation", "channel_address"}
TELLING = {
    "chat", "chats", "person", "reference", "message_key", "payload", "resident_id", "case_id"
}  # fmt: skip

NOT_ERASED: Mapping[str, str] = {
    "api_answer": "a case's number for a week, so that a program acts once; no words",
    "resident": "the number alone, with the language: the figures and the log point at it",
    "data_request": "the proof that the law was kept; no words of the resident stand in it",
    "bill": "kept for the accounts; a case with one is not erased",
    "receipt": "kept for the accounts",
    "payment": "kept for the accounts; no name stands in it",
    "payment_share": "kept for the accounts",
    "payment_slip": "so that nobody pays twice with one slip; the picture goes with the files",
    "loan_item": "how many of what, for the register of property",
    "joint_step": "what staff pressed, and the desk's own words why it was refused",
    "inbound_event": "sealed when it failed, and forgotten by itself after thirty days",
    "staff_chat": "chats of the office, not of residents",
    "staff_identity": "accounts of staff",
}

NOT_COPIED: Mapping[str, str] = {
    "api_answer": "what a program of staff was answered: a number and a state",
    "announcement_chunk": "what the office told everybody; it stands in the public archive",
    "case_notice": "whom of the staff the office told",
    "case_presence": "who of the staff looks at this moment",
    "case_words": "the answers again, as they sound, for the search",
    "inbound_event": "sealed when it failed, and forgotten by itself after thirty days",
    "joint_step": "what staff pressed",
    "merged_resident": "how the office keeps its records in order",
    "one_time_code": "digests of codes",
    "payment": "the bank's own lines; what was paid stands in bills and receipts",
    "payment_share": "which line of the bank counts towards which bill",
    "payment_slip": "the slip is among the files",
    "promise_warning": "whom of the staff the office warned",
    "staff_chat": "chats of the office, not of residents",
    "staff_identity": "accounts of staff",
}


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


def of_a_person() -> set[str]:
    """Tables that say something of a person, or point at one that does."""
    tables = SQLModel.metadata.tables
    found = {name for name, table in tables.items() if TELLING & set(table.columns.keys())}
    found |= OF_A_PERSON
    for _round in tables:
        found |= {name for name, table in tables.items()
                  if any(key.column.table.name in found for key in table.foreign_keys)}  # fmt: skip
    return found


@contextmanager
def statements(words: str) -> Iterator[set[str]]:
    """Gather the tables that come after these words in what is sent to the database."""
    found: set[str] = set()
    wanted = re.compile(rf"(?:{words})\s+\"?(\w+)")

    def keep(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found.update(wanted.findall(statement))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", keep)


async def everywhere(console: ConsoleOffice, case: Case) -> None:
    """Leave something of the resident in the tables that came last."""
    somchai = await console.hire("Prasert")
    where: dict[str, Any] = {"channel": case.channel, "chat": case.chat}
    async with console.desk.work() as work:
        work.session.add(Subscription(resident_id=case.resident_id, wants_news=True, **where))
        await work.session.flush()
        work.session.add(SubscriptionTopic(resident_id=case.resident_id, topic="water"))
        work.session.add(CasePresence(case_id=case.id, staff_id=somchai.id))
        warned = PromiseWarning(case_id=case.id, due_on=case.due_on, step=1)
        work.session.add(warned)
        work.session.add(held(work.now, [{"text": SECRET}], **where))
        await add_round(work, somchai, case)
        await add_chunk(work, somchai, case.channel, [case.chat, "somebody else"])


def held(now: Any, messages: list[dict[str, Any]], **where: Any) -> OutboxMessage:
    later = now + timedelta(hours=1)
    return OutboxMessage(messages=messages, held_at=now, due_at=later, **where)


async def add_round(work: Any, staff: Staff, case: Case) -> None:
    trip = PickupRound(
        department="works", service_key="lamp", day=date(2026, 11, 24), crew="", staff_id=staff.id
    )
    work.session.add(trip)
    await work.session.flush()
    work.session.add(
        RoundStop(
            round_id=trip.id, case_id=case.id, position=1, state=StopState.MISSED, note=SECRET
        )
    )


async def add_chunk(work: Any, staff: Staff, channel: str, chats: list[str]) -> None:
    said = Announcement(written_by=staff.id, title_th="น้ำไม่ไหล")
    work.session.add(said)
    await work.session.flush()
    work.session.add(
        AnnouncementChunk(
            announcement_id=said.id, number=1, channel=channel, language="th", way="each",
            chats=chats, size=2, done=2, sent=2, state=ChunkState.DONE,
        )
    )  # fmt: skip


async def test_erasing_reaches_every_table_of_a_person(console: ConsoleOffice) -> None:
    case = await told_case(console)
    await everywhere(console, case)
    with statements("UPDATE|DELETE FROM") as changed:
        await erased(console, case)
    named = of_a_person()
    assert named - changed - set(NOT_ERASED) == set()
    assert set(NOT_ERASED) <= named


async def test_nothing_of_a_person_is_left_where_work_goes_on(console: ConsoleOffice) -> None:
    case = await told_case(console)
    await everywhere(console, case)
    assert any("blue" in one.words for one in await everything(console, CaseWords))
    await erased(console, case)
    for table in (Subscription, SubscriptionTopic, CasePresence, CaseNotice, PromiseWarning):
        assert await everything(console, table) == [], table
    kept: tuple[Any, ...] = (
        CaseWords, OutboxMessage, RoundStop, AnnouncementChunk, ChannelAddress
    )  # fmt: skip
    for words in kept:
        rows = "".join(one.model_dump_json() for one in await everything(console, words))
        assert "blue" not in rows, words
        assert case.chat not in rows, words
    [chunk] = await everything(console, AnnouncementChunk)
    assert (chunk.chats, chunk.size, chunk.sent) == (["", "somebody else"], 2, 2)


async def test_a_copy_reads_every_table_of_a_person(console: ConsoleOffice) -> None:
    case = await told_case(console)
    await everywhere(console, case)
    malee, _wichai = await two_admins(console)
    async with console.browser(malee) as client:
        with statements("FROM|JOIN") as read:
            copy = f"{page_of(case)}/copy"
            answer = await press(client, page_of(case), copy, reason="They came for it")
    assert of_a_person() - read - set(NOT_COPIED) == set()
    data = json.loads(zipfile.ZipFile(io.BytesIO(answer.content)).read("person.json"))
    assert data["news"]["topics"] == ["water"]
    assert data["messages"][0]["text"] == [SECRET]
    assert data["cases"][0]["visits"][0]["note"] == SECRET
    assert case.chat not in json.dumps(data)


async def choose(
    console: ConsoleOffice, case: Case, topic: str, agreed_days_ago: int, *, stopped: bool = False
) -> None:
    async with console.desk.work() as work:
        said = work.now - timedelta(days=agreed_days_ago)
        chosen = Subscription(
            resident_id=case.resident_id, wants_news=not stopped, all_topics=False,
            channel=case.channel, chat=case.chat, agreed_at=said,
            stopped_at=said if stopped else None,
        )  # fmt: skip
        work.session.add(chosen)
        await work.session.flush()
        work.session.add(SubscriptionTopic(resident_id=case.resident_id, topic=topic))


async def news(console: ConsoleOffice) -> dict[Any, tuple[bool, str, list[str]]]:
    """What everybody wants to hear of, and where."""
    topics = await everything(console, SubscriptionTopic)
    return {
        one.resident_id: (
            one.wants_news,
            one.chat,
            [topic.topic for topic in topics if topic.resident_id == one.resident_id],
        )
        for one in await everything(console, Subscription)
    }


async def test_merging_moves_the_news_and_parting_gives_them_back(console: ConsoleOffice) -> None:
    one, two = await told_case(console), await told_case(console)
    await choose(console, two, "water", 1)
    before = await news(console)
    malee, _wichai = await two_admins(console)
    async with console.desk.work() as work:
        done = await merging.merge(work, one.resident_id, two.resident_id, malee)
    assert await news(console) == {one.resident_id: (True, two.chat, ["water"])}
    async with console.desk.work() as work:
        await merging.undo(work, done.id, malee)
    assert await news(console) == before


@pytest.mark.parametrize(("days", "wants"), [(3, True), (1, False)])
async def test_of_two_wishes_the_last_one_counts(
    console: ConsoleOffice, days: int, wants: bool
) -> None:
    one, two = await told_case(console), await told_case(console)
    await choose(console, one, "roads", 2)
    await choose(console, two, "water", days, stopped=True)
    before = await news(console)
    malee, _wichai = await two_admins(console)
    async with console.desk.work() as work:
        done = await merging.merge(work, one.resident_id, two.resident_id, malee)
    [(wants_now, _chat, _topics)] = (await news(console)).values()
    assert wants_now is wants
    async with console.desk.work() as work:
        await merging.undo(work, done.id, malee)
    assert await news(console) == before


async def test_merging_reaches_every_table_that_points_at_a_resident(
    console: ConsoleOffice,
) -> None:
    one, two = await told_case(console), await told_case(console)
    await choose(console, two, "water", 1)
    malee, _wichai = await two_admins(console)
    pointing = {
        name for name, table in SQLModel.metadata.tables.items()
        if any(key.column.table.name in {"resident", "subscription"} for key in table.foreign_keys)
    }  # fmt: skip
    with statements("UPDATE|DELETE FROM|INSERT INTO") as changed:
        async with console.desk.work() as work:
            await merging.merge(work, one.resident_id, two.resident_id, malee)
    assert pointing - changed == set()
