"""What went wrong, as machines read it: problem details after RFC 9457."""

from collections.abc import Mapping

from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from services.kit.text import Rendered, _, plain
from web.pages import accepted_language

PROBLEM = "application/problem+json"
_MOST_DETAIL = 300


def concerns_machines(request: Request) -> bool:
    """Say whether an address belongs to the interface, whatever kind of answer was asked for."""
    return request.url.path.startswith("/api/")


async def explain_wrong_call(request: Request, wrong: RequestValidationError) -> Response:
    """Say which part of a call is not as described; never what stood there."""
    parts = [".".join(str(one) for one in error["loc"]) for error in wrong.errors()]
    words = (_("This is not as described"), plain(", ".join(dict.fromkeys(parts))[:_MOST_DETAIL]))
    return problem(request, 422, words, {})


def problem(
    request: Request, status: int, words: tuple[Rendered, Rendered], headers: Mapping[str, str]
) -> Response:
    """Explain a refusal: the heading and the advice of the page, in the language asked for."""
    language = accepted_language(request)
    title, advice = (text.render(language) for text in words)
    told = {"type": "about:blank", "title": title, "status": status, "detail": advice}
    spoken = {"Content-Language": language.code, "Vary": "Accept-Language"}
    return JSONResponse(told, status, {**headers, **spoken}, media_type=PROBLEM)
