"""Find the open cases of a service, also beside a million that are closed."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0045", "0044"

_OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_case_open_service",
        "case",
        ["service_key", "village", "id"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def downgrade() -> None:
    op.drop_index("ix_case_open_service", "case")
