"""The big screen in the hall: which numbers are called to which counter, and who is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from models.queue_ticket import QueueTicket
from services.desk.queueing.standing import LineView, all_lines, label
from services.kit.lining_up import rule_on
from services.kit.office import Named
from services.kit.text import Text, _
from web.forms.reading import around_today
from web.pages import desk_of, render
from web.queueing.live import mark_of, marked, unchanged
from web.queueing.said import about_minutes, waiting
from web.security import Pace, slow_down

LOOKS = Pace(at_once=120, seconds=0.1)
"""Per address: several screens and phones share the office's own."""

MOST_CALLED = 6
MOST_NEXT = 4

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Called:
    """One number that is being called, as the hall sees it."""

    label: str
    counter: int
    line: Named
    times: int

    @property
    def key(self) -> str:
        """Changes when the number is called again, and it sounds again."""
        return f"{self.label}.{self.counter}.{self.times}"

    @property
    def spoken(self) -> Text:
        return _("Number {label}, counter {counter}", label=self.label, counter=self.counter)


async def show_display(request: Request) -> Response:
    """Show every line, or with `?queue=` one of them."""
    slow_down(request, "queue display", LOOKS)
    desk = desk_of(request)
    only = request.query_params.get("queue", "")
    async with desk.database.reading() as session:
        lines = await all_lines(session, desk.around.office, desk.clock())
    wanted = [one for one in lines if one.queue.key == only] or lines
    called, coming = called_now(wanted)[:MOST_CALLED], [_coming(one) for one in wanted]
    mark = mark_of(request, called, coming)
    response = unchanged(request, mark) or render(
        request,
        "queue/display.html",
        called=called,
        rule=rule_on(desk.around.office, around_today(desk).day),
        lines=[
            (one.queue.name, labels, waiting(count), about_minutes(minutes) if count else None)
            for one, (labels, count, minutes) in zip(wanted, coming, strict=True)
        ],
    )
    return marked(response, mark)


def called_now(lines: Sequence[LineView]) -> list[Called]:
    """Return the numbers that are being called, the newest first."""
    every = [(ticket, one.queue.name) for one in lines for ticket in one.called]
    every.sort(key=lambda pair: pair[0].called_at or _LONG_AGO, reverse=True)
    return [_called(ticket, line) for ticket, line in every]


def _called(ticket: QueueTicket, line: Named) -> Called:
    return Called(label(ticket), ticket.counter or 1, line, ticket.times_called)


def _coming(one: LineView) -> tuple[list[str], int, int]:
    labels = [label(ticket) for ticket in one.waiting[:MOST_NEXT]]
    return labels, len(one.waiting), one.minutes_for_next


routes: list[BaseRoute] = [Route("/queue/display", show_display)]
