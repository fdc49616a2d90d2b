"""Pages of the confidential channel: no cookie, no script, and bodies whose size says nothing."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from services.integrity.outside import OUTSIDE
from services.kit.text import ENGLISH, Day, Language, Rendered, Text
from web.integrity.channel import Channel

BUCKET = 32_768
"""Bytes: every page is filled up to a multiple of this, and never compressed."""

SPOKEN = {"th": "ไทย", "en": "English"}

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every answer of the channel, whatever it is."""


def channel_of(request: Request) -> Channel:
    """Return the running channel."""
    channel: Channel = request.app.state.channel
    return channel


def render(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """Fill a template in the reader's language; the choice is in the address, never kept."""
    channel = channel_of(request)
    spoken = {code: channel.languages[code] for code in SPOKEN if code in channel.languages}
    spoken = spoken or {"en": ENGLISH}
    code = _choose(request, list(spoken))
    shared = _shared(request, spoken[code], [other for other in spoken if other != code])
    page = _templates().get_template(template).render(**shared, **values)
    return HTMLResponse(_filled_up(page), status)


def _choose(request: Request, spoken: list[str]) -> str:
    header = request.headers.get("accept-language", "")
    browser = [part.split(";")[0].split("-")[0].strip().lower() for part in header.split(",")]
    asked = (request.query_params.get("lang", ""), *browser)
    return next((code for code in asked if code in spoken), spoken[0])


def _shared(request: Request, language: Language, others: list[str]) -> dict[str, Any]:
    return {
        "_": partial(_translate, language),
        "say": _sayer(language),
        "day": lambda day: Day(day).render(language),
        "language": language.code,
        "others": [(code, SPOKEN[code]) for code in others],
        "office": channel_of(request).office(),
        "outside": OUTSIDE,
        "lang": f"?lang={language.code}",
    }


def _translate(language: Language, message: str, /, **values: object) -> str:
    return Text(message, values).render(language)


def _sayer(language: Language) -> Callable[[Rendered], str]:
    return lambda rendered: rendered.render(language)


def _filled_up(page: str) -> bytes:
    """Fill a page up with spaces after its end: a wrong code and a right one are as large."""
    body = page.encode()
    return body + b" " * (-len(body) % BUCKET)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
