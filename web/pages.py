"""Pages: a template, the reader's language, and the response they make."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.desk import Desk
from services.kit.text import ENGLISH, Language, Rendered, Text
from web.assets import static

LANGUAGE_COOKIE = "sala_language"
A_YEAR = 365 * 24 * 3600
SPOKEN = {"th": "ไทย", "en": "English"}
"""How each language calls itself, for the link that leads to it."""


def desk_of(request: Request) -> Desk:
    """Return the running office."""
    desk: Desk = request.app.state.desk
    return desk


def reader_language(request: Request) -> str:
    """Choose `th` or `en`: what the link says, then the last choice, then the browser."""
    spoken = languages_of(request)
    asked = (
        request.query_params.get("lang", ""),
        request.cookies.get(LANGUAGE_COOKIE, ""),
        *_browser_languages(request.headers.get("accept-language", "")),
    )
    return next((code for code in asked if code in spoken), next(iter(spoken)))


def accepted_language(request: Request) -> Language:
    """Choose by what the program says it reads, never by a cookie: anybody may keep the answer."""
    spoken = languages_of(request)
    asked = _browser_languages(request.headers.get("accept-language", ""))
    return spoken[next((code for code in asked if code in spoken), next(iter(spoken)))]


def languages_of(request: Request) -> dict[str, Language]:
    """Return the languages of the office, Thai first; English alone when it has none."""
    languages = desk_of(request).around.languages
    known = {code: languages[code] for code in SPOKEN if code in languages}
    return known or {"en": ENGLISH}


def render(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Fill a template in the reader's language. `?lang=` is remembered in a cookie."""
    code = reader_language(request)
    page = _templates().get_template(template)
    words = page.render(**shared_values(request, code), **values)
    response = HTMLResponse(words, status, headers={"Vary": "Cookie, Accept-Language"})
    response.headers["Cache-Control"] = "no-store"
    if request.query_params.get("lang") == code:
        keep_language(response, code, secure=request.url.scheme == "https")
    return response


def shared_values(request: Request, code: str) -> dict[str, Any]:
    """Return what every template may use."""
    languages = languages_of(request)
    language = languages[code]
    return {
        "_": partial(_translate, language),
        "say": _sayer(language),
        "language": code,
        "other_languages": [
            (other, SPOKEN[other], str(_with_language(request, other)))
            for other in languages
            if other != code
        ],
        "office": desk_of(request).around.office,
        "nonce": getattr(request.state, "nonce", ""),
        "path": request.url.path,
        "static": static,
    }


def keep_language(response: Response, code: str, *, secure: bool) -> None:
    """Remember the choice. The cookie holds two letters and follows nobody."""
    response.set_cookie(
        LANGUAGE_COOKIE, code, max_age=A_YEAR, samesite="lax", httponly=True, secure=secure
    )


def _translate(language: Language, message: str, /, **values: object) -> str:
    return Text(message, values).render(language)


def _sayer(language: Language) -> Callable[[Rendered], str]:
    return lambda rendered: rendered.render(language)


def _with_language(request: Request, code: str) -> str:
    """Return the same page in another language, without naming the host (a proxy may differ)."""
    address = request.url.include_query_params(lang=code)
    return f"?{address.query}"


def _browser_languages(header: str) -> list[str]:
    """Read `th-TH,th;q=0.9,en;q=0.8` in the order written, which is the order browsers prefer."""
    return [part.split(";")[0].split("-")[0].strip().lower() for part in header.split(",")]


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
