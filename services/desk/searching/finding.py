"""Finding cases by words: all of them first; when few fit, those that are most alike.

What an index can find is looked for everywhere. Short words and typing mistakes are looked for
among the newest cases only, so that no question takes long, however many cases there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, column, func, literal_column, or_, table
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.case_words import CaseWords
from services.desk.searching.words import Asked, most_alike

RECENT: Final = 30_000
"""The newest cases, in which everything is looked for: many years of a subdistrict."""

FEW: Final = 5
"""With fewer cases than these, those that are alike are shown, too."""

MOST_ALIKE: Final = 10
CANDIDATES: Final = 300
_index = table("case_search", column("rowid"))
_match = literal_column("case_search").op("MATCH")
_words = col(CaseWords.words)

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Found:
    """What fits, the newest first, and what is only alike, the most alike first."""

    cases: Sequence[Case]
    alike: Sequence[Case] = ()


async def find(
    session: AsyncSession,
    asked: Asked,
    conditions: Sequence[Condition],
    limit: int,
    before: UUID | None = None,
) -> Found:
    """Find one page of cases that also meet the conditions; `before` is the last one shown."""
    if asked.empty:
        return Found(())
    cases = await _all_words(session, asked, conditions, limit, before)
    if before is not None or len(cases) >= FEW:
        return Found(cases)
    alike = await _alike(session, asked, conditions)
    known = {case.id for case in cases}
    return Found(cases, [case for case in alike if case.id not in known][:MOST_ALIKE])


async def _all_words(
    session: AsyncSession,
    asked: Asked,
    conditions: Sequence[Condition],
    limit: int,
    before: UUID | None,
) -> Sequence[Case]:
    indexed = bool(asked.pieces) and _has_index(session)
    wanted, number = _joined(Case, indexed=indexed)
    wanted = wanted.where(*conditions, *(_stands(piece) for piece in asked.short))
    if indexed:
        wanted = wanted.where(_match(" AND ".join(f'"{piece}"' for piece in asked.pieces)))
    else:
        wanted = wanted.where(*(_stands(piece) for piece in asked.pieces))
    if not asked.pieces:
        wanted = wanted.where(number > await _newest(session) - RECENT)
    if before is not None:
        wanted = wanted.where(number < await _number_of(session, before))
    found = await session.exec(wanted.order_by(number.desc()).limit(limit))
    return [case for case, _stored in found]


async def _alike(
    session: AsyncSession, asked: Asked, conditions: Sequence[Condition]
) -> Sequence[Case]:
    """Return the most alike of the newest in which two thirds of what was typed left a trace.

    Words are enough to tell them apart, so that only those that are shown are read as a whole.
    """
    parts = _thirds(asked)
    if not parts:
        return ()
    indexed = _has_index(session)
    wanted, number = _joined(col(Case.id), indexed=indexed)
    alike = _match(_as_match(parts)) if indexed else _as_conditions(parts)
    since = number > await _newest(session) - RECENT
    wanted = wanted.where(alike, since, *conditions)
    found = await session.exec(wanted.order_by(number.desc()).limit(CANDIDATES))
    best = most_alike(asked, found.all())[: MOST_ALIKE + FEW]
    cases = await session.exec(select(Case).where(col(Case.id).in_(best)))
    return sorted(cases, key=lambda case: best.index(case.id))


def _joined(what: Any, *, indexed: bool) -> tuple[Any, Any]:
    """Return the question for cases with their words, and the column that counts them."""
    chosen: Any = select(what, _words)
    if not indexed:
        beside = chosen.select_from(CaseWords).join(Case, _same_case())
        return beside, col(CaseWords.id)
    together: Any = chosen.select_from(_index)
    together = together.join(CaseWords, col(CaseWords.id) == _index.c.rowid)
    return together.join(Case, _same_case()), _index.c.rowid


def _same_case() -> Condition:
    return col(CaseWords.case_id) == col(Case.id)


def _has_index(session: AsyncSession) -> bool:
    """SQLite is asked for its index by name; PostgreSQL finds the index by itself."""
    return session.get_bind().dialect.name == "sqlite"


def _stands(piece: str) -> Condition:
    """No piece holds a sign that means something here: `folded` leaves letters and `/` only."""
    return _words.like(f"%{piece}%")


def _is_there(three: str) -> Condition:
    """Look into the words themselves, past the index.

    Three letters stand in many cases, and PostgreSQL would gather all there ever were before it
    takes the newest of them.
    """
    return func.strpos(_words, three) > 0


def _thirds(asked: Asked) -> list[list[str]]:
    """Split what was typed into three parts, of which one may be mistyped; none if too short."""
    trigrams = asked.trigrams()
    if len(trigrams) < 3:
        return []
    at = [len(trigrams) * part // 3 for part in range(4)]
    return [trigrams[at[part] : at[part + 1]] for part in range(3)]


def _as_match(parts: list[list[str]]) -> str:
    one_of = ["(" + " OR ".join(f'"{three}"' for three in part) + ")" for part in parts]
    return " OR ".join(f"({one} AND {other})" for one, other in combinations(one_of, 2))


def _as_conditions(parts: list[list[str]]) -> Condition:
    one_of = [or_(*(_is_there(three) for three in part)) for part in parts]
    return or_(*(and_(one, other) for one, other in combinations(one_of, 2)))


async def _newest(session: AsyncSession) -> int:
    return (await session.exec(select(func.max(col(CaseWords.id))))).one() or 0


async def _number_of(session: AsyncSession, case_id: UUID) -> int:
    """Return where a page goes on; nothing is behind a case that is not known."""
    numbers = select(col(CaseWords.id)).where(col(CaseWords.case_id) == case_id)
    return (await session.exec(numbers)).first() or -(2**31)
