"""The one door of the staff console: who is here, and what they may see and do."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.desk import Desk
from models.case import Case
from models.staff import Staff
from services.desk import audit, sessions
from services.desk.deadlines import department_of
from services.desk.paying.rights import sees_money
from services.desk.permissions import (
    APPROVE_ANNOUNCEMENT,
    COMPOSE_SERVICES,
    EXPORT,
    FILE_FOR_OTHERS,
    LINK_CHAT,
    PERSONAL_DATA,
    READ,
    SEE_LOG,
    SEE_OFFICE,
    SEE_PROBLEMS,
    SEE_STAFF,
    WRITE_ANNOUNCEMENT,
    holds,
    may,
)
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible, ResidentError
from services.kit.text import BANGKOK, _
from web import pages
from web.console.forms import MOST_FIELDS, Form, check_token, form_token, read_form
from web.console.naming import naming
from web.console.sections import menu_for
from web.pages import desk_of

COOKIE: Final = "sala_session"
COOKIE_PATH: Final = "/console"
SIGN_IN: Final = "/console/sign-in"

_STATUS: dict[type[ResidentError], int] = {
    NotAllowed: 403,
    NotFound: 404,
    NotPossible: 409,
    InvalidAnswer: 400,
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who is signed in."""

    request: Request
    staff: Staff
    token: str
    form: Form

    @property
    def desk(self) -> Desk:
        return desk_of(self.request)

    @property
    def today(self) -> date:
        """The day in Thailand."""
        return self.desk.clock().astimezone(BANGKOK).date()

    @property
    def sees_problems(self) -> bool:
        return holds(self.staff, SEE_PROBLEMS)

    @property
    def sees_staff(self) -> bool:
        return holds(self.staff, SEE_STAFF)

    @property
    def links_chats(self) -> bool:
        return holds(self.staff, LINK_CHAT)

    @property
    def sees_money(self) -> bool:
        return sees_money(self.desk.around.office, self.staff)

    @property
    def files_for_others(self) -> bool:
        return holds(self.staff, FILE_FOR_OTHERS)

    @property
    def sees_rounds(self) -> bool:
        """Whether a crew goes out for anything this person may see."""
        office, services = self.desk.around.office, self.desk.services.values()
        visited = [one for one in services if one.site_visit]
        return any(self.may(READ, department_of(one, office)) for one in visited)

    @property
    def sees_desk(self) -> bool:
        """Whether this person finds anything on the desk's own page."""
        return self.may(SEE_OFFICE, None) or self.sees_money

    @property
    def announces(self) -> bool:
        return self.may(WRITE_ANNOUNCEMENT, None) or self.may(APPROVE_ANNOUNCEMENT, None)

    @property
    def exports(self) -> bool:
        return holds(self.staff, EXPORT)

    @property
    def composes(self) -> bool:
        return holds(self.staff, COMPOSE_SERVICES)

    @property
    def answers_for_data(self) -> bool:
        return self.may(PERSONAL_DATA, self.staff.department)

    @property
    def sees_log(self) -> bool:
        return self.may(SEE_LOG, None)

    def may(self, action: str, department: str | None) -> bool:
        """Say whether this person may do `action` for a department (None: the whole office)."""
        return may(self.staff, action, department)

    def require(self, action: str, department: str | None) -> None:
        """Raise `NotAllowed` unless this person may do it."""
        if not self.may(action, department):
            raise NotAllowed(_("Your role at the office does not allow this."))

    def require_anywhere(self, right: str | None) -> None:
        """Raise `NotAllowed` for somebody who holds this right for no department at all."""
        if right is not None:
            self.require(right, self.staff.department)

    def require_own_form(self, token: str) -> None:
        """Refuse a form with files that did not come from a page of this session."""
        check_token(token, session_form_token(self.desk, self.token))

    def require_sight(self, case: Case | None) -> Case:
        """Return the case, or raise `NotFound` in the same words as for one that does not exist."""
        if case is None or not self.may(READ, case.department):
            raise NotFound(_("There is no such case here, or it belongs to another department."))
        return case

    def render(self, template: str, status: int = 200, **values: object) -> Response:
        """Show a page of the console."""
        return pages.render(
            self.request,
            f"console/{template}",
            status,
            visit=self,
            menu=menu_for(self),
            today=self.today,
            **naming(self.desk.around.office, self.desk.services),
            form_token=session_form_token(self.desk, self.token),
            **values,
        )


