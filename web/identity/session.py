"""A proved identity, kept for an hour in a cookie that only this desk can make."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from services.kit.errors import NotAllowed
from services.kit.text import _
from web.pages import desk_of

COOKIE: Final = "sala_identity"
PURPOSE: Final = "identity"
LIFETIME = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Identity:
    """The private chat of whoever opened the page, as their messenger vouches for it."""

    channel: str
    chat: str


async def identity_of(request: Request) -> Identity | None:
    """Return who opened the page; None on the plain web, and after an hour."""
    desk = desk_of(request)
    values = desk.links.read(PURPOSE, request.cookies.get(COOKIE, ""), desk.clock())
    return Identity(*values) if values and len(values) == 2 else None


def remember(request: Request, response: Response, identity: Identity) -> None:
    """Keep an identity. The cookie holds no words anybody else could read."""
    desk = desk_of(request)
    until = desk.clock() + LIFETIME
    response.set_cookie(
        COOKIE,
        desk.links.token(PURPOSE, (identity.channel, identity.chat), until),
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=desk.base_url.startswith("https://"),
    )


def require_same_person(identity: Identity | None, channel: str, chat: str) -> None:
    """Refuse a link that was made for somebody else's chat.

    Without an identity the link alone decides: it is secret, and the plain web has nothing else.
    """
    if identity and (identity.channel, identity.chat) != (channel, chat):
        raise NotAllowed(
            _(
                "This link was made for somebody else's chat, so nothing is shown here. "
                "Please go back to your own chat and press the button there."
            )
        )
