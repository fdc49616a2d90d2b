"""Know where departments hear: table `staff_chat`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0010", "0009"


def upgrade() -> None:
    op.create_table(
        "staff_chat",
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("chat", sa.String(100), nullable=False),
        sa.Column("department", sa.String(40), nullable=False),
        sa.Column("linked_by", sa.Uuid(), nullable=True),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["linked_by"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("channel", "chat"),
    )
    op.create_index("ix_staff_chat_department", "staff_chat", ["department"], unique=False)


def downgrade() -> None:
    op.drop_table("staff_chat")
