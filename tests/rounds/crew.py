"""A made-up service for which a crew goes out, and the people around it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from bot.desk import Desk
from models import Case, Staff
from services.desk.actor import Actor
from services.desk.filing import file_case
from services.desk.rounds import going, planning
from services.desk.rounds.planning import Plan
from services.desk.rounds.reading import Trip, trip_of, waiting_cases
from services.kit.questions import Choice, DayWish, House, Phone, Photo, Place
from services.kit.service import Group, Service
from services.kit.site_visit import SiteVisit
from services.kit.text import _

WELLS = Service(
    key="wells",
    title=_("Clean a well"),
    summary=_("A well that smells."),
    group=Group.REPAIRS,
    department="works",
    promise_days=3,
    next_steps=_("We tell you the day."),
    fields=(
        Choice(
            "smell",
            _("How bad is it?"),
            personal=False,
            choices={"bad": _("It stinks"), "little": _("A little")},
        ),
        House("house", _("Which house?"), required=False),
        Place("place", _("Where is it?"), required=False),
        Photo("photo", _("A photo?"), required=False),
        DayWish("day", _("Which day?"), required=False),
        Phone("phone", _("Which number?")),
    ),
    site_visit=SiteVisit(
        amount="smell", urgent=("smell", "bad"), remember=_("Please leave the gate open.")
    ),
)

ANSWERS: dict[str, Any] = {
    "smell": "little",
    "house": None,
    "place": {"words": "behind the temple, Moo 2"},
    "photo": None,
    "day": None,
    "phone": "0812345678",
}
TUESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (24, 26, 27))


async def ask(desk: Desk, actor: Actor, **answers: Any) -> Case:
    """File a case that wants a visit, in a transaction of its own."""
    async with desk.work() as work:
        return (await file_case(work, WELLS, ANSWERS | answers, actor)).case


async def plan(
    desk: Desk, staff: Staff, *cases: Case, day: date = TUESDAY, round_id: UUID | None = None
) -> UUID:
    """Plan a round in a transaction of its own."""
    references = [case.reference for case in cases]
    async with desk.work() as work:
        wanted = Plan(round_id or uuid4(), WELLS.key, day, references, "Truck 1")
        return (await planning.plan(work, staff, wanted)).id


async def begun(desk: Desk, staff: Staff, *cases: Case) -> UUID:
    """A round of today that has begun."""
    round_id = await plan(desk, staff, *cases, day=date(2026, 11, 23))
    async with desk.work() as work:
        await going.start(work, staff, round_id)
    return round_id


async def trip_now(desk: Desk, round_id: UUID) -> Trip:
    async with desk.database.reading() as session:
        found = await trip_of(session, round_id)
    assert found is not None
    return found


async def waiting(desk: Desk) -> list[str]:
    """The references of the cases that stand on no round."""
    async with desk.database.reading() as session:
        return [case.reference for case in await waiting_cases(session, WELLS.key)]


async def stop_ids(desk: Desk, round_id: UUID) -> list[UUID]:
    return [stop.row.id for stop in (await trip_now(desk, round_id)).stops]
