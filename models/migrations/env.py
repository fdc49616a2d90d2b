"""Alembic's way in: migrations run on the connection they are given, never on their own."""

from alembic import context
from sqlmodel import SQLModel

import models  # noqa: F401 -- registers every table
from models.migrations import arguments

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    **arguments(),
)
with context.begin_transaction():
    context.run_migrations()
