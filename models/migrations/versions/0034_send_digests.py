"""Know who wants which digest, and who has had it: table `digest_choice`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0034", "0033"


def upgrade() -> None:
    op.create_table(
        "digest_choice",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("daily", sa.Boolean(), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("daily_on", sa.Date(), nullable=True),
        sa.Column("weekly_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("staff_id"),
    )


def downgrade() -> None:
    op.drop_table("digest_choice")
