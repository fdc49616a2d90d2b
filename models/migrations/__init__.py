"""Migrations: numbered, imperative, one safe step each; run on start and by `sala migrate`."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

HERE = Path(__file__).parent


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, bound to an open connection."""
    config = Config(attributes={"connection": connection} if connection is not None else {})
    config.set_main_option("script_location", str(HERE))
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database up to a revision, within the transaction of the connection."""
    command.upgrade(configuration(connection), revision)


def newest() -> str:
    """Return the revision of the models."""
    return ScriptDirectory.from_config(configuration()).get_current_head() or ""


def downgrade(connection: Connection, revision: str) -> None:
    """Take the database down to a revision, within the transaction of the connection."""
    command.downgrade(configuration(connection), revision)


def arguments(**more: Any) -> dict[str, Any]:
    """Return what Alembic compares with, the same for running and for writing migrations."""
    return {
        "compare_type": True,
        "render_as_batch": True,
        "include_name": is_of_the_models,
        **more,
    }


def is_of_the_models(name: str | None, _kind: str, _parents: Any) -> bool:
    """Say whether the models describe it: what the search of a database keeps is its own affair."""
    return not (name or "").startswith(("case_search", "ix_case_words_trigrams"))
