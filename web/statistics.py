"""The public figures: what was asked, how it was answered and liked; also as files."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from services.desk.figures.balance import TARGET, Figures, total
from services.desk.figures.periods import (
    Month,
    Period,
    months_before,
    read_month,
    year_so_far,
)
from services.desk.figures.table import (
    COLUMNS,
    Line,
    file_headings,
    file_rows,
    for_machines,
    month_lines,
    service_lines,
    way_counts,
)
from services.desk.papers.official import OfficialMonth
from services.kit.fields import Cell
from services.kit.months import MONTHS
from services.kit.text import Rendered, _
from web.chart import HEIGHT, WIDTH, draw
from web.kept_figures import Now, figures_of
from web.pages import desk_of, languages_of, reader_language, render
from web.security import Pace, slow_down
from web.tables import csv_response, xlsx_response

PACE = Pace(at_once=30, seconds=2)
"""Per address: a month nobody looked at lately has to be counted."""

A_YEAR = 12
KINDS = ("csv", "xlsx", "json")


async def show_overview(request: Request) -> Response:
    """Show where everything stands, the last twelve months, and the fiscal year by service."""
    slow_down(request, "statistics", PACE)
    figures = figures_of(request)
    now = await figures.now()
    months = await figures.months(months_before(now.month, A_YEAR))
    lines, everything = await _services(request, year_so_far(now.month))
    values: dict[str, Any] = {
        "standing": now.standing,
        "first": OfficialMonth(now.first.first),
        "months": list(zip(months, month_lines(months), strict=True)),
        "fiscal_year": now.month.fiscal_year,
        "lines": lines,
        "everything": everything,
    }
    return render(
        request, "statistics/overview.html", **values, **_chart(request, months), **_SHARED
    )


async def show_month(request: Request) -> Response:
    """Show one month by service, and the fiscal year up to it."""
    slow_down(request, "statistics", PACE)
    figures = figures_of(request)
    now = await figures.now()
    month = _month(request, now)
    lines, everything = await _services(request, Period(month, month))
    year = await figures.services(year_so_far(month))
    values: dict[str, Any] = {
        "month": OfficialMonth(month.first),
        "address": f"/statistics/{month.buddhist}",
        "running": month == now.month,
        "earlier": month.plus(-1).buddhist if month > now.first else "",
        "later": month.next.buddhist if month < now.month else "",
        "lines": lines,
        "everything": everything,
        "ways": way_counts(everything.figures),
        "fiscal_year": month.fiscal_year,
        "year": Line("year", _("All services"), total(year.values())),
    }
    return render(request, "statistics/month.html", **values, **_SHARED)


async def send_overview(request: Request) -> Response:
    """Send the last twelve months as a file."""
    slow_down(request, "statistics", PACE)
    figures = figures_of(request)
    period = months_before((await figures.now()).month, A_YEAR)
    lines = month_lines(await figures.months(period))
    return await _file(request, "statistics", _("Month"), lines, {"period": _said(period)})


async def send_month(request: Request) -> Response:
    """Send one month by service as a file."""
    slow_down(request, "statistics", PACE)
    now = await figures_of(request).now()
    month = _month(request, now)
    period = Period(month, month)
    lines, everything = await _services(request, period)
    told = {"period": _said(period), "complete": month < now.month}
    name = f"statistics-{month.year}-{month.number:02d}"
    return await _file(request, name, _("Service"), [*lines, everything], told)


async def _services(request: Request, period: Period) -> tuple[list[Line], Line]:
    rows = await figures_of(request).services(period)
    return service_lines(rows, desk_of(request).services)


def _month(request: Request, now: Now) -> Month:
    """Return the month of the address: any from the first case up to now."""
    month = read_month(request.path_params["month"])
    if month is None or not now.first <= month <= now.month:
        raise HTTPException(404)
    return month


async def _file(
    request: Request, name: str, first: Rendered, lines: Sequence[Line], told: dict[str, Any]
) -> Response:
    language = languages_of(request)[reader_language(request)]
    kind = request.path_params["kind"]
    if kind == "json":
        rows = [for_machines(line, line.name.render(language)) for line in lines]
        office = desk_of(request).around.office.name.render(language)
        return JSONResponse({"office": office, **told, "rows": rows})
    if kind not in KINDS:
        raise HTTPException(404)

    async def at_once() -> AsyncIterator[list[list[Cell]]]:
        yield file_rows(lines)

    send = {"csv": csv_response, "xlsx": xlsx_response}[kind]
    return await send(name, file_headings(first), at_once(), language)


def _said(period: Period) -> dict[str, str]:
    """Say for machines which months it is."""
    first, last = (f"{one.year}-{one.number:02d}" for one in (period.first, period.last))
    return {"first": first, "last": last}


def _chart(request: Request, months: Mapping[Month, Figures]) -> dict[str, Any]:
    language = languages_of(request)[reader_language(request)]
    bars = [
        (MONTHS[month.number - 1].render(language), row.received, row.answered)
        for month, row in months.items()
    ]
    return {"chart": draw(bars), "width": WIDTH, "height": HEIGHT, "summed": total(months.values())}


_SHARED: dict[str, Any] = {"columns": COLUMNS, "target": TARGET, "kinds": KINDS}

routes: list[BaseRoute] = [
    Route("/statistics", show_overview),
    Route("/statistics.{kind}", send_overview),
    Route("/statistics/{month}.{kind}", send_month),
    Route("/statistics/{month}", show_month),
]
