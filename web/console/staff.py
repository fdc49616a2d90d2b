"""Who works here: joining, changing what somebody may do, signing them out, leaving."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.staff import Staff
from models.vocabulary import Role
from services.desk import audit, leaving, sessions, staff_changes, staffing
from services.desk.permissions import MANAGE_STAFF, READ, SEE_STAFF
from services.desk.releasing import nobodys_cases
from services.desk.signing_in import passwords
from services.desk.signing_in.links import sign_in_link
from services.desk.signing_in.telling import tell_person
from services.desk.staff_changes import Wanted
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotFound, ResidentError
from services.kit.qr import qr_svg
from services.kit.text import Text, _
from web.console.access import Visit, opened, pressed
from web.console.forms import written

STAFF = "/console/staff"

Step = Callable[[Visit, Work, Staff], Awaitable[str]]
"""Does one thing and returns what the page says about it."""


async def show_staff(visit: Visit) -> Response:
    """List whom this person may see, what waits for a second yes, and what is to be handed over."""
    return await _list(visit)


async def join(visit: Visit) -> Response:
    """Add somebody and show the link that signs them in, for the only time."""
    role = written(visit.form, "role")
    try:
        if role == Role.ADMIN:
            raise InvalidAnswer(_("Please add them in another role first, then change it."))
        async with visit.desk.work() as work:
            department = written(visit.form, "department") or None
            name, by = written(visit.form, "name"), str(visit.staff.id)
            added = await staffing.add_staff(work, name, role, department, by)
            link = await sign_in_link(work, added.id)
    except InvalidAnswer as mistake:
        return await _list(visit, mistake)
    return _show_link(visit, added, link)


async def show_person(visit: Visit) -> Response:
    """Show what can be done about one person."""
    async with visit.desk.work() as work:
        person = await _person(visit, work)
        browsers = await sessions.open_sessions(work.session, person.id, work.now)
        is_locked = bool(await passwords.locked(work, [person.id]))
    return visit.render(
        "staff/person.html",
        person=person,
        browsers=browsers,
        is_locked=is_locked,
        roles=list(Role),
        departments=list(visit.desk.around.office.departments.values()),
        done=_DONE.get(visit.request.query_params.get("done", "")),
    )


async def make_link(visit: Visit) -> Response:
    """Make a new link for somebody, who hears of it, and show it once."""
    async with visit.desk.work() as work:
        person = await _person(visit, work)
        staff_changes.require_not_admin(person)
        link = await sign_in_link(work, person.id)
        await _record(visit, work, "make_sign_in_link", person)
        words = _("{name} made a link that signs you in.", name=visit.staff.name)
        await tell_person(work, person.id, words)
    return _show_link(visit, person, link)


async def take_step(visit: Visit) -> Response:
    """Do what was pressed about one person, and lead back."""
    step = _STEPS.get(visit.request.path_params["step"])
    if step is None:
        raise NotFound(_("There is no such page."))
    async with visit.desk.work() as work:
        person = await _person(visit, work)
        said = await step(visit, work, person)
        gone = person.left_at is not None
    address = STAFF if gone else f"{STAFF}/{person.id}"
    return RedirectResponse(f"{address}?done={said}", 303)


async def decide(visit: Visit) -> Response:
    """Say yes or no to what another administrator wants."""
    agreed = visit.request.path_params["answer"] == "yes"
    async with visit.desk.work() as work:
        wish: UUID = visit.request.path_params["wish"]
        await staff_changes.decide(work, wish, visit.staff, agreed=agreed)
    return RedirectResponse(f"{STAFF}?done={'agreed' if agreed else 'refused'}", 303)


async def back(_visit: Visit) -> Response:
    """Lead a reload back to the list."""
    return RedirectResponse(STAFF, 303)


async def _list(visit: Visit, mistake: ResidentError | None = None) -> Response:
    manages = visit.may(MANAGE_STAFF, None)
    async with visit.desk.work() as work:
        everybody = await staffing.all_staff(work.session)
        seen = [one for one in everybody if visit.may(SEE_STAFF, one.department)]
        left_over = await nobodys_cases(work.session, None)
        wishes = await staff_changes.open_wishes(work) if manages else []
        locked = await passwords.locked(work, [one.id for one in seen])
    return visit.render(
        "staff/list.html",
        400 if mistake else 200,
        people=seen,
        names={one.id: one.name for one in everybody},
        manages=manages,
        wishes=wishes,
        locked=locked,
        to_hand_over=[case for case in left_over if visit.may(READ, case.department)],
        roles=[role for role in Role if role != Role.ADMIN],
        departments=list(visit.desk.around.office.departments.values()),
        refusal=mistake.explanation if mistake else None,
        typed_name=written(visit.form, "name") if mistake else "",
        done=_DONE.get(visit.request.query_params.get("done", "")),
    )


def _show_link(visit: Visit, person: Staff, link: str) -> Response:
    return visit.render("staff/link.html", person=person, link=link, code=qr_svg(link))


async def _person(visit: Visit, work: Work) -> Staff:
    person = await work.session.get(Staff, visit.request.path_params["person"])
    if person is None or person.left_at is not None:
        raise NotFound(_("Nobody here has this number. The list of staff shows them all."))
    return person


async def _change(visit: Visit, work: Work, person: Staff) -> str:
    wanted = Wanted(
        written(visit.form, "role"),
        written(visit.form, "department") or None,
        written(visit.form, "name"),
    )
    wish = await staff_changes.change(work, person.id, wanted, visit.staff)
    return "waits" if wish else "changed"


async def _leave(visit: Visit, work: Work, person: Staff) -> str:
    if not written(visit.form, "sure"):
        raise InvalidAnswer(_("Please tick that they really leave."))
    wish = await staff_changes.change(work, person.id, Wanted(None), visit.staff)
    return "waits" if wish else "left"


async def _unlock(visit: Visit, work: Work, person: Staff) -> str:
    await passwords.unlock(work, person.id)
    await _record(visit, work, "unlock_staff", person)
    return "unlocked"


async def _sign_out(visit: Visit, work: Work, person: Staff) -> str:
    await sessions.end_all(work, person.id)
    await _record(visit, work, "end_session", person)
    return "signed-out"


async def _lost(visit: Visit, work: Work, person: Staff) -> str:
    await leaving.stop_acting(work, person.id)
    await _record(visit, work, "lost_phone", person)
    return "lost"


async def _record(visit: Visit, work: Work, action: str, person: Staff) -> None:
    await audit.record(work, str(visit.staff.id), action, str(person.id), audit.DONE, "console")


_STEPS: Mapping[str, Step] = {
    "change": _change,
    "leave": _leave,
    "unlock": _unlock,
    "sign-out": _sign_out,
    "lost": _lost,
}

_DONE: Mapping[str, Text] = {
    "changed": _("The change is kept."),
    "waits": _("A second administrator has to agree. Until then nothing changes."),
    "left": _("They have left. Nothing of theirs can act any more."),
    "unlocked": _("They may try again at once."),
    "signed-out": _("They are signed out everywhere."),
    "lost": _("Everything is shut. Make a new link when they have a phone again."),
    "agreed": _("You agreed. The change is made."),
    "refused": _("You did not agree. Nothing was changed."),
}

routes: list[BaseRoute] = [
    opened(STAFF, show_staff, right=SEE_STAFF),
    pressed(STAFF, join, right=MANAGE_STAFF),
    pressed(STAFF + "/wishes/{wish:uuid}/{answer}", decide, right=MANAGE_STAFF),
    opened(STAFF + "/wishes/{wish:uuid}/{answer}", back, right=MANAGE_STAFF),
    opened(STAFF + "/{person:uuid}", show_person, right=MANAGE_STAFF),
    pressed(STAFF + "/{person:uuid}/link", make_link, right=MANAGE_STAFF),
    pressed(STAFF + "/{person:uuid}/{step}", take_step, right=MANAGE_STAFF),
    opened(STAFF + "/{person:uuid}/{step}", back, right=MANAGE_STAFF),
]
