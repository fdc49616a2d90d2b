"""Trying a composed service out: the chat, and beside it the form, before any resident sees it.

Nothing is kept: the page carries what was said so far, and every step says it all again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import BaseRoute

from bot.rehearsing import Rehearsal
from services.desk.permissions import COMPOSE_SERVICES
from services.kit.composing.building import build
from services.kit.errors import NotPossible
from services.kit.message import Reply, Written
from services.kit.text import Language, Rendered, _
from web.console.access import Visit, opened, pressed
from web.console.composing import ADDRESS, InWork, in_work
from web.console.forms import written
from web.forms.reading import around_today
from web.forms.showing import first_form
from web.pages import languages_of, reader_language

MOST_STEPS = 80
LONGEST = 500
PHOTO = "photo"
PRESS = "press"
TYPE = "type"

Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chat: what was said by the desk, or by whoever tries."""

    by_desk: bool
    said: Written | str


async def begin(visit: Visit) -> Response:
    """Show the beginning of the chat, and the form."""
    return _page(visit, await in_work(visit), [])


async def go_on(visit: Visit) -> Response:
    """Say one thing more; or begin again."""
    found = await in_work(visit)
    steps = _steps(written(visit.form, "steps"))
    if "again" in visit.form:
        return _page(visit, found, [])
    return _page(visit, found, [*steps, *_step(visit)][-MOST_STEPS:])


def _step(visit: Visit) -> list[Step]:
    for kind in (PRESS, PHOTO, TYPE):
        if given := written(visit.form, kind)[:LONGEST]:
            return [(kind, given)]
    return []


def _steps(told: str) -> list[Step]:
    """Read the steps the page carries; what is damaged begins again."""
    try:
        steps = json.loads(told or "[]")
        return [(str(kind), str(words)[:LONGEST]) for kind, words in steps][:MOST_STEPS]
    except (ValueError, TypeError, RecursionError):
        return []


def _page(visit: Visit, found: InWork, steps: Sequence[Step]) -> Response:
    if any(problem.question for problem in found.problems) or not found.definition.asked:
        raise NotPossible(_("Please put the questions right first; then it can be tried."))
    lines, filed = _held(visit, found, steps)
    around = around_today(visit.desk)
    service = build(found.definition)
    return visit.render(
        "composing/try.html",
        found=found,
        lines=lines,
        filed=filed,
        steps=json.dumps(steps, ensure_ascii=False),
        form=first_form(service.fields, around, {}),
    )


def _held(visit: Visit, found: InWork, steps: Sequence[Step]) -> tuple[list[Line], bool]:
    """Hold the conversation from its beginning."""
    code = reader_language(visit.request)
    language = languages_of(visit.request)[code]
    held = Rehearsal(build(found.definition), visit.desk.around, visit.desk.clock(), code)
    lines = _said(held.turn.replies, language)
    labels: dict[str, Rendered] = {}
    for kind, words in steps:
        labels |= {one.value: one.label for reply in held.turn.replies for one in reply.buttons}
        shown = labels[words].render(language) if words in labels else words
        lines.append(Line(by_desk=False, said=shown))
        lines += _said(_answer(held, kind, words), language)
    return lines, held.filed is not None


def _answer(held: Rehearsal, kind: str, words: str) -> Sequence[Reply]:
    asked = held.asked
    if asked is not None and asked.private and kind != PRESS:
        return held.fills_in_private(asked)
    if kind == PRESS:
        return held.presses(words)
    return held.sends_photo() if kind == PHOTO else held.types(words)


def _said(replies: Sequence[Reply], language: Language) -> list[Line]:
    return [Line(by_desk=True, said=reply.written(language)) for reply in replies]


_ONE = ADDRESS + "/{service}/try"

routes: list[BaseRoute] = [
    opened(_ONE, begin, right=COMPOSE_SERVICES),
    pressed(_ONE, go_on, right=COMPOSE_SERVICES),
]
