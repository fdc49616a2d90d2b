"""What a reporter does, and what somebody with a private key sees; for tests."""

import re
from datetime import date

import httpx
from sqlmodel import select

from models.database import Database
from models.integrity import Report
from services.integrity.filing import content_key, entries
from services.integrity.receipts import grouped, read_code
from services.integrity.sealing import KeyPair
from services.integrity.telling import Entry

TOLD = {
    "what": "The contractor Phanuphong paid for the culvert twice",
    "who": "Deputy Somsri of the works yard",
    "when_where": "Behind the pumping station on Tuesday",
    "how_known": "I carried the envelope",
    "evidence": "Receipt number 8841",
    "witnesses": "My cousin Anongnat",
    "contact": "089 765 4321",
}
DAY = date(2026, 11, 23)


async def tell(reporter: httpx.AsyncClient, **more: str | list[str]) -> str:
    """Send a report and return the code that is shown."""
    page = await reporter.post("/integrity/report", data={**TOLD, **more})
    shown = re.search(r'class="code">([\d ]+)<', page.text)
    assert shown is not None, page.text.strip()[:2000]
    return shown.group(1)


async def enter(reporter: httpx.AsyncClient, code: str, **more: str) -> httpx.Response:
    """Enter a code."""
    return await reporter.post("/integrity/code", data={"code": code, **more})


async def file(reporter: httpx.AsyncClient, **more: str | list[str]) -> str:
    """Send a report and enter its code again."""
    code = await tell(reporter, **more)
    page = await enter(reporter, code)
    assert "Your report is filed" in page.text
    return code


async def read_as(store: Database, key_id: str, pair: KeyPair) -> tuple[Entry, ...]:
    """Open the only report there is with a private key. Raises `DoesNotOpen`."""
    async with store.reading() as session:
        report = (await session.exec(select(Report))).one()
        key = await content_key(session, report.lookup, key_id, pair.private)
        return await entries(session, report.lookup, key)


async def reports(store: Database) -> list[bool]:
    """Say of every report that is stored whether it counts."""
    async with store.reading() as session:
        return [report.counts for report in await session.exec(select(Report))]


def other_than(code: str) -> str:
    """Return a code that is wrong by one digit."""
    digits = read_code(code)
    return grouped(digits[:-1] + str((int(digits[-1]) + 1) % 10))
