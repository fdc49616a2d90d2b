"""Figures kept for a while, so that a page everybody may open costs the database little.

Everything is put together from what moved in single months. A month that is over does not change
any more, so it is counted once; the running one is counted again after a minute.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from starlette.requests import Request

from bot.desk import Desk
from models.vocabulary import CaseStatus
from services.desk.figures import counting
from services.desk.figures.balance import Figures, Rows, balanced, opening, together, total
from services.desk.figures.periods import Month, Period, month_at, months_from
from services.desk.figures.reading import read_month
from services.desk.progress import OPEN
from services.kit.text import BANGKOK
from web.pages import desk_of

FRESH = timedelta(minutes=1)
SETTLED = timedelta(days=8)
"""So long after its end a month changes no more: ratings may be changed for a week."""


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


@dataclass(frozen=True, slots=True)
class Now:
    """Everything that changes from minute to minute, as it was at one moment."""

    at: datetime
    month: Month
    first: Month
    """The month of the first case; this one while there is none."""
    standing: Standing
    open_now: Mapping[str, int]
    moved: Rows
    """What moved in this month."""


@dataclass
class KeptFigures:
    """Reads months one after another, and remembers them."""

    desk: Desk
    _now: Now | None = None
    _past: dict[Month, tuple[datetime, Rows]] = field(default_factory=dict)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def today(self) -> date:
        """The day in Thailand."""
        return self.desk.clock().astimezone(BANGKOK).date()

    async def now(self) -> Now:
        """Return how things are, at most a minute old."""
        async with self._lock:
            if self._now is None or not self._is_fresh(self._now.at):
                self._now = await self._read_now()
            return self._now

    async def services(self, period: Period) -> dict[str, Figures]:
        """Return the figures of every service in a period."""
        now = await self.now()
        within = together([await self._month(month, now) for month in period.months])
        later = months_from(period.last.next, now.month)
        since = together([await self._month(month, now) for month in later])
        return balanced(now.open_now, within, since)

    async def months(self, period: Period) -> dict[Month, Figures]:
        """Return the figures of the whole office month by month, up to the running one."""
        now = await self.now()
        open_at_end = sum(now.open_now.values())
        found: dict[Month, Figures] = {}
        for month in reversed(months_from(period.first, now.month)):
            moved = await self._month(month, now)
            found[month] = opening(open_at_end, total(moved.values()))
            open_at_end = found[month].before
        return {month: found[month] for month in period.months}

    async def _month(self, month: Month, now: Now) -> Rows:
        if month >= now.month or month < now.first:
            return now.moved if month == now.month else {}
        async with self._lock:
            at, moved = self._past.get(month, (None, {}))
            if at is None or not (at > month.next.begins + SETTLED or self._is_fresh(at)):
                async with self.desk.database.reading() as session:
                    moved = await read_month(session, month, self.desk.around.office)
                self._past[month] = (now.at, moved)
            return moved

    def _is_fresh(self, at: datetime) -> bool:
        return self.desk.clock() - at < FRESH

    async def _read_now(self) -> Now:
        at = self.desk.clock()
        month = month_at(at)
        async with self.desk.database.reading() as session:
            await counting.hold_still(session)
            first = await counting.first_filed(session)
            counts = await counting.standing_now(session)
            late = await counting.late_now(session, self.today)
            moved = await read_month(session, month, self.desk.around.office)
        return Now(
            at=at,
            month=month,
            first=month_at(first) if first else month,
            standing=_standing(counts, late),
            open_now=_open(counts),
            moved=moved,
        )


def _open(counts: Mapping[str, Mapping[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for status in OPEN:
        found.update(counts.get(status, {}))
    return found


def _standing(counts: Mapping[str, Mapping[str, int]], late: int) -> Standing:
    def standing(*statuses: CaseStatus) -> int:
        return sum(sum(counts.get(status, {}).values()) for status in statuses)

    return Standing(
        open=standing(*OPEN),
        done=standing(CaseStatus.DONE),
        rejected=standing(CaseStatus.REJECTED),
        withdrawn=standing(CaseStatus.WITHDRAWN),
        late=late,
    )


def figures_of(request: Request) -> KeptFigures:
    """Return the figures of this running office, made on first use."""
    state = request.app.state
    if not hasattr(state, "figures"):
        state.figures = KeptFigures(desk_of(request))
    figures: KeptFigures = state.figures
    return figures
