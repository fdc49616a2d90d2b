"""Know where crews go on which day: tables `pickup_round` and `round_stop`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0022", "0021"


def upgrade() -> None:
    op.create_table(
        "pickup_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.String(40), nullable=False),
        sa.Column("service_key", sa.String(20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("crew", sa.String(100), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_pickup_round_day", "pickup_round", ["day"], unique=False)
    op.create_index("ix_pickup_round_state", "pickup_round", ["state"], unique=False)
    op.create_table(
        "round_stop",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("told_day", sa.Date(), nullable=True),
        sa.Column("visited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(500), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
        sa.ForeignKeyConstraint(["round_id"], ["pickup_round.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_round_stop_case_id", "round_stop", ["case_id"], unique=False)
    op.create_index("ix_round_stop_round", "round_stop", ["round_id", "position"], unique=False)
    op.create_index(
        "ix_round_stop_standing",
        "round_stop",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("state = 'planned'"),
        postgresql_where=sa.text("state = 'planned'"),
    )


def downgrade() -> None:
    op.drop_table("round_stop")
    op.drop_table("pickup_round")
