"""The questions of a composed service: added, changed, moved and taken away."""

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from services.desk.permissions import COMPOSE_SERVICES
from services.kit.composing.definition import Definition, Question
from services.kit.composing.kinds import KINDS
from services.kit.errors import NotFound, NotPossible, ResidentError
from services.kit.text import _
from web.console.access import Visit, opened, pressed, status_of
from web.console.composing import ADDRESS, InWork, in_work, keep
from web.console.composing_forms import EMPTY_ROWS, MOST_OPTIONS, with_question_of
from web.console.forms import written

MOST_FIELDS = 200
"""Ten answers in two languages, and the answers of all earlier questions to tick."""

NEW = "new"
_ONE = ADDRESS + "/{service}/questions/{name}"


async def show_question(visit: Visit) -> Response:
    """Show one question, or an empty form for a new one of a kind."""
    found = await in_work(visit)
    return _page(visit, found, _question(visit, found))


async def save_question(visit: Visit) -> Response:
    """Keep one question and lead back to the service, or stay to add more answers."""
    found = await in_work(visit)
    asked = _question(visit, found)
    try:
        definition, name = with_question_of(visit.form, found.definition, asked.name)
        await keep(visit, found, definition)
    except ResidentError as refusal:
        return _page(visit, found, _typed(visit, found, asked), refusal)
    if "more" in visit.form:
        return RedirectResponse(f"{found.address}/questions/{name}#options", 303)
    return RedirectResponse(f"{found.address}?done=saved#question-{name}", 303)


async def move_up(visit: Visit) -> Response:
    """Ask a question one place earlier."""
    found = await in_work(visit)
    name = _question(visit, found).name
    await keep(visit, found, found.definition.moved_up(name))
    return RedirectResponse(f"{found.address}?done=saved#question-{name}", 303)


async def remove(visit: Visit) -> Response:
    """Ask a question no more; cases in which it was answered still show it."""
    found = await in_work(visit)
    name = _question(visit, found).name
    await keep(visit, found, found.definition.without_question(name))
    return RedirectResponse(f"{found.address}?done=saved#questions", 303)


def _question(visit: Visit, found: InWork) -> Question:
    name = visit.request.path_params["name"]
    if name == NEW:
        kind = visit.request.query_params.get("kind", "")
        return Question(name=NEW, kind=kind if kind in KINDS else "line")
    asked = found.definition.question(name)
    if asked is None:
        raise NotFound(_("This question is not asked any more."))
    return asked


def _typed(visit: Visit, found: InWork, asked: Question) -> Question:
    """Return the question as it was typed, so that a refusal loses nothing."""
    try:
        definition, name = with_question_of(visit.form, found.definition, asked.name)
    except ResidentError:
        return asked
    return (definition.question(name) or asked).model_copy(update={"name": asked.name})


def _page(
    visit: Visit, found: InWork, asked: Question, refusal: ResidentError | None = None
) -> Response:
    kind = written(visit.form, "kind") or asked.kind
    return visit.render(
        "composing/question.html",
        status_of(refusal) if refusal else 200,
        found=found,
        asked=asked,
        kinds=KINDS,
        kind=KINDS.get(kind, KINDS["line"]),
        rows=min(len(asked.options) + EMPTY_ROWS, MOST_OPTIONS),
        earlier=_earlier(found.definition, asked),
        wrong=[one.text for one in found.problems if one.question == asked.name],
        refusal=refusal.explanation if refusal else None,
        stale=isinstance(refusal, NotPossible),
    )


def _earlier(definition: Definition, asked: Question) -> list[Question]:
    """Return the questions before this one that have answers to choose from."""
    names = [one.name for one in definition.asked]
    at = names.index(asked.name) if asked.name in names else len(names)
    return [one for one in definition.asked[:at] if one.options]


routes: list[BaseRoute] = [
    opened(_ONE, show_question, right=COMPOSE_SERVICES),
    pressed(_ONE, save_question, MOST_FIELDS, right=COMPOSE_SERVICES),
    pressed(_ONE + "/up", move_up, right=COMPOSE_SERVICES),
    pressed(_ONE + "/remove", remove, right=COMPOSE_SERVICES),
]
