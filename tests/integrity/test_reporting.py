"""The reporter's side: a report counts only with its code, and opens for whom it should."""

from datetime import date

import httpx
import pytest

from models.database import Database
from services.integrity.sealing import DoesNotOpen
from tests.conftest import Clock
from tests.integrity.conftest import Office
from tests.integrity.reporting import (
    DAY,
    TOLD,
    enter,
    file,
    other_than,
    read_as,
    reports,
    tell,
)
from web.integrity.channel import Channel


async def test_without_anybody_who_reads_only_the_outside_doors_are_named(
    reporter: httpx.AsyncClient, store: Database
) -> None:
    door, form = await reporter.get("/integrity"), await reporter.get("/integrity/report")
    refused = await reporter.post("/integrity/report", data=TOLD)
    for page in (door, form, refused):
        assert [phone in page.text for phone in ("1205", "1206", "1567")] == [True] * 3
    assert "Begin a report" not in door.text
    assert await reports(store) == []


async def test_a_report_counts_only_when_its_code_was_entered_again(
    reporter: httpx.AsyncClient, people: Office, store: Database
) -> None:
    code = await tell(reporter)
    assert await reports(store) == [False]
    wrong = await enter(reporter, other_than(code))
    assert "This code opens nothing" in wrong.text
    assert await reports(store) == [False]
    right = await enter(reporter, code)
    assert "Your report is filed" in right.text
    assert await reports(store) == [True]


async def test_a_report_whose_code_was_not_entered_is_gone_after_the_next_day(
    reporter: httpx.AsyncClient, people: Office, store: Database, channel: Channel, clock: Clock
) -> None:
    code = await tell(reporter)
    clock.advance(days=1)
    await channel.tidy()
    assert await reports(store) == [False]
    clock.advance(days=1)
    await channel.tidy()
    assert await reports(store) == []
    assert "This code opens nothing" in (await enter(reporter, code)).text


async def test_a_filed_report_stays(
    reporter: httpx.AsyncClient, people: Office, store: Database, channel: Channel, clock: Clock
) -> None:
    await file(reporter)
    clock.advance(days=400)
    await channel.tidy()
    assert await reports(store) == [True]


async def test_with_the_code_the_reporter_reads_the_words_and_the_day_of_the_answer(
    reporter: httpx.AsyncClient, people: Office
) -> None:
    code = await file(reporter)
    page = await enter(reporter, code)
    assert [words in page.text for words in TOLD.values()] == [True] * len(TOLD)
    assert "8 Dec 2026" in page.text


async def test_a_message_of_the_reporter_reaches_whoever_reads(
    reporter: httpx.AsyncClient, people: Office, store: Database
) -> None:
    code = await file(reporter)
    page = await enter(reporter, code, text="The second envelope was blue")
    assert "Your message was added." in page.text
    report, message = await read_as(store, "clerk", people.clerk)
    assert (report.words, report.day) == (TOLD, DAY)
    assert message.words == {"text": "The second envelope was blue"}


async def test_the_printed_key_opens_what_a_lost_passphrase_would_lose(
    reporter: httpx.AsyncClient, people: Office, store: Database
) -> None:
    await file(reporter)
    (report,) = await read_as(store, "printed", people.printed)
    assert report.words == TOLD


async def test_whoever_is_concerned_gets_a_key_that_opens_nothing(
    reporter: httpx.AsyncClient, people: Office, store: Database
) -> None:
    await file(reporter, concerned=["mayor"])
    with pytest.raises(DoesNotOpen):
        await read_as(store, "mayor", people.mayor)
    (report,) = await read_as(store, "clerk", people.clerk)
    assert report.words["what"] == TOLD["what"]


async def test_when_everybody_is_concerned_nothing_is_stored(
    reporter: httpx.AsyncClient, people: Office, store: Database
) -> None:
    page = await reporter.post("/integrity/report", data={**TOLD, "concerned": ["mayor", "clerk"]})
    assert "Nothing was stored" in page.text
    assert "1205" in page.text
    assert await reports(store) == []


async def test_an_empty_report_is_asked_for_again_with_what_was_written(
    reporter: httpx.AsyncClient, people: Office, store: Database
) -> None:
    page = await reporter.post("/integrity/report", data={"who": "Somsri", "what": " "})
    assert "Please write what happened." in page.text
    assert "Somsri" in page.text
    assert await reports(store) == []


async def test_the_day_is_thailands(
    reporter: httpx.AsyncClient, people: Office, store: Database, clock: Clock
) -> None:
    clock.advance(hours=16)
    await file(reporter)
    (report,) = await read_as(store, "clerk", people.clerk)
    assert report.day == date(2026, 11, 24)
