"""What staff press on the page of a round: to plan it, and to say how it goes."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from services.desk.permissions import PLAN_ROUNDS
from services.desk.rounds import changing, going, planning
from services.desk.rounds.loading import locked_trip, stop_in
from services.desk.work import Work
from services.kit.errors import NotFound
from services.kit.text import _
from web.console.access import Visit, opened, pressed, uploaded
from web.console.forms import MOST_TICKS, written
from web.console.photo_notes import LARGEST, keep_photo
from web.console.round_page import ROUND
from web.console.rounds import ROUNDS, chosen_day, ticks
from web.console.uploads import read_upload

RoundStep = Callable[[Visit, Work, UUID], Awaitable[object]]
StopStep = Callable[[Visit, Work, UUID, UUID], Awaitable[object]]


async def take_round_step(visit: Visit) -> Response:
    """Do something with a whole round."""
    step = _ROUND_STEPS.get(visit.request.path_params["step"])
    if step is None:
        raise NotFound(_("There is no such page."))
    async with visit.desk.work() as work:
        await step(visit, work, _round(visit))
    return _back(visit, visit.request.path_params["step"])


async def take_stop_step(visit: Visit) -> Response:
    """Do something with one stop."""
    step = _STOP_STEPS.get(visit.request.path_params["step"])
    if step is None:
        raise NotFound(_("There is no such page."))
    async with visit.desk.work() as work:
        await step(visit, work, _round(visit), visit.request.path_params["stop"])
    return _back(visit, visit.request.path_params["step"])


async def take_done(visit: Visit) -> Response:
    """Finish the case of a stop, perhaps with words, and a photo that only staff see."""
    posted = await read_upload(visit, LARGEST)
    stop_id = visit.request.path_params["stop"]
    if posted.content:
        async with visit.desk.work() as work:
            trip = await locked_trip(work, visit.staff, _round(visit))
            reference = stop_in(trip, stop_id).case.reference
        await keep_photo(visit, reference, PLAN_ROUNDS, posted.content)
    words = written(posted.fields, "words")
    async with visit.desk.work() as work:
        await going.done(work, visit.staff, _round(visit), stop_id, words)
    return _back(visit, "done")


async def back_to_round(visit: Visit) -> Response:
    """Lead a reload after a refusal back to the round."""
    return RedirectResponse(f"{ROUNDS}/{_round(visit)}", 303)


async def _add(visit: Visit, work: Work, round_id: UUID) -> None:
    await planning.add(work, visit.staff, round_id, ticks(visit))


async def _order(visit: Visit, work: Work, round_id: UUID) -> None:
    await changing.suggest_again(work, visit.staff, round_id)


async def _change(visit: Visit, work: Work, round_id: UUID) -> None:
    day = chosen_day(written(visit.form, "day"))
    await changing.change(work, visit.staff, round_id, day, written(visit.form, "crew"))


async def _cancel(visit: Visit, work: Work, round_id: UUID) -> None:
    await changing.cancel(work, visit.staff, round_id, written(visit.form, "words"))


async def _start(visit: Visit, work: Work, round_id: UUID) -> None:
    await going.start(work, visit.staff, round_id)


async def _finish(visit: Visit, work: Work, round_id: UUID) -> None:
    reason, words = written(visit.form, "reason"), written(visit.form, "words")
    await going.finish(work, visit.staff, round_id, reason, words)


async def _up(visit: Visit, work: Work, round_id: UUID, stop_id: UUID) -> None:
    await changing.shift(work, visit.staff, round_id, stop_id, -1)


async def _down(visit: Visit, work: Work, round_id: UUID, stop_id: UUID) -> None:
    await changing.shift(work, visit.staff, round_id, stop_id, 1)


async def _remove(visit: Visit, work: Work, round_id: UUID, stop_id: UUID) -> None:
    await changing.remove(work, visit.staff, round_id, stop_id)


async def _miss(visit: Visit, work: Work, round_id: UUID, stop_id: UUID) -> None:
    reason, words = written(visit.form, "reason"), written(visit.form, "words")
    await going.miss(work, visit.staff, round_id, stop_id, reason, words)


def _round(visit: Visit) -> UUID:
    found: UUID = visit.request.path_params["round"]
    return found


def _back(visit: Visit, done: str) -> Response:
    return RedirectResponse(f"{ROUNDS}/{_round(visit)}?done={done}", 303)


_ROUND_STEPS: Mapping[str, RoundStep] = {
    "add": _add,
    "order": _order,
    "change": _change,
    "cancel": _cancel,
    "start": _start,
    "finish": _finish,
}
_STOP_STEPS: Mapping[str, StopStep] = {
    "up": _up,
    "down": _down,
    "remove": _remove,
    "miss": _miss,
}
_STOP = f"{ROUND}/stops/{{stop:uuid}}"

routes: list[BaseRoute] = [
    uploaded(f"{_STOP}/done", take_done, right=PLAN_ROUNDS),
    pressed(f"{_STOP}/{{step}}", take_stop_step, right=PLAN_ROUNDS),
    pressed(f"{ROUND}/{{step}}", take_round_step, MOST_TICKS, right=PLAN_ROUNDS),
    opened(f"{_STOP}/{{step}}", back_to_round, right=PLAN_ROUNDS),
    opened(f"{ROUND}/{{step}}", back_to_round, right=PLAN_ROUNDS),
]
