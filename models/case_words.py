"""The words of a case, as they sound: what the search of the staff looks through."""

from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field, SQLModel


class CaseWords(SQLModel, table=True):
    """One row for each case whose words are known to the search; emptied when they are forgotten.

    On SQLite triggers keep the index `case_search` (FTS5) along with it, on PostgreSQL an index of
    pg_trgm does. Newer cases have greater numbers: those that come in count up, those that were
    there before count down from zero, the newest first.
    """

    __tablename__ = "case_words"

    id: int | None = Field(default=None, primary_key=True)
    case_id: UUID = Field(foreign_key="case.id", unique=True)
    words: str = Field(sa_type=Text)
    """Without anything private; see `services.desk.searching.words`."""
