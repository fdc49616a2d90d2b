"""Know which property is lent to whom and when: tables `loan` and `loan_item`."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0018", "0017"


def upgrade() -> None:
    op.create_table(
        "loan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reserved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("picked_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(500), nullable=True),
        sa.Column("last_reminded_on", sa.Date(), nullable=True),
        sa.Column("times_overdue", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id"),
    )
    op.create_index("ix_loan_last_day", "loan", ["last_day"], unique=False)
    op.create_index("ix_loan_state", "loan", ["state"], unique=False)
    op.create_table(
        "loan_item",
        sa.Column("loan_id", sa.Uuid(), nullable=False),
        sa.Column("property_key", sa.String(40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("damaged", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["loan_id"],
            ["loan.id"],
        ),
        sa.PrimaryKeyConstraint("loan_id", "property_key"),
    )
    op.create_index("ix_loan_item_property_key", "loan_item", ["property_key"], unique=False)


def downgrade() -> None:
    op.drop_table("loan_item")
    op.drop_table("loan")
