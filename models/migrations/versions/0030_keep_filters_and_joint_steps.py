"""Keep filters under a name, and what became of cases that were handled at once."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0030", "0029"


def upgrade() -> None:
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("query", sa.String(600), nullable=False),
        sa.Column("department", sa.String(40), nullable=True),
        sa.Column("opens_first", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_saved_filter_staff_id", "saved_filter", ["staff_id"])
    op.create_index("ix_saved_filter_department", "saved_filter", ["department"])
    op.create_table(
        "joint_step",
        sa.Column("batch_id", sa.Uuid(), primary_key=True),
        sa.Column("reference", sa.String(12), primary_key=True),
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refusal", sa.String(500), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("joint_step")
    op.drop_table("saved_filter")
