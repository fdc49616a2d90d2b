"""Several ticked cases at once: what can be done to which, doing it, and what became of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from sqlmodel import col, select
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.case import Case
from models.prepared_text import PreparedText
from models.staff import Staff
from models.vocabulary import CaseAction
from services.desk import joint_steps
from services.desk.assigning import colleagues
from services.desk.joint_steps import JointOrder, hindrance
from services.desk.office_actions import LONGEST_DELAY
from services.desk.permissions import READ
from services.desk.prepared_texts import texts_for_any
from services.desk.steps import MOST_WORDS, checked_words
from services.kit.errors import InvalidAnswer, NotFound, ResidentError
from services.kit.references import read_reference
from services.kit.text import Text, _
from web.console.access import Visit, opened, pressed, status_of
from web.console.case_filters import LIST
from web.console.forms import MOST_TICKS, written
from web.console.together_actions import JointForm, joint_form
from web.pages import reader_language

TOGETHER: Final = f"{LIST}/together"
VERSION: Final = "version."
"""The name of a hidden field is this and the reference; it holds the version that was shown."""

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen: to which cases, and why not to the others."""

    form: JointForm
    possible: Sequence[Case]
    hindered: Sequence[tuple[Case, Text]]
    colleagues: Sequence[Staff] = ()
    texts: Sequence[PreparedText] = ()
    """What is prepared for it; some may be meant for some of the cases only."""
    typed: Mapping[str, str] = field(default_factory=dict)


async def preview(visit: Visit) -> Response:
    """Show how many of the ticked cases it can be done to, and ask for what it needs."""
    given = visit.request.query_params
    return await _page(visit, _form(visit, given.get("action", "")), given.getlist("case"))


async def carry_out(visit: Visit) -> Response:
    """Do it case by case; each has its own transaction, and what was done once is not repeated."""
    form = _form(visit, written(visit.form, "action"))
    seen = _seen(visit)
    try:
        order = _order(visit, form)
    except InvalidAnswer as refusal:
        return await _page(visit, form, list(seen), refusal)
    for reference, version in seen.items():
        await _one(visit, order, reference, version)
    return RedirectResponse(f"{TOGETHER}/{order.batch_id}", 303)


async def show_result(visit: Visit) -> Response:
    """Say of every case what became of it; a reload does nothing."""
    batch_id: UUID = visit.request.path_params["batch"]
    async with visit.desk.database.reading() as session:
        steps = await joint_steps.results(session, batch_id, visit.staff)
    if not steps:
        raise NotFound(_("There is no such page."))
    form = _form(visit, steps[0].action)
    return visit.render("together_done.html", steps=steps, form=form)


async def _one(visit: Visit, order: JointOrder, reference: str, version: int) -> None:
    try:
        async with visit.desk.work() as work:
            await joint_steps.take_one(work, order, reference, version)
    except ResidentError as refusal:
        language = reader_language(visit.request)
        async with visit.desk.work() as work:
            await joint_steps.keep_refusal(work, order, reference, refusal, language)


async def _page(
    visit: Visit, form: JointForm, ticked: Sequence[str], refusal: ResidentError | None = None
) -> Response:
    known = {read_reference(one) for one in ticked[:MOST]} - {None}
    async with visit.desk.database.reading() as session:
        wanted = select(Case).where(col(Case.reference).in_(known)).order_by(col(Case.id))
        found = [case for case in await session.exec(wanted) if visit.may(READ, case.department)]
        why = {case.reference: hindrance(case, form.action, visit.staff) for case in found}
        possible = [case for case in found if why[case.reference] is None]
        shown = Preview(
            form,
            possible,
            [(case, told) for case in found if (told := why[case.reference])],
            await colleagues(session, _department(found)) if form.assigns else (),
            await texts_for_any(session, possible, form.action),
            {name: written(visit.form, name) for name in ("words", "day", "text")},
        )
    return visit.render(
        "together.html",
        status_of(refusal) if refusal else 200,
        shown=shown,
        refusal=refusal.explanation if refusal else None,
        batch_id=written(visit.form, "batch") or str(uuid4()),
        longest_words=MOST_WORDS,
    )


def _department(cases: Sequence[Case]) -> str:
    """Return whose colleagues are offered: those of the first case; others refuse by themselves."""
    return cases[0].department if cases else ""


def _form(visit: Visit, action: str) -> JointForm:
    form = joint_form(visit, action)
    if form is None:
        raise NotFound(_("There is no such page."))
    return form


def _order(visit: Visit, form: JointForm) -> JointOrder:
    text_id = _id(written(visit.form, "text")) if form.words else None
    needed = _("Please write a few words first.") if form.words and not text_id else None
    words = checked_words(written(visit.form, "words"), needed)
    return JointOrder(
        batch_id=_id(written(visit.form, "batch")) or uuid4(),
        action=form.action,
        staff=visit.staff,
        words=words,
        text_id=text_id,
        due_on=_day(visit) if form.day else None,
        to=_id(written(visit.form, "to")),
    )


def _day(visit: Visit) -> date:
    """Return the new promise; a day that no case could have is refused before any is touched."""
    try:
        day = date.fromisoformat(written(visit.form, "day"))
    except ValueError:
        day = visit.today
    if not visit.today < day <= visit.today + LONGEST_DELAY:
        raise InvalidAnswer(_("Please choose a new day: from tomorrow on, within a year."))
    return day


def _seen(visit: Visit) -> dict[str, int]:
    """Return the cases of the form with the versions that were shown."""
    told = {
        name.removeprefix(VERSION): value
        for name, value in visit.form.items()
        if name.startswith(VERSION)
    }
    sound = {ref: value for ref, value in told.items() if value.isdecimal() and len(value) < 10}
    if not sound:
        raise InvalidAnswer(_("Please tick at least one case."))
    return {ref: int(value) for ref, value in list(sound.items())[:MOST]}


def _id(written_id: str) -> UUID | None:
    try:
        return UUID(written_id)
    except ValueError:
        return None


async def back_to_list(_visit: Visit) -> Response:
    """Lead whoever came without ticks back to the list."""
    return RedirectResponse(f"{LIST}?group=open", 303)


routes: list[BaseRoute] = [
    opened(TOGETHER, preview, right=READ),
    pressed(TOGETHER, carry_out, MOST_TICKS, right=CaseAction.NOTE),
    opened(TOGETHER + "/{batch:uuid}", show_result, right=READ),
]
