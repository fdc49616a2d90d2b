"""What the office said about a case, as a page shows it: words, and the pages they lead to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from services.desk.paying.billing import next_open
from services.desk.paying.demands import page_of
from services.desk.queueing.lines import LIVE, ticket_of_case
from services.desk.queueing.links import ticket_address
from services.desk.tracking import case_messages
from services.desk.work import Work
from services.kit.message import Button
from services.kit.text import _


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """One message of the office."""

    text: str
    links: tuple[tuple[str, str], ...]


def office_words(message: Mapping[str, Any]) -> OfficeWords:
    """Read a message as it was written for a chat; what is pressed there is left out."""
    buttons = message.get("buttons", ())
    links = tuple((one["label"], one["url"]) for one in buttons if one.get("url"))
    return OfficeWords(str(message.get("text", "")), links)


async def said_besides(
    session: AsyncSession, case: Case, *, receipt: bool = True
) -> list[OfficeWords]:
    """Return what was said when the case was filed, a bill or a number, after its receipt."""
    rows = await case_messages(session, case)
    return [office_words(one) for row in rows[:1] for one in row.messages[1 if receipt else 0 :]]


async def payment_links(work: Work, case: Case) -> tuple[Button, ...]:
    """Lead to the page on which the next bill is paid, if there is one."""
    bill = await next_open(work.session, case)
    return (Button(_("Pay"), url=page_of(work.links, bill)),) if bill else ()


async def ticket_links(work: Work, case: Case) -> tuple[Button, ...]:
    """Lead to the page that follows a number in the queue, while it is waited for or called."""
    ticket = await ticket_of_case(work.session, case.id)
    if ticket is None or ticket.state not in LIVE:
        return ()
    return (Button(_("Follow my number"), url=ticket_address(work.links, ticket)),)
