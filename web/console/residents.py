"""Residents: what one person has with the office, what they ask about their data, duplicates."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.data_request import DataRequest
from models.merged_resident import MergedResident
from models.vocabulary import ChannelName, DataWish
from services.desk import audit, tracking
from services.desk.permissions import PERSONAL_DATA, READ
from services.desk.residents import merging, requests
from services.desk.residents.reading import Person, person
from services.kit.errors import NotAllowed, NotFound
from services.kit.text import Text, _
from web.console.access import Visit, opened, pressed
from web.console.forms import written

RESIDENTS = "/console/residents"
ONE = f"{RESIDENTS}/{{resident:uuid}}"

WISHES: Mapping[str, Text] = {
    DataWish.COPY: _("A copy of what is kept"),
    DataWish.ERASE: _("That it is erased"),
    DataWish.CORRECT: _("That something is put right"),
}
OUTCOMES: Mapping[str, Text] = {requests.DONE: _("done"), requests.REFUSED: _("refused")}


def address_of(resident_id: UUID) -> str:
    """Return where the page of a resident is."""
    return f"{RESIDENTS}/{resident_id}"


async def show_residents(visit: Visit) -> Response:
    """Show the requests that wait, what is due first on top; a reference leads to its resident."""
    visit.require(PERSONAL_DATA, visit.staff.department)
    text = visit.request.query_params.get("text", "").strip()[:40]
    async with visit.desk.database.reading() as session:
        found = await tracking.find_case(session, text) if text else None
        if found is not None and visit.may(READ, found.department):
            return RedirectResponse(address_of(found.resident_id), 303)
        waiting = [one for one in await requests.open_requests(session)
                   if await _theirs(session, visit, one)]  # fmt: skip
    return visit.render(
        "residents.html",
        waiting=waiting,
        text=text,
        wishes=WISHES,
        is_overdue=lambda one: requests.is_overdue(one, visit.today),
    )


async def show_resident(visit: Visit) -> Response:
    """Show one person, and record who looked."""
    found = await known(visit, visit.request.path_params["resident"])
    page = page_of(visit, found)
    await record(visit, "see_resident", found.resident.id)
    return page


async def ask(visit: Visit) -> Response:
    """Enter what a resident asked at the office."""
    found = await known(visit, visit.request.path_params["resident"])
    async with visit.desk.work() as work:
        await requests.ask(
            work, found.resident.id, written(visit.form, "wish"), ChannelName.COUNTER, visit.staff
        )
    return RedirectResponse(address_of(found.resident.id), 303)


async def answer(visit: Visit) -> Response:
    """Say what came of a request, or why not."""
    asked = await request_of(visit)
    found = await known(visit, asked.resident_id)
    require_all(visit, found)
    refused = written(visit.form, "outcome") == requests.REFUSED
    async with visit.desk.work() as work:
        fresh = await requests.load(work, asked.id)
        if fresh.kind == DataWish.ERASE and not refused:
            raise NotAllowed(_("Erasing is done step by step, with a second person."))
        outcome = requests.REFUSED if refused else requests.DONE
        await requests.answer(work, fresh, visit.staff, outcome, written(visit.form, "note"))
    return RedirectResponse(address_of(found.resident.id), 303)


async def merge(visit: Visit) -> Response:
    """Show both residents first; with `sure`, let the other one's cases and chats be this one's."""
    found = await known(visit, visit.request.path_params["resident"])
    async with visit.desk.database.reading() as session:
        case = await tracking.find_case(session, written(visit.form, "other"))
    if case is None or not visit.may(READ, case.department):
        raise NotFound(_("There is no such case here, or it belongs to another department."))
    other = await known(visit, case.resident_id)
    require_all(visit, found)
    require_all(visit, other)
    if not written(visit.form, "sure"):
        return visit.render("resident_merge.html", person=found, other=other, case=case)
    async with visit.desk.work() as work:
        await merging.merge(work, found.resident.id, other.resident.id, visit.staff)
    return RedirectResponse(address_of(found.resident.id), 303)


async def undo_merge(visit: Visit) -> Response:
    """Take a merge back."""
    found = await known(visit, visit.request.path_params["resident"])
    require_all(visit, found)
    wanted = visit.request.path_params["merge"]
    if all(one.id != wanted for one in found.merges):
        raise NotFound(_("There is no such resident here."))
    async with visit.desk.work() as work:
        await merging.undo(work, wanted, visit.staff)
    return RedirectResponse(address_of(found.resident.id), 303)


async def back(visit: Visit) -> Response:
    """Lead a reload after a refusal back to the resident."""
    return RedirectResponse(address_of(visit.request.path_params["resident"]), 303)


async def back_to_all(_visit: Visit) -> Response:
    """Lead a reload after a refusal back to the list."""
    return RedirectResponse(RESIDENTS, 303)


def page_of(visit: Visit, found: Person) -> Response:
    """Show what this person may see of a resident."""
    cases = [case for case in found.cases if visit.may(READ, case.department)]
    return visit.render(
        "resident.html",
        person=found,
        cases=cases,
        elsewhere=len(found.cases) - len(cases),
        stars={one.case_id: one.stars for one in found.ratings},
        handles=_covers(visit, found),
        wishes=WISHES,
        outcomes=OUTCOMES,
        is_overdue=lambda one: requests.is_overdue(one, visit.today),
        undoable=[one for one in found.merges if _undoable(visit, one)],
    )


async def known(visit: Visit, resident_id: UUID) -> Person:
    """Return a resident this person may look at; the same words when there is none."""
    visit.require(PERSONAL_DATA, visit.staff.department)
    async with visit.desk.database.reading() as session:
        found = await person(session, resident_id)
    mine = any(visit.may(PERSONAL_DATA, case.department) for case in found.cases)
    if not mine and not visit.may(PERSONAL_DATA, None):
        raise NotFound(_("There is no such resident here."))
    return found


async def request_of(visit: Visit) -> DataRequest:
    """Return the request of the address. Raises `NotFound`."""
    visit.require(PERSONAL_DATA, visit.staff.department)
    async with visit.desk.database.reading() as session:
        found = await session.get(DataRequest, visit.request.path_params["asked"])
    if found is None:
        raise NotFound(_("There is no such request."))
    return found


def require_all(visit: Visit, found: Person) -> None:
    """Refuse to act on a person with cases of departments this one has no say about."""
    if not _covers(visit, found):
        raise NotAllowed(
            _("This person has cases of other departments. Please ask an administrator.")
        )


async def record(visit: Visit, action: str, subject: UUID, note: str = "") -> None:
    """Keep who did something with a person's data."""
    async with visit.desk.work() as work:
        who = str(visit.staff.id)
        await audit.record(work, who, action, str(subject), audit.DONE, "console", note)


