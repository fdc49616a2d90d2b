"""The manual of each service, made from its definition, so that it cannot say anything else.

Its sections are those of a people's manual under the licensing-facilitation act (B.E. 2558,
section 7), in the order in which the offices print them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from services.desk.deadlines import department_of, promise_days
from services.desk.figures.periods import Period
from services.desk.figures.recent import recent_words
from services.desk.papers.official import OfficialMonth
from services.kit.consequences import Consequence, OpenTalk, TakeTicket
from services.kit.dated import NoRate, in_force
from services.kit.fields import Surroundings
from services.kit.hours import paused_on
from services.kit.office import Named, Office
from services.kit.service import (
    GROUP_NAMES,
    Service,
    Stage,
    speaks_for_itself,
    with_consequence,
)
from services.kit.text import Rendered, counted
from services.kit.thai import tidy
from web.forms.reading import around_today
from web.kept_figures import figures_of
from web.pages import desk_of, render

LONGEST_SEARCH = 60


@dataclass(frozen=True, slots=True)
class Shelf:
    """The services of one group, under its heading."""

    key: str
    name: Rendered
    services: tuple[Service, ...]


def promise(service: Service, office: Office) -> Rendered:
    """Say within how many working days the office answers, or what comes at once instead."""
    if speaks_for_itself(service, {}):
        return service.next_steps
    return counted(
        "The office answers within {count} working day.",
        "The office answers within {count} working days.",
        promise_days(service, office),
    )


def stages(service: Service, office: Office) -> tuple[Stage, ...]:
    """Return the office's steps; one of the whole promise where the service names none."""
    days = promise_days(service, office)
    takes = counted("{count} working day", "{count} working days", days)
    return service.stages or (Stage(service.next_steps, takes),)


def shelves(services: Sequence[Service]) -> list[Shelf]:
    """Put services under the headings of their groups, in the order of the menu."""
    grouped = {group: tuple(one for one in services if one.group == group) for group in GROUP_NAMES}
    return [
        Shelf(group.value, GROUP_NAMES[group], found) for group, found in grouped.items() if found
    ]


def found_by(typed: str, services: Sequence[Service], around: Surroundings) -> list[Service]:
    """Return the services a search means: every word of it stands somewhere, in any language."""
    words = tidy(typed).split()
    return [one for one in services if all(word in _said(one, around) for word in words)]


def _said(service: Service, around: Surroundings) -> str:
    said = [
        text.render(language)
        for text in (service.title, service.summary)
        for language in around.languages.values()
    ]
    return tidy(" ".join((*said, *service.keywords)))


def promises(services: Sequence[Service], office: Office) -> Mapping[str, Rendered]:
    """Return the promise of each service by its key."""
    return {service.key: promise(service, office) for service in services}


async def list_services(request: Request) -> Response:
    """List every service on offer by groups, or those a search finds."""
    desk = desk_of(request)
    services = list(desk.offered.values())
    typed = request.query_params.get("q", "")[:LONGEST_SEARCH].strip()
    found = found_by(typed, services, desk.around) if typed else services
    return render(
        request,
        "services.html",
        typed=typed,
        found=len(found),
        shelves=shelves(found),
        promises=promises(services, desk.around.office),
    )


async def show_service(request: Request) -> Response:
    """Show what one service asks, costs and promises."""
    desk = desk_of(request)
    service = desk.offered.get(request.path_params["key"])
    if service is None:
        raise HTTPException(404)
    office = desk.around.office
    names, confirmed = complaint_lines(office, around_today(desk).day)
    return render(
        request,
        "service.html",
        complaint_lines=names,
        complaint_lines_confirmed=confirmed,
        service=service,
        paused=paused_on(service.key, around_today(desk).day, office),
        promise=promise(service, office),
        stages=stages(service, office),
        department=office.departments.get(department_of(service, office)),
        queue=_leads_to(TakeTicket, desk.offered),
        talk=_leads_to(OpenTalk, desk.offered),
        recent=await _recent(request, service),
    )


async def _recent(request: Request, service: Service) -> tuple[Rendered, ...]:
    """Say how it went in the last month that is over."""
    figures = figures_of(request)
    month = (await figures.now()).month.plus(-1)
    found = await figures.services(Period(month, month))
    return recent_words(service, found.get(service.key), OfficialMonth(month.first))


def complaint_lines(office: Office, day: date) -> tuple[list[tuple[Named, str]], bool]:
    """Return whom to telephone when something goes wrong, and whether that is confirmed."""
    try:
        row = in_force(office.tables, "complaint_lines", day)
    except NoRate:
        return [], True
    lines = [(Named(one["th"], one["en"]), one["phone"]) for one in row.values["lines"]]
    return lines, row.confirmed


def _leads_to(kind: type[Consequence], services: Mapping[str, Service]) -> Service | None:
    """Return the service with which one takes a ticket, or talks to somebody, if there is one."""
    return next(iter(with_consequence(services, kind)), None)


routes: list[BaseRoute] = [
    Route("/services", list_services),
    Route("/services/{key}", show_service),
]
