"""The queue in the console: who is at this counter, who is next, and what to press."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response
from starlette.routing import BaseRoute

from models.queue_ticket import QueueTicket
from services.desk.permissions import READ, SERVE_QUEUE
from services.desk.queueing.calling import MOST_REASON
from services.desk.queueing.standing import LineView, all_lines, label
from services.kit.lining_up import PriorityRule, rule_on
from services.kit.office import Queue
from services.kit.text import BANGKOK, Rendered, Text, _, plain
from web.console.access import Visit, opened
from web.console.forms import written
from web.queueing.live import mark_of, marked, unchanged
from web.queueing.said import WAY_NAMES, about_minutes, line_words

QUEUE: Final = "/console/queue"
COOKIE: Final = "sala_counter"
A_YEAR: Final = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody of staff sits: a line, and one of its counters."""

    queue: Queue
    counter: int

    @property
    def address(self) -> str:
        return f"{QUEUE}?line={self.queue.key}&counter={self.counter}"


async def show_queue(visit: Visit) -> Response:
    """Show the line of this counter. Its address can be kept; the browser remembers it, too."""
    seat = seat_of(visit)
    if seat is None:
        return visit.render("queue/none.html")
    async with visit.desk.database.reading() as session:
        lines = await all_lines(session, visit.desk.around.office, visit.desk.clock())
    said = visit.request.query_params.get("done", "")
    shown = [(one.called, one.waiting, one.waits, one.minutes_for_next) for one in lines]
    mark = mark_of(visit.request, shown, seat, said)
    response = unchanged(visit.request, mark) or visit.render(
        "queue/counter.html", **_counter(visit, seat, lines), done=DONE.get(said)
    )
    response.set_cookie(
        COOKIE,
        f"{seat.queue.key}.{seat.counter}",
        max_age=A_YEAR,
        path=QUEUE,
        samesite="lax",
        httponly=True,
        secure=visit.desk.base_url.startswith("https://"),
    )
    return marked(response, mark)


def seat_of(visit: Visit) -> Seat | None:
    """Return where somebody sits: as the form or the address says, or the browser remembers.

    None for somebody who sees no line at all.
    """
    queues = {one.key: one for one in seen_lines(visit)}
    if not queues:
        return None
    query = visit.request.query_params
    kept, _dot, kept_counter = visit.request.cookies.get(COOKIE, "").partition(".")
    asked = (
        (written(visit.form, "line"), written(visit.form, "counter")),
        (query.get("line", ""), query.get("counter", "")),
        (kept, kept_counter),
    )
    for line, counter in asked:
        if line in queues:
            return Seat(queues[line], _counter_number(counter, queues[line]))
    return Seat(next(iter(queues.values())), 1)


def seen_lines(visit: Visit) -> list[Queue]:
    """Return the lines this person may see: those they serve first."""
    every = visit.desk.around.office.queues.values()
    seen = [one for one in every if visit.may(READ, one.department)]
    return sorted(seen, key=lambda one: not visit.may(SERVE_QUEUE, one.department))


def _counter_number(asked: str, queue: Queue) -> int:
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 1
    return number if 1 <= number <= queue.counters else 1


def _counter(visit: Visit, seat: Seat, lines: Sequence[LineView]) -> Mapping[str, Any]:
    """Return what the page shows of a line, as somebody at one of its counters needs it."""
    office = visit.desk.around.office
    rule = rule_on(office, visit.today)
    seen = {one.key for one in seen_lines(visit)}
    here = next(one for one in lines if one.queue.key == seat.queue.key)
    return {
        "seat": seat,
        "here": here,
        "now": here.at_counter(seat.counter),
        "elsewhere": [one for one in here.called if one.counter != seat.counter],
        "lines": [one for one in lines if one.queue.key in seen],
        "others": [one for one in office.queues.values() if one.key != seat.queue.key],
        "rule": rule,
        "serves": visit.may(SERVE_QUEUE, seat.queue.department),
        "label": label,
        "line_words": line_words,
        "about_minutes": about_minutes,
        "since": _since,
        "way": lambda ticket: WAY_NAMES.get(ticket.way) or plain(ticket.way),
        "priority": lambda ticket: priority_name(rule, ticket),
        "longest_reason": MOST_REASON,
    }


def priority_name(rule: PriorityRule, ticket: QueueTicket) -> Rendered | None:
    """Name why somebody is called earlier; nothing for everybody else."""
    reason = rule.reasons.get(ticket.priority or "")
    return reason.name if reason else None


def _since(ticket: QueueTicket) -> str:
    """The time of day is enough: a ticket lives for one day."""
    return f"{ticket.taken_at.astimezone(BANGKOK):%H.%M}"


DONE: Mapping[str, Text] = {
    "nobody": _("Nobody is waiting in this line."),
    "done": _("Noted as done. They are asked how it was."),
    "again": _("The number is called once more."),
    "no-show": _("Noted: nobody came. They are told."),
    "pass-on": _("Passed on. The number and the time waited stay."),
}

routes: list[BaseRoute] = [opened(QUEUE, show_queue, right=READ)]
