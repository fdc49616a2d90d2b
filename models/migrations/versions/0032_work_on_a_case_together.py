"""Work on a case together: who looks after it, who has it open, texts prepared for it."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0032", "0031"


def upgrade() -> None:
    op.add_column("case_event", sa.Column("department", sa.String(40), nullable=True))
    op.add_column("case_event", sa.Column("assignee_id", sa.Uuid(), nullable=True))
    op.create_index("ix_case_assignee", "case", ["assignee_id", "status", "due_on"])
    op.create_index("ix_case_place", "case", ["service_key", "latitude", "longitude"])
    op.drop_index("ix_case_village", "case")
    op.create_index("ix_case_village", "case", ["village", "id"])
    _presence()
    _prepared_texts()


def _presence() -> None:
    op.create_table(
        "case_presence",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "case_id", sa.Uuid(), sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "staff_id", sa.Uuid(), sa.ForeignKey("staff.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("typing_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ix_case_presence_who", "case_presence", ["case_id", "staff_id"], unique=True)
    op.create_index("ix_case_presence_seen_at", "case_presence", ["seen_at"])


def _prepared_texts() -> None:
    op.create_table(
        "prepared_text",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("department", sa.String(40), nullable=True),
        sa.Column("service_key", sa.String(20), nullable=True),
        sa.Column("words_th", sa.String(1500), nullable=False),
        sa.Column("words_en", sa.String(1500), nullable=False),
        sa.Column("changed_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_prepared_text_action", "prepared_text", ["action", "department"])


def downgrade() -> None:
    op.drop_table("prepared_text")
    op.drop_table("case_presence")
    op.drop_index("ix_case_village", "case")
    op.create_index("ix_case_village", "case", ["village"])
    op.drop_index("ix_case_place", "case")
    op.drop_index("ix_case_assignee", "case")
    op.drop_column("case_event", "assignee_id")
    op.drop_column("case_event", "department")