Page = Callable[[Visit], Awaitable[Response]]


def opened(path: str, page: Page, *, right: str | None = None) -> Route:
    """Return the route of a page that only reads.

    The door refuses whoever holds `right` nowhere; for which department is asked by the page.
    """
    return Route(path, _behind_the_door(page, right), methods=["GET"])


def pressed(
    path: str, page: Page, most_fields: int = MOST_FIELDS, *, right: str | None = None
) -> Route:
    """Return the route of a form that changes something; it takes nothing but our own forms."""
    return Route(path, _behind_the_door(page, right, most_fields), methods=["POST"])


def uploaded(path: str, page: Page, *, right: str | None = None) -> Route:
    """Return the route of a form with files, which the page reads by itself.

    It has to call `require_own_form` before it believes anything.
    """
    return Route(path, _behind_the_door(page, right, None), methods=["POST"])


def _behind_the_door(
    page: Page, right: str | None, most_fields: int | None = MOST_FIELDS
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        visit = await _visit(request)
        if visit is None:
            return private(RedirectResponse(SIGN_IN, 303))
        try:
            visit.require_anywhere(right)
            return private(await page(await _with_form(visit, most_fields)))
        except ResidentError as refusal:
            return private(await _refuse(visit, refusal))

    return answer


async def _visit(request: Request) -> Visit | None:
    token = request.cookies.get(COOKIE, "")
    if not token:
        return None
    desk = desk_of(request)
    async with desk.database.reading() as session:
        found = await sessions.find_session(session, token, desk.clock())
    if found is None:
        return None
    staff, kept = found
    if sessions.is_seen_anew(kept, desk.clock()):
        async with desk.work() as work:
            await sessions.note_seen(work, token)
    return Visit(request, staff, token, {})


async def _with_form(visit: Visit, most_fields: int | None) -> Visit:
    """Read the form; one with files (no number of fields) is read by its page."""
    if visit.request.method != "POST" or most_fields is None:
        return visit
    expected = session_form_token(visit.desk, visit.token)
    form = await read_form(visit.request, expected, visit.desk.base_url, most_fields)
    return replace(visit, form=form)


async def _refuse(visit: Visit, refusal: ResidentError) -> Response:
    if isinstance(refusal, NotAllowed):
        await _record_refusal(visit)
    back = came_from(visit.request, visit.desk.base_url)
    return visit.render(
        "refused.html", status_of(refusal), explanation=refusal.explanation, back=back
    )


def came_from(request: Request, base_url: str) -> str:
    """Return the page of the console whose form was refused; empty when it is not known."""
    before = urlsplit(request.headers.get("referer", ""))
    ours = before.netloc in {urlsplit(base_url).netloc, request.url.netloc}
    pressed_there = request.method == "POST" and before.path.startswith(f"{COOKIE_PATH}/")
    if not (ours and pressed_there) or before.path == request.url.path:
        return ""
    return urlunsplit(("", "", before.path, before.query, ""))


def status_of(refusal: ResidentError) -> int:
    """Return the HTTP status that says the same as a refusal."""
    return _STATUS.get(type(refusal), 400)


async def _record_refusal(visit: Visit) -> None:
    async with visit.desk.work() as work:
        await audit.record(
            work,
            actor=str(visit.staff.id),
            action=visit.request.path_params.get("action", "console"),
            subject=visit.request.path_params.get("reference", ""),
            outcome=audit.REFUSED,
            channel="console",
        )


def session_form_token(desk: Desk, token: str) -> str:
    """Return the token every form of this session carries."""
    return form_token(desk.secret_key, "console", token)


def private(response: Response) -> Response:
    """Keep a page out of every cache and every search engine."""
    response.headers["cache-control"] = "no-store"
    response.headers["x-robots-tag"] = "noindex, nofollow"
    response.headers["referrer-policy"] = "same-origin"
    return response
