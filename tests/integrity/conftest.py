"""A confidential channel with a store of its own, two recipients and a printed key."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import delete
from starlette.responses import PlainTextResponse

from models.database import Database
from models.integrity import Reader, ReaderKind, Store
from models.integrity.migrations import SCHEMA, upgrade
from services.integrity import recipients
from services.integrity.receipts import Cost
from services.integrity.sealing import KeyPair, new_pair
from services.kit.fields import Surroundings
from tests.conftest import Clock
from tests.integrity.sitting_down import OTHER_PASSPHRASE, Desk, Recipient, browser_of
from web.integrity.channel import Channel
from web.integrity.door import ConfidentialDoor

LIGHT = Cost(memory_kib=64, passes=1)


@dataclass(frozen=True)
class Office:
    """Who reads: the private keys are here only, as the store knows no open one."""

    clerk: KeyPair
    mayor: KeyPair
    printed: KeyPair


@pytest.fixture
async def store(database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty store: a file of its own on SQLite, a schema of its own on PostgreSQL."""
    sqlite = database_url.startswith("sqlite")
    url = f"sqlite+aiosqlite:///{tmp_path / 'integrity.db'}" if sqlite else database_url
    opened = Database(url, schema=SCHEMA)
    await opened.change_schema(upgrade)
    async with opened.writing() as session:
        connection = await session.connection()
        for table in reversed(Store.metadata.sorted_tables):
            await connection.execute(delete(table))
    yield opened
    await opened.close()


@pytest.fixture
async def people(store: Database) -> Office:
    office = Office(new_pair(), new_pair(), new_pair())
    async with store.writing() as session:
        session.add(_reader("clerk", office.clerk, "Chief clerk"))
        session.add(_reader("mayor", office.mayor, "Mayor"))
        session.add(_reader("printed", office.printed, "", ReaderKind.RECOVERY))
    return office


@pytest.fixture
def channel(store: Database, around: Surroundings, clock: Clock) -> Channel:
    languages = around.languages
    return Channel(store, lambda: around.office, languages, clock, LIGHT, floor=0.0)


@pytest.fixture
async def reporter(channel: Channel) -> AsyncIterator[httpx.AsyncClient]:
    """A browser without cookies and scripts, in English."""
    door = ConfidentialDoor(PlainTextResponse("the desk"), channel)
    transport = httpx.ASGITransport(door, client=("203.0.113.77", 4711))
    headers = {"accept-language": "en", "user-agent": "Telltale/1.0"}
    async with httpx.AsyncClient(
        transport=transport, base_url="https://desk.example", headers=headers
    ) as browser:
        yield browser


def _reader(
    key_id: str, pair: KeyPair, post: str, kind: ReaderKind = ReaderKind.RECIPIENT
) -> Reader:
    return Reader(key_id=key_id, kind=kind, post=post, public_key=pair.public, confirmed=True)


@pytest.fixture
async def desk(store: Database, channel: Channel, clock: Clock) -> Desk:
    """The clerk was confirmed on the machine, and has confirmed the mayor."""
    paper = new_pair()
    async with store.writing() as session:
        recipients.add_printed_key(session, paper)
    clerk = Recipient(browser_of(channel), clock, "Chief clerk")
    mayor = Recipient(browser_of(channel), clock, "Mayor", OTHER_PASSPHRASE)
    made = Desk(channel, clock, clerk, mayor, paper)
    for one in (clerk, mayor):
        assert "Your keys are made" in (await one.join(await made.invite(one.post))).text
    await clerk.sign_in()
    async with store.writing() as session:
        await recipients.confirm(session, clerk.key_id)
    await mayor.sign_in()
    assert mayor.fingerprint in (await clerk.see()).text
    await clerk.do("/confirm", reader=mayor.key_id)
    return made
