"""Entrances: the code at the door and the machines in the hall, which may give out tickets.

Each is a row that can be ended; its link is made from the row, so the console can show it again.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from models.one_time_code import OneTimeCode
from services.desk.work import Work
from services.kit.links import Links

LASTS = timedelta(days=366)


class Entrance(StrEnum):
    """What an entrance is; also the purpose of its link."""

    DOOR = "queue_door"
    KIOSK = "queue_kiosk"


PATHS = {Entrance.DOOR: "/queue/door", Entrance.KIOSK: "/queue/kiosk"}


async def open_entrance(work: Work, kind: Entrance) -> OneTimeCode:
    """Open an entrance. It belongs to the office: it stays when who made it leaves."""
    made = OneTimeCode(
        digest=secrets.token_hex(16),
        purpose=kind.value,
        made_at=work.now,
        expires_at=work.now + LASTS,
    )
    work.session.add(made)
    await work.session.flush()
    return made


async def end_entrance(work: Work, key: str) -> None:
    """Close an entrance: its link gives out no more tickets. Doing it twice changes nothing."""
    ending = update(OneTimeCode).where(
        col(OneTimeCode.digest) == key,
        col(OneTimeCode.purpose).in_(list(PATHS)),
        col(OneTimeCode.used_at).is_(None),
    )
    await work.session.exec(ending.values(used_at=work.now))


async def entrances(session: AsyncSession, now: datetime) -> Sequence[OneTimeCode]:
    """Return every entrance that is open, the newest first."""
    wanted = _open_at(now).order_by(col(OneTimeCode.made_at).desc())
    return (await session.exec(wanted)).all()


async def is_open_entrance(session: AsyncSession, kind: Entrance, key: str, now: datetime) -> bool:
    """Say whether an entrance still gives out tickets."""
    wanted = _open_at(now).where(OneTimeCode.purpose == kind.value, OneTimeCode.digest == key)
    return (await session.exec(wanted)).first() is not None


def entrance_address(links: Links, one: OneTimeCode) -> str:
    """Return the full address an entrance has."""
    kind = Entrance(one.purpose)
    return links.address(PATHS[kind], kind.value, (one.digest,), one.expires_at)


def entrance_of(links: Links, kind: Entrance, token: str, now: datetime) -> str:
    """Return the key of the entrance a link belongs to; nothing when it is forged or over."""
    values = links.read(kind.value, token, now)
    return values[0] if values else ""


def _open_at(now: datetime) -> SelectOfScalar[OneTimeCode]:
    return select(OneTimeCode).where(
        col(OneTimeCode.purpose).in_(list(PATHS)),
        col(OneTimeCode.used_at).is_(None),
        col(OneTimeCode.expires_at) > now,
    )
