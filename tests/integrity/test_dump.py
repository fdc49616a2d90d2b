"""A seized desk: a real one that served reports, killed and taken apart to the last byte."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import IO
from zipfile import ZipFile

import httpx
import pytest
from sqlalchemy import MetaData
from sqlalchemy import select as select_rows
from sqlmodel import SQLModel, select

from bench.desk_process import DeskProcess, lasting_port
from models.columns import utc_now
from models.database import Database
from models.integrity import Part, Reader, ReaderKind, Report, Store, Wrap
from models.integrity.migrations import SCHEMA
from services.integrity import procedure, recipients
from services.integrity.passphrases import unlock
from services.integrity.receipts import SHIPPED, read_code
from services.integrity.sealing import KeyPair, new_pair
from tests.integrity.reporting import TOLD, enter, tell
from tests.integrity.sitting_down import PASSPHRASE, Recipient
from tests.serving import NO_TLS
from web.backing_up.places import desk_of
from web.backing_up.restoring import bring_up
from web.backing_up.writing import write_backup
from web.settings import Settings

ADDRESS, BROWSER = "127.7.7.7", "Telltale-Browser/9"
LATER, ANSWER = "The second envelope was blue", "Come to the pagoda on Thursday"
AT_ONCE = 5
"""Reports on their way when the desk dies."""


class Now:
    """The time of the running desk; nobody can advance it."""

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    def advance(self, **_by: float) -> None:
        """Leave the clock alone: the first code of the app is good at once."""


@dataclass
class Machine:
    """A machine with a desk on it, and somebody who will take all of it away."""

    folder: Path
    url: str
    printed: KeyPair = field(default_factory=new_pair)
    port: int = field(default_factory=lasting_port)
    says: IO[bytes] = field(init=False)
    """What the desk prints and logs."""

    def __post_init__(self) -> None:
        self.says = (self.folder / "log").open("ab")

    @property
    def settings(self) -> Settings:
        return Settings(_env_file=None, database_url=self.url, data_dir=self.folder / "data")

    def store(self) -> Database:
        return Database(self.settings.confidential_url(), schema=SCHEMA)

    def desk(self) -> DeskProcess:
        environment = {
            "SALA_DATABASE_URL": self.url,
            "SALA_DATA_DIR": str(self.folder / "data"),
            "SALA_BASE_URL": f"http://127.0.0.1:{self.port}",
        }
        return DeskProcess(environment, self.port, says=self.says)

    def browser(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self.port}",
            headers={"user-agent": BROWSER, "accept-language": "en"},
            transport=httpx.AsyncHTTPTransport(local_address=ADDRESS, verify=NO_TLS),
            timeout=60,
        )

    async def invite(self) -> str:
        """Set the channel up, as `sala integrity recipient add` does."""
        store = self.store()
        async with store.writing() as session:
            recipients.add_printed_key(session, self.printed)
            code = await recipients.invite(session, "Chief clerk", utc_now())
        await store.close()
        return code

    async def confirm(self) -> None:
        store = self.store()
        async with store.writing() as session:
            (reader,) = await recipients.recipients(session)
            await recipients.confirm(session, reader.key_id)
        await store.close()


@pytest.fixture
async def machine(database_url: str, tmp_path: Path) -> AsyncIterator[Machine]:
    made = Machine(tmp_path, database_url)
    store = made.store()
    async with desk_of(made.settings) as desk:
        for place in desk.places().values():
            await bring_up(place)
    async with store.writing() as session:
        connection = await session.connection()
        for table in reversed(Store.metadata.sorted_tables):
            await connection.execute(table.delete())
    await store.close()
    yield made
    made.says.close()


async def rows_of(database: Database, metadata: MetaData) -> bytes:
    """Return every value of every table."""
    async with database.reading() as session:
        connection = await session.connection()
        values = [
            value
            for table in metadata.sorted_tables
            for row in await connection.execute(select_rows(table))
            for value in row
        ]
    await database.close()
    return b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in values)


def everything(folder: Path) -> Iterator[bytes]:
    """Give every file below a folder, and what is inside of a backup."""
    for file in folder.rglob("*"):
        if file.is_file():
            yield file.read_bytes()
        if file.suffix == ".zip":
            with ZipFile(file) as zipped:
                yield from (zipped.read(name) for name in zipped.namelist())


async def report(machine: Machine, clerk: Recipient) -> str:
    """Report, write more, be read and answered; return the code."""
    async with machine.browser() as reporter:
        code = await tell(reporter)
        await enter(reporter, code, text=LATER)
        (lookup,) = await clerk.lookups()
        await clerk.do(f"/reports/{lookup}", action="answer", text=ANSWER)
        assert ANSWER in (await enter(reporter, code)).text
    return code


def environment_of(desk: DeskProcess) -> bytes:
    """Read what the operating system keeps of a process."""
    return Path(f"/proc/{desk.group}/environ").read_bytes()


def telling(texts: Iterable[str]) -> Iterator[str]:
    """Give the words and phrases that would give a report away."""
    for text in texts:
        words = text.split()
        yield from (f"{one} {next_}" for one, next_ in pairwise(words))
        yield from (word for word in words if len(word) > 3 and not word.islower())


async def back_up(machine: Machine) -> None:
    async with desk_of(machine.settings) as desk:
        place = machine.folder / "backup.zip"
        await write_backup(place, desk.stores(), desk.files, desk.keys, utc_now())


@pytest.mark.drill
@pytest.mark.timeout(300)
async def test_a_seized_desk_tells_nothing_and_opens_with_a_passphrase_or_the_printed_key(
    machine: Machine,
) -> None:
    desk = machine.desk()
    code_of_invitation = await machine.invite()
    await desk.start()
    try:
        async with machine.browser() as browser:
            clerk = Recipient(browser, Now(), "Chief clerk")  # type: ignore[arg-type]
            await clerk.join(code_of_invitation)
            await machine.confirm()
            assert "You are signed in" in (await clerk.sign_in()).text
            code = await report(machine, clerk)
        environment = environment_of(desk)
        await back_up(machine)
    finally:
        await desk.kill()
    seized = b"\n".join(
        [
            environment,
            await rows_of(machine.store(), Store.metadata),
            await rows_of(Database(machine.url), SQLModel.metadata),
            *everything(machine.folder),
        ]
    )
    secrets = [*telling((*TOLD.values(), LATER, ANSWER))]
    secrets += [ADDRESS, BROWSER, code, read_code(code), PASSPHRASE, clerk.second]
    assert [word for word in secrets if word.encode() in seized] == []
    assert b"Chief clerk" in seized
    await assert_it_opens(machine)


async def assert_it_opens(machine: Machine) -> None:
    """Open the report with the passphrase, and with the printed key."""
    store = machine.store()
    async with store.reading() as session:
        (reader,) = await recipients.recipients(session)
        paper = await recipients.printed_key(session)
        assert paper is not None
        opened = unlock(recipients.locked_of(reader), PASSPHRASE, reader.key_id, SHIPPED)
        for key_id, private in (
            (reader.key_id, opened.private),
            (paper.key_id, machine.printed.private),
        ):
            (found,) = await procedure.reports_for(session, key_id, private)
            texts = [text for entry in found.entries for text in entry.words.values()]
            assert {*TOLD.values(), LATER, ANSWER} <= set(texts)
    await store.close()


@pytest.mark.drill
@pytest.mark.timeout(300)
async def test_a_desk_that_dies_while_reports_come_has_each_wholly_or_not_at_all(
    machine: Machine,
) -> None:
    desk = machine.desk()
    await machine.invite()
    await add_reader(machine)
    await desk.start()
    async with machine.browser() as reporter:
        coming = [asyncio.create_task(tell(reporter)) for _report in range(AT_ONCE)]
        await asyncio.wait(coming, return_when=asyncio.FIRST_COMPLETED)
        await desk.kill()
        answers = await asyncio.gather(*coming, return_exceptions=True)
    codes = [answer for answer in answers if isinstance(answer, str)]
    await desk.start()
    try:
        async with machine.browser() as reporter:
            told = [(await enter(reporter, code)).text for code in codes]
    finally:
        await desk.kill()
    assert codes
    assert ["Your report is filed" in page for page in told] == [True] * len(codes)
    store = machine.store()
    async with store.reading() as session:
        lookups = (await session.exec(select(Report.lookup))).all()
        keys = (await session.exec(select(Wrap.lookup))).all()
        parts = (await session.exec(select(Part.lookup))).all()
    await store.close()
    assert sorted(parts) == sorted(lookups)
    assert sorted(keys) == sorted([*lookups] * 3)
    assert len(codes) <= len(lookups) <= AT_ONCE


async def add_reader(machine: Machine) -> None:
    """Let somebody read whose pages this drill does not need."""
    store = machine.store()
    async with store.writing() as session:
        session.add(
            Reader(
                key_id="clerk",
                kind=ReaderKind.RECIPIENT,
                post="Chief clerk",
                public_key=new_pair().public,
                confirmed=True,
            )
        )
    await store.close()
