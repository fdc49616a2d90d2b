"""Migrations of the confidential store: its own numbers, its own table of versions."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.schema import CreateSchema

SCHEMA = "integrity"
"""Where the store stands on PostgreSQL; on SQLite it is a file of its own."""

HERE = Path(__file__).parent


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the store up to a revision, within the transaction of the connection."""
    if connection.dialect.name == "postgresql":
        connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
    command.upgrade(_configuration(connection), revision)


def newest() -> str:
    """Return the revision of the models."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    return ScriptDirectory.from_config(config).get_current_head() or ""


def downgrade(connection: Connection, revision: str) -> None:
    """Take the store down to a revision, within the transaction of the connection."""
    command.downgrade(_configuration(connection), revision)


def _configuration(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(HERE))
    return config
