"""Reading a form: what was posted becomes answers and mistakes, whoever it is filed for."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from starlette.requests import Request

from bot.desk import Desk
from services.kit.errors import InvalidAnswer
from services.kit.fields import Answers, Field, Given, Stored, Surroundings, Unfinished
from services.kit.private import SEALED, SHOWN, fits, is_sealed
from services.kit.questions import Document, Photo
from services.kit.sealing import Keyring, Place, Unreadable, in_chat
from services.kit.service import Service
from services.kit.text import BANGKOK, Rendered, Text, _
from web.forms import posted as inputs
from web.forms.posted import Posted
from web.forms.uploads import KeptFile, Owner, files_of, keep_files
from web.pages import desk_of

KEPT = "_kept"
"""Part of a question for files: the id of one that is with us already."""

KEEP_SEALED = "_sealed"
"""Part of a private question: the answer given before, which the page itself cannot read."""

WITHOUT_PIN = "_without"
"""Part of a place: the pin that was set before is taken away again."""

Files = Mapping[str, tuple[KeptFile, ...]]


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form as it came in: what was understood, and what was not."""

    answers: Answers
    """Private ones sealed."""
    mistakes: Mapping[str, Rendered] = field(default_factory=dict)
    typed: Posted = field(default_factory=Posted)
    files: Files = field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    """Ids of all files of the form."""
    refused: frozenset[str] = frozenset()
    """Questions with a file that was not taken: said at once, wherever else somebody is."""
    fresh: tuple[str, ...] = ()
    """Questions the answers lead to that were not on the page."""

    @property
    def complete(self) -> bool:
        return not self.mistakes and not self.fresh


@dataclass(frozen=True, slots=True)
class Page:
    """What a question of a form is read with."""

    typed: Posted
    around: Surroundings
    keyring: Keyring
    place: Place
    """Where its private answers belong: to the chat of this form."""
    files: Files = field(default_factory=dict)
    known: Answers = field(default_factory=dict)
    """What was answered before, for a page that goes on a draft."""


async def read_answers(
    request: Request,
    typed: Posted,
    service: Service,
    owner: Owner,
    known: Answers | None = None,
    only: Container[str] | None = None,
) -> Submitted:
    """Keep the files that came along, then read every question these answers lead to.

    `known` are answers given before, `only` names the questions of this page; of the others the
    known answers are taken as they are.
    """
    desk = desk_of(request)
    files, refused = await _files(request, typed, service, owner)
    place = in_chat(owner.channel, owner.chat)
    page = Page(typed, around_today(desk), desk.keyring, place, files, known or {})
    submitted = understood(page, service, only)
    kept = tuple(one.id for several in files.values() for one in several)
    mistakes = {**submitted.mistakes, **refused}
    return replace(submitted, mistakes=mistakes, attachments=kept, refused=frozenset(refused))


def around_today(desk: Desk) -> Surroundings:
    """Return what a question looks at, on this day in Thailand."""
    return desk.around.on(desk.clock().astimezone(BANGKOK).date())


def understood(page: Page, service: Service, only: Container[str] | None = None) -> Submitted:
    """Read the questions in order: whether one is asked depends on the answers before it."""
    answers: dict[str, Stored] = {}
    mistakes: dict[str, Rendered] = {}
    fresh: list[str] = []
    seen = page.typed.all(inputs.SHOWN)
    for asked in service.fields:
        if not asked.only_if(answers):
            continue
        try:
            if only is not None and asked.name not in only:
                _take_known(asked, page, answers)
            elif asked.name not in seen and _is_empty(asked, page):
                fresh.append(asked.name)
            else:
                answers[asked.name] = _read(asked, page)
        except InvalidAnswer as mistake:
            mistakes[asked.name] = mistake.explanation
    return Submitted(answers, mistakes, page.typed, page.files, fresh=tuple(fresh))


