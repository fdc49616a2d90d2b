"""Figures of the lines for everybody: how long people waited, and whether it was in turn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from services.desk.queueing.figures import QueueFigures, figures
from services.kit.text import Day, Text, _
from web.forms.reading import around_today
from web.pages import desk_of, render
from web.security import Pace, slow_down

LOOKS = Pace(at_once=30, seconds=2)

PICTURE_WIDTH = 340
LONGEST_BAR = 290
"""The picture in the units of a small phone; the number of each bar stands behind it."""


@dataclass(frozen=True, slots=True)
class Period:
    """Some days somebody may look at."""

    name: Text
    days: Callable[[date], tuple[date, date]]


@dataclass(frozen=True, slots=True)
class Bar:
    """One line in the picture: half of the people waited no longer than this."""

    queue: str
    minutes: int
    width: int


def _week(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _month(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


PERIODS: Mapping[str, Period] = {
    "week": Period(_("This week"), _week),
    "last-week": Period(_("Last week"), lambda day: _week(day - timedelta(days=7))),
    "month": Period(_("This month"), _month),
    "last-month": Period(
        _("Last month"), lambda day: _month(day.replace(day=1) - timedelta(days=1))
    ),
}


async def show_figures(request: Request) -> Response:
    """Show the figures of a week or a month."""
    slow_down(request, "queue figures", LOOKS)
    desk = desk_of(request)
    office, today = desk.around.office, around_today(desk).day
    asked = request.query_params.get("period", "")
    period = asked if asked in PERIODS else "week"
    first, last = PERIODS[period].days(today)
    async with desk.database.reading() as session:
        counted = await figures(session, first, last)
    lines = in_office_order(counted, list(office.queues))
    return render(
        request,
        "queue/figures.html",
        periods=PERIODS,
        period=period,
        first=Day(first),
        last=Day(min(last, today)),
        lines=[(office.queues[one.queue].name, one) for one in lines],
        bars=[(office.queues[one.queue].name, one) for one in bars(lines)],
        width=PICTURE_WIDTH,
        longest_bar=LONGEST_BAR,
        jumps=[(office.queues[one.queue].name, jump) for one in lines for jump in one.jumps],
        called=sum(one.served + one.no_shows for one in lines),
        jumped=sum(one.jumped for one in lines),
    )


def in_office_order(counted: Sequence[QueueFigures], queues: Sequence[str]) -> list[QueueFigures]:
    """Return the figures in the order of the office file; a line that is no more is left out."""
    known = [one for one in counted if one.queue in queues]
    return sorted(known, key=lambda one: queues.index(one.queue))


def bars(lines: Sequence[QueueFigures]) -> list[Bar]:
    """Return a bar for each line in which somebody was called; the longest fills the picture."""
    waits = [(one.queue, one.median_wait) for one in lines if one.median_wait is not None]
    longest = max([wait for _queue, wait in waits] or [0]) or 1
    return [Bar(queue, wait, round(LONGEST_BAR * wait / longest)) for queue, wait in waits]


routes: list[BaseRoute] = [Route("/queue/figures", show_figures)]
