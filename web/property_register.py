"""The public register of what the office lends: what there is, what is out when; no names."""

import re
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from models.vocabulary import LoanState
from services.desk.lending.loans import Borrowed, held_from, unfinished
from services.desk.lending.month import month_of, months_ahead
from services.desk.lending.naming import counts_of, still_out, things
from services.desk.papers.official import OfficialMonth
from services.kit.consequences import ReserveProperty
from services.kit.office import Office
from services.kit.service import with_consequence
from services.kit.text import BANGKOK, Day, Rendered, Text, _
from web.pages import desk_of, render

MONTHS = 6
"""How far ahead the calendar can be turned."""

_MONTH = re.compile(r"(2\d{3})-(0[1-9]|1[0-2])")

WEEKDAYS: tuple[Text, ...] = (
    _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"),
)  # fmt: skip


async def show_register(request: Request) -> Response:
    """Show each thing with its calendar, and everything that is promised or out."""
    desk = desk_of(request)
    office = desk.around.office
    today = desk.clock().astimezone(BANGKOK).date()
    month = _month(request.query_params.get("month", ""), today)
    async with desk.database.reading() as session:
        held = await held_from(session, month, today)
        loans = await unfinished(session)
    return render(
        request,
        "property.html",
        month=OfficialMonth(month),
        earlier=_address(months_ahead(month, -1), today),
        later=_address(months_ahead(month, 1), today),
        weekdays=WEEKDAYS,
        calendars=[
            (thing, month_of(thing.key, thing.count, month, held, today))
            for thing in office.property.values()
        ],
        loans=[_line(office, one, today) for one in loans],
        services=with_consequence(desk.offered, ReserveProperty),
    )


def _line(office: Office, one: Borrowed, today: date) -> dict[str, Rendered]:
    """Describe a loan for everybody: what, when and where it stands."""
    counts = still_out(one.items) if one.is_out else counts_of(one.items)
    return {
        "things": things(office, counts),
        "first": Day(one.loan.first_day),
        "last": Day(one.loan.last_day),
        "standing": _OVERDUE if one.is_overdue(today) else _STANDING[one.loan.state],
    }


def _month(asked: str, today: date) -> date:
    """Return the month to show: this one unless another within reach is asked for."""
    this = today.replace(day=1)
    found = _MONTH.fullmatch(asked)
    wanted = date(int(found[1]), int(found[2]), 1) if found else this
    return wanted if this <= wanted <= months_ahead(this, MONTHS) else this


def _address(month: date, today: date) -> str:
    """Return where another month is shown; nothing for one out of reach."""
    return f"/property?month={month:%Y-%m}" if month == _month(f"{month:%Y-%m}", today) else ""


_OVERDUE = _("Overdue")
_STANDING: dict[str, Text] = {
    LoanState.RESERVED: _("Asked for"),
    LoanState.APPROVED: _("Promised"),
    LoanState.PICKED_UP: _("Out"),
}

routes: list[BaseRoute] = [Route("/property", show_register)]
