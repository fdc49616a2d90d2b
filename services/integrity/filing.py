"""Filing a report and coming back to it with its code. Whoever opens the transaction commits it."""

import os
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlmodel import col, delete, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.integrity import Installation, Part, Reader, ReaderKind, Report, Wrap
from services.integrity.receipts import SALT_BYTES, Receipt
from services.integrity.sealing import (
    DoesNotOpen,
    new_content_key,
    open_sealed,
    pair_of,
    seal,
    unwrap,
    wrap,
)
from services.integrity.telling import Entry, Kind, Told, message_entry, read, report_entry, written

REPORTER = "reporter"
"""The name of the key that is made from the receipt code."""

MOST_PARTS = 200
"""Parts of one report; who has the code could otherwise fill the disk."""


class NobodyLeft(Exception):
    """There is nobody who may read this report: nothing is stored."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as the reporter sees it."""

    received: date
    entries: tuple[Entry, ...]


async def salt_of(session: AsyncSession) -> bytes:
    """Return the salt of this installation, making it on first use."""
    known = (await session.exec(select(Installation))).first()
    if known is None:
        known = Installation(salt=os.urandom(SALT_BYTES))
        session.add(known)
        await session.flush()
    return known.salt


async def readers(session: AsyncSession) -> list[Reader]:
    """Return the keys a new report is sealed to, the printed recovery key among them."""
    known = select(Reader).where(col(Reader.confirmed)).order_by(col(Reader.post))
    return list((await session.exec(known)).all())


def may_read(known: list[Reader], concerned: Set[str]) -> list[Reader]:
    """Return who reads a report that concerns some of them. Raises `NobodyLeft`.

    The printed key alone is nobody: it lies in a safe and reads nothing by itself.
    """
    able = [reader for reader in known if reader.key_id not in concerned]
    kinds = {reader.kind for reader in able}
    if kinds != {ReaderKind.RECIPIENT, ReaderKind.RECOVERY}:
        raise NobodyLeft
    return able


async def file_report(
    session: AsyncSession, receipt: Receipt, told: Told, concerned: Set[str], today: date
) -> None:
    """Seal and store a report that does not count yet. Raises `NobodyLeft`.

    Who is concerned gets a wrapped key as well, one that opens nothing: from the store alone
    nobody sees whom a report is about.
    """
    known = await readers(session)
    able = {reader.key_id for reader in may_read(known, concerned)}
    key = new_content_key()
    session.add(Report(lookup=receipt.lookup, day=today))
    await session.flush()
    for reader in known:
        held = key if reader.key_id in able else new_content_key()
        _give(session, receipt.lookup, reader.key_id, wrap(held, reader.public_key, receipt.lookup))
    own = wrap(key, pair_of(receipt.private).public, receipt.lookup)
    _give(session, receipt.lookup, REPORTER, own)
    _put(session, receipt.lookup, key, 0, report_entry(told, today, concerned))


async def open_report(session: AsyncSession, receipt: Receipt) -> Opened | None:
    """Open a report with its code. The code was entered again, so from now on it counts."""
    report = await session.get(Report, receipt.lookup)
    if report is None:
        return None
    report.counts = True
    key = await content_key(session, receipt.lookup, REPORTER, receipt.private)
    return Opened(report.day, await entries(session, receipt.lookup, key))


class Added(StrEnum):
    """What became of a message."""

    NOTHING = "nothing"
    STORED = "stored"
    FULL = "full"


async def add_message(session: AsyncSession, receipt: Receipt, text: str, today: date) -> Added:
    """Add what the reporter writes later; a code that opens nothing adds nothing."""
    if not text or await session.get(Report, receipt.lookup, with_for_update=True) is None:
        return Added.NOTHING
    key = await content_key(session, receipt.lookup, REPORTER, receipt.private)
    if await _number_of_parts(session, receipt.lookup) >= MOST_PARTS:
        return Added.FULL
    entry = message_entry(Kind.FROM_REPORTER, text, today)
    await add_part(session, receipt.lookup, key, entry)
    return Added.STORED


async def add_part(session: AsyncSession, lookup: str, key: bytes, entry: Entry) -> None:
    """Seal one more part of a report that the caller holds locked."""
    _put(session, lookup, key, await _number_of_parts(session, lookup), entry)


async def _number_of_parts(session: AsyncSession, lookup: str) -> int:
    of_it = select(func.count()).select_from(Part).where(col(Part.lookup) == lookup)
    return (await session.exec(of_it)).one()


async def content_key(session: AsyncSession, lookup: str, key_id: str, private: bytes) -> bytes:
    """Return the key of a report for whoever holds this private key. Raises `DoesNotOpen`."""
    given = await session.get(Wrap, (lookup, key_id))
    if given is None:
        raise DoesNotOpen
    return unwrap(given.wrapped, private, lookup)


async def entries(session: AsyncSession, lookup: str, key: bytes) -> tuple[Entry, ...]:
    """Open every part of a report. Raises `DoesNotOpen` for a key that only looks like one."""
    parts = select(Part).where(col(Part.lookup) == lookup).order_by(col(Part.position))
    found = (await session.exec(parts)).all()
    return tuple(
        read(open_sealed(key, part.content, place_of(lookup, part.position))) for part in found
    )


async def forget_unentered(session: AsyncSession, today: date) -> None:
    """Delete reports whose code was not entered again by the end of the day after."""
    late = col(Report.day) < today - timedelta(days=1)
    await session.exec(delete(Report).where(late, ~col(Report.counts)))


def _give(session: AsyncSession, lookup: str, key_id: str, wrapped: bytes) -> None:
    session.add(Wrap(lookup=lookup, key_id=key_id, wrapped=wrapped))


def _put(session: AsyncSession, lookup: str, key: bytes, position: int, entry: Entry) -> None:
    sealed = seal(key, written(entry), place_of(lookup, position))
    session.add(Part(lookup=lookup, position=position, content=sealed))


def place_of(lookup: str, position: int) -> str:
    """Return the place to which a part is bound."""
    return f"{lookup}/{position}"
