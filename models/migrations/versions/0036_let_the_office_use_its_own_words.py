"""Let the office say sentences in its own words: table `own_sentence`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0036", "0035"


def upgrade() -> None:
    op.create_table(
        "own_sentence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("original", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_own_sentence_digest", "own_sentence", ["digest"], unique=False)


def downgrade() -> None:
    op.drop_table("own_sentence")
