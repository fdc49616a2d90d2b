"""Joining with an invitation, signing in, leaving."""

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.requests import Request
from starlette.responses import Response

from models.integrity import Reader
from services.integrity import recipients
from services.integrity.passphrases import SHORTEST, Locked, Secrets, is_strong, unlock
from services.integrity.recipients import NoInvitation
from services.integrity.sealing import DoesNotOpen
from services.integrity.sittings import judge, may_try, sit_down, stand_up
from services.kit.qr import qr_svg
from web.integrity.channel import Channel
from web.integrity.desk.sitting import COOKIE, Visit, with_cookie, without_cookie
from web.integrity.forms import pace, read_form
from web.integrity.pages import channel_of, render
from web.security import Pace

TRIES_EACH, TRIES_ALL = Pace(10, 6), Pace(30, 2)
NOBODY = Locked(b"\0" * 16, b"\0" * 64)
"""What a passphrase is tried on when there is nobody: it takes as long."""


async def show_sign_in(request: Request, *, wrong: bool = False) -> Response:
    """Ask for passphrase and code. The posts stand on the reporter's form as well."""
    async with channel_of(request).database.reading() as session:
        known = await recipients.recipients(session)
    rested = "rested" in request.query_params
    offered = recipients.may_sign_in(known)
    return render(request, "desk/sign_in.html", readers=offered, wrong=wrong, rested=rested)


async def sign_in(request: Request) -> Response:
    """Let somebody sit down. Wrong, unknown and shut out look the same and take as long."""
    pace(request, "sign in", TRIES_EACH, TRIES_ALL)
    channel, form = channel_of(request), (await read_form(request))[0]
    key_id = form.get("who", "")[:16]
    async with channel.unhurried():
        async with channel.database.reading() as session:
            known = await session.get(Reader, key_id)
        locked = recipients.locked_of(known) if known and known.sealed else NOBODY
        opened = await _opened(channel, locked, form.get("passphrase", ""), key_id)
        async with channel.database.writing() as session:
            token = await _judged(session, channel, key_id, opened, form.get("code", ""))
    if not token:
        return await show_sign_in(request, wrong=True)
    return with_cookie(render(request, "desk/welcome.html"), channel, token)


async def _opened(channel: Channel, locked: Locked, passphrase: str, key_id: str) -> Secrets | None:
    try:
        return await channel.slowly(unlock, locked, passphrase, key_id, channel.cost)
    except DoesNotOpen:
        return None


async def _judged(
    session: AsyncSession, channel: Channel, key_id: str, opened: Secrets | None, code: str
) -> str:
    now = channel.clock()
    reader = await session.get(Reader, key_id, with_for_update=True)
    if reader is None or not reader.sealed or not may_try(reader, now):
        return ""
    if not judge(reader, opened, code, now) or opened is None:
        return ""
    return sit_down(session, reader, opened, now)


async def leave(visit: Visit) -> Response:
    """End a sitting."""
    await stand_up(visit.session, visit.request.cookies[COOKIE])
    return without_cookie(visit.back(), visit.channel)


async def show_joining(request: Request) -> Response:
    """Ask for the invitation and a passphrase."""
    return _joining(request, "")


async def join(request: Request) -> Response:
    """Make the keys of a new recipient; the picture for the app of codes is shown once."""
    pace(request, "join", TRIES_EACH, TRIES_ALL)
    channel, form = channel_of(request), (await read_form(request))[0]
    code, passphrase = form.get("invitation", ""), form.get("passphrase", "")
    if not is_strong(passphrase):
        return _joining(request, "weak", code)
    if passphrase != form.get("again", ""):
        return _joining(request, "different", code)
    reader, second = await channel.slowly(recipients.prepared, passphrase, channel.cost)
    try:
        async with channel.database.writing() as session:
            joined = await recipients.join(session, code, reader, second, channel.clock())
    except NoInvitation:
        return _joining(request, "invitation")
    return render(
        request,
        "desk/joined.html",
        post=joined.reader.post,
        second=second,
        picture=qr_svg(joined.address),
        fingerprint=recipients.told_as(joined.reader),
    )


def _joining(request: Request, problem: str, code: str = "") -> Response:
    return render(request, "desk/join.html", problem=problem, invitation=code, shortest=SHORTEST)
