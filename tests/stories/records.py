"""What the desk has on record, as stories look it up; and the console, as staff open it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx
from sqlmodel import col, select

from models import Attachment, AuditEntry, Case, CaseEvent, InboundEvent, Staff
from models.vocabulary import AttachmentState, CodePurpose
from services.desk import tracking
from services.kit.references import read_reference
from tests.serving import browser_of
from tests.stories.stage import Stage, until
from tests.web.console_office import press


async def all_cases(stage: Stage) -> Sequence[Case]:
    async with stage.desk.database.reading() as session:
        return (await session.exec(select(Case))).all()


async def the_case(stage: Stage, reference: str) -> Case:
    async with stage.desk.database.reading() as session:
        found = await tracking.find_case(session, read_reference(reference) or "")
    assert found is not None
    return found


async def history(stage: Stage, reference: str) -> Sequence[CaseEvent]:
    """Return every entry of a case's history, the oldest first."""
    case = await the_case(stage, reference)
    async with stage.desk.database.reading() as session:
        return await tracking.history(session, case.id, for_resident=False)


async def actions(stage: Stage, reference: str) -> list[str]:
    return [entry.action for entry in await history(stage, reference)]


async def audit_entries(stage: Stage, outcome: str) -> Sequence[AuditEntry]:
    wanted = select(AuditEntry).where(AuditEntry.outcome == outcome).order_by(col(AuditEntry.id))
    async with stage.desk.database.reading() as session:
        return (await session.exec(wanted)).all()


async def everything(stage: Stage, table: Any) -> Sequence[Any]:
    """Return every row of a table, the oldest first."""
    async with stage.desk.database.reading() as session:
        return (await session.exec(select(table).order_by(table.id))).all()


async def files(stage: Stage) -> Sequence[Attachment]:
    """Return every file that was sent, the oldest first."""
    async with stage.desk.database.reading() as session:
        return (await session.exec(select(Attachment).order_by(col(Attachment.id)))).all()


async def events(stage: Stage) -> Sequence[InboundEvent]:
    async with stage.desk.database.reading() as session:
        return (await session.exec(select(InboundEvent))).all()


async def files_become(stage: Stage, *states: AttachmentState) -> None:
    """Wait until the files sent so far stand like this, in the order they were sent."""

    async def they_do() -> bool:
        return [file.state for file in await files(stage)] == list(states)

    await until(they_do)


async def a_fetch_was_tried(stage: Stage) -> None:
    """Wait until the desk has tried in vain to fetch the file that waits."""

    async def it_was() -> bool:
        return [file.attempts for file in await files(stage)] == [1]

    await until(it_was)


@asynccontextmanager
async def console(stage: Stage, staff: Staff) -> AsyncIterator[httpx.AsyncClient]:
    """Open the console in a browser of its own and sign in with a fresh link."""
    reads = {"accept": "text/html", "accept-language": "th"}
    async with browser_of(stage.served.url, **reads) as browser:
        code = await stage.code(CodePurpose.SIGN_IN, staff_id=staff.id)
        entered = await press(browser, f"/console/sign-in/{code}", "")
        assert entered.status_code == 303
        yield browser
