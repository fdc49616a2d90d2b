"""Keep the services an office puts together itself."""

import sqlalchemy as sa
from alembic import op

from models.columns import Moment

revision, down_revision = "0043", "0041"


def upgrade() -> None:
    op.create_table(
        "composed_service",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("key", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("department", sa.String(40), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.UniqueConstraint("key", "version"),
    )


def downgrade() -> None:
    op.drop_table("composed_service")
