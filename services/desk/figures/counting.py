"""Counting: the few statements behind the figures. Each groups what an index holds.

`case` says what came and what is open now; its history says what was closed and opened again, and
when, with the promise of that moment.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, FunctionElement, func, text
from sqlalchemy.ext.compiler import compiles
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.case_event import CaseEvent
from models.rating import Rating
from models.vocabulary import CaseAction
from services.desk.tracking import still_open

TURNS = (CaseAction.FINISH, CaseAction.REJECT, CaseAction.WITHDRAW, CaseAction.DISPUTE)
"""The steps with which a case is closed, or opened again."""

ByService = Mapping[str, int]


class ThaiDay(FunctionElement[date]):
    """The day on which a moment lies in Thailand."""

    inherit_cache = True
    type = Date()


@compiles(ThaiDay, "sqlite")
def _on_sqlite(element: ThaiDay, compiler: Any, **more: Any) -> str:
    return f"date({compiler.process(element.clauses, **more)}, '+7 hours')"


@compiles(ThaiDay, "postgresql")
def _on_postgresql(element: ThaiDay, compiler: Any, **more: Any) -> str:
    return (
        f"CAST(timezone('+07:00'::interval, {compiler.process(element.clauses, **more)}) AS DATE)"
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """So many cases of a service that took the same step in the same circumstances."""

    service_key: str
    action: str
    filed_on: date
    on: date
    due_on: date | None
    count: int


async def hold_still(session: AsyncSession) -> None:
    """Let all that follows see one moment, so that it adds up; SQLite does so by itself.

    Has to be the first statement of the transaction.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.exec(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))  # type: ignore[call-overload]


async def late_now(session: AsyncSession, today: date) -> int:
    """Count the open cases whose promised day has passed."""
    counting = select(func.count()).where(still_open(), col(Case.due_on) < today)
    return (await session.exec(counting)).one()


async def standing_now(session: AsyncSession) -> Mapping[str, ByService]:
    """Count every case there ever was by where it stands now, and by service.

    Grouped in the order of the index, which is then read once from end to end.
    """
    status, key = col(Case.status), col(Case.service_key)
    counting = select(status, key, func.count()).group_by(status, key)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for standing, service, count in (await session.exec(counting)).all():
        found[standing][service] = count
    return found


async def first_filed(session: AsyncSession) -> datetime | None:
    """Return when the first case came."""
    wanted = select(col(Case.filed_at)).order_by(col(Case.filed_at)).limit(1)
    return (await session.exec(wanted)).first()


async def received(
    session: AsyncSession, begins: datetime, ends: datetime
) -> Mapping[str, Counter[str]]:
    """Count what came, by service and by where it came from."""
    way = func.coalesce(col(Case.intake_way), col(Case.filed_channel)).label("way")
    counting = (
        select(col(Case.service_key), way, func.count())
        .where(col(Case.filed_at) >= begins, col(Case.filed_at) < ends)
        .group_by(col(Case.service_key), "way")
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for key, name, count in (await session.exec(counting)).all():
        found[key][name] += count
    return found


async def turns(session: AsyncSession, begins: datetime, ends: datetime) -> Sequence[Turn]:
    """Count every closing and opening by service, day of filing, own day and promised day."""
    filed_on = ThaiDay(col(Case.filed_at)).label("filed_on")
    on = ThaiDay(col(CaseEvent.at)).label("turned_on")
    grouped: list[Any] = [col(Case.service_key), col(CaseEvent.action), filed_on, on]
    counting = (
        select(*grouped, col(CaseEvent.due_on), func.count())  # type: ignore[call-overload]
        .join(Case, col(Case.id) == col(CaseEvent.case_id))
        .where(col(CaseEvent.action).in_(TURNS))
        .where(col(CaseEvent.at) >= begins, col(CaseEvent.at) < ends)
        .group_by(*grouped[:2], "filed_on", "turned_on", col(CaseEvent.due_on))
    )
    return [Turn(*row) for row in (await session.exec(counting)).all()]


async def rated(
    session: AsyncSession, begins: datetime, ends: datetime
) -> Mapping[str, Counter[int]]:
    """Count the stars given, by service."""
    counting = (
        select(col(Case.service_key), col(Rating.stars), func.count())
        .join(Case, col(Case.id) == col(Rating.case_id))
        .where(col(Rating.rated_at) >= begins, col(Rating.rated_at) < ends)
        .group_by(col(Case.service_key), col(Rating.stars))
    )
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for key, stars, count in (await session.exec(counting)).all():
        found[key][stars] += count
    return found
