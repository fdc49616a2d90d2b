"""Filing for somebody at the counter or on the telephone: the form of any service, for staff."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.exc import IntegrityError
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.case import Case
from models.vocabulary import ChannelName, IntakeWay
from services.desk import counter
from services.desk.claiming import make_claim_code
from services.desk.permissions import FILE_FOR_OTHERS
from services.kit.errors import NotFound, ResidentError
from services.kit.fields import Field, Stored
from services.kit.journey import questions
from services.kit.questions import Choice, Consent, Line
from services.kit.service import GROUP_NAMES, Finding, Service
from services.kit.text import Rendered, _
from web.console.access import Visit, opened, uploaded
from web.console.filed_for_others import address_of, filed_before, show_filed
from web.console.forms import TOKEN_FIELD
from web.forms.posted import REMOVE, STEP, Posted, posted_form
from web.forms.reading import Submitted, around_today, read_answers
from web.forms.second_sending import says_the_same, sent_before
from web.forms.sheet import TOKEN, Sheet, new_sheet, read_sheet
from web.forms.showing import ShownForm, first_form, show_form
from web.forms.uploads import Owner

SEND = "send"
WAY, NAME, CONSENT = "intake-way", "intake-name", "intake-consent"

INTAKE: tuple[Field, ...] = (
    Choice(
        WAY,
        _("How did they come?"),
        choices={
            IntakeWay.COUNTER: _("At the counter"),
            IntakeWay.TELEPHONE: _("By telephone"),
        },
    ),
    Line(NAME, _("Whom is it for? First name and family name"), longest=100),
    Consent(
        CONSENT,
        _("They agree that you write down what they say, so that the office can handle it."),
        hint=_("Please ask them in these words, and tick the box when they say yes."),
    ),
)
"""What is recorded besides the questions of the service. No question has such a name."""


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form as a member of staff has just sent it."""

    visit: Visit
    service: Service
    sheet: Sheet
    submitted: Submitted

    @property
    def answers(self) -> dict[str, Stored]:
        """The answers to the questions of the service alone."""
        own = {one.name for one in self.service.fields}
        return {name: answer for name, answer in self.submitted.answers.items() if name in own}

    def finding(self) -> Finding | None:
        """Apply the rule, and say what follows already. Raises `ResidentError`."""
        around = around_today(self.visit.desk)
        self.service.rule(self.answers, around.day, around.office)
        return self.service.finding(self.answers, around.day, around.office)


async def choose_service(visit: Visit) -> Response:
    """List what can be filed."""
    visit.require(FILE_FOR_OTHERS, visit.staff.department)
    services = [one for one in visit.desk.offered.values() if one.fields]
    groups = [
        (name, [one for one in services if one.group == group])
        for group, name in GROUP_NAMES.items()
    ]
    return visit.render("file_choose.html", groups=[one for one in groups if one[1]])


async def show_empty(visit: Visit) -> Response:
    """Show the form of a service with nothing in it."""
    visit.require(FILE_FOR_OTHERS, visit.staff.department)
    service = _service(visit)
    asked = questions(_with_intake(service), {})
    form = first_form(asked, around_today(visit.desk), {})
    return _page(visit, service, new_sheet(service.key), form)


async def take_form(visit: Visit) -> Response:
    """Take what was typed: show it again with what is wrong, or file it."""
    visit.require(FILE_FOR_OTHERS, visit.staff.department)
    desk = visit.desk
    async with posted_form(visit.request, desk.base_url) as typed:
        visit.require_own_form(typed.one(TOKEN_FIELD))
        service = _service(visit)
        known = read_sheet(desk.links, typed.one(TOKEN), service.key, desk.clock())
        sheet = known or new_sheet(service.key)
        owner = Owner(ChannelName.COUNTER, sheet.own_chat)
        submitted = await read_answers(visit.request, typed, _with_intake(service), owner)
        sending = _is_sending(typed)
    opened_form = OpenForm(visit, service, sheet, submitted)
    before = await _sent_before(opened_form) if sending else None
    if before is not None:
        return await _sent_again(opened_form, before)
    if not (sending and submitted.complete and known):
        return _again(opened_form, quietly=not sending)
    return await _send(opened_form)


