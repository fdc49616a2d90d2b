"""`sala staff`: who works here."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated

import typer

from bot.desk import Desk
from models.columns import utc_now
from models.migrations import upgrade
from models.staff import Staff
from models.vocabulary import Role
from services.catalogue import all_services
from services.desk import audit, leaving, staff_changes, staffing
from services.desk.signing_in import passwords
from services.desk.signing_in.links import sign_in_link
from services.desk.work import Work
from services.kit.errors import ResidentError
from web.app import open_desk
from web.settings import Settings

app = typer.Typer(help="Who works here.", no_args_is_help=True)

OPERATOR = "operator"
"""Whoever may type commands on the machine, and so could change the database itself."""

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


@app.command("role")
def role(
    name: Name,
    role: Annotated[Role, typer.Argument(help="What they may do from now on.")],
    department: Annotated[str, typer.Option(help="Key in the office file.")] = "",
) -> None:
    """Change what somebody may do; without a department they work for the whole office."""
    asyncio.run(_role(name, role, department))


@app.command("unlock")
def unlock(name: Name) -> None:
    """Let somebody try again at once who was shut out after wrong passwords."""
    asyncio.run(_unlock(name))


@app.command("leave")
def leave(name: Name) -> None:
    """Let somebody go: no account, browser or code of theirs can act any more."""
    asyncio.run(_leave(name))


async def _add(name: str, role: Role, department: str) -> None:
    async with _desk() as desk:
        _check(desk, role, department)
        async with desk.work() as work:
            if await _called(work, name):
                _stop(f"{name} works here already. A new link: sala staff sign-in {name!r}", 1)
            added = await staffing.add_staff(work, name, role, department or None, OPERATOR)
            link = await _link(work, added)
    typer.echo(f"{name} was added as {role.value}. Signs them in once, within 15 minutes:\n{link}")


async def _sign_in(name: str) -> None:
    async with _desk() as desk, desk.work() as work:
        person = await _one_called(work, name)
        link = await _link(work, person)
        await audit.record(work, audit.MACHINE, "make_sign_in_link", str(person.id), audit.DONE)
    typer.echo(f"Signs {name} in once, within 15 minutes:\n{link}")


async def _list() -> None:
    async with _desk() as desk, desk.work() as work:
        here = await staffing.all_staff(work.session)
    for person in here:
        typer.echo(f"{person.name}\t{person.role}\t{person.department or 'whole office'}")


async def _role(name: str, role: Role, department: str) -> None:
    async with _desk() as desk:
        _check(desk, role, department)
        with _explained():
            async with desk.work() as work:
                person = await _one_called(work, name)
                wanted = staff_changes.Wanted(role, department or None)
                await staff_changes.carry_out(work, person, wanted, OPERATOR, "cli")
    typer.echo(f"{name} is {role.value} now ({department or 'whole office'}).")


async def _unlock(name: str) -> None:
    async with _desk() as desk, desk.work() as work:
        person = await _one_called(work, name)
        await passwords.unlock(work, person.id)
        subject = str(person.id)
        await audit.record(work, OPERATOR, "unlock_staff", subject, audit.DONE, "cli")
    typer.echo(f"{name} may try again at once.")


async def _leave(name: str) -> None:
    async with _desk() as desk:
        with _explained():
            async with desk.work() as work:
                await leaving.leave(work, (await _one_called(work, name)).id, OPERATOR)
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


def _check(desk: Desk, role: Role, department: str) -> None:
    known = sorted(desk.around.office.departments)
    if department not in known and (department or role == Role.OFFICER):
        _stop(f"--department must be one of: {', '.join(known)}", 2)


@contextmanager
def _explained() -> Iterator[None]:
    """Say a refusal in words, and end."""
    try:
        yield
    except ResidentError as refusal:
        _stop(refusal.explanation.render(), 1)


async def _link(work: Work, person: Staff) -> str:
    subject = str(person.id)
    await audit.record(work, OPERATOR, "make_sign_in_link", subject, audit.DONE, "cli")
    return await sign_in_link(work, person.id)


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
