"""Keep the lines of the web chat: table `chat_line`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    op.create_table(
        "chat_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("chat", sa.String(100), nullable=False),
        sa.Column("from_resident", sa.Boolean(), nullable=False),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_chat_line_at", "chat_line", ["at"], unique=False)
    op.create_index("ix_chat_line_chat", "chat_line", ["chat", "id"], unique=False)


def downgrade() -> None:
    op.drop_table("chat_line")
