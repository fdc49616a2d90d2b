"""Announcements in the console: written, seen as people will see them, approved, followed."""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from uuid import UUID

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from bot.files.store import FileStore
from models.announcement import Announcement
from models.announcement_vocabulary import NOT_SAID_YET, AnnouncementState
from models.staff import Staff
from services.desk.announcing import approving, editing, finding, steering
from services.desk.announcing.checking import MOST_BUTTONS, findings
from services.desk.announcing.content import Content, content_of
from services.desk.permissions import APPROVE_ANNOUNCEMENT, WRITE_ANNOUNCEMENT
from services.desk.work import Work
from services.kit.errors import NotFound
from services.kit.text import _
from web.console.access import Visit, opened, pressed
from web.console.announcement_form import (
    CHANNELS,
    MOST_FORM_FIELDS,
    read_content,
    read_version,
    shown_moment,
)
from web.console.announcement_view import (
    KINDS,
    STATES,
    audience_words,
    names_of,
    progress_of,
    screens_of,
    sizes_of,
)
from web.console.forms import written
from web.stored_files import stored_file

ANNOUNCEMENTS = "/console/announcements"
ONE = ANNOUNCEMENTS + "/{announcement:uuid}"
SECONDS_BETWEEN_LOOKS = 5

Step = Callable[[Work, UUID, Staff, Visit], Awaitable[Announcement]]


async def show_all(visit: Visit) -> Response:
    """List what is written, waits, is on its way and was sent; the newest first."""
    editing.require_either(visit.staff)
    async with visit.desk.database.reading() as session:
        found = [
            one for one in await finding.recent(session) if one.state != AnnouncementState.DISCARDED
        ]
        people = await names_of(session, found)
    return visit.render(
        "announcements/all.html", announcements=found, names=people, states=STATES, kinds=KINDS,
        writes=visit.may(WRITE_ANNOUNCEMENT, None),
    )  # fmt: skip


async def show_new(visit: Visit) -> Response:
    """An empty form."""
    visit.require(WRITE_ANNOUNCEMENT, None)
    return _form(visit, Content(), None)


async def begin(visit: Visit) -> Response:
    """Keep a new draft and show how it will look."""
    visit.require(WRITE_ANNOUNCEMENT, None)
    content = _read(visit, Content())
    async with visit.desk.work() as work:
        draft = await editing.begin_draft(work, visit.staff, content)
    return _to(draft.id)


async def show_form(visit: Visit) -> Response:
    """The form of a draft."""
    visit.require(WRITE_ANNOUNCEMENT, None)
    async with visit.desk.database.reading() as session:
        draft = await finding.announcement(session, _id(visit))
    finding.require_state(draft, *NOT_SAID_YET)
    return _form(visit, content_of(draft), draft)


async def save(visit: Visit) -> Response:
    """Keep an edit; it is a draft again, whatever it was."""
    visit.require(WRITE_ANNOUNCEMENT, None)
    async with visit.desk.database.reading() as session:
        kept = content_of(await finding.announcement(session, _id(visit)))
    content = _read(visit, kept)
    async with visit.desk.work() as work:
        await editing.save(work, _id(visit), visit.staff, read_version(visit.form), content)
    return _to(_id(visit))


async def show_one(visit: Visit) -> Response:
    """Show one: how it looks, whom it reaches, what is wrong, and how far it came.

    A page that asks again and finds nothing new is answered with 304 and no body.
    """
    editing.require_either(visit.staff)
    desk = visit.desk
    async with desk.database.reading() as session:
        found = await finding.announcement(session, _id(visit))
        wrong = await session.get(Announcement, found.corrects_id) if found.corrects_id else None
        sizes = await sizes_of(session, found)
        progress, reasons = await progress_of(session, found)
        people = await names_of(session, [found])
    mark = _mark(visit, found, progress)
    if visit.request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers={"etag": mark})
    moving = found.state in {AnnouncementState.SENDING, AnnouncementState.SCHEDULED}
    shown = visit.render(
        "announcements/one.html",
        one=found, wrong=wrong, sizes=sizes, people_count=sum(sizes.values()), progress=progress,
        reasons=reasons, names=people, states=STATES, kinds=KINDS,
        findings=findings(content_of(found), desk.clock()),
        screens=screens_of(visit, found, wrong.number or 0 if wrong else 0),
        audience=audience_words(visit, found),
        quota=desk.allowance.budget,
        writes=visit.may(WRITE_ANNOUNCEMENT, None),
        approves=visit.may(APPROVE_ANNOUNCEMENT, None) and found.written_by != visit.staff.id,
        refresh=SECONDS_BETWEEN_LOOKS if moving else 0,
    )  # fmt: skip
    shown.headers["etag"] = mark
    return shown


