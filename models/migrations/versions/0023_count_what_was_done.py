"""Count what was done: what monthly figures need, and why somebody took a table with them."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0023", "0022"

_KEEP_PROMISES = """
    UPDATE case_event SET due_on = (SELECT due_on FROM "case" WHERE "case".id = case_event.case_id)
    WHERE action IN ('finish', 'reject', 'withdraw')
"""
"""The promise as it stands now is the best we know of closings before today."""

_KEEP_CHANNELS = """
    UPDATE "case"
    SET filed_channel = CASE WHEN intake_way IS NULL THEN channel ELSE 'counter' END
"""


def upgrade() -> None:
    filed_channel = sa.Column("filed_channel", sa.String(20), nullable=False, server_default="")
    op.add_column("case", filed_channel)
    op.execute(_KEEP_CHANNELS)
    op.add_column("case_event", sa.Column("due_on", sa.Date(), nullable=True))
    op.execute(_KEEP_PROMISES)
    op.add_column(
        "audit_entry", sa.Column("note", sa.String(500), nullable=False, server_default="")
    )
    op.drop_index("ix_case_filed_at", "case")
    op.create_index(
        "ix_case_filed", "case", ["filed_at", "service_key", "filed_channel", "intake_way"]
    )
    op.create_index("ix_case_status", "case", ["status", "service_key", "due_on"])
    op.create_index("ix_case_event_action", "case_event", ["action", "at", "case_id", "due_on"])
    op.create_index("ix_rating_rated", "rating", ["rated_at", "stars", "case_id"])


def downgrade() -> None:
    op.drop_index("ix_rating_rated", "rating")
    op.drop_index("ix_case_event_action", "case_event")
    op.drop_index("ix_case_status", "case")
    op.drop_index("ix_case_filed", "case")
    op.create_index("ix_case_filed_at", "case", ["filed_at"])
    op.drop_column("audit_entry", "note")
    op.drop_column("case_event", "due_on")
    op.drop_column("case", "filed_channel")
