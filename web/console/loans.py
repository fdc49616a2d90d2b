"""Loans in the console: what to say yes to, hand out and take back, and what is overdue."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.vocabulary import ChannelName, LoanState
from services.desk.lending import handling
from services.desk.lending.handling import MOST_NOTE, Return
from services.desk.lending.loans import Borrowed, unfinished
from services.desk.lending.naming import counts_of, property_name, still_out, things
from services.desk.permissions import LEND, READ
from services.desk.tracking import find_case
from services.kit.errors import InvalidAnswer, NotFound
from services.kit.text import Text, _
from services.kit.thai import western
from web.console.access import Visit, opened, pressed
from web.console.forms import written

LOANS = "/console/loans"


@dataclass(frozen=True, slots=True)
class Group:
    """Loans that wait for the same thing."""

    title: Text
    nothing: Text
    holds: Callable[[Borrowed, date], bool]


GROUPS: tuple[Group, ...] = (
    Group(
        _("Overdue"),
        _("Nothing is overdue."),
        lambda one, today: one.is_overdue(today),
    ),
    Group(
        _("To say yes or no to"),
        _("Nobody is waiting for a yes."),
        lambda one, _today: one.loan.state == LoanState.RESERVED,
    ),
    Group(
        _("To hand out"),
        _("Nothing is to be handed out."),
        lambda one, _today: one.loan.state == LoanState.APPROVED,
    ),
    Group(
        _("Out now"),
        _("Nothing is out."),
        lambda one, today: one.is_out and not one.is_overdue(today),
    ),
)


async def show_loans(visit: Visit) -> Response:
    """List the loans this person may see, by what is to be done next."""
    async with visit.desk.database.reading() as session:
        loans = await unfinished(session)
    seen = [one for one in loans if visit.may(READ, one.case.department)]
    office = visit.desk.around.office
    return visit.render(
        "loans.html",
        groups=[
            (group, [one for one in seen if group.holds(one, visit.today)]) for group in GROUPS
        ],
        counts_of=counts_of,
        still_out=still_out,
        things=lambda counts: things(office, counts),
        property_name=lambda key: property_name(office, key),
        lends=lambda one: visit.may(LEND, one.case.department),
        done=_DONE.get(visit.request.query_params.get("done", "")),
        longest_note=MOST_NOTE,
    )


async def handle(visit: Visit) -> Response:
    """Do the next step of one loan, and lead back to the list."""
    reference, step = (visit.request.path_params[name] for name in ("reference", "step"))
    carry_out = _STEPS.get(step)
    if carry_out is None:
        raise NotFound(_("There is no such page."))
    await carry_out(visit, reference)
    said = step if await _is_heard(visit, reference) else _UNHEARD.get(step, step)
    return RedirectResponse(f"{LOANS}?done={said}", 303)


async def _is_heard(visit: Visit, reference: str) -> bool:
    """Say whether the borrower has a chat; for somebody at the counter there is none."""
    async with visit.desk.database.reading() as session:
        case = await find_case(session, reference)
    return case is not None and case.channel != ChannelName.COUNTER


async def back_to_loans(_visit: Visit) -> Response:
    """Lead a reload after a refusal back to the list."""
    return RedirectResponse(LOANS, 303)


async def _approve(visit: Visit, reference: str) -> None:
    async with visit.desk.work() as work:
        await handling.approve(work, reference, visit.staff)


async def _hand_out(visit: Visit, reference: str) -> None:
    async with visit.desk.work() as work:
        await handling.hand_out(work, reference, visit.staff)


async def _take_back(visit: Visit, reference: str) -> None:
    came = Return(
        back=_numbers(visit, "back."),
        damaged=_numbers(visit, "damaged."),
        note=written(visit.form, "note"),
        ends=bool(written(visit.form, "ends")),
    )
    async with visit.desk.work() as work:
        await handling.take_back(work, reference, visit.staff, came)


def _numbers(visit: Visit, beginning: str) -> dict[str, int]:
    """Return what was counted, by the thing; an empty box is none."""
    typed = {
        name.removeprefix(beginning): western(written(visit.form, name))
        for name in visit.form
        if name.startswith(beginning)
    }
    if any(value and not (value.isascii() and value.isdecimal()) for value in typed.values()):
        raise InvalidAnswer(_("Please write numbers only, such as 12."))
    return {key: int(value[:6] or 0) for key, value in typed.items() if value}


_STEPS: Mapping[str, Callable[[Visit, str], Awaitable[None]]] = {
    "approve": _approve,
    "hand-out": _hand_out,
    "take-back": _take_back,
}

_UNHEARD: Mapping[str, str] = {"approve": "approve-unheard", "hand-out": "hand-out-unheard"}
"""What is said instead of that the borrower is being told."""

_DONE: Mapping[str, Text] = {
    "approve": _("You said yes. The borrower is being told."),
    "approve-unheard": _("You said yes. The borrower has no chat with us: please telephone."),
    "hand-out": _("It is handed out. The borrower is being told by when to bring it back."),
    "hand-out-unheard": _("It is handed out. Please tell the borrower by when to bring it back."),
    "take-back": _("What came back is noted."),
    "photo": _("The photo is kept in the history of the case. Now please note what came back."),
}

routes: list[BaseRoute] = [
    opened(LOANS, show_loans, right=READ),
    pressed(f"{LOANS}/{{reference}}/{{step}}", handle, right=LEND),
    opened(f"{LOANS}/{{reference}}/{{step}}", back_to_loans, right=LEND),
]
