"""The addresses pages inside a messenger talk to: prove an identity, come in, close the window."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.json_bodies import read_json
from services.kit.errors import ResidentError
from web.identity.errors import NotProved, NotReached
from web.identity.line_login import read_id_token
from web.identity.mini_app import read_init_data
from web.identity.session import Identity, remember
from web.pages import desk_of, languages_of, reader_language, render
from web.security import Pace, read_body, slow_down
from web.settings import Settings

TRIES = Pace(at_once=20, seconds=3)
MOST_BYTES = 8192

CLOSING = "close"
"""What stands behind `/inside/` when the page has done its work and its window is to close."""

LINE_HOSTS = ("https://api.line.me", "https://access.line.me", "https://liffsdk.line-scdn.net")
"""Whom LINE's script asks for the account and its own parts."""

_NO_STORE: Mapping[str, str] = {"Cache-Control": "no-store"}

Prove = Callable[[Request, str], Awaitable[Identity]]


async def prove_line(request: Request) -> Response:
    """Take the identity token of a page inside LINE."""
    return await _prove(request, _line)


async def prove_telegram(request: Request) -> Response:
    """Take what Telegram's app told a page inside Telegram."""
    return await _prove(request, _telegram)


async def come_in(request: Request) -> Response:
    """Show the page LINE opens first: it proves who it is, then leads to the page wanted.

    LINE's own script runs on this page alone, so that it never sees what a resident types.
    """
    settings = _settings(request)
    if not settings.liff_id:
        raise HTTPException(404)
    wanted = request.path_params.get("wanted", "")
    response = render(
        request,
        "identity/inside.html",
        liff_id=settings.liff_id,
        liff_sdk_url=settings.liff_sdk_url,
        wanted=_below(wanted, request.url.query),
        closing=wanted == CLOSING,
    )
    response.headers["Content-Security-Policy"] = _policy(request, settings.liff_sdk_url)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


async def _prove(request: Request, prove: Prove) -> Response:
    slow_down(request, "identity", TRIES)
    try:
        identity = await prove(request, await _handed_over(request))
    except NotProved as refusal:
        return _refuse(request, 401, refusal)
    except NotReached as refusal:
        return _refuse(request, 503, refusal)
    response = Response(status_code=204, headers=_NO_STORE)
    remember(request, response, identity)
    return response


async def _handed_over(request: Request) -> str:
    """Return the proof. Only JSON is taken: no other site can make a browser send that here."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/json":
        raise HTTPException(415)
    told = read_json(await read_body(request, MOST_BYTES))
    proof = told.get("proof") if isinstance(told, dict) else None
    if not isinstance(proof, str):
        raise HTTPException(400)
    return proof


async def _line(request: Request, proof: str) -> Identity:
    settings = _settings(request)
    now = desk_of(request).clock()
    return await read_id_token(proof, settings.line_login_channel_id, settings.line_api_url, now)


async def _telegram(request: Request, proof: str) -> Identity:
    settings = _settings(request)
    if not settings.telegram_token:
        raise NotProved
    token = settings.telegram_token.get_secret_value()
    return read_init_data(proof, token, desk_of(request).clock(), settings.telegram_public_key)


def _below(wanted: str, query: str) -> str:
    """Return the page to go on to, always one of ours: a single slash and no other host."""
    path = "/" + quote(wanted.lstrip("/\\"), safe="/-._~")
    ours = [(name, value) for name, value in parse_qsl(query) if not _is_of_line(name)]
    return f"{path}?{urlencode(ours)}" if ours else path


def _is_of_line(name: str) -> bool:
    """Say whether LINE put this into the address, for its own script."""
    return name.startswith("liff") or name in {"code", "state"}


def _policy(request: Request, liff_sdk_url: str) -> str:
    """Let LINE's script run and talk to LINE, on this page alone."""
    there = urlsplit(liff_sdk_url)
    sdk = f"{there.scheme}://{there.netloc}"
    nonce = getattr(request.state, "nonce", "")
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}' {sdk}; "
        f"style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self' {sdk} {' '.join(LINE_HOSTS)}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _refuse(request: Request, status: int, refusal: ResidentError) -> Response:
    language = languages_of(request)[reader_language(request)]
    words = {"error": refusal.explanation.render(language)}
    return JSONResponse(words, status, headers=_NO_STORE)


routes: list[BaseRoute] = [
    Route("/identity/line", prove_line, methods=["POST"]),
    Route("/identity/telegram", prove_telegram, methods=["POST"]),
    Route("/inside", come_in),
    Route("/inside/{wanted:path}", come_in),
]
