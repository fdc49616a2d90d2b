"""`sala assessments`: the office's lists of what is due."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.desk import Desk
from models.columns import utc_now
from models.migrations import upgrade
from services.catalogue import all_services
from services.desk.paying import lists
from services.desk.paying.lists import Comparison, WrittenList
from services.kit.errors import ResidentError
from web.app import open_desk
from web.settings import Settings

app = typer.Typer(help="The office's lists of what is due.", no_args_is_help=True)


@app.callback()
def assessments() -> None:
    """The office's lists of what is due."""


@app.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX.", exists=True, dir_okay=False)],
    tax: Annotated[str, typer.Option(help="Which list.")],
    year: Annotated[int, typer.Option(help="In the Buddhist Era, such as 2569.")],
    look: Annotated[bool, typer.Option("--look", help="Only say what it would change.")] = False,
) -> None:
    """Take a list; repeated, only what changed is changed."""
    try:
        told = lists.read_list(file.read_bytes())
        found = asyncio.run(_import(told, tax, year, look=look))
    except ResidentError as refusal:
        typer.echo(refusal.explanation.render(), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{len(found.new)} new, {len(found.changed)} changed, {found.same} as before")
    for mistake in found.mistakes:
        typer.echo(f"row {mistake.row}: {mistake.explanation.render()}", err=True)
    if found.mistakes:
        typer.echo("Nothing was taken. Put these rows right, then try again.", err=True)
        raise typer.Exit(1)


async def _import(told: WrittenList, tax: str, year: int, *, look: bool) -> Comparison:
    desk = open_desk(Settings(), utc_now, all_services())
    try:
        await desk.database.change_schema(upgrade)
        await desk.keep_up()
        return await _compare_and_accept(desk, told, tax, year, look=look)
    finally:
        await desk.database.close()


async def _compare_and_accept(
    desk: Desk, told: WrittenList, tax: str, year: int, *, look: bool
) -> Comparison:
    async with desk.work() as work:
        if look or told.mistakes:
            return await lists.compare(work, tax, year, told)
        return await lists.accept(work, tax, year, told, None)
