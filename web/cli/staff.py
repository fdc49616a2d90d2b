"""`sala staff`: who works here."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Annotated

import typer

from bot.desk import Desk
from models.columns import utc_now
from models.migrations import upgrade
from models.staff import Staff
from models.vocabulary import CodePurpose, Role
from services.catalogue import all_services
from services.desk import codes, staffing
from services.desk.work import Work
from web.app import open_desk
from web.settings import Settings

app = typer.Typer(help="Who works here.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="As colleagues call them.")]


@app.callback()
def staff() -> None:
    """Who works here."""


@app.command("add")
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.OFFICER,
    department: Annotated[str, typer.Option(help="Key in the office file.")] = "",
) -> None:
    """Add a member of staff and print a link that signs them in once."""
    asyncio.run(_add(name, role, department))


@app.command("sign-in")
def sign_in(name: Name) -> None:
    """Print a new link that signs somebody in once."""
    asyncio.run(_sign_in(name))


@app.command("list")
def list_staff() -> None:
    """List who works here."""
    asyncio.run(_list())


@app.command("leave")
def leave(name: Name) -> None:
    """Let somebody go: no account, browser or code of theirs can act any more."""
    asyncio.run(_leave(name))


async def _add(name: str, role: Role, department: str) -> None:
    async with _desk() as desk:
        known = sorted(desk.around.office.departments)
        if department not in known and (department or role == Role.OFFICER):
            _stop(f"--department must be one of: {', '.join(known)}", 2)
        async with desk.work() as work:
            if await _called(work, name):
                _stop(f"{name} works here already. A new link: sala staff sign-in {name!r}", 1)
            added = await staffing.add_staff(work, name, role, department or None)
            link = await _link(work, added)
    typer.echo(f"{name} was added as {role.value}. Signs them in once, within 15 minutes:\n{link}")


async def _sign_in(name: str) -> None:
    async with _desk() as desk, desk.work() as work:
        link = await _link(work, await _one_called(work, name))
    typer.echo(f"Signs {name} in once, within 15 minutes:\n{link}")


async def _list() -> None:
    async with _desk() as desk, desk.work() as work:
        here = await staffing.all_staff(work.session)
    for person in here:
        typer.echo(f"{person.name}\t{person.role}\t{person.department or 'whole office'}")


async def _leave(name: str) -> None:
    async with _desk() as desk, desk.work() as work:
        await staffing.leave(work, (await _one_called(work, name)).id)
    typer.echo(f"{name} has left: their accounts, browsers and codes no longer work.")


@asynccontextmanager
async def _desk() -> AsyncIterator[Desk]:
    """Open the desk's database from this command; a desk that is serving goes on meanwhile."""
    desk = open_desk(Settings(), utc_now, all_services())
    try:
        await desk.database.change_schema(upgrade)
        await desk.keep_up()
        yield desk
    finally:
        await desk.database.close()


async def _link(work: Work, person: Staff) -> str:
    code = await codes.make_code(work, CodePurpose.SIGN_IN, staff_id=person.id)
    return f"{work.base_url}/console/sign-in/{code}"


async def _called(work: Work, name: str) -> Sequence[Staff]:
    here = await staffing.all_staff(work.session)
    return [person for person in here if person.name == name.strip()]


async def _one_called(work: Work, name: str) -> Staff:
    called = await _called(work, name)
    if not called:
        _stop(f"Nobody called {name} works here. All names: sala staff list", 1)
    return called[0]


def _stop(why: str, code: int) -> None:
    typer.echo(why, err=True)
    raise typer.Exit(code)
