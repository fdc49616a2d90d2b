"""Keep sealed reports, the keys they are sealed to, and the salt of this installation."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None


def upgrade() -> None:
    op.create_table(
        "integrity_installation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "integrity_reader",
        sa.Column("key_id", sa.String(16), primary_key=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("post", sa.String(120), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "integrity_report",
        sa.Column("lookup", sa.String(64), primary_key=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "integrity_part",
        _of_a_report(),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "integrity_wrap",
        _of_a_report(),
        sa.Column("key_id", sa.String(16), primary_key=True),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    for table in ("wrap", "part", "report", "reader", "installation"):
        op.drop_table(f"integrity_{table}")


def _of_a_report() -> sa.Column[str]:
    report = sa.ForeignKey("integrity_report.lookup", ondelete="CASCADE")
    return sa.Column("lookup", sa.String(64), report, primary_key=True)
