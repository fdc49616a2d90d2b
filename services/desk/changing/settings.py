"""What the office changed about itself: villages, departments, hours, promises."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.office_setting import OfficeSetting
from models.vocabulary import SettingState
from services.kit.office import Office
from services.kit.office_changes import changed_as_fits

log = structlog.get_logger()


async def changed_office(session: AsyncSession, office: Office) -> Office:
    """Return the office of the file with what was changed in the console."""
    changed, unread = changed_as_fits(office, await changes(session))
    if unread:
        log.error("office_setting_not_read", keys=unread)
    return changed


async def changes(session: AsyncSession) -> dict[str, Any]:
    """Return the sections that were changed and hold now."""
    holding = await holding_now(session)
    return {key: row.value for key, row in holding.items() if row.value is not None}


async def holding_now(session: AsyncSession) -> Mapping[str, OfficeSetting]:
    """Return the last change of each section that came into force."""
    in_force = col(OfficeSetting.state) == SettingState.IN_FORCE
    rows = await session.exec(select(OfficeSetting).where(in_force).order_by(*_IN_TIME))
    return {row.key: row for row in rows}


async def proposed(session: AsyncSession) -> Sequence[OfficeSetting]:
    """Return what waits for a second person."""
    waiting = col(OfficeSetting.state) == SettingState.PROPOSED
    return (await session.exec(select(OfficeSetting).where(waiting).order_by(*_IN_TIME))).all()


async def history(session: AsyncSession, most: int = 200) -> Sequence[OfficeSetting]:
    """Return the latest changes, the newest first."""
    newest = select(OfficeSetting).order_by(*(one.desc() for one in _IN_TIME)).limit(most)
    return (await session.exec(newest)).all()


async def earlier_value(session: AsyncSession, row: OfficeSetting) -> Any:
    """Return what held before a change came into force; None is what the file says."""
    same = (col(OfficeSetting.key) == row.key) & (col(OfficeSetting.state) == SettingState.IN_FORCE)
    found = (await session.exec(select(OfficeSetting).where(same).order_by(*_IN_TIME))).all()
    at = next((number for number, one in enumerate(found) if one.id == row.id), 0)
    return found[at - 1].value if at else None


_IN_TIME = (col(OfficeSetting.at), col(OfficeSetting.id))
