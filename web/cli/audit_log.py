"""`sala verify-log`: whether the audit log still says what was written into it."""

import asyncio
import re
from collections.abc import Mapping
from typing import Annotated

import typer

from models.database import Database
from models.migrations import upgrade
from services.desk.audit_log.chain import Fault, Head, root_of
from services.desk.audit_log.verifying import Verified, verify
from web.settings import Settings

FAULTS: Mapping[Fault, str] = {
    Fault.MISSING: "entry {number} is missing",
    Fault.ADDED: "entry {number} stands where none was sealed",
    Fault.CHANGED: "entry {number} does not say what was sealed",
    Fault.CUT_OFF: "entry {number} and those after it are cut off",
    Fault.END: "entry {number} is not the end that was noted apart from the log",
}

WHAT_TO_DO = (
    "Change nothing more. Copy the database, compare with a backup from before, "
    "and ask who had access to the machine."
)

Month = Annotated[str, typer.Option(help="Print the root of a month, such as 2026-11.")]
Noted = Annotated[
    str,
    typer.Option(
        help="Compare with a head or root that was written down elsewhere: its number and its seal."
    ),
]
_NOTE = re.compile(r"([1-9][0-9]{0,17}) ([0-9a-f]{64})")


def verify_log(root: Month = "", noted: Noted = "") -> None:
    """Walk the audit log and name the first entry that does not fit. Changes nothing in it."""
    note = _NOTE.fullmatch(noted.strip())
    if noted and note is None:
        typer.echo("--noted wants the number and the seal, as this command printed.", err=True)
        raise typer.Exit(2)
    if root and not _is_month(root):
        typer.echo("--root wants a year and a month, such as 2026-11.", err=True)
        raise typer.Exit(2)
    place = Head(int(note[1]), note[2]) if note else Head()
    verified = asyncio.run(_verify(Settings(), place))
    for line in told(verified, root):
        typer.echo(line)
    if verified.misfit:
        typer.echo(WHAT_TO_DO, err=True)
        raise typer.Exit(1)


def told(verified: Verified, month: str = "") -> list[str]:
    """Say in lines what a walk found. A month has a root only in a log that fits."""
    if verified.misfit:
        fault = FAULTS[verified.misfit.fault].format(number=verified.misfit.number)
        return [f"The audit log does not fit: {fault}."]
    head = verified.walk.head
    lines = [f"The audit log fits: {head.number} entries, {verified.unsealed} not sealed yet."]
    if month:
        root = root_of(verified.walk, month)
        lines.append(f"{month} {root.number} {root.seal}" if root else f"{month} 0")
    elif head.seal:
        lines.append(f"Head: {head.number} {head.seal}")
    return lines


async def _verify(settings: Settings, noted: Head) -> Verified:
    database = Database(settings.database_url)
    try:
        await database.change_schema(upgrade)
        return await verify(database, noted=noted)
    finally:
        await database.close()


def _is_month(written: str) -> bool:
    year, _dash, month = written.partition("-")
    whole = len(year) == 4 and len(month) == 2 and (year + month).isdecimal()
    return whole and 1 <= int(month) <= 12
