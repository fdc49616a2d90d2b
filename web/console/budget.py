"""The month's messages: how many are left, for what they went, and what is held back."""

from dataclasses import dataclass
from typing import Any

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.vocabulary import MessageClass
from services.desk.budget.counting import paid_since
from services.desk.budget.holding import held_messages, send_anyway
from services.desk.budget.lanes import Budget, forecast, month_began, room_for
from services.desk.permissions import SEE_PROBLEMS, TRY_AGAIN
from services.kit.text import Text, _
from web.console.access import Visit, opened, pressed

BUDGET = "/console/budget"

KINDS: dict[str, Text] = {
    MessageClass.DANGER: _("Danger"),
    MessageClass.DEADLINE: _("Deadlines and turns"),
    MessageClass.STATUS: _("News of cases"),
    MessageClass.ANNOUNCEMENT: _("Announcements"),
    MessageClass.DIGEST: _("Digests"),
}
"""The most important first."""


@dataclass(frozen=True, slots=True)
class Share:
    """One line of the table."""

    name: Text
    paid: int
    room: int | None


async def show_budget(visit: Visit) -> Response:
    """Show the month; the messenger itself says what is used."""
    visit.require(SEE_PROBLEMS, None)
    now, allowance = visit.desk.clock(), visit.desk.allowance
    async with visit.desk.database.reading() as session:
        paid = await paid_since(session, month_began(now))
        held = await held_messages(session)
    budget = allowance.budget
    values: dict[str, Any] = {
        "budget": budget,
        "asked_at": allowance.asked_at,
        "forecast": forecast(budget.used, now) if budget else None,
        "shares": _shares(paid, budget, visit),
        "kinds": KINDS,
        "held": held,
        "done": visit.request.query_params.get("done") == "sent",
    }
    return visit.render("budget.html", **values)


async def send_held(visit: Visit) -> Response:
    """Pay for one held message all the same."""
    visit.require(SEE_PROBLEMS, None)
    async with visit.desk.work() as work:
        await send_anyway(work, visit.request.path_params["message"], visit.staff.id)
    return RedirectResponse(f"{BUDGET}?done=sent", 303)


async def back_to_budget(_visit: Visit) -> Response:
    """Lead a reload after a refusal back to the page."""
    return RedirectResponse(BUDGET, 303)


def _shares(paid: dict[str, int], budget: Budget | None, visit: Visit) -> list[Share]:
    now = visit.desk.clock()
    rooms = {kind: room_for(kind, budget, now) if budget else None for kind in KINDS}
    return [Share(name, paid[kind], rooms[kind]) for kind, name in KINDS.items()]


routes: list[BaseRoute] = [
    opened(BUDGET, show_budget, right=SEE_PROBLEMS),
    pressed(BUDGET + "/{message:uuid}", send_held, right=TRY_AGAIN),
    opened(BUDGET + "/{message:uuid}", back_to_budget, right=SEE_PROBLEMS),
]
