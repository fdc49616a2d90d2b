"""Know which notices nobody acknowledged: tables `case_notice` and `promise_warning`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0033", "0032"


def upgrade() -> None:
    op.create_table(
        "case_notice",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rung", sa.String(10), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unheard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
        sa.ForeignKeyConstraint(["acknowledged_by"], ["staff.id"]),
        sa.PrimaryKeyConstraint("case_id"),
    )
    _index("next", "next_at")
    _index("words", "words_at")
    _index("unheard", "unheard_at")
    op.create_table(
        "promise_warning",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
        sa.PrimaryKeyConstraint("case_id", "due_on", "step"),
    )


def downgrade() -> None:
    op.drop_table("promise_warning")
    op.drop_table("case_notice")


def _index(name: str, column: str) -> None:
    """Index the few rows that have a value here."""
    where = sa.text(f"{column} IS NOT NULL")
    op.create_index(
        f"ix_case_notice_{name}",
        "case_notice",
        [column],
        unique=False,
        sqlite_where=where,
        postgresql_where=where,
    )
