"""What the code at the door and the machine in the hall have in common."""

import hmac
from typing import Any
from uuid import uuid4

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.exceptions import HTTPException
from starlette.requests import Request

from services.desk.queueing.standing import all_lines
from services.kit.lining_up import rule_on
from web.console.forms import TOKEN_FIELD, form_token
from web.forms.posted import Posted
from web.forms.reading import around_today
from web.pages import desk_of
from web.queueing.entrances import Entrance, entrance_of, is_open_entrance
from web.queueing.said import line_words


async def entrance(request: Request, kind: Entrance) -> str:
    """Return the token of the entrance a page belongs to.

    Raises 404 for a made-up one and 410 for one that was ended.
    """
    desk, token = desk_of(request), str(request.path_params["token"])
    key = entrance_of(desk.links, kind, token, desk.clock())
    if not key:
        raise HTTPException(404)
    async with desk.database.reading() as session:
        if not await is_open_entrance(session, kind, key, desk.clock()):
            raise HTTPException(410)
    return token


async def choices(request: Request, session: AsyncSession, token: str) -> dict[str, Any]:
    """Return what a page needs to let somebody choose."""
    desk = desk_of(request)
    around = around_today(desk)
    lines = await all_lines(session, around.office, desk.clock())
    return {
        "lines": [(one.queue, line_words(one)) for one in lines],
        "rule": rule_on(around.office, around.day),
        "form_token": own_form_token(request, token),
        "once": str(uuid4()),
        "token": token,
    }


def own_form_token(request: Request, token: str) -> str:
    """Return what every form below one sealed link carries."""
    return form_token(desk_of(request).secret_key, "queue", token)


def check_own_form(request: Request, token: str, typed: Posted) -> None:
    """Refuse a form that no page below this link has shown."""
    given, expected = typed.one(TOKEN_FIELD), own_form_token(request, token)
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise HTTPException(403)
