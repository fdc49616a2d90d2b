"""`sala staff`: who works here."""

import asyncio
from typing import Annotated

import typer

from models.columns import utc_now
from models.migrations import upgrade
from models.vocabulary import CodePurpose, Role
from services.catalogue import all_services
from services.desk import codes, staffing
from web.app import open_desk
from web.settings import Settings

app = typer.Typer(help="Who works here.", no_args_is_help=True)


@app.callback()
def staff() -> None:
    """Who works here."""


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="As colleagues call them.")],
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.OFFICER,
    department: Annotated[str, typer.Option(help="Key in the office file.")] = "",
) -> None:
    """Add a member of staff and print a link that signs them in once."""
    settings = Settings()
    known = asyncio.run(_departments(settings))
    if department not in known and not (department == "" and role != Role.OFFICER):
        typer.echo(f"--department must be one of: {', '.join(sorted(known))}", err=True)
        raise typer.Exit(2)
    link = asyncio.run(_add(settings, name, role, department or None))
    typer.echo(
        f"{name} was added as {role.value}. This link signs them in once, within 15 minutes:"
    )
    typer.echo(link)


async def _departments(settings: Settings) -> set[str]:
    desk = open_desk(settings, utc_now, all_services())
    await desk.database.close()
    return set(desk.around.office.departments)


async def _add(settings: Settings, name: str, role: Role, department: str | None) -> str:
    desk = open_desk(settings, utc_now, all_services())
    try:
        await desk.database.change_schema(upgrade)
        async with desk.work() as work:
            added = await staffing.add_staff(work, name, role, department)
            code = await codes.make_code(work, CodePurpose.SIGN_IN, staff_id=added.id)
    finally:
        await desk.database.close()
    return f"{desk.base_url}/console/sign-in/{code}"
