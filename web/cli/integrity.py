"""`sala integrity`: who reads confidential reports. No word of a report passes through here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel.ext.asyncio.session import AsyncSession

from models.columns import utc_now
from models.database import Database
from models.integrity import Reader
from models.integrity.migrations import SCHEMA, upgrade
from services.integrity import recipients
from services.integrity.exporting import open_export
from services.integrity.passphrases import fingerprint
from services.integrity.printed import ASKED_AGAIN, last_groups, printed
from services.integrity.receipts import SHIPPED
from services.integrity.sealing import DoesNotOpen, new_pair
from web.settings import Settings

app = typer.Typer(help="The confidential channel: who reads its reports.", no_args_is_help=True)
recipient = typer.Typer(help="Those who read reports.", no_args_is_help=True)
app.add_typer(recipient, name="recipient")

PRINT_IT = (
    "First the printed key. It opens every report when passphrases are lost, and stands nowhere "
    "but on your paper. Write it down by hand, twice, and put the envelopes into two safes whose "
    "keys none of the recipients has:"
)
NOT_THE_SAME = "That is not what stands there. Nothing was kept; begin again."
INVITED = (
    "Invitation for “{post}”, good once within {hours} hours:\n\n    {code}\n\n"
    "They open {base}/integrity/desk/join themselves, at a computer of their own, and choose a "
    "passphrase nobody else sees. Afterwards somebody confirms them: another recipient on their "
    "page, or for the very first one `sala integrity recipient confirm`."
)
NOBODY = "Nobody reads reports yet: the channel stores nothing and names the doors outside."
OTHERS_CONFIRM = (
    "There are recipients already. They confirm a new one on /integrity/desk, after comparing the "
    "digits face to face: whoever runs this machine must not be able to add a reader alone."
)
COMPARE = "The digits of “{post}”, as this machine knows them:\n\n    {digits}\n"
SAME = "Has “{post}” read you these very digits, face to face or on the telephone?"
NOT_KNOWN = "Nobody has this key: `sala integrity recipient list` shows them."

Post = Annotated[str, typer.Argument(help="Their post as reporters see it, such as “ปลัด อบต.”.")]
KeyId = Annotated[str, typer.Argument(help="The key, from `sala integrity recipient list`.")]
Handed = Annotated[Path, typer.Argument(help="A file a recipient handed out.", exists=True)]
Secret = Annotated[str, typer.Option(prompt=True, hide_input=True, help="Asked for when missing.")]


@recipient.command("add")
def add(post: Post) -> None:
    """Invite somebody; the first time the printed key is made before."""
    settings = Settings()
    asyncio.run(_make_printed_key(settings))
    code = asyncio.run(_invite(settings, post.strip()))
    hours = int(recipients.INVITED_FOR.total_seconds() // 3600)
    typer.echo(INVITED.format(post=post, hours=hours, code=code, base=settings.base_url))


@recipient.command("list")
def list_all() -> None:
    """Show who reads reports, with the digits of their keys."""
    known = asyncio.run(_all(Settings()))
    for one in known:
        state = "reads" if one.confirmed else "not confirmed, or replaced"
        typer.echo(f"{one.key_id}  {fingerprint(one.public_key)}  {state}  {one.post}")
    if not known:
        typer.echo(NOBODY)


@recipient.command("confirm")
def confirm(key_id: KeyId) -> None:
    """Confirm the very first recipient; later ones are confirmed by those who read already."""
    settings = Settings()
    found = next((one for one in asyncio.run(_all(settings)) if one.key_id == key_id), None)
    if found is None:
        _stop(NOT_KNOWN)
        return
    if not asyncio.run(_may_confirm(settings, found)):
        _stop(OTHERS_CONFIRM)
    typer.echo(COMPARE.format(post=found.post, digits=fingerprint(found.public_key)))
    typer.confirm(SAME.format(post=found.post), abort=True)
    asyncio.run(_confirm(settings, key_id))
    typer.echo(f"New reports are locked for “{found.post}” from now on.")


@recipient.command("revoke")
def revoke(key_id: KeyId) -> None:
    """Take the keys of somebody away: no new report, and none of the old ones here."""
    typer.confirm("They open nothing any more on this desk. Go on?", abort=True)
    if not asyncio.run(_revoke(Settings(), key_id)):
        _stop(NOT_KNOWN)
    typer.echo("Done. What they copied before cannot be taken back.")


@app.command("open-export")
def open_file(file: Handed, passphrase: Secret) -> None:
    """Open a report that was handed out, on any machine, and print it."""
    try:
        entries = open_export(file.read_bytes(), passphrase, SHIPPED)
    except (DoesNotOpen, ValueError):
        _stop("This passphrase does not open this file.")
        return
    for entry in entries:
        typer.echo(f"{entry.day}  {entry.kind}")
        for name, words in entry.words.items():
            typer.echo(f"  {name}: {words}" if words else f"  {name}:")


async def _make_printed_key(settings: Settings) -> None:
    async with _store(settings) as session:
        if await recipients.printed_key(session):
            return
        pair = new_pair()
        written = printed(pair.private)
        typer.echo(f"{PRINT_IT}\n\n    {written}\n")
        typed = typer.prompt(f"Type its last {ASKED_AGAIN} groups from your paper")
        if typed.upper().split() != last_groups(written).split():
            _stop(NOT_THE_SAME)
        recipients.add_printed_key(session, pair)


async def _invite(settings: Settings, post: str) -> str:
    async with _store(settings) as session:
        return await recipients.invite(session, post, utc_now())


async def _all(settings: Settings) -> list[Reader]:
    async with _store(settings) as session:
        return list(await recipients.recipients(session))


async def _may_confirm(settings: Settings, joining: Reader) -> bool:
    async with _store(settings) as session:
        return not await recipients.somebody_could_confirm(session, joining)


async def _confirm(settings: Settings, key_id: str) -> None:
    async with _store(settings) as session:
        await recipients.confirm(session, key_id)


async def _revoke(settings: Settings, key_id: str) -> bool:
    async with _store(settings) as session:
        return await recipients.revoke(session, key_id)


@asynccontextmanager
async def _store(settings: Settings) -> AsyncIterator[AsyncSession]:
    database = Database(settings.confidential_url(), schema=SCHEMA)
    try:
        await database.change_schema(upgrade)
        async with database.writing() as session:
            yield session
    finally:
        await database.close()


def _stop(why: str) -> None:
    typer.echo(why, err=True)
    raise typer.Exit(1)
