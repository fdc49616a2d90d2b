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
from services.desk.paying.rights import looks_after_money
from services.desk.permissions import (
    APPROVE_ANNOUNCEMENT,
    EXPORT,
    FILE_FOR_OTHERS,
    LINK_CHAT,
    READ,
    SEE_PROBLEMS,
    WRITE_ANNOUNCEMENT,
    may,
)
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible, ResidentError
from services.kit.text import BANGKOK, _
from web import pages
from web.console.forms import MOST_FIELDS, Form, check_token, form_token, read_form
from web.console.naming import naming
from web.console.sections import sections_for
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
        return self.may(SEE_PROBLEMS, self.staff.department)

    @property
    def links_chats(self) -> bool:
        return self.may(LINK_CHAT, self.staff.department)

    @property
    def looks_after_money(self) -> bool:
        return looks_after_money(self.desk.around.office, self.staff)

    @property
    def files_for_others(self) -> bool:
        return self.may(FILE_FOR_OTHERS, self.staff.department)

    @property
    def sees_rounds(self) -> bool:
        """Whether a crew goes out for anything this person may see."""
        office, services = self.desk.around.office, self.desk.services.values()
        visited = [one for one in services if one.site_visit]
        return any(self.may(READ, department_of(one, office)) for one in visited)

    @property
    def announces(self) -> bool:
        return self.may(WRITE_ANNOUNCEMENT, None) or self.may(APPROVE_ANNOUNCEMENT, None)

    @property
    def exports(self) -> bool:
        return self.may(EXPORT, self.staff.department)

    def may(self, action: str, department: str | None) -> bool:
        """Say whether this person may do `action` for a department (None: the whole office)."""
        return may(self.staff, action, department)

    def require(self, action: str, department: str | None) -> None:
        """Raise `NotAllowed` unless this person may do it."""
        if not self.may(action, department):
            raise NotAllowed(_("Your role at the office does not allow this."))

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
            sections=sections_for(self),
            today=self.today,
            **naming(self.desk.around.office, self.desk.services),
            form_token=session_form_token(self.desk, self.token),
            **values,
        )


Page = Callable[[Visit], Awaitable[Response]]


def opened(path: str, page: Page) -> Route:
    """Return the route of a page that only reads."""
    return Route(path, _behind_the_door(page), methods=["GET"])


def pressed(path: str, page: Page, most_fields: int = MOST_FIELDS) -> Route:
    """Return the route of a form that changes something; it takes nothing but our own forms."""
    return Route(path, _behind_the_door(page, most_fields), methods=["POST"])


def uploaded(path: str, page: Page) -> Route:
    """Return the route of a form with files, which the page reads by itself.

    It has to call `require_own_form` before it believes anything.
    """
    return Route(path, _behind_the_door(page, None), methods=["POST"])


def _behind_the_door(
    page: Page, most_fields: int | None = MOST_FIELDS
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        visit = await _visit(request)
        if visit is None:
            return private(RedirectResponse(SIGN_IN, 303))
        try:
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
        staff = await sessions.session_staff(session, token, desk.clock())
    return Visit(request, staff, token, {}) if staff else None


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
