"""What a program may do for a member of staff: what the console lets that person do."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Header, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from models.api_answer import ApiAnswer
from models.case import Case
from models.case_event import CaseEvent
from models.vocabulary import CaseAction
from services.desk import api_tokens, audit, office_actions, tracking
from services.desk.office_actions import Order
from services.desk.permissions import READ
from services.desk.steps import MOST_WORDS
from services.kit.text import Language
from web.api.callers import Call, answered
from web.api.public import refusals
from web.console.answers import answered as answers_of
from web.console.case_filters import PAGE, read_asked
from web.console.cases import list_page
from web.pages import accepted_language

router = APIRouter(prefix="/api/v1")

Reference = Annotated[str, Path(pattern=r"^[0-9A-Za-z-]{9,14}$")]
Action = Literal["accept", "ask", "reply", "note", "finish", "reject", "explain_delay"]
Key = Annotated[str, Header(alias="Idempotency-Key", pattern=r"^[!-~]{8,80}$")]
Before = Annotated[UUID | None, Query()]


class ShortCase(BaseModel):
    """One line of a list."""

    reference: str
    service: str
    department: str
    status: str
    village: int | None
    filed_at: datetime
    due_on: date | None
    closed_at: datetime | None
    unread: bool
    """The resident wrote and nobody has read it."""
    version: int
    """Send it with an action: what changed meanwhile is not overwritten."""


class ShortCases(BaseModel):
    """A page of a list."""

    cases: list[ShortCase]
    next: str | None
    """`before` of the next page; nothing on the last."""


class AnsweredQuestion(BaseModel):
    """A question and its answer, as staff read them; a private answer as its mask."""

    question: str
    answer: str


class Entry(BaseModel):
    """One entry of the history."""

    at: datetime
    actor: str
    action: str
    status: str
    words: str | None


class WholeCase(ShortCase):
    """A case with its answers and its history."""

    answers: list[AnsweredQuestion]
    history: list[Entry]


class Wish(BaseModel):
    """What is to be done with a case."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=0, le=1_000_000_000)]
    """Of the case that was read."""
    words: Annotated[str, Field(max_length=MOST_WORDS, pattern=r"^[^\x00]*$")] = ""
    due_on: date | None = None
    """The new promise, for an explained delay."""


class Done(BaseModel):
    """Where the case stands now."""

    reference: str
    status: str
    version: int


@router.get("/cases", response_model=ShortCases, responses=refusals(401, 403, 404, 422, 429))
async def list_cases(
    request: Request,
    before: Before = None,
    group: str = "",
    service: str = "",
    status: str = "",
    department: str = "",
    text: str = "",
) -> Response:
    """List cases as the console does: at most 25 at a time, the most urgent first while open.

    `group` is open, overdue, closed or all; `text` is looked for as on the console.
    """
    given = {"group": group, "service": service, "status": status, "department": department}

    async def answer(call: Call) -> Response:
        call.visit.require_anywhere(READ)
        asked = read_asked(call.visit, given | {"text": text})
        async with call.visit.desk.database.reading() as session:
            found = await list_page(session, call.visit, asked, before)
        last = str(found.cases[-1].id) if found.older and len(found.cases) == PAGE else None
        return _json(ShortCases(cases=[_short(case) for case in found.cases], next=last))

    return await answered(request, answer)


@router.get(
    "/cases/{reference}", response_model=WholeCase, responses=refusals(401, 403, 404, 422, 429)
)
async def show_case(request: Request, reference: Reference) -> Response:
    """Read a case; the log keeps that it was read."""

    async def answer(call: Call) -> Response:
        desk, language = call.visit.desk, accepted_language(request)
        async with desk.work() as work:
            found = await tracking.find_case(work.session, reference)
            case = call.visit.require_sight(found)
            history = await tracking.history(work.session, case.id, for_resident=False)
            who = str(call.staff.id)
            await audit.record(work, who, READ, case.reference, audit.DONE, "api")
        return _json(_whole(call, case, history, language))

    return await answered(request, answer)


@router.post(
    "/cases/{reference}/{action}",
    response_model=Done,
    responses=refusals(400, 401, 403, 404, 409, 413, 422, 429),
)
async def act(
    request: Request,
    reference: Reference,
    action: Action,
    wish: Annotated[Wish, Body()],
    key: Key,
) -> Response:
    """Do something with a case, once: the same key with the same wish is answered again."""

    async def answer(call: Call) -> Response:
        return _json(await _act_once(call, reference, action, wish, key))

    return await answered(request, answer)


async def _act_once(call: Call, reference: str, action: Action, wish: Wish, key: str) -> Done:
    desk = call.visit.desk
    async with desk.database.reading() as session:
        case = call.visit.require_sight(await tracking.find_case(session, reference))
    wanted = CaseAction(action)
    call.visit.require(wanted, case.department)
    told = ApiAnswer(
        digest=call.digest, key=key, asked=_asked(case, wanted, wish), reference=case.reference
    )
    order = Order(
        case.reference, wanted, call.staff, wish.words, wish.version,
        due_on=wish.due_on, channel="api",
    )  # fmt: skip
    async with desk.work() as work:
        earlier = await api_tokens.claim(work, told)
        if earlier is None:
            now = (await office_actions.carry_out(work, order)).case
            told.status, told.version = now.status, now.version
            await api_tokens.keep(work, told)
        answer = earlier or told
        return Done(reference=answer.reference, status=answer.status, version=answer.version)


def _asked(case: Case, action: CaseAction, wish: Wish) -> str:
    whole = f"{case.reference} {action} {wish.model_dump_json()}"
    return sha256(whole.encode()).hexdigest()


def _short(case: Case) -> ShortCase:
    return ShortCase(
        reference=case.reference,
        service=case.service_key,
        department=case.department,
        status=case.status,
        village=case.village,
        filed_at=case.filed_at,
        due_on=case.due_on,
        closed_at=case.closed_at,
        unread=case.unread_since is not None,
        version=case.version,
    )


def _whole(call: Call, case: Case, history: Sequence[CaseEvent], language: Language) -> WholeCase:
    desk = call.visit.desk
    lines = answers_of(case, desk.services.get(case.service_key), {}, desk.around)
    told = [
        AnsweredQuestion(
            question=line.question.render(language),
            answer=line.shown.render(language) if line.shown else "",
        )
        for line in lines
    ]
    entries = [
        Entry(at=one.at, actor=one.actor, action=one.action, status=one.status, words=one.words)
        for one in history
    ]
    return WholeCase(**_short(case).model_dump(), answers=told, history=entries)


def _json(told: BaseModel) -> Response:
    return JSONResponse(told.model_dump(mode="json"))
