"""Remember conversations: table `conversation`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0008", "0007"


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("chat", sa.String(100), nullable=False),
        sa.Column("person", sa.String(100), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=True),
        sa.Column("remembered", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"],
            ["resident.id"],
        ),
        sa.PrimaryKeyConstraint("channel", "chat", "person"),
    )
    op.create_index("ix_conversation_changed_at", "conversation", ["changed_at"], unique=False)
    op.create_index("ix_conversation_resident_id", "conversation", ["resident_id"], unique=False)


def downgrade() -> None:
    op.drop_table("conversation")
