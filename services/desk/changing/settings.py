"""What the office changed about itself: villages, departments, hours, promises."""

from sqlmodel.ext.asyncio.session import AsyncSession

from services.kit.office import Office


async def changed_office(_session: AsyncSession, office: Office) -> Office:
    """Return the office of the file with what was changed in the console."""
    return office
