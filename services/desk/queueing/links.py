"""The sealed link of a ticket: whoever holds it may follow that one ticket and give it back."""

from datetime import datetime, time, timedelta
from uuid import UUID

from models.queue_ticket import QueueTicket
from services.kit.links import Links
from services.kit.text import BANGKOK

TICKET = "queue ticket"
PAGE = "/queue/ticket"
LASTS = timedelta(days=2)
"""From the beginning of its day: long enough for stars in the evening."""


def ticket_token(links: Links, ticket: QueueTicket) -> str:
    """Return the token of a ticket; the same ticket always has the same."""
    return links.token(TICKET, (str(ticket.id),), _until(ticket))


def ticket_address(links: Links, ticket: QueueTicket) -> str:
    """Return the full address of the page of a ticket."""
    return links.address(PAGE, TICKET, (str(ticket.id),), _until(ticket))


def ticket_of(links: Links, token: str, now: datetime) -> UUID | None:
    """Return which ticket a token opens; None when it is forged or over."""
    values = links.read(TICKET, token, now)
    return UUID(values[0]) if values else None


def _until(ticket: QueueTicket) -> datetime:
    return datetime.combine(ticket.day, time.min, BANGKOK) + LASTS
