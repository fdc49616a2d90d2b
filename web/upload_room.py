"""Room for uploads of the web: asked for before a file is looked into.

Bytes are counted as they come, of one chat, of one address and of all, and are forgotten evenly
over a day. Kept in memory only, by each process: no list of who came.
"""

from collections.abc import Iterator

from starlette.requests import Request

from services.desk.upload_room import WITHIN, no_room, note_full
from services.kit.errors import NotPossible
from web.pages import desk_of
from web.security import Limits, Pace, client_address, limits_of

CHATS, ADDRESSES = 20, 4
"""One chat may use a twentieth of what the whole desk takes in a day, one address a quarter: behind
one address may be a whole village."""

DESK = "bytes of the desk"


async def ask_for_room(request: Request, chat: str, size: int) -> None:
    """Raise `NotPossible`, in words, when this chat, this address or everybody sent enough."""
    desk = desk_of(request)
    used_up = next(_used_up(limits_of(request), desk.uploads_a_day, request, chat, size), "")
    if used_up == DESK:
        async with desk.work() as work:
            await note_full(work)
    if used_up:
        raise NotPossible(no_room(desk.around.office))


def _used_up(limits: Limits, most: float, request: Request, chat: str, size: int) -> Iterator[str]:
    """Name what is used up, if anything is; the widest is asked last."""
    shares = (
        ("bytes of a chat", chat, most / CHATS),
        ("bytes of an address", client_address(request), most / ADDRESSES),
        (DESK, "", most),
    )
    for what, who, share in shares:
        pace = Pace(at_once=int(share), seconds=WITHIN.total_seconds() / share)
        if limits.wait(what, who, pace, cost=size):
            yield what
