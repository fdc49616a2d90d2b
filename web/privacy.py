"""The privacy notice: what the desk keeps of a person, why, and what that person may ask for."""

from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.housekeeping import CHAT_LINES, SENT
from services.kit.text import Day
from web.pages import render

VALID_FROM = date(2026, 12, 1)
"""Changes with every change of the notice."""


async def show_privacy(request: Request) -> Response:
    """Show the notice the law asks for (Personal Data Protection Act B.E. 2562, section 23)."""
    return render(
        request,
        "privacy.html",
        valid_from=Day(VALID_FROM),
        chat_days=CHAT_LINES.days,
        sent_days=SENT.days,
    )


routes: list[BaseRoute] = [Route("/privacy", show_privacy)]
