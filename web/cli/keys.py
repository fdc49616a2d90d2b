"""`sala keys`: the keys that seal private answers. Safe while the desk is serving."""

import asyncio

import typer

from bot.desk import Desk
from models.columns import utc_now
from models.migrations import upgrade
from services.catalogue import all_services
from services.desk import audit
from services.desk.resealing import BATCH, PLACES, Sealed, seal_again, sealed_rows
from web.app import open_desk
from web.settings import Settings

app = typer.Typer(help="The keys that seal private answers.", no_args_is_help=True)

LOST = (
    "{count} private answers cannot be opened with the keys in {file}. "
    "If a backup has an older file of that name, add its lines below ours and repeat. "
    "Without those keys the answers are lost for good, and the residents have to be asked again."
)


@app.callback()
def keys() -> None:
    """The keys that seal private answers."""


@app.command("rotate")
def rotate() -> None:
    """Make a new key, seal every private answer with it, drop keys no longer needed."""
    asyncio.run(_rotate())


async def _rotate() -> None:
    desk = open_desk(Settings(), utc_now, all_services())
    try:
        await desk.database.change_schema(upgrade)
        told, dropped = await rotate_keys(desk)
    finally:
        await desk.database.close()
    typer.echo(f"{told.renewed} private answers sealed with a new key, {dropped} old keys dropped.")
    typer.echo(f"Keep {desk.keyring.file} with the next backup; the old backups need the old file.")
    if told.unreadable:
        typer.echo(LOST.format(count=told.unreadable, file=desk.keyring.file), err=True)
        raise typer.Exit(1)


async def rotate_keys(desk: Desk) -> tuple[Sealed, int]:
    """Add a key, bring every answer under it, then drop old keys that open nothing any more.

    The key used until now stays for some days: a form may be open that was sealed with it.
    The next rotation drops it. Nothing is dropped while an answer does not open at all.
    """
    desk.keyring.add_key(desk.clock())
    async with desk.work() as work:
        await audit.record(work, audit.MACHINE, "rotate_keys", "", audit.DONE)
    told = Sealed()
    for place in PLACES:
        async with desk.database.reading() as session:
            rows = await sealed_rows(session, place)
        for first in range(0, len(rows), BATCH):
            async with desk.work() as work:
                batch = rows[first : first + BATCH]
                await seal_again(work, place, batch, desk.keyring, told)
    return told, 0 if told.unreadable else desk.keyring.drop_old(desk.clock())
