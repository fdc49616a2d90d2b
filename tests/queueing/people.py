"""People in line and at the counters, so that the tests read like what happens in the hall."""

from typing import Any

from sqlmodel import col, select

from bot.desk import Desk
from models import Case, QueueTicket, Staff
from models.vocabulary import TicketWay
from services.desk.actor import Actor
from services.desk.filing import Filed, file_case
from services.desk.queueing import calling
from services.desk.queueing.standing import label
from services.desk.queueing.taking import take_ticket
from services.ticket_today import SERVICE
from tests.desk.people import settle


async def takes(desk: Desk, priority: str = "", queue: str = "general") -> QueueTicket:
    """Somebody takes a number at the door."""
    async with desk.work() as work:
        return await take_ticket(work, queue, TicketWay.DOOR, priority)


async def files(desk: Desk, actor: Actor, queue: str = "general", why: str = "none") -> Filed:
    """Somebody takes a number in the chat."""
    async with desk.work() as work:
        return await file_case(work, SERVICE, {"line": queue, "priority": why}, actor)


async def in_chat(desk: Desk, chat: str, **more: Any) -> tuple[Actor, Case]:
    """A new resident with a number."""
    actor = await settle(desk, chat, language="en")
    return actor, (await files(desk, actor, **more)).case


async def calls(desk: Desk, staff: Staff, counter: int = 1, queue: str = "general") -> str:
    """Return the number that is called, or nothing when nobody waits."""
    async with desk.work() as work:
        ticket = await calling.call_next(work, queue, counter, staff)
        return label(ticket) if ticket else ""


async def serves(desk: Desk, staff: Staff, counter: int = 1, queue: str = "general") -> str:
    """Call somebody and be done with them."""
    number = await calls(desk, staff, counter, queue)
    async with desk.work() as work:
        await calling.done(work, (await ticket_now(desk, number)).id, staff)
    return number


async def tickets(desk: Desk) -> list[QueueTicket]:
    wanted = select(QueueTicket).order_by(col(QueueTicket.day), col(QueueTicket.id))
    async with desk.database.reading() as session:
        return list(await session.exec(wanted))


async def ticket_now(desk: Desk, number: str) -> QueueTicket:
    """Return the ticket with this number, as the database has it."""
    return next(one for one in await tickets(desk) if label(one) == number)


async def states(desk: Desk) -> dict[str, str]:
    return {label(one): one.state for one in await tickets(desk)}
