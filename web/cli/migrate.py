"""`sala migrate`: bring the database up to date without serving."""

import asyncio

import typer

from models.database import Database
from models.migrations import upgrade
from web.settings import Settings


def migrate() -> None:
    """Bring the database up to date."""
    asyncio.run(bring_up_to_date(Settings()))
    typer.echo("The database is up to date.")


async def bring_up_to_date(settings: Settings) -> None:
    """Create or migrate the tables. Raises what the database says when it does not answer."""
    database = Database(settings.database_url)
    try:
        await database.change_schema(upgrade)
    finally:
        await database.close()
