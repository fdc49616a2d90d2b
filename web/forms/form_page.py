"""The form of a service on the web: all questions on one page, all mistakes at once."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.desk import Desk
from models.case import Case
from services.kit.danger import dangers_in, hotlines
from services.kit.errors import ResidentError
from services.kit.fields import Surroundings
from services.kit.hours import not_now
from services.kit.journey import questions
from services.kit.private import show_answer
from services.kit.service import Finding, Service
from services.kit.text import Rendered
from web.forms.filing import case_of, file_sheet
from web.forms.posted import REMOVE, STEP, posted_form
from web.forms.reading import Submitted, around_today, read_answers
from web.forms.second_sending import says_the_same, sent_before
from web.forms.sheet import TOKEN, Sheet, new_sheet, read_sheet
from web.forms.showing import first_form, show_form
from web.identity.session import identity_of
from web.pages import desk_of, reader_language, render
from web.security import Pace, slow_down

LOOKS = Pace(at_once=60, seconds=1)
FILINGS = Pace(at_once=20, seconds=20)
"""Per address; a whole village may share one with its telephone company."""

SENT = "sent"
"""The purpose of the link to the page that says it arrived."""

SENT_LIFETIME = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """A form that has just come in."""

    request: Request
    service: Service
    sheet: Sheet
    submitted: Submitted
    too_old: bool = False

    @property
    def desk(self) -> Desk:
        return desk_of(self.request)

    @property
    def around(self) -> Surroundings:
        return around_today(self.desk)

    @property
    def danger(self) -> Rendered | None:
        """Say whom to telephone first, when what was written means danger."""
        written = " ".join(_words_of(list(self.submitted.answers.values())))
        dangers = dangers_in(written, self.around.office, self.around.day)
        return hotlines(dangers) if dangers else None

    def finding(self) -> Finding | None:
        """Apply the rule, and say what the office's rules say already. Raises `ResidentError`."""
        day, office = self.around.day, self.around.office
        self.service.rule(self.submitted.answers, day, office)
        return self.service.finding(self.submitted.answers, day, office)


def _words_of(answer: object) -> Iterator[str]:
    """Yield the words of answers, also those that stand inside of a place."""
    match answer:
        case str():
            yield answer
        case list():
            yield from (words for one in answer for words in _words_of(one))
        case Mapping():
            yield from _words_of(list(answer.values()))


async def show_empty(request: Request) -> Response:
    """Show the form of a service; one that is not filed online has a manual only."""
    service = _service(request)
    if not service.fields:
        return RedirectResponse(f"/services/{service.key}", 303)
    sheet = await _known(request, new_sheet(service.key))
    around = around_today(desk_of(request))
    form = first_form(questions(service, {}), around, {})
    closed = not_now(service, desk_of(request).clock(), around.office)
    return _page(request, "forms/form.html", service, sheet, form=form, visit=None, refusal=closed)


async def take_form(request: Request) -> Response:
    """Take what was typed, and go on as its button says."""
    service, desk = _service(request), desk_of(request)
    slow_down(request, "form", LOOKS)
    async with posted_form(request, desk.base_url) as typed:
        known = read_sheet(desk.links, typed.one(TOKEN), service.key, desk.clock())
        sheet = await _known(request, known or new_sheet(service.key))
        owner = sheet.owner(reader_language(request))
        submitted = await read_answers(request, typed, service, owner)
        step = "look" if typed.one(REMOVE) else typed.one(STEP)
    visit = Visit(request, service, sheet, submitted, too_old=known is None)
    return await _STEPS.get(step, _go_on)(visit)


async def _look(visit: Visit) -> Response:
    """Show the page again with the questions the answers lead to, without a word on mistakes."""
    return _form(visit, quietly=True)


async def _go_on(visit: Visit) -> Response:
    """Show the mistakes, the questions that have come up, or everything for a last look."""
    if not visit.submitted.complete or visit.too_old:
        return _form(visit)
    try:
        finding = visit.finding()
    except ResidentError as refusal:
        return _form(visit, refusal.explanation)
    final = finding is not None and finding.final
    template = "forms/found.html" if final else "forms/review.html"
    return _page(
        visit.request,
        template,
        visit.service,
        visit.sheet,
        visit=visit,
        finding=finding,
        answers=[
            (one.question, show_answer(one, visit.submitted.answers[one.name], visit.around))
            for one in questions(visit.service, visit.submitted.answers)
        ],
    )


async def _send(visit: Visit) -> Response:
    """File it, unless something is still to be said, or it was filed before."""
    before = await _sent_before(visit)
    if before is not None:
        return await _sent_again(visit, before)
    if not visit.submitted.complete or visit.too_old:
        return _form(visit)
    slow_down(visit.request, "form filing", FILINGS)
    try:
        finding = visit.finding()
        if finding is not None and finding.final:
            return await _go_on(visit)
        return await _arrived(visit)
    except ResidentError as refusal:
        return _form(visit, refusal.explanation)


async def _sent_before(visit: Visit) -> Case | None:
    async with visit.desk.database.reading() as session:
        return await case_of(session, visit.sheet)


async def _sent_again(visit: Visit, before: Case) -> Response:
    """Lead to what was sent before; what was changed since begins a form of its own."""
    if says_the_same(before, visit.service, visit.submitted.answers):
        return await _arrived(visit)
    begun = replace(visit.sheet, secret=new_sheet(visit.service.key).secret)
    return _form(replace(visit, sheet=begun), sent_before(before))


async def _arrived(visit: Visit) -> Response:
    """File it, once, and lead to the page that says so."""
    desk, answers = visit.desk, visit.submitted.answers
    language = reader_language(visit.request)
    sent = await file_sheet(desk, visit.service, visit.sheet, answers, language)
    secret = "" if visit.sheet.chat else visit.sheet.secret
    until = desk.clock() + SENT_LIFETIME
    token = desk.links.token(SENT, (str(sent.case_id), secret, sent.code), until)
    return RedirectResponse(f"/sent/{token}", 303)


_STEPS: Mapping[str, Callable[[Visit], Awaitable[Response]]] = {
    "look": _look,
    "go": _go_on,
    "send": _send,
}


def _form(visit: Visit, refusal: Rendered | None = None, *, quietly: bool = False) -> Response:
    asked = questions(visit.service, visit.submitted.answers)
    form = show_form(asked, visit.around, visit.submitted, quietly=quietly)
    return _page(
        visit.request,
        "forms/form.html",
        visit.service,
        visit.sheet,
        status=422 if form.mistaken else 200,
        form=form,
        visit=visit,
        refusal=refusal,
        quietly=quietly,
    )


def _page(
    request: Request,
    template: str,
    service: Service,
    sheet: Sheet,
    status: int = 200,
    **more: Any,
) -> Response:
    desk = desk_of(request)
    values: dict[str, Any] = {"refusal": None, "quietly": False, **more}
    token = sheet.token(desk.links, desk.clock())
    response = render(request, template, status, service=service, token=token, **values)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


async def _known(request: Request, sheet: Sheet) -> Sheet:
    """Note whose form it is, as soon as a messenger vouches for the reader."""
    identity = await identity_of(request)
    if identity is None:
        return sheet
    return replace(sheet, channel=identity.channel, chat=identity.chat)


def _service(request: Request) -> Service:
    service = desk_of(request).offered.get(request.path_params["key"])
    if service is None:
        raise HTTPException(404)
    return service


routes: list[BaseRoute] = [
    Route("/services/{key}/form", show_empty),
    Route("/services/{key}/form", take_form, methods=["POST"]),
]
