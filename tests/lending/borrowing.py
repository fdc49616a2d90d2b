"""A made-up service that lends, and the people around it."""

from datetime import date
from typing import Any

from bot.desk import Desk
from models import Case, Staff
from services.desk.actor import Actor
from services.desk.filing import file_case
from services.desk.lending import handling
from services.desk.lending.handling import Return
from services.desk.lending.loans import Borrowed, loan_of
from services.kit.consequences import ReserveProperty
from services.kit.office import Office
from services.kit.questions import Date, Items
from services.kit.service import Group, Service
from services.kit.text import Rendered, _


def names(office: Office) -> dict[str, Rendered]:
    return {key: thing.name for key, thing in office.property.items()}


def numbers(office: Office) -> dict[str, int]:
    return {key: thing.count for key, thing in office.property.items()}


TENTS = Service(
    key="tents",
    title=_("Borrow a tent"),
    summary=_("Tents and chairs for a feast at home."),
    group=Group.OFFICE,
    department="works",
    promise_days=2,
    next_steps=_("We say yes or no."),
    fields=(
        Items("items", _("What do you need?"), choices=names, most=numbers),
        Date("first-day", _("When do you fetch it?")),
        Date("last-day", _("When do you bring it back?")),
    ),
    then=(ReserveProperty(),),
)


def december(day: int) -> date:
    return date(2026, 12, day)


def answers(first: date, last: date, **items: int) -> dict[str, Any]:
    return {"items": items, "first-day": first.isoformat(), "last-day": last.isoformat()}


async def borrow(desk: Desk, actor: Actor, first: date, last: date, **items: int) -> Case:
    """File a case that borrows, in a transaction of its own."""
    async with desk.work() as work:
        return (await file_case(work, TENTS, answers(first, last, **items), actor)).case


async def approve(desk: Desk, case: Case, staff: Staff) -> None:
    async with desk.work() as work:
        await handling.approve(work, case.reference, staff)


async def hand_out(desk: Desk, case: Case, staff: Staff) -> None:
    async with desk.work() as work:
        await handling.hand_out(work, case.reference, staff)


async def take_back(desk: Desk, case: Case, staff: Staff, came: Return) -> None:
    async with desk.work() as work:
        await handling.take_back(work, case.reference, staff, came)


async def lent(
    desk: Desk, actor: Actor, staff: Staff, first: date, last: date, **items: int
) -> Case:
    """A loan that was fetched."""
    case = await borrow(desk, actor, first, last, **items)
    await approve(desk, case, staff)
    await hand_out(desk, case, staff)
    return case


async def loan_now(desk: Desk, case: Case) -> Borrowed:
    async with desk.database.reading() as session:
        found = await loan_of(session, case.id)
    assert found is not None
    return found
