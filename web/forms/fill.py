"""The page that goes on a draft of a chat: private questions, or the whole form at once."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.batch import FILL
from bot.desk import Desk
from bot.intake import DatabaseUnavailable
from bot.messages import Heard, Kind
from bot.turns import Draft, Remembered
from models.conversation import Conversation
from models.inbound_event import InboundEvent
from services.kit.errors import NotAllowed, NotEligible
from services.kit.fields import Answers, Field
from services.kit.journey import questions, sound_answers
from services.kit.service import Service
from services.kit.text import Rendered, Text, _
from web.forms.posted import REMOVE, STEP, Posted, posted_form
from web.forms.reading import Submitted, around_today, read_answers
from web.forms.sent_page import kept_to_oneself
from web.forms.showing import ShownForm, first_form, show_form
from web.forms.uploads import KeptFile, Owner, files_of
from web.identity import identity_of, require_same_person
from web.pages import desk_of, reader_language, render
from web.security import Pace, slow_down

LOOKS = Pace(at_once=60, seconds=1)

SEEN: Final = "_seen"
ONCE: Final = "_once"


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft of a chat, opened on the web by somebody who holds its link."""

    owner: Owner
    service: Service
    draft: Draft
    whole: bool
    """Every question, not only the private ones."""
    answers: Answers
    """Those of the draft that still fit."""

    @property
    def only(self) -> frozenset[str] | None:
        """The names of the questions on this page; None for all of them."""
        return None if self.whole else frozenset(one.name for one in self.asked(self.answers))

    def asked(self, answers: Answers) -> list[Field]:
        """Return the questions of this page, as these answers lead to them."""
        path = questions(self.service, answers)
        return path if self.whole else [one for one in path if one.private]

    @property
    def seen(self) -> str:
        """Name what this page rests on: when it has changed in the chat, we say so."""
        rests_on: object = self.answers if self.whole else sorted(self.only or ())
        return sha256(json.dumps(rests_on, sort_keys=True, default=str).encode()).hexdigest()[:16]


class Closed(Exception):
    """The link leads nowhere any more: what happened, and what to do next."""

    def __init__(self, title: Text, advice: Text, status: int = 410) -> None:
        super().__init__(title.message)
        self.title = title
        self.advice = advice
        self.status = status


async def show_fill(request: Request) -> Response:
    """Show the questions that are left for this page, with what was answered before."""
    slow_down(request, "fill", LOOKS)
    if "done" in request.query_params:
        return kept_to_oneself(render(request, "forms/filled.html"))
    try:
        opened = await _open(request)
    except Closed as closed:
        return _explain(request, closed)
    asked, around = opened.asked(opened.answers), around_today(desk_of(request))
    form = first_form(asked, around, opened.answers, await _kept(request, opened))
    return _page(request, opened, form)


async def take_fill(request: Request) -> Response:
    """Take the answers, and go on in the chat."""
    slow_down(request, "fill", LOOKS)
    desk = desk_of(request)
    try:
        opened = await _open(request)
    except Closed as closed:
        return _explain(request, closed)
    async with posted_form(request, desk.base_url) as typed:
        if await _is_heard(desk, opened, typed):
            return _done(request)
        submitted = await read_answers(
            request, typed, opened.service, opened.owner, opened.answers, opened.only
        )
    if typed.one(REMOVE) or typed.one(STEP) == "look":
        return _again(request, opened, submitted, quietly=True)
    changed = typed.one(SEEN) != opened.seen
    if changed or not submitted.complete:
        return _again(request, opened, submitted, changed=changed)
    try:
        _apply_rule(desk, opened, submitted)
    except NotEligible as refusal:
        return _again(request, opened, submitted, refusal=refusal.explanation)
    await _tell_chat(request, opened, submitted, typed)
    return _done(request)


def _done(request: Request) -> Response:
    return kept_to_oneself(RedirectResponse(f"{request.url.path}?done=1", 303))


def _apply_rule(desk: Desk, opened: Opened, submitted: Submitted) -> None:
    """Say no here, where the answer can be changed: the chat would keep nothing of the page.

    A page with private answers alone holds none that a rule looks at.
    """
    around = around_today(desk)
    if opened.whole:
        opened.service.rule(submitted.answers, around.day, around.office)


