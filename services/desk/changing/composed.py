"""Services the office put together itself, without code."""

from collections.abc import Mapping

from sqlmodel.ext.asyncio.session import AsyncSession

from services.kit.service import Service


async def composed_services(_session: AsyncSession) -> Mapping[str, Service]:
    """Return the published ones by their keys."""
    return {}
