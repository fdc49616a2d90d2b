"""`sala migrate`: bring the database up to date without serving."""

import asyncio

import typer

from models.database import Database
from models.migrations import upgrade
from web.settings import Settings


def migrate() -> None:
    """Bring the database up to date."""
    asyncio.run(_migrate(Settings()))
    typer.echo("The database is up to date.")


async def _migrate(settings: Settings) -> None:
    database = Database(settings.database_url)
    try:
        await database.change_schema(upgrade)
    finally:
        await database.close()
