"""Know what nobody has read by the mark of the case alone: no second one in `case_notice`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0044", "0043"


def upgrade() -> None:
    op.drop_index("ix_case_notice_words", "case_notice")
    op.drop_column("case_notice", "words_at")


def downgrade() -> None:
    column = sa.Column("words_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("case_notice", column)
    some = sa.text("words_at IS NOT NULL")
    op.create_index(
        "ix_case_notice_words",
        "case_notice",
        ["words_at"],
        sqlite_where=some,
        postgresql_where=some,
    )