def _mark(visit: Visit, found: Announcement, progress: object) -> str:
    """Name what a page shows; the session stands in it, whose forms carry its token."""
    told = f"{visit.token}{visit.request.cookies.get('language')}{found.version}{found.state}"
    return f'"{sha256(f"{told}{found.trouble}{progress}".encode()).hexdigest()[:24]}"'


async def take_step(visit: Visit) -> Response:
    """Do one of the steps of the page."""
    step = _STEPS.get(visit.request.path_params["step"])
    if step is None:
        raise NotFound(_("There is no such announcement. Look at the list again."))
    async with visit.desk.work() as work:
        after = await step(work, _id(visit), visit.staff, visit)
    return _to(after.id) if after.state != AnnouncementState.DISCARDED else _back()


async def back_to_one(visit: Visit) -> Response:
    """Lead a reload after a step back to the page."""
    return _to(_id(visit))


async def show_picture(visit: Visit) -> Response:
    """Show the picture to those who write and approve."""
    editing.require_either(visit.staff)
    async with visit.desk.database.reading() as session:
        found = await finding.announcement(session, _id(visit))
    file = FileStore(visit.desk.data_dir).path(found.picture or "missing")
    if not file.is_file():
        raise NotFound(_("There is no picture beside this announcement."))
    return stored_file(file, "image/jpeg", "picture")


def _form(visit: Visit, content: Content, draft: Announcement | None) -> Response:
    office = visit.desk.around.office
    return visit.render(
        "announcements/form.html",
        content=content,
        draft=draft,
        villages=office.villages.values(),
        topics=office.topics,
        channels=[one for one in CHANNELS if one in visit.desk.channels],
        services=visit.desk.offered.values(),
        most_buttons=MOST_BUTTONS,
        scheduled=shown_moment(content.scheduled_at),
    )


def _read(visit: Visit, kept: Content) -> Content:
    return read_content(visit.form, visit.desk.around.office, visit.desk.services, kept)


def _id(visit: Visit) -> UUID:
    found: UUID = visit.request.path_params["announcement"]
    return found


def _to(announcement_id: UUID) -> Response:
    return RedirectResponse(f"{ANNOUNCEMENTS}/{announcement_id}", 303)


def _back() -> Response:
    return RedirectResponse(ANNOUNCEMENTS, 303)


async def _discard(work: Work, one: UUID, staff: Staff, _visit: Visit) -> Announcement:
    await editing.throw_away(work, one, staff)
    return await finding.locked(work, one)


_STEPS: dict[str, Step] = {
    "submit": lambda work, one, staff, visit: approving.submit(
        work, one, staff, read_version(visit.form)
    ),
    "approve": lambda work, one, staff, visit: approving.approve(
        work, one, staff, read_version(visit.form)
    ),
    "send-back": lambda work, one, staff, visit: approving.send_back(
        work, one, staff, read_version(visit.form), written(visit.form, "reason")
    ),
    "send-now": lambda work, one, staff, visit: approving.send_urgently(
        work, one, staff, read_version(visit.form)
    ),
    "pause": lambda work, one, staff, _visit: steering.pause(work, one, staff),
    "resume": lambda work, one, staff, _visit: steering.resume(work, one, staff),
    "stop": lambda work, one, staff, _visit: steering.stop(work, one, staff),
    "correct": lambda work, one, staff, _visit: editing.begin_correction(work, one, staff),
    "without-picture": lambda work, one, staff, _visit: editing.set_picture(work, one, staff, None),
    "discard": _discard,
}

routes: list[BaseRoute] = [
    opened(ANNOUNCEMENTS, show_all, right=APPROVE_ANNOUNCEMENT),
    opened(ANNOUNCEMENTS + "/new", show_new, right=WRITE_ANNOUNCEMENT),
    pressed(ANNOUNCEMENTS + "/new", begin, MOST_FORM_FIELDS, right=WRITE_ANNOUNCEMENT),
    opened(ONE, show_one, right=APPROVE_ANNOUNCEMENT),
    opened(ONE + "/edit", show_form, right=WRITE_ANNOUNCEMENT),
    pressed(ONE + "/edit", save, MOST_FORM_FIELDS, right=WRITE_ANNOUNCEMENT),
    opened(ONE + "/picture", show_picture, right=APPROVE_ANNOUNCEMENT),
    pressed(ONE + "/{step}", take_step, right=APPROVE_ANNOUNCEMENT),
    opened(ONE + "/{step}", back_to_one, right=APPROVE_ANNOUNCEMENT),
]
