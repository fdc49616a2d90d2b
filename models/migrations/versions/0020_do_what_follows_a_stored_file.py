"""Do what follows a stored file: when it is due is kept with the file."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0020", "0019"


def upgrade() -> None:
    op.add_column("attachment", sa.Column("follow_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_attachment_to_follow",
        "attachment",
        ["follow_at"],
        unique=False,
        sqlite_where=sa.text("follow_at IS NOT NULL"),
        postgresql_where=sa.text("follow_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_attachment_to_follow", "attachment")
    op.drop_column("attachment", "follow_at")
