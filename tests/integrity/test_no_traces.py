"""The channel leaves no trace: in its store, its answers, its headers, its log."""

from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from models.database import Database
from models.integrity import Store
from services.integrity.receipts import read_code
from tests.integrity.conftest import Office
from tests.integrity.reporting import TOLD, enter, file, other_than, tell
from web.integrity.channel import Channel
from web.integrity.pages import BUCKET
from web.integrity.reporting import CODES_EACH
from web.logs import configure_logs

ADDRESSES = [
    "/integrity",
    "/integrity/procedure",
    "/integrity/desk",
    "/integrity/desk/join",
    "/integrity/report",
    "/integrity/code",
    "/integrity/nothing",
]


def files_below(folder: Path) -> list[bytes]:
    """Read every file of a folder."""
    return [file.read_bytes() for file in folder.rglob("*") if file.is_file()]


async def dump(store: Database) -> bytes:
    """Return every value of every table as text, as a dump of the store would show it."""
    async with store.reading() as session:
        connection = await session.connection()
        tables = Store.metadata.sorted_tables
        rows = [row for table in tables for row in await connection.execute(select(table))]
    values = [value for row in rows for value in row]
    return b"\n".join(v if isinstance(v, bytes) else str(v).encode() for v in values)


async def test_no_word_of_a_report_is_in_the_store_the_files_or_the_log(
    reporter: httpx.AsyncClient,
    people: Office,
    store: Database,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    configure_logs("json")
    code = await file(reporter)
    await enter(reporter, code, text="The second envelope was blue")
    files = files_below(tmp_path)
    logged = "".join(capfd.readouterr()).encode()
    kept = b"\n".join([await dump(store), *files, logged])
    secrets = [word for text in TOLD.values() for word in text.split() if len(word) > 3]
    secrets += ["envelope was", "203.0.113.77", "Telltale", read_code(code), code]
    assert [word for word in secrets if word.encode() in kept] == []
    assert b"Chief clerk" in kept


async def test_a_wrong_code_and_a_right_one_look_alike_from_outside(
    reporter: httpx.AsyncClient, people: Office
) -> None:
    code = await file(reporter)
    right, wrong = await enter(reporter, code), await enter(reporter, other_than(code))
    assert (right.status_code, len(right.content)) == (wrong.status_code, len(wrong.content))
    assert dict(right.headers) == dict(wrong.headers)


async def test_an_answer_to_a_code_takes_its_least_time_right_or_wrong(
    reporter: httpx.AsyncClient, people: Office, channel: Channel
) -> None:
    code = await file(reporter)
    channel.floor = 0.2
    right, wrong = await enter(reporter, code), await enter(reporter, other_than(code))
    assert min(right.elapsed.total_seconds(), wrong.elapsed.total_seconds()) >= 0.2


async def test_a_thousand_wrong_codes_learn_nothing_and_are_slowed_down(
    reporter: httpx.AsyncClient, people: Office
) -> None:
    await file(reporter)
    answers = [await enter(reporter, f"{number:016d}") for number in range(1000)]
    assert {len(answer.content) for answer in answers} == {BUCKET}
    assert {answer.status_code for answer in answers} == {200, 429}
    assert sum(answer.status_code == 200 for answer in answers) <= CODES_EACH.at_once + 30


@pytest.mark.parametrize("address", ADDRESSES)
async def test_every_page_is_silent_about_its_reader(
    reporter: httpx.AsyncClient, people: Office, address: str
) -> None:
    page = await reporter.get(address)
    assert "set-cookie" not in page.headers
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["content-security-policy"].startswith("default-src 'none';")
    assert len(page.content) % BUCKET == 0
    assert "<script" not in page.text
    assert "http" not in page.text


async def test_a_failure_is_told_without_what_it_held(
    reporter: httpx.AsyncClient,
    people: Office,
    store: Database,
    capfd: pytest.CaptureFixture[str],
) -> None:
    configure_logs("json")
    await tell(reporter)
    async with store.writing() as session:
        connection = await session.connection()
        await connection.run_sync(Store.metadata.drop_all)
    broken = await reporter.post("/integrity/report", data=TOLD)
    logged = "".join(capfd.readouterr())
    assert broken.status_code == 500
    assert "integrity_failed" in logged
    assert [word for word in ("Phanuphong", "203.0.113.77") if word in logged] == []
    async with store.writing() as session:
        connection = await session.connection()
        await connection.run_sync(Store.metadata.create_all)


async def test_other_addresses_are_the_desks(reporter: httpx.AsyncClient) -> None:
    assert (await reporter.get("/integrity-report")).text == "the desk"
    assert (await reporter.get("/")).text == "the desk"
