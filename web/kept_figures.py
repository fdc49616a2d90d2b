"""Figures kept for a minute, so that a page everybody may open costs the database little."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from starlette.requests import Request

from bot.desk import Desk
from models.vocabulary import CaseStatus
from services.desk.figures import counting
from services.desk.figures.balance import Figures
from services.desk.figures.periods import Month, Period, month_at
from services.desk.figures.reading import read_figures, read_months
from services.desk.progress import OPEN
from services.kit.text import BANGKOK
from web.pages import desk_of

FRESH = timedelta(minutes=1)
SETTLED = timedelta(days=8)
"""So long after its end the figures of a period change no more: ratings may be changed a week."""

MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """Where every case there ever was stands at this moment."""

    open: int
    done: int
    rejected: int
    withdrawn: int
    late: int

    @property
    def received(self) -> int:
        return self.open + self.done + self.rejected + self.withdrawn


@dataclass
class KeptFigures:
    """Reads figures one after another, and remembers them for a while."""

    desk: Desk
    _kept: OrderedDict[object, tuple[datetime, Any]] = field(default_factory=OrderedDict)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def today(self) -> date:
        """The day in Thailand."""
        return self.desk.clock().astimezone(BANGKOK).date()

    @property
    def this_month(self) -> Month:
        return month_at(self.desk.clock())

    async def services(self, period: Period) -> Mapping[str, Figures]:
        """Return the figures of every service in a period."""
        return await self._read(("services", period), period, self._services)

    async def months(self, period: Period) -> Mapping[Month, Figures]:
        """Return the figures of the whole office, month by month."""
        return await self._read(("months", period), period, self._months)

    async def standing(self) -> Standing:
        """Return where all cases stand now."""
        period = Period(self.this_month, self.this_month)
        return await self._read("standing", period, self._standing)

    async def first_month(self) -> Month:
        """Return the month of the first case; this one while there is none."""
        period = Period(self.this_month, self.this_month)
        return await self._read("first", period, self._first)

    async def _read(
        self, key: object, period: Period, make: Callable[[Period], Awaitable[Any]]
    ) -> Any:
        async with self._lock:
            now = self.desk.clock()
            then, value = self._kept.get(key, (None, None))
            if then is not None and now - then < FRESH:
                return value
            if then is not None and then > period.ends + SETTLED:
                return value
            value = await make(period)
            self._kept[key] = (now, value)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return value

    async def _services(self, period: Period) -> Mapping[str, Figures]:
        async with self.desk.database.reading() as session:
            office = self.desk.around.office
            return await read_figures(session, period, office, self.desk.clock())

    async def _months(self, period: Period) -> Mapping[Month, Figures]:
        async with self.desk.database.reading() as session:
            office = self.desk.around.office
            return await read_months(session, period, office, self.desk.clock())

    async def _standing(self, _period: Period) -> Standing:
        async with self.desk.database.reading() as session:
            await counting.hold_still(session)
            counts = await counting.standing_now(session)
            late = await counting.late_now(session, self.today)
        return Standing(
            open=sum(counts.get(status, 0) for status in OPEN),
            done=counts.get(CaseStatus.DONE, 0),
            rejected=counts.get(CaseStatus.REJECTED, 0),
            withdrawn=counts.get(CaseStatus.WITHDRAWN, 0),
            late=late,
        )

    async def _first(self, period: Period) -> Month:
        async with self.desk.database.reading() as session:
            first = await counting.first_filed(session)
        return month_at(first) if first else period.first


def figures_of(request: Request) -> KeptFigures:
    """Return the figures of this running office, made on first use."""
    state = request.app.state
    if not hasattr(state, "figures"):
        state.figures = KeptFigures(desk_of(request))
    figures: KeptFigures = state.figures
    return figures
