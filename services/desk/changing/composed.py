"""Services the office put together itself: published ones lie over those of the files."""

from collections.abc import Mapping

import structlog
from pydantic import ValidationError
from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.composed_service import ComposedService
from models.vocabulary import ComposedState
from services.kit.composing.building import build
from services.kit.composing.definition import Definition
from services.kit.service import Service

log = structlog.get_logger()


async def composed_services(session: AsyncSession) -> Mapping[str, Service]:
    """Return the newest published version of each; retired ones are known, and not offered."""
    rows = await _newest(session)
    states = await _states(session)
    built = (_built(row, states.get(row.key, ComposedState.RETIRED)) for row in rows)
    return {service.key: service for service in built if service}


async def _newest(session: AsyncSession) -> list[ComposedService]:
    newest = (
        select(ComposedService.key, func.max(ComposedService.version).label("version"))
        .where(ComposedService.version > 0)
        .group_by(ComposedService.key)
        .subquery()
    )
    same = (newest.c.key == col(ComposedService.key)) & (
        newest.c.version == col(ComposedService.version)
    )
    wanted = select(ComposedService).join(newest, same).order_by(ComposedService.key)
    return list((await session.exec(wanted)).all())


async def _states(session: AsyncSession) -> Mapping[str, str]:
    wanted = select(ComposedService.key, ComposedService.state).where(ComposedService.version == 0)
    return dict((await session.exec(wanted)).all())


def _built(row: ComposedService, state: str) -> Service | None:
    """Build a service; one this version cannot read is left out, and everything else goes on."""
    try:
        definition = Definition.model_validate(row.definition)
        return build(definition, offered=state == ComposedState.PUBLISHED)
    except (ValidationError, ValueError):
        log.exception("composed_service_not_read", service=row.key, version=row.version)
        return None