async def _sent_again(opened_form: OpenForm, before: Case) -> Response:
    """Lead to the slip of what was filed; what was changed since begins a form of its own."""
    name = opened_form.submitted.answers.get(NAME)
    same = says_the_same(before, opened_form.service, opened_form.answers)
    if same and name == before.filed_for:
        return RedirectResponse(await _file_once(opened_form), 303)
    begun = new_sheet(opened_form.service.key)
    return _again(replace(opened_form, sheet=begun), sent_before(before))


async def _sent_before(opened_form: OpenForm) -> Case | None:
    async with opened_form.visit.desk.database.reading() as session:
        return await filed_before(session, opened_form.sheet.message_key)


async def _send(opened_form: OpenForm) -> Response:
    """File it, unless the rules of the service say that there is nothing to file."""
    try:
        finding = opened_form.finding()
        if finding is not None and finding.final:
            return _again(opened_form, finding=finding.text)
        return RedirectResponse(await _file_once(opened_form), 303)
    except ResidentError as refusal:
        return _again(opened_form, refusal.explanation)


async def _file_once(opened_form: OpenForm) -> str:
    """File, and return where the slip is; a form sent twice leads to the same case."""
    try:
        return await _file(opened_form)
    except IntegrityError:
        return await _file(opened_form)


async def _file(opened_form: OpenForm) -> str:
    visit, sheet = opened_form.visit, opened_form.sheet
    async with visit.desk.work() as work:
        case = await filed_before(work.session, sheet.message_key)
        if case is None:
            intake = _intake(opened_form)
            filed = await counter.file_for_other(
                work, opened_form.service, opened_form.answers, visit.staff, intake
            )
            case = filed.case
        return address_of(visit, case.id, await make_claim_code(work, case))


def _intake(opened_form: OpenForm) -> counter.Intake:
    said, sheet = opened_form.submitted.answers, opened_form.sheet
    way = IntakeWay(str(said[WAY]))
    return counter.Intake(str(said[NAME]), way, sheet.own_chat, sheet.message_key)


def _again(
    opened_form: OpenForm,
    refusal: Rendered | None = None,
    *,
    finding: Rendered | None = None,
    quietly: bool = False,
) -> Response:
    """Show the form as it was typed, and what is to be said about it."""
    submitted = opened_form.submitted
    asked = questions(_with_intake(opened_form.service), submitted.answers)
    around = around_today(opened_form.visit.desk)
    form = show_form(asked, around, submitted, quietly=quietly)
    fresh = bool(submitted.fresh) and not quietly
    said: Mapping[str, Any] = {"refusal": refusal, "finding": finding, "fresh": fresh}
    return _page(opened_form.visit, opened_form.service, opened_form.sheet, form, said)


def _page(
    visit: Visit,
    service: Service,
    sheet: Sheet,
    form: ShownForm,
    said: Mapping[str, Any] | None = None,
) -> Response:
    token = sheet.token(visit.desk.links, visit.desk.clock())
    values: dict[str, Any] = {"refusal": None, "finding": None, "fresh": False, **(said or {})}
    status = 422 if form.mistaken else 200
    return visit.render("file_form.html", status, service=service, form=form, token=token, **values)


def _with_intake(service: Service) -> Service:
    return replace(service, fields=(*INTAKE, *service.fields))


def _is_sending(typed: Posted) -> bool:
    return typed.one(STEP) == SEND and not typed.one(REMOVE)


def _service(visit: Visit) -> Service:
    service = visit.desk.offered.get(visit.request.path_params["key"])
    if service is None or not service.fields:
        raise NotFound(_("There is no such page."))
    return service


routes: list[BaseRoute] = [
    opened("/console/file", choose_service, right=FILE_FOR_OTHERS),
    opened("/console/file/{key}", show_empty, right=FILE_FOR_OTHERS),
    uploaded("/console/file/{key}", take_form, right=FILE_FOR_OTHERS),
    opened("/console/filed/{token}", show_filed, right=FILE_FOR_OTHERS),
]
