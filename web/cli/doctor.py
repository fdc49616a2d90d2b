"""`sala doctor`: looks at everything the desk needs; one line each, ok or what to do."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import disk_usage
from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import rich_menu_picture
from models.columns import utc_now
from models.database import Database
from models.inbound_event import InboundEvent
from models.migrations import configuration
from models.outbox_message import OutboxMessage
from models.staff_chat import StaffChat
from models.vocabulary import OutboxState
from services.kit.office import Office, read_office
from web.cli.findings import Finding, report
from web.cli.integrity_checks import check_channel
from web.cli.key_checks import check_keys
from web.cli.messenger_checks import examine_line, examine_telegram
from web.cli.search_checks import check_search
from web.settings import Settings

ENOUGH_BYTES = 1_000_000_000
BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""The desk was not there before; a clock that says so is wrong."""

LEEWAY = timedelta(minutes=5)

Clock = Callable[[], datetime]


def doctor() -> None:
    """Check settings, disk, fonts, clock, database, staff chats and messengers."""
    report(asyncio.run(examine(Settings())))


async def examine(settings: Settings, clock: Clock = utc_now) -> list[Finding]:
    """Look at everything. A part that is broken never hides the others."""
    office, office_finding = await asyncio.to_thread(_read_office, settings.office)
    findings = [
        _check_address(settings),
        office_finding,
        await asyncio.to_thread(_check_disk, settings.data_dir),
        _check_fonts(),
        _check_clock(clock()),
        *await _check_database(settings, office, clock()),
        await check_channel(settings),
    ]
    messengers: list[Coroutine[Any, Any, list[Finding]]] = [
        examine_line(settings, clock()),
        examine_telegram(settings),
    ]
    for found in await asyncio.gather(*messengers):
        findings += found
    return findings


def _check_address(settings: Settings) -> Finding:
    """Messengers reach the desk from outside; without them any address will do."""
    polls = settings.telegram_mode == "polling"
    needed = bool(settings.line_channel_access_token) or (
        bool(settings.telegram_token) and not polls
    )
    what = f"public address {settings.base_url}"
    if needed and not settings.base_url.startswith("https://"):
        return Finding(what, "LINE and webhooks need https; set SALA_BASE_URL")
    return Finding(what)


def _read_office(file: Path) -> tuple[Office | None, Finding]:
    try:
        office = read_office(file)
    except (OSError, KeyError, ValueError, TypeError) as fault:
        name = type(fault).__name__
        return None, Finding(f"office file {file}", f"{name}: {fault}; correct it")
    strangers = sorted(set(office.handled_by.values()) - set(office.departments))
    if strangers:
        advice = f"handled_by names departments it does not have: {', '.join(strangers)}"
        return office, Finding(f"office file {file}", advice)
    parts = f"{len(office.departments)} departments, {len(office.villages)} villages"
    return office, Finding(f"office file {file}: {parts}")


def _check_disk(folder: Path) -> Finding:
    what = f"data folder {folder}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x")
        free = disk_usage(folder).free
    except OSError as fault:
        return Finding(what, f"{type(fault).__name__}; let the desk write there or set another")
    if free < ENOUGH_BYTES:
        return Finding(what, f"only {free // 1_000_000} MB left; make room")
    return Finding(f"{what}: {free // 1_000_000_000} GB free")


def _check_fonts() -> Finding:
    if rich_menu_picture.shapes_thai():
        return Finding("Thai letters in pictures")
    return Finding("Thai letters in pictures", "Pillow has no Raqm here; use its Linux wheel")


def _check_clock(now: datetime) -> Finding:
    what = f"clock {now:%Y-%m-%d %H:%M} UTC"
    return Finding(what) if now > BUILT else Finding(what, "it is wrong; set it (NTP)")


async def _check_database(
    settings: Settings, office: Office | None, now: datetime
) -> list[Finding]:
    name = settings.database_url.partition(":")[0]
    if _is_missing(settings.database_url):
        return [
            Finding(f"database ({name})", "not there yet; `sala serve` or `sala migrate` makes it")
        ]
    try:
        async with _session(settings.database_url) as session:
            version = await _check_version(session, name)
            if not version.ok:
                return [version]
            inside = await _look_inside(session, office, now)
            search = await check_search(session)
            return [version, *inside, *search, await check_keys(session, settings)]
    except (SQLAlchemyError, OSError) as fault:
        advice = f"{type(fault).__name__}; let it run and look at SALA_DATABASE_URL"
        return [Finding(f"database ({name})", advice)]


def _is_missing(url: str) -> bool:
    """Looking into a SQLite file that is not there would make it."""
    kind, _colon, path = url.partition(":///")
    return kind.startswith("sqlite") and not Path(path).exists()


@asynccontextmanager
async def _session(url: str) -> AsyncIterator[AsyncSession]:
    database = Database(url)
    try:
        async with database.reading() as session:
            yield session
    finally:
        await database.close()


async def _check_version(session: AsyncSession, name: str) -> Finding:
    connection = await session.connection()
    current = await connection.run_sync(_revision)
    newest = ScriptDirectory.from_config(configuration()).get_current_head()
    if current == newest:
        return Finding(f"database ({name}) at version {current}")
    return Finding(f"database ({name}) at version {current}", "run `sala migrate`")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


async def _look_inside(
    session: AsyncSession, office: Office | None, now: datetime
) -> list[Finding]:
    return [
        await _check_time_order(session, now),
        await _check_staff_chats(session, office),
        await _check_failures(session),
    ]


async def _check_time_order(session: AsyncSession, now: datetime) -> Finding:
    newest = (await session.exec(select(func.max(col(InboundEvent.received_at))))).one()
    if newest is not None and newest > now + LEEWAY:
        return Finding(
            "clock and database", f"the newest event is of {newest:%Y-%m-%d %H:%M}: set the clock"
        )
    return Finding("clock and database agree")


async def _check_staff_chats(session: AsyncSession, office: Office | None) -> Finding:
    linked = set(await session.exec(select(StaffChat.department).distinct()))
    alone = sorted(set(office.departments if office else ()) - linked)
    if alone:
        advice = "make a code in the console and type it into the department's chat"
        return Finding(f"no staff chat yet: {', '.join(alone)}", advice)
    return Finding("every department has a staff chat")


async def _check_failures(session: AsyncSession) -> Finding:
    messages = select(func.count()).where(col(OutboxMessage.state) == OutboxState.FAILED)
    events = select(func.count()).where(
        col(InboundEvent.error).is_not(None), col(InboundEvent.replayed_at).is_(None)
    )
    unsaid, unheard = (await session.exec(messages)).one(), (await session.exec(events)).one()
    what = f"{unsaid} messages not delivered, {unheard} events not handled"
    return Finding(what, "look at the problems page of the console" * bool(unsaid or unheard))
