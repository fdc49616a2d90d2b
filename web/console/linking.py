"""One-time codes that link a member of staff's account, or a department's chat, to the desk.

The code is shown in the answer to the form itself, not after a redirect: only its digest is kept,
so no other page could show it.
"""

from sqlmodel import select
from starlette.responses import Response
from starlette.routing import BaseRoute

from models.staff_identity import StaffIdentity
from models.vocabulary import ChannelName, CodePurpose
from services.desk import audit, codes, staffing
from services.desk.permissions import LINK_CHAT
from services.kit.office import Department
from services.kit.text import Rendered, _
from web.console.access import Visit, opened, pressed
from web.console.forms import written
from web.console.naming import channel_name

ACCOUNT = "/console/account"
DEPARTMENT_CHAT = "/console/department-chat"
LINKABLE = (ChannelName.TELEGRAM, ChannelName.LINE)


async def show_account(visit: Visit) -> Response:
    """Show which accounts are linked, and a button that makes a code."""
    return await _account_page(visit, "")


async def make_account_code(visit: Visit) -> Response:
    """Make a code for this person's own account."""
    async with visit.desk.work() as work:
        code = await codes.make_code(
            work, CodePurpose.LINK_STAFF, visit.staff.id, visit.staff.department
        )
        await audit.record(
            work, str(visit.staff.id), "make_account_code", "", audit.DONE, "console"
        )
    return await _account_page(visit, code)


async def show_department_chat(visit: Visit) -> Response:
    """Show which chats hear about each department's cases, and a form that makes a code."""
    visit.require(LINK_CHAT, visit.staff.department)
    return await _chats_page(visit, "", "")


async def make_chat_code(visit: Visit) -> Response:
    """Make a code for one department's chat; who made it is recorded."""
    department = written(visit.form, "department")
    visit.require(LINK_CHAT, department)
    if department not in visit.desk.around.office.departments:
        return await _chats_page(visit, "", "")
    async with visit.desk.work() as work:
        code = await codes.make_code(work, CodePurpose.LINK_CHAT, visit.staff.id, department)
        await audit.record(
            work, str(visit.staff.id), "make_chat_code", department, audit.DONE, "console"
        )
    return await _chats_page(visit, code, department)


async def _account_page(visit: Visit, code: str) -> Response:
    mine = select(StaffIdentity).where(StaffIdentity.staff_id == visit.staff.id)
    async with visit.desk.database.reading() as session:
        identities = (await session.exec(mine)).all()
    return visit.render(
        "account.html", identities=identities, code=code, messengers=_messengers(visit)
    )


async def _chats_page(visit: Visit, code: str, department: str) -> Response:
    departments = _departments(visit)
    async with visit.desk.database.reading() as session:
        chats = {one.key: await staffing.staff_chats(session, one.key) for one in departments}
    return visit.render(
        "department_chat.html",
        departments=departments,
        chats=chats,
        code=code,
        chosen=department,
        messengers=_messengers(visit),
    )


def _messengers(visit: Visit) -> Rendered:
    """Name the messengers this office has set up; the web chat knows no accounts."""
    names = [channel_name(channel) for channel in LINKABLE if channel in visit.desk.channels]
    if len(names) > 1:
        return _("{first} or {second}", first=names[0], second=names[1])
    return names[0] if names else _("the messenger of the office")


def _departments(visit: Visit) -> list[Department]:
    every = visit.desk.around.office.departments.values()
    return [department for department in every if visit.may(LINK_CHAT, department.key)]


routes: list[BaseRoute] = [
    opened(ACCOUNT, show_account),
    pressed(ACCOUNT, make_account_code),
    opened(DEPARTMENT_CHAT, show_department_chat),
    pressed(DEPARTMENT_CHAT, make_chat_code),
]
