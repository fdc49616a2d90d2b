"""Chain the audit log: steps of cases belong to it, and nothing in it can be changed any more."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0027", "0026"

_KEPT = (
    "id",
    "at",
    "actor",
    "action",
    "subject",
    "outcome",
    "note",
    "channel",
    "service",
    "status",
)
_NEVER = "The audit log is only added to"
_DASHED = "-".join(
    f"' || substr(e.staff_id, {first}, {many}) || '" for first, many in
    ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
)  # fmt: skip

_SQLITE_STAYS = f"""
    CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry
    WHEN OLD.number IS NOT NULL OR NOT ({" AND ".join(f"NEW.{c} IS OLD.{c}" for c in _KEPT)})
    BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END
"""
_SQLITE_REMAINS = f"""
    CREATE TRIGGER audit_entry_remains BEFORE DELETE ON audit_entry
    BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END
"""
_POSTGRESQL_FUNCTION = f"""
    CREATE FUNCTION keep_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.number IS NULL
            AND ({", ".join(f"NEW.{c}" for c in _KEPT)})
            IS NOT DISTINCT FROM ({", ".join(f"OLD.{c}" for c in _KEPT)})
        THEN RETURN NEW; END IF;
        RAISE EXCEPTION '{_NEVER}';
    END $$
"""
_POSTGRESQL_STAYS = """
    CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION keep_audit_entry()
"""


def upgrade() -> None:
    for name, length in (("service", 20), ("status", 24)):
        op.add_column(
            "audit_entry", sa.Column(name, sa.String(length), nullable=False, server_default="")
        )
    op.add_column("audit_entry", sa.Column("number", sa.BigInteger(), nullable=True))
    op.add_column("audit_entry", sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("audit_entry", sa.Column("seal", sa.String(64), nullable=True))
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.execute(_history())
    for column in ("actor", "action", "subject"):
        op.create_index(f"ix_audit_entry_{column}", "audit_entry", [column, "at"])
    op.create_index("ix_audit_entry_number", "audit_entry", ["number"], unique=True)
    waiting = sa.text("number IS NULL")
    op.create_index(
        "ix_audit_entry_unsealed",
        "audit_entry",
        ["id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    for statement in _guards():
        op.execute(statement)


def downgrade() -> None:
    if _on_sqlite():
        op.execute("DROP TRIGGER audit_entry_remains")
        op.execute("DROP TRIGGER audit_entry_stays")
    else:
        op.execute("DROP TRIGGER audit_entry_stays ON audit_entry")
        op.execute("DROP FUNCTION keep_audit_entry()")
    op.execute("DELETE FROM audit_entry WHERE status <> ''")
    for index in ("unsealed", "number", "subject", "action", "actor"):
        op.drop_index(f"ix_audit_entry_{index}", "audit_entry")
    op.drop_table("audit_head")
    for column in ("seal", "sealed_at", "number", "status", "service"):
        op.drop_column("audit_entry", column)


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _guards() -> tuple[str, ...]:
    if _on_sqlite():
        return (_SQLITE_STAYS, _SQLITE_REMAINS)
    return (_POSTGRESQL_FUNCTION, _POSTGRESQL_STAYS)


def _history() -> str:
    """Bring the steps taken before today into the log, each under the id of its history entry."""
    staff = f"'{_DASHED}'" if _on_sqlite() else "CAST(e.staff_id AS text)"
    return f"""
        INSERT INTO audit_entry
            (id, at, actor, action, subject, outcome, note, channel, service, status)
        SELECT e.id, e.at,
            CASE WHEN e.staff_id IS NOT NULL THEN {staff}
                WHEN e.actor = 'system' THEN 'desk' ELSE e.actor END,
            e.action, c.reference, 'done', '',
            CASE WHEN e.action = 'file' THEN c.filed_channel
                WHEN e.actor = 'resident' THEN c.channel ELSE '' END,
            c.service_key, e.status
        FROM case_event AS e JOIN "case" AS c ON c.id = e.case_id
    """  # noqa: S608 -- no words from outside
