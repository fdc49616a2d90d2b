"""What the office is at this moment: the files, and over them what was changed in the console."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.office_state import THE_ONE, OfficeState
from services.desk.changing.composed import composed_services
from services.desk.changing.offering_state import tell_of_change
from services.desk.changing.settings import changed_office
from services.desk.changing.wording import reworded, speaking
from services.kit.fields import Surroundings
from services.kit.service import Service

__all__ = ["Offering", "read_offering", "tell_of_change", "version_of"]


@dataclass(frozen=True, slots=True)
class Offering:
    """The office with its languages, and every service there is or was."""

    around: Surroundings
    services: Mapping[str, Service]


async def version_of(session: AsyncSession) -> int:
    """Return how often the office was changed."""
    wanted = select(OfficeState.version).where(OfficeState.id == THE_ONE)
    return (await session.exec(wanted)).first() or 0


async def read_offering(session: AsyncSession, files: Offering) -> Offering:
    """Return what the office is now; `files` is what it began with."""
    before = files.around.office
    office = await changed_office(session, before)
    languages = await speaking(files.around.languages, before.politeness, office.politeness)
    around = replace(
        files.around,
        office=office,
        languages=await reworded(session, languages, office.politeness),
    )
    return Offering(around, {**files.services, **await composed_services(session)})
