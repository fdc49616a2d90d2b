"""Keeping the words of cases for the search, in the transaction that changes them."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Insert, func, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select, update

from models.case import Case
from models.case_event import CaseEvent
from models.case_words import CaseWords
from services.desk.searching.words import words_of
from services.desk.work import Work

BATCH = 100
"""Cases that were there before the search, taken up in one transaction: a tenth of a second."""

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(2)")


async def index_case(work: Work, case: Case) -> None:
    """Keep the words of a case as it stands now."""
    await index_cases(work, {case.id})


async def index_cases(work: Work, case_ids: Collection[UUID]) -> None:
    """Keep the words of these cases as they stand now, with one statement for all of them.

    They are read again, so one whose filing was undone meanwhile is not among them.
    """
    await work.session.flush()
    rows = await _rows(work, case_ids)
    if rows:
        connection = await work.session.connection()
        await connection.execute(_keeping(connection.dialect.name), rows)


async def forget_text(work: Work, case_ids: Collection[UUID]) -> None:
    """Take every word of these cases out of the search, and let nothing bring them back by itself.

    What is written about them afterwards, and what is then left of their answers, is found again.
    """
    work.to_index.difference_update(case_ids)
    known = update(CaseWords).where(col(CaseWords.case_id).in_(case_ids))
    await work.session.exec(known.values(words=""))


async def index_earlier(work: Work, before: UUID | None) -> UUID | None:
    """Take up the next cases that the search does not know, the newest first.

    `before` is what the step before returned; None is returned when there are no more.
    """
    connection = await work.session.connection()
    if connection.dialect.name != "sqlite":
        await connection.execute(_ONE_AT_A_TIME)
    known = select(CaseWords.id).where(col(CaseWords.case_id) == col(Case.id))
    unknown = select(col(Case.id)).where(~known.exists()).order_by(col(Case.id).desc())
    if before is not None:
        unknown = unknown.where(col(Case.id) < before)
    found = list(await work.session.exec(unknown.limit(BATCH)))
    if not found:
        return None
    least = (await work.session.exec(select(func.min(CaseWords.id)))).one()
    first = min(0, least if least is not None else 0) - 1
    rows = {row["case_id"]: row for row in await _rows(work, found)}
    numbered = [{"id": first - at, **rows[case_id]} for at, case_id in enumerate(found)]
    await connection.execute(_keeping(connection.dialect.name), numbered)
    return found[-1]


async def _rows(work: Work, case_ids: Collection[UUID]) -> list[dict[str, Any]]:
    cases = await work.session.exec(select(Case).where(col(Case.id).in_(case_ids)))
    messages = await _messages(work, case_ids)
    return [
        {"case_id": case.id, "words": _words(work, case, messages.get(case.id, []))}
        for case in cases
    ]


def _words(work: Work, case: Case, messages: list[str]) -> str:
    return words_of(case, work.services.get(case.service_key), messages, work.around)


async def _messages(work: Work, case_ids: Collection[UUID]) -> Mapping[UUID, list[str]]:
    """Return what both sides wrote, the oldest first. What was taken back has no words any more."""
    written = (
        select(CaseEvent.case_id, col(CaseEvent.words))
        .where(col(CaseEvent.case_id).in_(case_ids), col(CaseEvent.words).is_not(None))
        .order_by(col(CaseEvent.id))
    )
    found: dict[UUID, list[str]] = {}
    for case_id, words in await work.session.exec(written):
        found.setdefault(case_id, []).append(words or "")
    return found


def _keeping(dialect: str) -> Insert:
    """Insert, or replace what was kept of the same case; both databases say it alike."""
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    keeping = insert(CaseWords)
    return keeping.on_conflict_do_update(
        index_elements=["case_id"], set_={"words": keeping.excluded.words}
    )
