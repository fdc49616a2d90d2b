"""Sentences the office says in its own words."""

from collections.abc import Mapping

from sqlmodel.ext.asyncio.session import AsyncSession

from services.kit.text import Language


async def reworded(
    _session: AsyncSession, languages: Mapping[str, Language]
) -> Mapping[str, Language]:
    """Return the languages with the office's own sentences in place of those it changed."""
    return languages
