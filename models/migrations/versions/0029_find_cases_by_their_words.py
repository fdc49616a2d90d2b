"""Find cases by their words, and list a million of them as quickly as ten."""

from textwrap import dedent

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0029", "0028"

_SQLITE = (
    """
    CREATE VIRTUAL TABLE case_search
    USING fts5(words, content='case_words', content_rowid='id', columnsize=0, tokenize='trigram')
    """,
    """
    CREATE TRIGGER case_words_added AFTER INSERT ON case_words BEGIN
        INSERT INTO case_search(rowid, words) VALUES (new.id, new.words);
    END
    """,
    """
    CREATE TRIGGER case_words_changed AFTER UPDATE ON case_words BEGIN
        INSERT INTO case_search(case_search, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO case_search(rowid, words) VALUES (new.id, new.words);
    END
    """,
    """
    CREATE TRIGGER case_words_removed AFTER DELETE ON case_words BEGIN
        INSERT INTO case_search(case_search, rowid, words) VALUES ('delete', old.id, old.words);
    END
    """,
)

_POSTGRESQL = """
    DO $$ BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX ix_case_words_trigrams ON case_words
            USING gin (words gin_trgm_ops) WITH (fastupdate = on);
    EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        RAISE NOTICE 'without pg_trgm words are found more slowly';
    END $$
"""
"""A database whose owner may not add extensions is searched all the same; see `sala doctor`."""

_OPEN = sa.text("closed_at IS NULL")
_OF_OPEN = {
    "ix_case_open": ["due_on", "id"],
    "ix_case_open_department": ["department", "due_on"],
}


def upgrade() -> None:
    op.create_table(
        "case_words",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("case.id"), nullable=False, unique=True),
        sa.Column("words", sa.Text(), nullable=False),
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE if on_sqlite else (_POSTGRESQL,):
        op.execute(dedent(statement))
    op.drop_index("ix_case_service_key", "case")
    op.create_index("ix_case_service", "case", ["service_key", "id"])
    op.create_index("ix_case_department", "case", ["department", "id"])
    op.create_index("ix_case_channel", "case", ["filed_channel", "id"])
    for name, columns in _OF_OPEN.items():
        op.create_index(name, "case", columns, sqlite_where=_OPEN, postgresql_where=_OPEN)


def downgrade() -> None:
    for name in (*_OF_OPEN, "ix_case_channel", "ix_case_department", "ix_case_service"):
        op.drop_index(name, "case")
    op.create_index("ix_case_service_key", "case", ["service_key"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE case_search")
    op.drop_table("case_words")
