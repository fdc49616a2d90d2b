"""Sign in by passkey or password: two tables; sessions know their device."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0025", "0024"


def upgrade() -> None:
    op.add_column("staff_session", sa.Column("device", sa.String(40), nullable=True))
    op.add_column(
        "staff_session", sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_table(
        "staff_passkey",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("credential", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_staff_passkey_staff_id", "staff_passkey", ["staff_id"], unique=False)
    op.create_table(
        "staff_password",
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), primary_key=True),
        sa.Column("sign_in_name", sa.String(40), nullable=False, unique=True),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("sealed_secret", sa.String(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("staff_password")
    op.drop_table("staff_passkey")
    op.drop_column("staff_session", "last_seen_at")
    op.drop_column("staff_session", "device")
