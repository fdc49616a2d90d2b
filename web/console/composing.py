"""Composing services: the list, beginning one, what it is, and publishing it."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from bot.composed_rules import Problem, problems
from models.composed_service import ComposedService
from models.vocabulary import ComposedState
from services.desk import composing
from services.desk.permissions import COMPOSE_SERVICES
from services.kit.composing.definition import Definition
from services.kit.composing.kinds import KINDS
from services.kit.errors import InvalidAnswer, NotPossible, ResidentError
from services.kit.service import GROUP_NAMES
from services.kit.text import Text, _
from web.console.access import Visit, opened, pressed, status_of
from web.console.composing_forms import basics_of, words_of
from web.console.forms import written

ADDRESS = "/console/services"
MOST_FIELDS = 60

STATES: dict[str, Text] = {
    ComposedState.DRAFT: _("Not published yet"),
    ComposedState.PUBLISHED: _("Published"),
    ComposedState.RETIRED: _("No longer offered"),
}
DONE: dict[str, Text] = {
    "saved": _("Saved. Residents see it only after publishing."),
    "published": _("Published. Residents see it from now on."),
    "retired": _("No longer offered. Cases that are open go on."),
    "back": _("Offered again."),
}


@dataclass(frozen=True, slots=True)
class InWork:
    """A composed service as it is being worked on, with what is still wrong."""

    row: ComposedService
    definition: Definition
    problems: list[Problem]

    @property
    def address(self) -> str:
        return f"{ADDRESS}/{quote(self.row.key)}"

    @property
    def changed(self) -> bool:
        """Whether somebody worked on it since it was published."""
        return self.row.state != ComposedState.PUBLISHED or not self.is_as_published

    is_as_published: bool = False


async def show_services(visit: Visit) -> Response:
    """List the office's own services, and name those that come with the desk."""
    visit.require(COMPOSE_SERVICES, visit.staff.department)
    async with visit.desk.database.reading() as session:
        rows = await composing.composed(session)
    mine = [row for row in rows if visit.may(COMPOSE_SERVICES, row.department)]
    own = {row.key for row in rows}
    return visit.render(
        "composing/list.html",
        services=[(row, composing.definition_of(row)) for row in mine],
        states=STATES,
        others=[one for one in visit.desk.services.values() if one.key not in own],
        refusal=None,
        typed={},
    )


async def begin(visit: Visit) -> Response:
    """Begin a service with its name."""
    visit.require(COMPOSE_SERVICES, visit.staff.department)
    key = written(visit.form, "key").lower()
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,19}", key):
        raise InvalidAnswer(
            _("The short name stands in addresses: small letters a–z, digits and -, 2 to 20.")
        )
    departments = visit.desk.around.office.departments
    own = visit.staff.department or next(iter(departments))
    begun = Definition(key=key, title=words_of(visit.form, "title"), department=own)
    async with visit.desk.work() as work:
        await composing.begin(work, visit.staff, begun)
    return RedirectResponse(f"{ADDRESS}/{key}", 303)


async def show_service(visit: Visit) -> Response:
    """Show what the service is, its questions, and what is still wrong."""
    return await _page(visit)


async def save(visit: Visit) -> Response:
    """Keep what the service is; what was typed is not lost when a colleague was faster."""
    found = await in_work(visit)
    definition = basics_of(visit.form, found.definition)
    try:
        await keep(visit, found, definition)
    except NotPossible as refusal:
        return await _page(visit, definition, refusal)
    return RedirectResponse(f"{found.address}?done=saved#top", 303)


async def publish(visit: Visit) -> Response:
    """Offer it to residents, when nothing is wrong with it."""
    found = await in_work(visit)
    wrong = [problem.text for problem in found.problems]
    try:
        async with visit.desk.work() as work:
            await composing.publish(work, visit.staff, found.row.key, seen_of(visit), wrong)
    except NotPossible as refusal:
        return await _page(visit, None, refusal)
    return RedirectResponse(f"{found.address}?done=published#top", 303)


async def retire(visit: Visit) -> Response:
    """Offer it no more."""
    found = await in_work(visit)
    async with visit.desk.work() as work:
        await composing.retire(work, visit.staff, found.row.key)
    return RedirectResponse(f"{found.address}?done=retired#top", 303)


async def bring_back(visit: Visit) -> Response:
    """Offer it again as it was."""
    found = await in_work(visit)
    async with visit.desk.work() as work:
        await composing.bring_back(work, visit.staff, found.row.key)
    return RedirectResponse(f"{found.address}?done=back#top", 303)


async def in_work(visit: Visit) -> InWork:
    """Return the service the address names. Raises `NotFound` and `NotAllowed`."""
    key = visit.request.path_params["service"]
    async with visit.desk.database.reading() as session:
        row = await composing.in_work(session, key)
        published = await composing.versions(session, key)
    visit.require(COMPOSE_SERVICES, row.department)
    definition = composing.definition_of(row)
    as_published = bool(published) and published[0].definition == row.definition
    return InWork(row, definition, _wrong(visit, definition), as_published)


async def keep(visit: Visit, found: InWork, definition: Definition) -> None:
    """Keep a change that was made on the page as it was seen."""
    async with visit.desk.work() as work:
        await composing.change(work, visit.staff, found.row.key, definition, seen_of(visit))


def seen_of(visit: Visit) -> int:
    """Return which state of the service the person was looking at."""
    given = written(visit.form, "changes")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else -1


def _wrong(visit: Visit, definition: Definition) -> list[Problem]:
    desk = visit.desk
    others = {key: one for key, one in desk.services.items() if key != definition.key}
    return problems(definition, others, desk.around, desk.clock())


async def _page(
    visit: Visit, typed: Definition | None = None, refusal: ResidentError | None = None
) -> Response:
    found = await in_work(visit)
    departments = visit.desk.around.office.departments.values()
    return visit.render(
        "composing/service.html",
        status_of(refusal) if refusal else 200,
        found=found,
        definition=typed or found.definition,
        kinds=KINDS,
        groups=GROUP_NAMES,
        departments=[one for one in departments if visit.may(COMPOSE_SERVICES, one.key)],
        states=STATES,
        refusal=refusal.explanation if refusal else None,
        done=DONE.get(visit.request.query_params.get("done", "")),
    )


_ONE = ADDRESS + "/{service}"

routes: list[BaseRoute] = [
    opened(ADDRESS, show_services, right=COMPOSE_SERVICES),
    pressed(ADDRESS, begin, right=COMPOSE_SERVICES),
    opened(_ONE, show_service, right=COMPOSE_SERVICES),
    pressed(_ONE, save, MOST_FIELDS, right=COMPOSE_SERVICES),
    pressed(_ONE + "/publish", publish, right=COMPOSE_SERVICES),
    pressed(_ONE + "/retire", retire, right=COMPOSE_SERVICES),
    pressed(_ONE + "/bring-back", bring_back, right=COMPOSE_SERVICES),
]
