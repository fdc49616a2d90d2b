"""Let two people decide about administrators: table `staff_wish`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0026", "0025"


def upgrade() -> None:
    op.create_table(
        "staff_wish",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("wanted_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("role", sa.String(20), nullable=True),
        sa.Column("department", sa.String(40), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
    )
    op.create_index("ix_staff_wish_staff_id", "staff_wish", ["staff_id"], unique=False)


def downgrade() -> None:
    op.drop_table("staff_wish")
