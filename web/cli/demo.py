"""`sala demo`: a made-up year on an empty desk, for trying out."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer

from bot.demonstrating.filling import fill, is_empty
from bot.demonstrating.script import read_script
from models.columns import utc_now
from models.migrations import upgrade
from models.staff import Staff
from services.catalogue import all_services
from services.desk.signing_in.links import sign_in_link
from web.app import open_desk
from web.settings import Settings

NOT_EMPTY = "This desk has staff or cases already, and a demonstration is for an empty one only."
TRY_APART = "Try it apart: SALA_DATABASE_URL=sqlite+aiosqlite:///var/demo.db sala demo"

Cases = Annotated[int, typer.Option(min=1, max=20_000, help="How many are asked for in a year.")]
Seed = Annotated[int, typer.Option(help="Another number, another year.")]


def demo(cases: Cases = 500, seed: Seed = 1) -> None:
    """Fill an empty desk with a made-up year, and print a link for each of its staff."""
    links = asyncio.run(_fill(cases, seed))
    if not links:
        typer.echo(f"{NOT_EMPTY} {TRY_APART}", err=True)
        raise typer.Exit(1)
    typer.echo("A made-up year is on the desk; all of its people are invented. Sign in as:")
    for link in links:
        typer.echo(link)
    typer.echo("Each link works once, while `sala serve` runs. `sala staff sign-in` makes another.")


async def _fill(cases: int, seed: int) -> Sequence[str]:
    desk = open_desk(Settings(), utc_now, all_services())
    try:
        await desk.database.change_schema(upgrade)
        await desk.keep_up()
        if not await is_empty(desk):
            return []
        staff = await fill(desk, read_script(), cases, seed)
        desk.clock = utc_now
        async with desk.work() as work:
            return [
                f"{_called(one)}: {await sign_in_link(work, one.id)}" for one in _one_each(staff)
            ]
    finally:
        await desk.database.close()


def _one_each(staff: Sequence[Staff]) -> Sequence[Staff]:
    """Take one of each role: nobody reads twenty links."""
    return list({one.role: one for one in staff}.values())


def _called(one: Staff) -> str:
    return f"{one.role} {one.department or ''} {one.name}"
