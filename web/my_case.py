"""A resident's own page, without JavaScript: where their cases stand, and what they may do."""

import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from sqlalchemy.exc import IntegrityError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.desk import Desk
from models.inbound_event import InboundEvent
from models.vocabulary import CaseAction, ChannelName
from services.desk import resident_actions
from services.desk.actor import Actor
from services.desk.claiming import make_claim_code
from services.desk.notices import stars_chosen, stars_named
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, ResidentError
from services.kit.text import Rendered, Text, _
from web.chat_lines import keep_own_line
from web.console.forms import TOKEN_FIELD, form_token
from web.forms.posted import Posted, posted_form
from web.forms.sent_page import kept_to_oneself
from web.forms.uploads import Owner, keep_files
from web.my_case_view import Visitor, own_view, visitor_of
from web.pages import desk_of, reader_language, render
from web.security import Pace, slow_down

LOOKS = Pace(at_once=40, seconds=2)
"""Per address: guessing a secret of 32 bytes stays hopeless."""

DOINGS = Pace(at_once=20, seconds=6)
"""Per chat."""

_DONE: Mapping[str, Text] = {
    CaseAction.WRITE: _("Thank you. The office has your message and will answer you here."),
    CaseAction.RATE: _("Thank you. The office will read what you wrote."),
    CaseAction.DISPUTE: _("We are sorry. Your case is open again, and the office will answer."),
    CaseAction.WITHDRAW: _("Your case is withdrawn. You can send a new one at any time."),
}

Doing = Callable[[Work, str, Actor, Posted], Awaitable[object]]


async def show_own(request: Request) -> Response:
    """Show the cases of whoever holds this address."""
    slow_down(request, "own page", LOOKS)
    visitor = await visitor_of(request)
    done = _DONE.get(request.query_params.get("done", ""))
    return await _page(request, visitor, done=done)


async def take_doing(request: Request) -> Response:
    """Take a rating, a dispute or a withdrawal."""
    doing = _DOINGS.get(request.path_params["doing"])
    if doing is None:
        raise HTTPException(404)
    visitor = await _sender(request)
    desk, reference = desk_of(request), request.path_params["reference"]
    async with posted_form(request, desk.base_url) as typed:
        _check(desk, visitor, typed)
        said = _said(visitor, request, typed)
        try:
            if not await _was_said(desk, said):
                async with desk.work() as work:
                    await _note_said(work, said)
                    await doing(work, reference, visitor.actor(reader_language(request)), typed)
        except IntegrityError:
            pass  # the same page at the same moment: the other one did it
        except ResidentError as refusal:
            return await _page(request, visitor, refusal.explanation)
    return _back(visitor, request.path_params["doing"], reference)


async def take_words(request: Request) -> Response:
    """Take words and a file for the office; the same page sent twice is one message."""
    visitor = await _sender(request)
    desk, reference = desk_of(request), request.path_params["reference"]
    actor = visitor.actor(reader_language(request))
    async with posted_form(request, desk.base_url) as typed:
        _check(desk, visitor, typed)
        said = _said(visitor, request, typed)
        if await _was_said(desk, said):
            await _keep_line(desk, visitor, said, typed)
            return _back(visitor, CaseAction.WRITE, reference)
        owner = Owner(actor.channel, actor.chat, actor.language)
        came = typed.files.get("file", ())[:1]
        files, refusal = await keep_files(request, came, owner, evidence=True)
        words = typed.one("words")
        try:
            if refusal is not None:
                raise InvalidAnswer(refusal)
            await _write(desk, actor, reference, said, words, files[0].id if files else "")
            await _keep_line(desk, visitor, said, typed)
        except ResidentError as mistake:
            return await _page(request, visitor, mistake.explanation, {reference: words})
    return _back(visitor, CaseAction.WRITE, reference)


async def give_code(request: Request) -> Response:
    """Make a code with which a case goes on in a messenger."""
    visitor = await _sender(request)
    desk, actor = desk_of(request), visitor.actor(reader_language(request))
    async with posted_form(request, desk.base_url) as typed:
        _check(desk, visitor, typed)
        try:
            async with desk.work() as work:
                reference = request.path_params["reference"]
                case = await resident_actions.own_case(work, reference, actor)
                code = await make_claim_code(work, case)
        except ResidentError as refusal:
            return await _page(request, visitor, refusal.explanation)
    return await _page(request, visitor, code=code)


