"""Answer for what is kept of a person: their requests, and residents who are one and the same."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0028", "0027"


def upgrade() -> None:
    op.create_table(
        "data_request",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("resident_id", sa.Uuid(), sa.ForeignKey("resident.id"), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("proposed_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("told_late_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
    )
    op.create_index("ix_data_request_resident_id", "data_request", ["resident_id"])
    op.create_index("ix_data_request_open", "data_request", ["done_at", "due_on"])
    op.create_table(
        "merged_resident",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kept_id", sa.Uuid(), sa.ForeignKey("resident.id"), nullable=False),
        sa.Column("merged_id", sa.Uuid(), sa.ForeignKey("resident.id"), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
    )
    op.create_index("ix_merged_resident_kept_id", "merged_resident", ["kept_id"])
    op.create_index("ix_merged_resident_merged_id", "merged_resident", ["merged_id"])


def downgrade() -> None:
    op.drop_table("merged_resident")
    op.drop_table("data_request")
