"""What is sent to the channel: read in memory only, and not faster than it may come."""

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from services.integrity.telling import LONGEST
from web.integrity.pages import channel_of
from web.security import Pace, client_address, read_body

MOST_BYTES = 8 * LONGEST * 12
"""A form of Thai text, each letter nine bytes in a form's writing, and some room."""

MOST_FIELDS = 100


def pace(request: Request, what: str, each: Pace, everybody: Pace) -> None:
    """Refuse with 429 who is too fast; counted in memory only, and gone with the process."""
    limits = channel_of(request).limits
    if limits.wait(what, client_address(request), each) or limits.wait(what, "", everybody):
        raise HTTPException(429)


async def read_form(request: Request) -> tuple[dict[str, str], frozenset[str]]:
    """Read a form in memory; return its fields, and which readers it concerns."""
    body = await read_body(request, MOST_BYTES)
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=MOST_FIELDS,
            errors="strict",
        )
    except ValueError:
        raise HTTPException(400) from None
    return dict(pairs), frozenset(value for name, value in pairs if name == "concerned")