async def _open(request: Request) -> Opened:
    """Return the draft behind a link. Raises `Closed` in words for everybody."""
    desk = desk_of(request)
    values = desk.links.read(FILL, request.path_params["token"], desk.clock())
    if values is None or len(values) != 3:
        raise Closed(_TOO_LATE, _PRESS_AGAIN)
    channel, chat, draft_id = values
    try:
        require_same_person(await identity_of(request), channel, chat)
    except NotAllowed as refusal:
        raise Closed(_NOT_YOURS, Text(str(refusal)), 403) from refusal
    async with desk.database.reading() as session:
        talk = await session.get(Conversation, (channel, chat, chat))
    draft = Remembered.from_data(talk.remembered).draft if talk else None
    service = desk.offered.get(draft.service_key) if draft else None
    if draft is None or service is None or draft.id != draft_id:
        raise Closed(_NOT_OPEN, _LOOK_IN_CHAT)
    answers = sound_answers(service, draft.answers, around_today(desk))
    path = questions(service, answers)
    whole = "all" in request.query_params or not any(one.private for one in path)
    owner = Owner(channel, chat, reader_language(request))
    return Opened(owner, service, draft, whole, answers)


async def _tell_chat(request: Request, opened: Opened, submitted: Submitted, typed: Posted) -> None:
    """Let the conversation go on."""
    names = {one.name for one in opened.asked(submitted.answers)}
    answers = {name: kept for name, kept in submitted.answers.items() if name in names}
    heard = Heard(
        channel=opened.owner.channel,
        event_id=_event_id(opened, typed),
        chat=opened.owner.chat,
        person=opened.owner.chat,
        kind=Kind.FILLED,
        text=json.dumps({"draft": opened.draft.id, "answers": answers}, ensure_ascii=False),
        at=desk_of(request).clock(),
    )
    try:
        await request.app.state.intake.take([heard])
    except DatabaseUnavailable:
        raise HTTPException(503) from None


def _event_id(opened: Opened, typed: Posted) -> str:
    """Name what was sent: the same page sent twice is one event, and a changed one another."""
    files = [[name, *(one.filename for one in some)] for name, some in typed.files.items()]
    told = json.dumps([typed.one(ONCE), sorted(typed.inputs.items()), files])
    return f"fill-{opened.draft.id}-{sha256(told.encode()).hexdigest()[:32]}"


async def _is_heard(desk: Desk, opened: Opened, typed: Posted) -> bool:
    """Say whether this very page came before: a second tap is not told that something changed."""
    key = f"{opened.owner.channel}:{_event_id(opened, typed)}"
    async with desk.database.reading() as session:
        return await session.get(InboundEvent, key) is not None


async def _kept(request: Request, opened: Opened) -> Mapping[str, tuple[KeptFile, ...]]:
    files: dict[str, tuple[KeptFile, ...]] = {}
    for asked in opened.asked(opened.answers):
        stored = opened.answers.get(asked.name)
        if asked.face == "files" and isinstance(stored, list):
            files[asked.name] = tuple(await files_of(request, stored, opened.owner))
    return files


def _again(
    request: Request,
    opened: Opened,
    submitted: Submitted,
    *,
    changed: bool = False,
    quietly: bool = False,
    refusal: Rendered | None = None,
) -> Response:
    asked = opened.asked(submitted.answers)
    quiet = quietly or changed
    form = show_form(asked, around_today(desk_of(request)), submitted, quietly=quiet)
    fresh = bool(submitted.fresh) and not quiet
    return _page(request, opened, form, changed=changed, fresh=fresh, refusal=refusal)


def _page(request: Request, opened: Opened, form: ShownForm, **more: Any) -> Response:
    values: dict[str, Any] = {"changed": False, "fresh": False, "refusal": None, **more}
    response = render(
        request,
        "forms/fill.html",
        422 if form.mistaken else 200,
        service=opened.service,
        form=form,
        whole=opened.whole,
        seen=opened.seen,
        once=secrets.token_urlsafe(16),
        **values,
    )
    return kept_to_oneself(response)


def _explain(request: Request, closed: Closed) -> Response:
    response = render(
        request, "refusal.html", closed.status, title=closed.title, advice=closed.advice
    )
    return kept_to_oneself(response)


_TOO_LATE = _("This link does not open anything any more")
_PRESS_AGAIN = _(
    "It works for one day and only in one piece. Please go back to your chat and press the "
    "button for the page again. What you answered there is still with us."
)
_NOT_YOURS = _("This page belongs to somebody else's chat")
_NOT_OPEN = _("This form is not open in your chat any more")
_LOOK_IN_CHAT = _(
    "It was sent, cancelled or begun anew since. Please look in your chat: from there you can "
    "go on, or begin again."
)

routes: list[BaseRoute] = [
    Route("/fill/{token}", show_fill),
    Route("/fill/{token}", take_fill, methods=["POST"]),
]
