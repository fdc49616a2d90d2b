"""Know staff by their accounts: table `staff_identity`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0011", "0010"


def upgrade() -> None:
    op.create_table(
        "staff_identity",
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("person", sa.String(100), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("channel", "person"),
    )
    op.create_index("ix_staff_identity_staff_id", "staff_identity", ["staff_id"], unique=False)


def downgrade() -> None:
    op.drop_table("staff_identity")