def _take_known(asked: Field, page: Page, answers: dict[str, Stored]) -> None:
    if asked.name in page.known and fits(asked, page.known[asked.name], page.around):
        answers[asked.name] = page.known[asked.name]


def _read(asked: Field, page: Page) -> Stored:
    """Return the answer as it is kept. Raises `InvalidAnswer`."""
    if _is_empty(asked, page):
        before = _sealed_before(asked, page)
        if before is not None:
            return before
        if asked.required:
            raise InvalidAnswer(_missing(asked))
        return None
    try:
        stored = asked.read(_given(asked, page), page.around)
    except Unfinished as half:
        raise InvalidAnswer(half.question) from half
    return _sealed(asked, stored, page) if asked.private else stored


def _sealed(asked: Field, stored: Stored, page: Page) -> Stored:
    """Return a private answer as it is kept: a token, and just enough to recognise it."""
    first = next(iter(page.around.languages.values()))
    token = page.keyring.seal(stored, page.place(asked.name))
    return {SEALED: token, SHOWN: asked.mask(stored, page.around).render(first)}


def _sealed_before(asked: Field, page: Page) -> Stored:
    """Return the private answer of an earlier page, if it is one of ours and still fits."""
    if not asked.private:
        return None
    known = page.known.get(asked.name)
    if is_sealed(known):
        return known
    token = page.typed.one(f"{asked.name}.{KEEP_SEALED}")
    try:
        stored = page.keyring.unseal(token, page.place(asked.name)) if token else None
    except Unreadable:
        return None
    fitting = stored is not None and asked.accepts(stored, page.around)
    return _sealed(asked, stored, page) if fitting else None


def _given(asked: Field, page: Page) -> Given:
    typed = page.typed
    files = page.files.get(asked.name, ())
    return Given(
        text=",".join(typed.all(asked.name)),
        parts=_parts(typed.below(asked.name)),
        attachment=files[-1].id if files else "",
        attachments=tuple(one.id for one in files),
        media=files[-1].media if files else "",
        whole=True,
    )


def _parts(typed: Mapping[str, str]) -> dict[str, str]:
    """Return the parts of an answer, without what belongs to the page; a pin may be taken away."""
    taken_away = ("latitude", "longitude") if typed.get(WITHOUT_PIN) else ()
    own = {KEPT, KEEP_SEALED, WITHOUT_PIN, *taken_away}
    return {part: value for part, value in typed.items() if part not in own}


def _is_empty(asked: Field, page: Page) -> bool:
    given = _given(asked, page)
    return not (given.text or any(given.parts.values()) or given.attachments)


_MISSING: Mapping[str, Text] = {
    "radio": _("Please choose one."),
    "checks": _("Please choose at least one."),
    "files": _("Please add a photo or a file."),
    "consent": _("Please tick the box if you agree. Without it we cannot go on."),
}


def _missing(asked: Field) -> Rendered:
    return _MISSING.get(asked.face, _("Please answer this question."))


def _is_evidence(asked: Field) -> bool:
    return isinstance(asked, Photo | Document) and asked.evidence


async def _files(
    request: Request, typed: Posted, service: Service, owner: Owner
) -> tuple[dict[str, tuple[KeptFile, ...]], dict[str, Rendered]]:
    """Return the files of each question, those of earlier pages first; and which were refused."""
    removed = set(typed.all(inputs.REMOVE))
    files: dict[str, tuple[KeptFile, ...]] = {}
    refused: dict[str, Rendered] = {}
    for asked in (one for one in service.fields if one.face == "files"):
        ids = [one for one in typed.all(f"{asked.name}.{KEPT}") if one not in removed]
        before = await files_of(request, ids, owner)
        came = typed.files.get(asked.name, ())
        now, refusal = await keep_files(request, came, owner, evidence=_is_evidence(asked))
        if before or now:
            files[asked.name] = (*before, *now)
        if refusal:
            refused[asked.name] = refusal
    return files, refused
