"""What protects every page: response headers, limits on speed, limits on size."""

import math
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.kit.office import Office

FRAMED = "/chat"
"""The one page another site may show inside its own; the office file says which sites."""

IN_TELEGRAM = re.compile(r"/fill/.*|/services/[^/]+/form")
"""The pages Telegram opens as Mini Apps; in a browser it shows them inside its own."""

TELEGRAM_WEB = "https://web.telegram.org"


LONGEST_PATH = 1_200
LONGEST_QUERY = 16_000
"""Letters. The longest of ours ticks 250 cases; a signed link has up to 1,000."""


def is_sound(scope: Scope) -> bool:
    """Say whether an address can be one of ours: not endless, and without NUL.

    No field of a page holds NUL and PostgreSQL cannot keep it; a number of thousands of digits
    takes long to read, and no database has room for it.
    """
    path, query = scope["path"], scope.get("query_string", b"")
    whole = len(path) <= LONGEST_PATH and len(query) <= LONGEST_QUERY
    return whole and "\x00" not in path and b"%00" not in query


class SecurityHeaders:
    """Middleware: gives each request a nonce and each response its headers."""

    def __init__(self, app: ASGIApp, office: Office | Callable[[], Office]) -> None:
        """An office that changes while it runs is asked for at every request."""
        self.app = app
        self.office = office if callable(office) else lambda: office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        wanted = protection(scope["path"], nonce, self.office())

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_protected)


def protection(path: str, nonce: str, office: Office) -> Mapping[str, str]:
    """Return the headers of a response. Nothing is loaded from, or sent to, anybody else."""
    framers = _framers(path, office)
    policy = (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors {framers}"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _framers(path: str, office: Office) -> str:
    """Say who may show a page inside their own."""
    if path == FRAMED:
        return " ".join(("'self'", *office.embed_origins))
    return TELEGRAM_WEB if IN_TELEGRAM.fullmatch(path) else "'none'"


@dataclass(frozen=True, slots=True)
class Pace:
    """A token bucket: so many at once, then one every `seconds`."""

    at_once: int
    seconds: float


@dataclass
class Limits:
    """How fast one address or one chat may go. Kept in memory only: no list of who came."""

    clock: Callable[[], float] = time.monotonic
    most_keys: int = 20_000
    _buckets: OrderedDict[tuple[str, str], tuple[float, float]] = field(default_factory=OrderedDict)

    def wait(self, what: str, who: str, pace: Pace, cost: float = 1) -> float:
        """Take tokens. Return 0, or the seconds after which it is worth trying again."""
        now = self.clock()
        tokens, then = self._buckets.pop((what, who), (float(pace.at_once), now))
        tokens = min(pace.at_once, tokens + (now - then) / pace.seconds)
        allowed = tokens >= cost
        self._buckets[what, who] = (tokens - cost if allowed else tokens, now)
        if len(self._buckets) > self.most_keys:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (cost - tokens) * pace.seconds


def limits_of(request: Request) -> Limits:
    """Return the limits of this running office, made on first use."""
    state = request.app.state
    if not hasattr(state, "limits"):
        state.limits = Limits()
    limits: Limits = state.limits
    return limits


def slow_down(request: Request, what: str, pace: Pace, who: str = "") -> None:
    """Refuse with 429 whoever is faster than `pace`; by address when `who` is not given."""
    seconds = limits_of(request).wait(what, who or client_address(request), pace)
    if seconds:
        raise HTTPException(429, headers={"Retry-After": str(math.ceil(seconds))})


def client_address(request: Request) -> str:
    """Return who is asking: an IPv4 address, or the /64 network one IPv6 household has.

    A socket that listens for both writes IPv4 addresses as IPv6 ones, all in one network.

    Behind a proxy uvicorn puts the right address here (`--forwarded-allow-ips`).
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    return str(address.ipv4_mapped or int(address) >> 64)


async def read_body(request: Request, most: int) -> bytes:
    """Read a body of at most `most` bytes. Raises 413 as soon as it is known to be longer."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise HTTPException(413)
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise HTTPException(413)
    return bytes(body)


def sent_from_here(request: Request, base_url: str) -> bool:
    """Say whether a form was sent from a page of ours, as far as the browser tells."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc in {urlsplit(base_url).netloc, request.headers.get("host")}
