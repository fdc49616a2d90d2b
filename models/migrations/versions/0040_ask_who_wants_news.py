"""Ask who wants news: what residents said about it, and which topics they chose."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0040", "0037"


def upgrade() -> None:
    op.create_table(
        "subscription",
        sa.Column("resident_id", sa.Uuid(), sa.ForeignKey("resident.id"), primary_key=True),
        sa.Column("wants_news", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("chat", sa.String(100), nullable=False),
        sa.Column("village", sa.Integer(), nullable=True),
        sa.Column("all_topics", sa.Boolean(), nullable=False),
        sa.Column("no_emergencies", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wording_version", sa.Integer(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
    )
    wanted = sa.text("wants_news")
    op.create_index(
        "ix_subscription_wanted",
        "subscription",
        ["channel", "chat"],
        sqlite_where=wanted,
        postgresql_where=wanted,
    )
    op.create_table(
        "subscription_topic",
        sa.Column(
            "resident_id", sa.Uuid(), sa.ForeignKey("subscription.resident_id"), primary_key=True
        ),
        sa.Column("topic", sa.String(40), primary_key=True),
    )


def downgrade() -> None:
    op.drop_table("subscription_topic")
    op.drop_table("subscription")
