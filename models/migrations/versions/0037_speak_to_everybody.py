"""Speak to everybody: announcements, their versions, and the chunks of people they go to."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0037", "0036"


def upgrade() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=True, unique=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title_th", sa.String(120), nullable=False),
        sa.Column("title_en", sa.String(120), nullable=False),
        sa.Column("text_th", sa.String(4000), nullable=False),
        sa.Column("text_en", sa.String(4000), nullable=False),
        sa.Column("link", sa.String(1000), nullable=False),
        sa.Column("picture", sa.String(64), nullable=True),
        sa.Column("buttons", sa.JSON(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), sa.ForeignKey("announcement.id"), nullable=True),
        sa.Column("written_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(300), nullable=False),
        sa.Column("expected", sa.JSON(), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("walked", sa.JSON(), nullable=False),
        sa.Column("onward", sa.Boolean(), nullable=False),
    )
    to_do = sa.text("state IN ('scheduled', 'sending')")
    op.create_index("ix_announcement_corrects_id", "announcement", ["corrects_id"])
    op.create_index("ix_announcement_published", "announcement", ["published_at"])
    op.create_index(
        "ix_announcement_to_do", "announcement", ["state"],
        sqlite_where=to_do, postgresql_where=to_do,
    )  # fmt: skip
    _create_versions()
    _create_chunks()


def _create_versions() -> None:
    op.create_table(
        "announcement_version",
        sa.Column("announcement_id", sa.Uuid(), sa.ForeignKey("announcement.id"), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("written_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
    )


def _create_chunks() -> None:
    op.create_table(
        "announcement_chunk",
        sa.Column("announcement_id", sa.Uuid(), sa.ForeignKey("announcement.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("way", sa.String(12), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("chats", sa.JSON(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("retry_key", sa.Uuid(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("unreachable", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(300), nullable=True),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_announcement_chunk_waiting", "announcement_chunk", ["channel", "rank", "due_at"],
        sqlite_where=waiting, postgresql_where=waiting,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("announcement_chunk")
    op.drop_table("announcement_version")
    op.drop_table("announcement")