async def _write(
    desk: Desk, actor: Actor, reference: str, said: UUID, words: str, file: str
) -> None:
    """Write once; the same page at the same moment finds that the other one did it."""
    try:
        async with desk.work() as work:
            await _note_said(work, said)
            await resident_actions.write(work, reference, actor, words, file)
    except IntegrityError:
        return


async def _keep_line(desk: Desk, visitor: Visitor, said: UUID, typed: Posted) -> None:
    """Show the words in the window too; after a crash in between, sending again puts it there."""
    if typed.one("words"):
        await keep_own_line(desk, visitor.chat, said, {"text": typed.one("words")})


def _said(visitor: Visitor, request: Request, typed: Posted) -> UUID:
    """Name what was sent: the same page sent twice is one thing, and a changed one another."""
    files = [[name, *(one.filename for one in some)] for name, some in typed.files.items()]
    once = typed.one("once") or str(uuid4())
    told = json.dumps([visitor.chat, request.url.path, once, sorted(typed.inputs.items()), files])
    return uuid5(NAMESPACE_URL, sha256(told.encode()).hexdigest())


def _event_of(said: UUID) -> str:
    return f"{ChannelName.WEBCHAT}:{said}"


async def _was_said(desk: Desk, said: UUID) -> bool:
    async with desk.database.reading() as session:
        return await session.get(InboundEvent, _event_of(said)) is not None


async def _note_said(work: Work, said: UUID) -> None:
    """Of two sendings at the same moment the second fails here."""
    work.session.add(InboundEvent(key=_event_of(said), received_at=work.now))
    await work.session.flush()


async def _rate(work: Work, reference: str, actor: Actor, typed: Posted) -> None:
    stars = stars_chosen(typed.one("stars"))
    await resident_actions.rate(work, reference, actor, stars)
    if typed.one("words"):
        await resident_actions.comment(work, reference, actor, typed.one("words"))


async def _dispute(work: Work, reference: str, actor: Actor, typed: Posted) -> None:
    await resident_actions.dispute(work, reference, actor, typed.one("words"))


async def _withdraw(work: Work, reference: str, actor: Actor, _typed: Posted) -> None:
    await resident_actions.withdraw(work, reference, actor)


_DOINGS: Mapping[str, Doing] = {"rate": _rate, "dispute": _dispute, "withdraw": _withdraw}


async def _sender(request: Request) -> Visitor:
    visitor = await visitor_of(request)
    slow_down(request, "own doing", DOINGS, who=visitor.chat)
    return visitor


def _token(desk: Desk, visitor: Visitor) -> str:
    return form_token(desk.secret_key, "own page", visitor.chat)


def _check(desk: Desk, visitor: Visitor, typed: Posted) -> None:
    sent = typed.one(TOKEN_FIELD).encode()
    if not hmac.compare_digest(sent, _token(desk, visitor).encode()):
        raise HTTPException(403)


def _back(visitor: Visitor, doing: str, reference: str) -> Response:
    there = f"/my/{visitor.secret}?done={doing}#{reference}"
    return kept_to_oneself(RedirectResponse(there, 303))


async def _page(
    request: Request,
    visitor: Visitor,
    refusal: Rendered | None = None,
    typed: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    desk = desk_of(request)
    values: dict[str, object] = {"done": None, "code": "", **more}
    response = render(
        request,
        "my/page.html",
        409 if refusal else 200,
        **await own_view(request, visitor, typed or {}),
        secret=visitor.secret,
        refusal=refusal,
        once=str(uuid4()),
        stars=stars_named(),
        form_token=_token(desk, visitor),
        **values,
    )
    return kept_to_oneself(response)


routes: list[BaseRoute] = [
    Route("/my/{secret}", show_own),
    Route("/my/{secret}/{reference}/write", take_words, methods=["POST"]),
    Route("/my/{secret}/{reference}/code", give_code, methods=["POST"]),
    Route("/my/{secret}/{reference}/{doing}", take_doing, methods=["POST"]),
]
