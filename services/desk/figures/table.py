"""The table of figures: its columns, the same on the page and in every file. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.vocabulary import ChannelName, IntakeWay
from services.desk.figures.balance import Figures, total
from services.desk.figures.folding import TOGETHER, folded
from services.desk.figures.periods import Month
from services.desk.names import service_title, way_name
from services.desk.papers.official import OfficialMonth
from services.kit.fields import Cell
from services.kit.service import Service
from services.kit.text import Rendered, Text, _

Number = int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One figure: its key in files for machines, and its name for people."""

    key: str
    name: Text
    value: Callable[[Figures], Number]


COLUMNS: tuple[Column, ...] = (
    Column("before", _("Open before"), lambda one: one.before),
    Column("received", _("Cases received"), lambda one: one.received),
    Column("reopened", _("Opened again"), lambda one: one.reopened),
    Column("done", _("Done"), lambda one: one.done),
    Column("rejected", _("Cannot be done"), lambda one: one.rejected),
    Column("withdrawn", _("Withdrawn"), lambda one: one.withdrawn),
    Column("still_open", _("Still open"), lambda one: one.still_open),
    Column("in_time_percent", _("In time (%)"), lambda one: one.in_time_percent),
    Column("late", _("Late"), lambda one: one.late),
    Column("median_days", _("Working days (median)"), lambda one: one.median_days),
    Column("ratings", _("Ratings"), lambda one: one.ratings),
    Column("average_stars", _("Stars (average)"), lambda one: one.average_stars),
    Column("good_percent", _("4–5 stars (%)"), lambda one: one.good_percent),
)

WAYS: tuple[str, ...] = (
    ChannelName.LINE,
    ChannelName.TELEGRAM,
    ChannelName.WEBCHAT,
    IntakeWay.COUNTER,
    IntakeWay.TELEPHONE,
)
"""How cases come, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a service, several of them, a month, or all together."""

    key: str
    name: Rendered
    figures: Figures


def service_lines(
    rows: Mapping[str, Figures], services: Mapping[str, Service]
) -> tuple[list[Line], Line]:
    """Return a row for every service that may be shown by itself, and the row of all of them."""
    shown = folded(rows, services)
    lines = [Line(key, _name(services, key), row) for key, row in shown.items()]
    return lines, Line("all", _("All services"), total(rows.values()))


def month_lines(months: Mapping[Month, Figures]) -> list[Line]:
    """Return a row for every month."""
    return [
        Line(f"{month.year}-{month.number:02d}", OfficialMonth(month.first), row)
        for month, row in months.items()
    ]


def way_counts(figures: Figures) -> list[tuple[str, Rendered, int]]:
    """Return how many came by each way; one of a later version comes last."""
    others = [way for way in figures.channels if way not in WAYS]
    return [(way, way_name(way), figures.channels.get(way, 0)) for way in (*WAYS, *others)]


def file_headings(first: Rendered) -> list[Rendered]:
    """Name the columns of a file; `first` names what its rows are."""
    names: list[Rendered] = [column.name for column in COLUMNS]
    ways = [_("Received: {way}", way=way_name(way)) for way in WAYS]
    return [first, *names, *ways]


def file_rows(lines: Sequence[Line]) -> list[list[Cell]]:
    """Return the rows of a file."""
    return [
        [
            line.name,
            *(column.value(line.figures) for column in COLUMNS),
            *(line.figures.channels.get(way, 0) for way in WAYS),
        ]
        for line in lines
    ]


def for_machines(line: Line, name: str) -> dict[str, object]:
    """Return a row with the keys that stay."""
    figures = {column.key: column.value(line.figures) for column in COLUMNS}
    by_channel = {way: count for way, _name, count in way_counts(line.figures)}
    return {"key": line.key, "name": name, **figures, "received_by_channel": by_channel}


def _name(services: Mapping[str, Service], key: str) -> Rendered:
    return _("Several services") if key == TOGETHER else service_title(services, key)
