"""Know since when a resident's words or files wait to be read."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0031", "0030"


def upgrade() -> None:
    op.add_column("case", sa.Column("unread_since", sa.DateTime(timezone=True), nullable=True))
    some = sa.text("unread_since IS NOT NULL")
    op.create_index(
        "ix_case_unread",
        "case",
        ["department", "unread_since"],
        sqlite_where=some,
        postgresql_where=some,
    )


def downgrade() -> None:
    op.drop_index("ix_case_unread", "case")
    op.drop_column("case", "unread_since")
