"""Alembic's way into the confidential store; it never sees a table of the desk."""

from alembic import context

from models.integrity import Store

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Store.metadata,
    compare_type=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
