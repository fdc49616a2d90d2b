"""Rates and dates on the console: which row holds, what is to be confirmed, a row of one's own."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from offices import TABLES as OF_THE_COUNTRY
from services.desk.changing import setting
from services.desk.changing.setting import UNCHANGED, require_changing
from services.desk.changing.settings import holding_now
from services.desk.permissions import CHANGE_OFFICE, SEE_OFFICE
from services.kit.dated import Dated, NoRate, in_force
from services.kit.dated_told import (
    Leaf,
    last_active,
    leaves,
    may_be_added_to,
    row_name,
    told_row,
    with_leaves,
)
from services.kit.errors import InvalidAnswer, NotFound
from services.kit.office import Named, read_titles
from services.kit.office_changes import TABLE
from services.kit.text import Rendered, _, plain
from web.console.access import Visit, opened, pressed
from web.console.forms import written

TABLES = "/console/office/tables"
ONE = TABLES + "/{name}"
MOST_FIELDS = 30
LONGEST_SOURCE = 300


async def list_tables(visit: Visit) -> Response:
    """List the tables with the row that holds today."""
    visit.require(SEE_OFFICE, None)
    await visit.desk.keep_up()
    tables = visit.desk.around.office.tables
    held = {name: _held(tables, name, visit.today) for name in sorted(tables)}
    return visit.render("office/tables.html", held=held, titles=titles())


async def show_table(visit: Visit) -> Response:
    """Show the rows of one table."""
    visit.require(SEE_OFFICE, None)
    await visit.desk.keep_up()
    return await _page(visit, *_table(visit))


async def save(visit: Visit) -> Response:
    """Confirm a row as the office's word, or add one that holds from a day on."""
    require_changing(visit.staff)
    await visit.desk.keep_up()
    name, rows = _table(visit)
    try:
        async with visit.desk.work() as work:
            holding = (await holding_now(work.session)).get(TABLE + name)
            told = dict(holding.value) if holding and holding.value else {}
            value = _confirmed(visit, rows, told) or _added(visit, rows, told)
            seen = {TABLE + name: written(visit.form, "seen")}
            await setting.change(work, visit.staff, {TABLE + name: value}, seen)
    except InvalidAnswer as mistake:
        return await _page(visit, name, rows, 400, mistake.explanation)
    return RedirectResponse(f"{TABLES}/{name}?done=1", 303)


@cache
def titles() -> Mapping[str, Named]:
    """Return what the tables are called, as their files say."""
    return read_titles(OF_THE_COUNTRY)


def _confirmed(visit: Visit, rows: Sequence[Dated], told: Mapping[str, Any]) -> dict[str, Any]:
    day = written(visit.form, "confirm")
    if not day:
        return {}
    if day not in {row_name(row) for row in rows if row.active}:
        raise NotFound(_("There is no such page."))
    return {**told, "confirmed": sorted({*told.get("confirmed", ()), day})}


def _added(visit: Visit, rows: Sequence[Dated], told: Mapping[str, Any]) -> dict[str, Any]:
    last = last_active(rows)
    if last is None or not may_be_added_to(rows):
        raise NotFound(_("There is no such page."))
    begins = _day(written(visit.form, "effective_from"))
    source = written(visit.form, "source")[:LONGEST_SOURCE]
    if not source:
        raise InvalidAnswer(_("Please write on what this rests, such as a regulation."))
    if begins <= last.effective_from:
        raise InvalidAnswer(_("A new row begins after the last one."))
    typed = {path: _leaf(visit, path, leaf) for path, leaf in leaves(last).items()}
    row = with_leaves(Dated(begins, source, values=last.values), typed)
    return {**told, "rows": [*told.get("rows", ()), told_row(row)]}


def _leaf(visit: Visit, path: tuple[str | int, ...], before: Leaf) -> Leaf:
    """Read a number as exact as the one before it."""
    typed = written(visit.form, leaf_name(path))
    if isinstance(before, date):
        return _day(typed)
    try:
        number = Decimal(typed.replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    whole = isinstance(before, int)
    if not number.is_finite() or abs(number) > 10**12 or (whole and number != int(number)):
        raise InvalidAnswer(_("Please write a number, without letters."))
    return int(number) if whole else number


def leaf_name(path: tuple[str | int, ...]) -> str:
    """Name the input of a number by where it stands in its row."""
    return "value-" + "-".join(map(str, path))


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise InvalidAnswer(_("This day cannot be read.")) from None


def _held(tables: Mapping[str, tuple[Dated, ...]], name: str, day: date) -> Dated | None:
    try:
        return in_force(tables, name, day)
    except NoRate:
        return None


def _table(visit: Visit) -> tuple[str, Sequence[Dated]]:
    name = visit.request.path_params["name"]
    rows = visit.desk.around.office.tables.get(name)
    if rows is None:
        raise NotFound(_("There is no such page."))
    return name, rows


async def _page(
    visit: Visit,
    name: str,
    rows: Sequence[Dated],
    status: int = 200,
    refusal: Rendered | None = None,
) -> Response:
    async with visit.desk.database.reading() as session:
        holding = (await holding_now(session)).get(TABLE + name)
    changes = visit.may(CHANGE_OFFICE, None)
    last = last_active(rows)
    adding = leaves(last) if last and changes and may_be_added_to(rows) else {}
    return visit.render(
        "office/table.html",
        status,
        name=name,
        title=titles().get(name, plain(name)),
        rows=[(row, row_name(row), _lines(row)) for row in rows],
        held=_held(visit.desk.around.office.tables, name, visit.today),
        adding=[
            (leaf_name(path), " · ".join(map(str, path)), leaf) for path, leaf in adding.items()
        ],
        is_day=lambda leaf: isinstance(leaf, date),
        seen=str(holding.id) if holding else UNCHANGED,
        changes=changes,
        refusal=refusal,
        typed=visit.form if refusal else {},
        done=visit.request.query_params.get("done", ""),
    )


def _lines(row: Dated) -> list[tuple[str, str]]:
    """Show the numbers of a row; a schedule in its file may have hundreds."""
    shown = [(" · ".join(map(str, path)), f"{leaf}") for path, leaf in leaves(row).items()]
    return shown[:60]


routes: list[BaseRoute] = [
    opened(TABLES, list_tables, right=SEE_OFFICE),
    opened(ONE, show_table, right=SEE_OFFICE),
    pressed(ONE, save, MOST_FIELDS, right=CHANGE_OFFICE),
]
