"""The land and building tax in words: an estimate step by step, and the calendar of a year."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from services.kit.dated import Dated, in_force
from services.kit.dates import Known
from services.kit.money import baht
from services.kit.text import Day, Rendered, Text, _
from services.reckoning.instalments import instalments
from services.reckoning.land_tax import LandTax
from services.reckoning.land_tax_calendar import tax_year
from services.reckoning.land_value import Worth
from services.reckoning.telling import estimate_only, lines, number, source, told_slices, unsure

Tables = Mapping[str, Sequence[Dated]]

STEPS: Mapping[str, Text] = {
    "lists": _("the office puts up the list of land and buildings"),
    "rates": _("the office puts up the prices and rates"),
    "assessment": _("the notice of assessment (ภ.ด.ส.6) comes to you"),
    "payment": _("the tax is paid, or the first of its parts"),
    "second-part": _("the second part is paid"),
    "third-part": _("the third part is paid"),
    "warning": _("who has not paid gets a warning letter"),
    "land-office": _("the land office is told of what is still unpaid"),
}


def told_worth(worth: Worth) -> Iterator[Rendered]:
    """Show how the value comes about."""
    if worth.wah:
        yield _(
            "Land: {wah} square wah × {price} = {value}",
            wah=number(worth.wah),
            price=baht(worth.wah_price),
            value=baht(worth.land),
        )
    if worth.building:
        yield _(
            "Building: {new} new, less {percent}% for its age = {value}",
            new=baht(worth.building.new),
            percent=number(worth.building.percent_off),
            value=baht(worth.building.value),
        )


def told_estimate(worth: Worth | None, reckoned: LandTax, day: date, tables: Tables) -> Rendered:
    """Show an estimate with every step that leads to it."""
    return lines(
        _("Land and building tax, an estimate for {year}", year=Known(day.year)),
        *(told_worth(worth) if worth else ()),
        *_told_parts(reckoned),
        *_told_ways_to_pay(reckoned.tax, day, tables),
        estimate_only(),
        *_told_doubts(worth, reckoned),
        source(in_force(tables, "land_tax", day)),
    )


def told_calendar(day: date, tables: Tables) -> Rendered:
    """Show what is due by when this year, or next year once this year's last day is over."""
    if day <= max(tax_year(day.year, tables).steps.values()):
        return lines(*_told_year(day.year, tables))
    return lines(
        _(
            "The days of {year} are over. If you have not paid yet, please pay as soon as you can: "
            "every month adds a little.",
            year=Known(day.year),
        ),
        *_told_year(day.year + 1, tables),
    )


def _told_parts(reckoned: LandTax) -> Iterator[Rendered]:
    for part in reckoned.parts:
        yield _("Value: {value}", value=baht(part.holding.value))
        if part.exempt:
            yield _("Free of tax: {exempt}", exempt=baht(part.exempt))
        yield from told_slices(part.slices)
    if reckoned.discount:
        yield _("Reduction for everybody: {discount}", discount=baht(reckoned.discount))
    if reckoned.tax:
        yield _("Tax for the year: {tax}", tax=baht(reckoned.tax))
    else:
        yield _("There is no tax to pay for it.")


def _told_ways_to_pay(tax: Decimal, day: date, tables: Tables) -> Iterator[Rendered]:
    parts = instalments(tax, in_force(tables, "land_tax_instalments", day))
    if parts:
        yield _(
            "It may be paid in {count} parts: {part} each month.",
            count=len(parts),
            part=baht(parts[0]),
        )


def _told_doubts(worth: Worth | None, reckoned: LandTax) -> Iterator[Rendered]:
    if reckoned.to_be_confirmed or (worth and worth.building):
        yield unsure()


def _told_year(year: int, tables: Tables) -> Iterator[Rendered]:
    told = tax_year(year, tables)
    yield _("Land and building tax of {year}", year=Known(year))
    for key, day in sorted(told.steps.items(), key=lambda step: step[1]):
        yield _("By {day}: {step}", day=Day(day), step=STEPS[key])
    if told.extended:
        yield _("The ministry put these days off by {months} months.", months=told.extended)
    if told.to_be_confirmed:
        yield _(
            "These are the days of the law. The ministry may put them off; the office will tell."
        )
    yield source(in_force(tables, "land_tax_calendar", date(year, 1, 1)))
