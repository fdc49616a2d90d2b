"""Related cases: the same resident, the same trouble nearby, the same house. Only reads.

Each look is bounded by an index and a limit, so that it costs the same beside a million cases.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any, Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from services.desk.tracking import still_open

MOST: Final = 5
METRES: Final = 100.0
_DEGREE: Final = 111_320.0
"""Metres of one degree of latitude."""
_LOOKED_THROUGH: Final = 200
"""The newest cases of a village among which the house is looked for."""


@dataclass(frozen=True, slots=True)
class Related:
    """What belongs together with a case, the newest first; none stands twice."""

    resident: Sequence[Case] = ()
    nearby: Sequence[Case] = ()
    house: Sequence[Case] = ()

    @property
    def any(self) -> bool:
        return bool(self.resident or self.nearby or self.house)


async def related_to(session: AsyncSession, case: Case, may_see: Callable[[Case], bool]) -> Related:
    """Return what belongs to a case among what the reader may see."""
    resident = await _others(session, case, may_see, Case.resident_id == case.resident_id)
    nearby = [one for one in await _nearby(session, case) if may_see(one)]
    house = [one for one in await _of_house(session, case) if may_see(one)]
    seen = {one.id for one in resident} | {case.id}
    nearby = [one for one in nearby if one.id not in seen][:MOST]
    seen |= {one.id for one in nearby}
    return Related(resident, nearby, [one for one in house if one.id not in seen][:MOST])


async def _others(
    session: AsyncSession, case: Case, may_see: Callable[[Case], bool], *conditions: Any
) -> list[Case]:
    wanted = (
        select(Case)
        .where(*conditions, Case.id != case.id)
        .order_by(col(Case.filed_at).desc())
        .limit(4 * MOST)
    )
    found = await session.exec(wanted)
    return [one for one in found if may_see(one)][:MOST]


async def _nearby(session: AsyncSession, case: Case) -> list[Case]:
    """Return open cases of the same service within a walk; without a pin, of the same village."""
    same = (Case.service_key == case.service_key, still_open(), Case.id != case.id)
    wanted = select(Case).where(*same)
    if case.latitude is not None and case.longitude is not None:
        found = await session.exec(
            wanted.where(*_around(case.latitude, case.longitude)).limit(_LOOKED_THROUGH)
        )
        return sorted(
            (one for one in found if metres_between(case, one) <= METRES),
            key=lambda one: metres_between(case, one),
        )
    if case.village is None:
        return []
    here = wanted.where(Case.village == case.village).order_by(col(Case.id).desc())
    return list(await session.exec(here.limit(4 * MOST)))


def _around(latitude: float, longitude: float) -> tuple[Any, ...]:
    up = METRES / _DEGREE
    aside = up / max(cos(radians(latitude)), 0.01)
    return (
        col(Case.latitude).between(latitude - up, latitude + up),
        col(Case.longitude).between(longitude - aside, longitude + aside),
    )


def metres_between(one: Case, other: Case) -> float:
    """Return how far two pins are apart; infinitely far when there is none."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return float("inf")
    first, second = radians(one.latitude or 0), radians(other.latitude or 0)
    aside = radians((other.longitude or 0) - (one.longitude or 0))
    half = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin(aside / 2) ** 2
    return 2 * 6_371_000 * asin(sqrt(half))


async def _of_house(session: AsyncSession, case: Case) -> list[Case]:
    """Return cases that name the same house of the same village, among the newest ones."""
    house = house_of(case)
    if not house or case.village is None:
        return []
    wanted = (
        select(Case)
        .where(Case.village == case.village, Case.id != case.id)
        .order_by(col(Case.id).desc())
        .limit(_LOOKED_THROUGH)
    )
    return [one for one in await session.exec(wanted) if house_of(one) == house]


def house_of(case: Case) -> tuple[str, int] | None:
    """Return the number and village of the house a case names."""
    for answer in case.answers.values():
        if isinstance(answer, dict) and {"number", "village"} <= answer.keys():
            return str(answer["number"]).strip(), int(answer["village"])
    return None
