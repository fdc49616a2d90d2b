"""Know who filed for whom, and where a case goes on."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0019", "0018"


def upgrade() -> None:
    with op.batch_alter_table("case") as cases:
        cases.add_column(sa.Column("filed_by_staff_id", sa.Uuid(), nullable=True))
        cases.add_column(sa.Column("filed_for", sa.String(100), nullable=True))
        cases.add_column(sa.Column("intake_way", sa.String(20), nullable=True))
        cases.add_column(sa.Column("consent_at", sa.DateTime(timezone=True), nullable=True))
        cases.create_foreign_key("fk_case_filed_by", "staff", ["filed_by_staff_id"], ["id"])
    with op.batch_alter_table("one_time_code") as codes:
        codes.add_column(sa.Column("case_id", sa.Uuid(), nullable=True))
        codes.create_foreign_key("fk_one_time_code_case", "case", ["case_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("one_time_code") as codes:
        codes.drop_constraint("fk_one_time_code_case", type_="foreignkey")
        codes.drop_column("case_id")
    with op.batch_alter_table("case") as cases:
        cases.drop_constraint("fk_case_filed_by", type_="foreignkey")
        cases.drop_column("consent_at")
        cases.drop_column("intake_way")
        cases.drop_column("filed_for")
        cases.drop_column("filed_by_staff_id")
