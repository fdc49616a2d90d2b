"""Let recipients join, sit down, read and close; note who opened what, and what was deleted."""

import sqlalchemy as sa
from alembic import op

from models.columns import Moment

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    with op.batch_alter_table("integrity_reader") as reader:
        reader.add_column(_bytes("salt"))
        reader.add_column(_bytes("sealed"))
        reader.add_column(sa.Column("joined", sa.Date()))
        reader.add_column(sa.Column("replaces", sa.String(16)))
        reader.add_column(sa.Column("wrong", sa.Integer(), nullable=False, server_default="0"))
        reader.add_column(sa.Column("shut_until", Moment()))
        reader.add_column(sa.Column("last_step", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("integrity_report") as report:
        report.add_column(sa.Column("closed_on", sa.Date()))
    op.create_table(
        "integrity_invitation",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("post", sa.String(120), nullable=False),
        sa.Column("replaces", sa.String(16)),
        sa.Column("expires_at", Moment(), nullable=False),
    )
    op.create_table(
        "integrity_sitting",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("began_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
    )
    whole = sa.ForeignKey("integrity_report.lookup", ondelete="CASCADE")
    op.create_table(
        "integrity_opening",
        sa.Column("lookup", sa.String(64), whole, primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "integrity_deletion",
        sa.Column("lookup", sa.String(64), primary_key=True),
        sa.Column("day", sa.Date(), nullable=False),
    )


def downgrade() -> None:
    for table in ("deletion", "opening", "sitting", "invitation"):
        op.drop_table(f"integrity_{table}")
    with op.batch_alter_table("integrity_report") as report:
        report.drop_column("closed_on")
    with op.batch_alter_table("integrity_reader") as reader:
        for name in ("last_step", "shut_until", "wrong", "replaces", "joined", "sealed", "salt"):
            reader.drop_column(name)


def _bytes(name: str) -> sa.Column[bytes]:
    empty = sa.text("''") if op.get_bind().dialect.name == "postgresql" else sa.text("x''")
    return sa.Column(name, sa.LargeBinary(), nullable=False, server_default=empty)
