"""What `sala doctor` looks at for the search of the staff: its index, and what is not in it yet."""

from sqlalchemy import text
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.case_words import CaseWords
from web.cli.findings import Finding

_INDEX = text("SELECT count(*) FROM pg_indexes WHERE indexname = 'ix_case_words_trigrams'")
_ADVICE = (
    "words are found, but slowly: as a superuser CREATE EXTENSION pg_trgm; then CREATE INDEX "
    "ix_case_words_trigrams ON case_words USING gin (words gin_trgm_ops)"
)
_READS_THAI = text("SELECT cardinality(show_trgm('ขยะ'))")
_OTHER_LOCALE = "the locale of the database knows no Thai letters; make it with C.UTF-8 or th_TH"


async def check_search(session: AsyncSession) -> list[Finding]:
    """Look whether words are found quickly, and how many cases wait to be taken up."""
    connection = await session.connection()
    findings = []
    if connection.dialect.name != "sqlite":
        findings.append(await _check_trigrams(session))
    return [*findings, await _check_earlier(session)]


async def _check_trigrams(session: AsyncSession) -> Finding:
    connection = await session.connection()
    if not (await connection.execute(_INDEX)).scalar_one():
        return Finding("search without pg_trgm", _ADVICE)
    if not (await connection.execute(_READS_THAI)).scalar_one():
        return Finding("search with pg_trgm", _OTHER_LOCALE)
    return Finding("search with pg_trgm")


async def _check_earlier(session: AsyncSession) -> Finding:
    """It takes itself up while the desk runs, so there is nothing to do."""
    cases = (await session.exec(select(func.count(col(Case.id))))).one()
    known = (await session.exec(select(func.count(col(CaseWords.id))))).one()
    waiting = cases - known
    return Finding(
        f"search knows {known} of {cases} cases" if waiting else "search knows all cases"
    )
