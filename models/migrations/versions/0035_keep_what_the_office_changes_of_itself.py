"""Keep what the office changes about itself: table `office_setting`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0035", "0034"


def upgrade() -> None:
    op.create_table(
        "office_setting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_office_setting_key", "office_setting", ["key"], unique=False)


def downgrade() -> None:
    op.drop_table("office_setting")
