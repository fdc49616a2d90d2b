"""`sala migrate`: bring the database up to date without serving."""

import asyncio

import typer

from models.database import Database
from models.integrity import migrations as integrity
from models.migrations import upgrade
from web.settings import Settings


def migrate() -> None:
    """Bring the database up to date."""
    asyncio.run(bring_up_to_date(Settings()))
    typer.echo("The database is up to date.")


async def bring_up_to_date(settings: Settings) -> None:
    """Create or migrate the tables. Raises what the database says when it does not answer."""
    general = Database(settings.database_url)
    confidential = Database(settings.confidential_url(), schema=integrity.SCHEMA)
    try:
        await general.change_schema(upgrade)
        await confidential.change_schema(integrity.upgrade)
    finally:
        await general.close()
        await confidential.close()
