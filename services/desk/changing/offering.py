"""What the office is at this moment: the files, and over them what was changed in the console."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.office_state import THE_ONE, OfficeState
from services.desk.changing.composed import composed_services
from services.desk.changing.settings import changed_office
from services.desk.changing.wording import reworded
from services.desk.work import Work
from services.kit.fields import Surroundings
from services.kit.service import Service


@dataclass(frozen=True, slots=True)
class Offering:
    """The office with its languages, and every service there is or was."""

    around: Surroundings
    services: Mapping[str, Service]


async def version_of(session: AsyncSession) -> int:
    """Return how often the office was changed."""
    wanted = select(OfficeState.version).where(OfficeState.id == THE_ONE)
    return (await session.exec(wanted)).first() or 0


async def tell_of_change(work: Work) -> None:
    """Call this after every change: all processes read the office again, this one at once."""
    changing = update(OfficeState).where(col(OfficeState.id) == THE_ONE)
    changed = await work.session.exec(changing.values(version=col(OfficeState.version) + 1))
    if not changed.rowcount:
        work.session.add(OfficeState(version=1))
        await work.session.flush()
    work.changes.append("office")


async def read_offering(session: AsyncSession, files: Offering) -> Offering:
    """Return what the office is now; `files` is what it began with."""
    around = replace(
        files.around,
        office=await changed_office(session, files.around.office),
        languages=await reworded(session, files.around.languages),
    )
    return Offering(around, {**files.services, **await composed_services(session)})