def _covers(visit: Visit, found: Person) -> bool:
    departments: Sequence[str | None] = [case.department for case in found.cases] or [None]
    return all(visit.may(PERSONAL_DATA, one) for one in departments)


async def _theirs(session: AsyncSession, visit: Visit, asked: DataRequest) -> bool:
    if visit.may(PERSONAL_DATA, None):
        return True
    cases = (await person(session, asked.resident_id)).cases
    return any(visit.may(PERSONAL_DATA, case.department) for case in cases)


def _undoable(visit: Visit, done: MergedResident) -> bool:
    return done.undone_at is None and visit.desk.clock() - done.at <= merging.UNDOING


routes: list[BaseRoute] = [
    opened(RESIDENTS, show_residents, right=PERSONAL_DATA),
    opened(ONE, show_resident, right=PERSONAL_DATA),
    pressed(f"{ONE}/requests", ask, right=PERSONAL_DATA),
    opened(f"{ONE}/requests", back, right=PERSONAL_DATA),
    pressed(f"{ONE}/merge", merge, right=PERSONAL_DATA),
    opened(f"{ONE}/merge", back, right=PERSONAL_DATA),
    pressed(f"{ONE}/merges/{{merge:uuid}}/undo", undo_merge, right=PERSONAL_DATA),
    opened(f"{ONE}/merges/{{merge:uuid}}/undo", back, right=PERSONAL_DATA),
    pressed(f"{RESIDENTS}/requests/{{asked:uuid}}/answer", answer, right=PERSONAL_DATA),
    opened(f"{RESIDENTS}/requests/{{asked:uuid}}/answer", back_to_all, right=PERSONAL_DATA),
]
