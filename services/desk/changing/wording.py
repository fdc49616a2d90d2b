"""Sentences the office says in its own words."""

import asyncio
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from locales import CODES, load_languages
from models.own_sentence import OwnSentence
from models.staff import Staff
from services.desk import audit
from services.desk.changing.offering_state import tell_of_change
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotPossible
from services.kit.own_words import Forms, in_own_words, mistakes, spoken
from services.kit.text import Language, Text, _

OURS = "ours"
"""What a form names as the change it was made from while there is none."""


async def reworded(
    session: AsyncSession, languages: Mapping[str, Language], politeness: str
) -> Mapping[str, Language]:
    """Return the languages with the office's own sentences in place of those it changed.

    Words that no longer fit their sentence are not said, and wait on the console.
    """
    rows = (await own_sentences(session)).values()
    own: dict[str, dict[Forms, Forms]] = {}
    for row in rows:
        original, words = forms_of(row.original), forms_of(row.words)
        if words and not mistakes(original, words, row.language, label=False):
            said = tuple(spoken(form, politeness) for form in words)
            own.setdefault(row.language, {})[original] = said
    return {code: in_own_words(one, own.get(code, {})) for code, one in languages.items()}


async def speaking(
    languages: Mapping[str, Language], before: str, politeness: str
) -> Mapping[str, Language]:
    """Return the languages as they end their sentences after a change from ค่ะ to ครับ or back."""
    if politeness == before or tuple(languages) != CODES:
        return languages
    return await asyncio.to_thread(load_languages, politeness)


async def own_sentences(session: AsyncSession) -> Mapping[tuple[str, str], OwnSentence]:
    """Return the latest change of each sentence, by its digest and language."""
    rows = await session.exec(select(OwnSentence).order_by(*_IN_TIME))
    return {(row.digest, row.language): row for row in rows}


async def history(session: AsyncSession, digest: str) -> Sequence[OwnSentence]:
    """Return every change of one sentence, the newest first."""
    of_this = select(OwnSentence).where(OwnSentence.digest == digest)
    return (await session.exec(of_this.order_by(*(one.desc() for one in _IN_TIME)))).all()


async def reword(
    work: Work, staff: Staff, original: Forms, language: str, own: Forms | None, seen: str,
    *, label: bool,
) -> None:  # fmt: skip
    """Keep own words for a sentence, or let ours be said again (None).

    Raises `InvalidAnswer` for what cannot be said, `NotPossible` when somebody was faster.
    """
    wrong: list[Text] = mistakes(original, own, language, label=label) if own else []
    if wrong:
        raise InvalidAnswer(wrong[0])
    await tell_of_change(work)
    digest = digest_of(original)
    standing = (await own_sentences(work.session)).get((digest, language))
    if seen != (str(standing.id) if standing else OURS):
        raise NotPossible(
            _(
                "A colleague changed this while you were writing. Nothing of yours was kept. "
                "Please open the page again and look at what stands there now."
            )
        )
    words = list(own) if own else None
    work.session.add(
        OwnSentence(
            digest=digest, language=language, original=list(original), words=words,
            staff_id=staff.id, at=work.now,
        )
    )  # fmt: skip
    action = "reword" if own else "reword_back"
    subject = f"{language} {digest}"
    await audit.record(work, str(staff.id), action, subject, audit.DONE, "console")


def digest_of(original: Forms) -> str:
    """Return the name of a sentence in addresses and rows."""
    return sha256("\0".join(original).encode()).hexdigest()[:32]


def forms_of(kept: Any) -> Forms:
    """Return the forms of a row; none for what cannot be read."""
    whole = isinstance(kept, list) and all(isinstance(one, str) for one in kept)
    return tuple(kept) if whole else ()


_IN_TIME = (col(OwnSentence.at), col(OwnSentence.id))
