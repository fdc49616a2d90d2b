"""Forms that only our own pages can send: a token bound to the session, and the sender's origin.

The token alone is enough (OWASP: synchroniser token); the origin is a second lock that costs
nothing, because every browser of the last years says where a form was sent from.
"""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.channels.json_bodies import clean
from services.kit.errors import NotAllowed
from services.kit.text import _
from web.security import read_body, sent_from_here

TOKEN_FIELD: Final = "form_token"  # noqa: S105 -- the name of a field, not a secret
LARGEST_FORM = 64 * 1024
"""Bytes. The longest text we take has 2,000 letters, three bytes each, percent-encoded."""

MOST_FIELDS = 20
MOST_TICKS = 250
"""Fields of a page on which cases are ticked."""

Form = Mapping[str, str]


def form_token(secret_key: bytes, purpose: str, bound_to: str) -> str:
    """Make the token of a form: worthless in any other session and for any other purpose."""
    return hmac.new(secret_key, f"{purpose}\n{bound_to}".encode(), sha256).hexdigest()


async def read_form(
    request: Request, expected_token: str, base_url: str, most_fields: int = MOST_FIELDS
) -> Form:
    """Return what our own page sent. Raises `NotAllowed` for anything that others could send."""
    if not sent_from_here(request, base_url):
        raise NotAllowed(_NOT_OURS)
    form = _fields(await read_body(request, LARGEST_FORM), most_fields)
    check_token(form.get(TOKEN_FIELD, ""), expected_token)
    return form


def check_token(given: str, expected: str) -> None:
    """Raise `NotAllowed` for a form that was not made for this session."""
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise NotAllowed(_NOT_OURS)


def written(form: Form, name: str) -> str:
    """Return one typed field, with the line ends of a text and no space around it."""
    return clean(form.get(name, "")).replace("\r\n", "\n").strip()


def _fields(body: bytes, most: int) -> Form:
    try:
        read = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=most)
    except ValueError:
        raise NotAllowed(_NOT_OURS) from None
    return dict(read)


_NOT_OURS = _(
    "This form did not come from a page of this desk, or the page is too old. "
    "Nothing was changed. Please open the page again and repeat."
)
