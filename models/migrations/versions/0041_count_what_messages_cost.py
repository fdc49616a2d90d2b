"""Count what messages cost: their kind, their price, and that they are held."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0041", "0040"

_HELD = sa.text("held_at IS NOT NULL")
_PAID = sa.text("cost > 0")


def upgrade() -> None:
    kind = sa.Column("message_class", sa.String(12), nullable=False, server_default="status")
    op.add_column("outbox_message", kind)
    op.add_column(
        "outbox_message", sa.Column("cost", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column(
        "outbox_message",
        sa.Column("insisted", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("outbox_message", sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_outbox_message_held",
        "outbox_message",
        ["channel", "chat"],
        sqlite_where=_HELD,
        postgresql_where=_HELD,
    )
    op.create_index(
        "ix_outbox_message_paid",
        "outbox_message",
        ["finished_at"],
        sqlite_where=_PAID,
        postgresql_where=_PAID,
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_message_paid", "outbox_message")
    op.drop_index("ix_outbox_message_held", "outbox_message")
    for column in ("held_at", "insisted", "cost", "message_class"):
        op.drop_column("outbox_message", column)
