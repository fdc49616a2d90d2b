"""Wording on the console: every sentence residents read, in the office's own words."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import select
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.own_sentence import OwnSentence
from models.staff import Staff
from services.desk.changing import wording
from services.desk.changing.wording import OURS, forms_of, own_sentences
from services.desk.permissions import REWORD
from services.kit.errors import InvalidAnswer, NotFound
from services.kit.own_words import Forms, forms_needed, gaps, mistakes
from services.kit.text import Rendered, _
from web.console.access import Visit, opened, pressed
from web.console.forms import written
from web.console.office.previews import previews
from web.console.office.sentences import AREAS, Sentence, sentences

WORDING = "/console/wording"
ONE = WORDING + "/{digest}"
ON_A_PAGE = 40
LONGEST_SEARCH = 80

Own = Mapping[tuple[str, str], OwnSentence]


@dataclass(frozen=True, slots=True)
class Orphan:
    """Own words of a sentence that is not said any more, or that do not fit it any more."""

    row: OwnSentence
    words: Forms
    fits: bool


async def list_sentences(visit: Visit) -> Response:
    """List sentences by where they are said, or those a search finds."""
    visit.require(REWORD, None)
    every = await asyncio.to_thread(sentences)
    own = await _own(visit)
    asked = visit.request.query_params
    area = asked.get("area", "") if asked.get("area") in AREAS or asked.get("own") else ""
    typed = asked.get("q", "")[:LONGEST_SEARCH].strip()
    found = [one for one in every.values() if _is_asked(one, area, typed, own)]
    if asked.get("own"):
        found = [one for one in found if _words(one, own)]
    at = _number(asked.get("page", ""))
    return visit.render(
        "office/wording.html",
        areas=AREAS,
        area=area,
        typed=typed,
        only_own=bool(asked.get("own")),
        found=[(one, _words(one, own)) for one in found[at * ON_A_PAGE : (at + 1) * ON_A_PAGE]],
        count=len(found),
        page=at,
        pages=-(-len(found) // ON_A_PAGE),
        orphans=_orphans(every, own),
    )


async def show_sentence(visit: Visit) -> Response:
    """Show one sentence: ours, the office's own, and how it will look."""
    visit.require(REWORD, None)
    return await _page(visit, await _sentence(visit))


async def save(visit: Visit) -> Response:
    """Look at own words on each messenger, keep them, or let ours be said again."""
    visit.require(REWORD, None)
    language, step = written(visit.form, "language"), written(visit.form, "step")
    if language not in visit.desk.around.languages:
        raise NotFound(_("There is no such page."))
    sentence = await _sentence(visit)
    own = _typed(visit, sentence, language)
    if step == "look":
        wrong = mistakes(sentence.original, own, language, label=sentence.label)
        return await _page(visit, sentence, typed={language: own}, wrong={language: wrong})
    words = None if step == "reset" or own == sentence.ours[language] else own
    seen, label = written(visit.form, "seen"), sentence.label
    try:
        async with visit.desk.work() as work:
            await wording.reword(
                work, visit.staff, sentence.original, language, words, seen, label=label
            )
    except InvalidAnswer as mistake:
        told = {language: [mistake.explanation]}
        return await _page(visit, sentence, 400, typed={language: own}, wrong=told)
    return RedirectResponse(f"{WORDING}/{sentence.digest}?done=1", 303)


async def forget(visit: Visit) -> Response:
    """Let go of own words whose sentence is not said any more."""
    visit.require(REWORD, None)
    digest, language = written(visit.form, "digest"), written(visit.form, "language")
    row = (await _own(visit)).get((digest, language))
    if row is None:
        raise NotFound(_("There is no such page."))
    async with visit.desk.work() as work:
        original = forms_of(row.original)
        seen = written(visit.form, "seen")
        await wording.reword(work, visit.staff, original, language, None, seen, label=False)
    return RedirectResponse(WORDING, 303)


async def back(_visit: Visit) -> Response:
    """Lead a reload of the last page back to the list."""
    return RedirectResponse(WORDING, 303)


async def _own(visit: Visit) -> Own:
    async with visit.desk.database.reading() as session:
        return await own_sentences(session)


def _words(sentence: Sentence, own: Own) -> dict[str, Forms]:
    """Return the office's own words for a sentence, by language."""
    rows = {code: own.get((sentence.digest, code)) for code in sentence.ours}
    return {code: forms_of(row.words) for code, row in rows.items() if row and row.words}


def _is_asked(sentence: Sentence, area: str, typed: str, own: Own) -> bool:
    fits = not area or sentence.area == area
    return fits and (not typed or sentence.holds(typed.lower(), _words(sentence, own).values()))


def _orphans(every: Mapping[str, Sentence], own: Own) -> list[Orphan]:
    """Return own words that are not said: an update changed their sentence, or took it away."""
    found = [
        Orphan(row, forms_of(row.words), digest in every)
        for (digest, language), row in own.items()
        if row.words
        and (
            digest not in every
            or mistakes(
                every[digest].original,
                forms_of(row.words),
                language,
                label=every[digest].label,
            )
        )
    ]
    return sorted(found, key=lambda one: one.row.at)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 0


async def _sentence(visit: Visit) -> Sentence:
    every = await asyncio.to_thread(sentences)
    sentence = every.get(visit.request.path_params["digest"])
    if sentence is None:
        raise NotFound(_("There is no such page."))
    return sentence


def _typed(visit: Visit, sentence: Sentence, language: str) -> Forms:
    needed = forms_needed(sentence.original, language)
    return tuple(written(visit.form, f"words-{number}") for number in range(needed))


async def _page(
    visit: Visit,
    sentence: Sentence,
    status: int = 200,
    *,
    typed: Mapping[str, Forms] | None = None,
    wrong: Mapping[str, Sequence[Rendered]] | None = None,
) -> Response:
    own = await _own(visit)
    rows = {code: own.get((sentence.digest, code)) for code in sentence.ours}
    words = {**sentence.ours, **_words(sentence, own), **(typed or {})}
    politeness = visit.desk.around.office.politeness
    looks = {
        code: previews(forms[-1], politeness, label=sentence.label)
        for code, forms in words.items()
        if any(form.strip() for form in forms)
    }
    async with visit.desk.database.reading() as session:
        past = await wording.history(session, sentence.digest)
        people = {one.id: one.name for one in await session.exec(select(Staff))}
    return visit.render(
        "office/sentence.html",
        status,
        sentence=sentence,
        area=AREAS[sentence.area],
        words=words,
        changed=set(_words(sentence, own)),
        seen={code: str(row.id) if row else OURS for code, row in rows.items()},
        gaps=sorted(gaps(sentence.original[-1])),
        wrong=wrong or {},
        looks=looks,
        past=[(row, forms_of(row.words)) for row in past],
        people=people,
        done=visit.request.query_params.get("done", ""),
    )


routes: list[BaseRoute] = [
    opened(WORDING, list_sentences, right=REWORD),
    pressed(WORDING + "/forget", forget, right=REWORD),
    opened(WORDING + "/forget", back, right=REWORD),
    opened(ONE, show_sentence, right=REWORD),
    pressed(ONE, save, right=REWORD),
]
