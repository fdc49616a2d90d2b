"""One-time codes that link a member of staff's account, or a department's chat, to the desk.

The code is shown in the answer to the form itself, not after a redirect: only its digest is kept,
so no other page could show it.
"""

import asyncio
from collections.abc import Awaitable, Sequence

from sqlmodel import select
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from bot.channels import CostsByMembers
from models.digest_choice import DigestChoice
from models.staff_chat import StaffChat
from models.staff_identity import StaffIdentity
from models.staff_password import StaffPassword
from models.vocabulary import ChannelName, CodePurpose
from services.desk import audit, codes, sessions, staffing
from services.desk.permissions import LINK_CHAT, OWN_ACCOUNT
from services.desk.signing_in.passkeys import party_of, passkeys_of
from services.desk.today.digest import choose, reads_digests
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


async def keep_digests(visit: Visit) -> Response:
    """Keep which digests somebody wants in their own chat."""
    daily, weekly = (bool(written(visit.form, name)) for name in ("daily", "weekly"))
    async with visit.desk.work() as work:
        await choose(work, visit.staff, daily=daily, weekly=weekly)
        note = f"daily={daily} weekly={weekly}"
        who = str(visit.staff.id)
        await audit.record(work, who, "choose_digests", "", audit.DONE, "console", note)
    return RedirectResponse(f"{ACCOUNT}?done=digests", 303)


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
        browsers = await sessions.open_sessions(session, visit.staff.id, visit.desk.clock())
        keys = await passkeys_of(session, visit.staff.id)
        password = await session.get(StaffPassword, visit.staff.id)
        choice = await session.get(DigestChoice, visit.staff.id)
    return visit.render(
        "account.html",
        identities=identities,
        code=code,
        messengers=_messengers(visit),
        browsers=browsers,
        handle=lambda browser: browser.digest[: sessions.HANDLE],
        here=sessions.digest_of(visit.token),
        passkeys=keys,
        password=password,
        offers_passkeys=party_of(visit.desk.base_url, "") is not None,
        digests=(choice or DigestChoice(staff_id=visit.staff.id))
        if reads_digests(visit.staff)
        else None,
        saved=visit.request.query_params.get("done") == "digests",
    )


async def _chats_page(visit: Visit, code: str, department: str) -> Response:
    departments = _departments(visit)
    async with visit.desk.database.reading() as session:
        chats = {one.key: await staffing.staff_chats(session, one.key) for one in departments}
    return visit.render(
        "department_chat.html",
        departments=departments,
        chats=chats,
        costs=await _costs(visit, [chat for found in chats.values() for chat in found]),
        code=code,
        chosen=department,
        messengers=_messengers(visit),
    )


async def _costs(visit: Visit, chats: Sequence[StaffChat]) -> dict[tuple[str, str], int]:
    """Ask the messengers what one notice to each chat costs, where it costs anything."""
    counting: dict[tuple[str, str], Awaitable[int | None]] = {}
    for chat in chats:
        messenger = visit.desk.channels.get(chat.channel)
        if isinstance(messenger, CostsByMembers):
            counting[chat.channel, chat.chat] = messenger.members(chat.chat)
    counted = await asyncio.gather(*counting.values())
    return {chat: number for chat, number in zip(counting, counted, strict=True) if number}


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
    opened(ACCOUNT, show_account, right=OWN_ACCOUNT),
    pressed(ACCOUNT, make_account_code, right=OWN_ACCOUNT),
    opened(DEPARTMENT_CHAT, show_department_chat, right=LINK_CHAT),
    pressed(DEPARTMENT_CHAT, make_chat_code, right=LINK_CHAT),
    pressed(ACCOUNT + "/digests", keep_digests, right=OWN_ACCOUNT),
    opened(ACCOUNT + "/digests", show_account, right=OWN_ACCOUNT),
]
