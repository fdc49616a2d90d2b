"""Know where people can be reached: table `channel_address`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0007", "0006"


def upgrade() -> None:
    op.create_table(
        "channel_address",
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("chat", sa.String(100), nullable=False),
        sa.Column("resident_id", sa.Uuid(), nullable=True),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("blocked_reason", sa.String(200), nullable=True),
        sa.ForeignKeyConstraint(
            ["resident_id"],
            ["resident.id"],
        ),
        sa.PrimaryKeyConstraint("channel", "chat"),
    )
    op.create_index(
        "ix_channel_address_resident_id", "channel_address", ["resident_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("channel_address")
