"""Taking a ticket on the web: once for each press, and one for each browser and line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.desk import Desk
from models.inbound_event import InboundEvent
from models.queue_ticket import QueueTicket
from models.vocabulary import TicketWay
from services.desk.queueing.lines import LIVE
from services.desk.queueing.taking import take_ticket
from services.kit.text import BANGKOK
from web.pages import desk_of

COOKIE: Final = "sala_queue"
BROWSER: Final = "queue browser"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for, as the page sent it."""

    queue: str
    way: TicketWay
    priority: str = ""
    once: str = ""
    """Made anew each time the page is shown: the same twice is one press."""


async def take_once(desk: Desk, asked: Asked) -> QueueTicket:
    """Take a ticket; a second sending of the same page gets the same ticket.

    Raises `NotPossible` while the office is closed, and 404 for a line that is not there.
    """
    if asked.queue not in desk.around.office.queues:
        raise HTTPException(404)
    key = f"queue:{uuid5(NAMESPACE_URL, asked.once)}"
    try:
        return await _take(desk, asked, key)
    except IntegrityError:
        async with desk.database.reading() as session:
            taken = await _taken(session, key)
        if taken is None:
            raise
        return taken


async def _take(desk: Desk, asked: Asked, key: str) -> QueueTicket:
    async with desk.work() as work:
        taken = await _taken(work.session, key) if asked.once else None
        if taken is not None:
            return taken
        ticket = await take_ticket(work, asked.queue, asked.way, asked.priority)
        if asked.once:
            known = InboundEvent(key=key, received_at=work.now, payload={"ticket": str(ticket.id)})
            work.session.add(known)
            await work.session.flush()
    return ticket


async def _taken(session: AsyncSession, key: str) -> QueueTicket | None:
    event = await session.get(InboundEvent, key)
    if event is None or event.payload is None:
        return None
    return await session.get(QueueTicket, UUID(event.payload["ticket"]))


async def own_tickets(request: Request, session: AsyncSession) -> Sequence[QueueTicket]:
    """Return the tickets this browser has taken that are not over."""
    ids = _own_ids(request)
    if not ids:
        return ()
    wanted = select(QueueTicket).where(
        col(QueueTicket.id).in_(ids), col(QueueTicket.state).in_(LIVE)
    )
    return (await session.exec(wanted.order_by(col(QueueTicket.taken_at)))).all()


def remember_ticket(request: Request, response: Response, ticket: QueueTicket) -> None:
    """Keep in the browser, until midnight, which tickets are its own. Nobody else can read it."""
    desk = desk_of(request)
    until = datetime.combine(ticket.day, time.min, BANGKOK) + timedelta(days=1)
    ids = [str(one) for one in _own_ids(request)[-MOST_KEPT + 1 :]]
    response.set_cookie(
        COOKIE,
        desk.links.token(BROWSER, (*ids, str(ticket.id)), until),
        max_age=int(timedelta(days=1).total_seconds()),
        path="/queue",
        httponly=True,
        samesite="lax",
        secure=desk.base_url.startswith("https://"),
    )


MOST_KEPT = 8
"""Tickets one browser remembers: more lines than an office has."""


def _own_ids(request: Request) -> list[UUID]:
    desk = desk_of(request)
    kept = desk.links.read(BROWSER, request.cookies.get(COOKIE, ""), desk.clock())
    return [UUID(one) for one in kept or ()]
