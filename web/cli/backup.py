"""`sala backup` and `sala restore`: the whole desk in one file, and a desk out of one."""

import asyncio
from pathlib import Path
from typing import Annotated
from zipfile import BadZipFile, ZipFile

import typer

from models.columns import utc_now
from models.one_desk import AlreadyOpen, only_desk
from services.catalogue import all_services
from services.desk import audit
from services.desk.audit_log.verifying import verify
from services.kit.sealing import FILE_NAME
from web.app import open_desk
from web.backing_up.describing import Manifest
from web.backing_up.places import desk_of
from web.backing_up.restoring import (
    Damaged,
    FromLater,
    KeysMissing,
    NotEmpty,
    keys_missing,
    look_through,
    put_back_files,
    put_back_stores,
    read_manifest,
)
from web.backing_up.writing import NotUpToDate, write_backup
from web.cli.audit_log import told
from web.settings import Settings

KEEP_APART = (
    "Not in it, on purpose: {folder}/secret.key, {folder}/{private} and .env. Keep a copy of them "
    "in another place: whoever has both reads everything, and without {private} nobody reads the "
    "answers that are sealed."
)
PERSONAL = (
    "It holds what residents wrote: keep it like a cabinet of files, and throw old ones away."
)
NOT_UP_TO_DATE = (
    "The database is not the one of this version ({fault}). Run `sala migrate` first, or make the "
    "backup with the version that serves."
)
DAMAGED = (
    "This file is damaged or no backup of Sala: {fault}. Nothing was written. Try an older one."
)
FROM_LATER = "A newer Sala made this backup. Nothing was written. Install that version first."
NOT_EMPTY = (
    "There is something on this desk already (table {fault}), and a backup never writes over "
    "anything. Nothing was written. Give it an empty database: SALA_DATABASE_URL and SALA_DATA_DIR."
)
IN_USE = "A desk serves this database. Close it first; a backup is put back while nobody serves."
OTHER_SIGNING = "secret.key (SALA_SECRET_KEY) is not the one of the desk that was kept."
OTHER_PRIVATE = "{count} of its keys in {private} are missing here: what they sealed stays shut."
OTHER_KEYS = (
    "Copy the files from where they were kept apart, or go on without them: --other-keys. "
    "Nothing was written."
)
ASK_AGAIN = (
    "Messages that were on their way stand in the console under problems, and announcements are "
    "paused: look at them before you send any again. Everybody signs in anew. Whom you erased, or "
    "let go, since the backup: do it again."
)

NewFile = Annotated[Path, typer.Argument(help="A new file; none is written over.", dir_okay=False)]
Kept = Annotated[
    Path, typer.Argument(help="What `sala backup` wrote.", exists=True, dir_okay=False)
]
OtherKeys = Annotated[bool, typer.Option(help="Go on although the keys are other ones.")]


def backup(file: NewFile) -> None:
    """Write everything into one file, also while the desk serves."""
    settings = Settings()
    try:
        manifest = asyncio.run(_keep(settings, file))
    except NotUpToDate as fault:
        _stop(NOT_UP_TO_DATE.format(fault=fault))
    typer.echo(f"{file}: {_counted(manifest)}.")
    if manifest.files_missing:
        typer.echo(f"{manifest.files_missing} files are named in the database and not there.")
    typer.echo(KEEP_APART.format(folder=settings.data_dir, private=FILE_NAME))
    typer.echo(PERSONAL)


def restore(file: Kept, other_keys: OtherKeys = False) -> None:
    """Put a backup back on an empty desk. The file is looked through before anything is written."""
    try:
        lines = asyncio.run(_put_back(Settings(), file, anyhow=other_keys))
    except (Damaged, BadZipFile) as fault:
        _stop(DAMAGED.format(fault=fault))
    except FromLater:
        _stop(FROM_LATER)
    except NotEmpty as fault:
        _stop(NOT_EMPTY.format(fault=fault))
    except AlreadyOpen:
        _stop(IN_USE)
    for line in lines:
        typer.echo(line)


async def _keep(settings: Settings, file: Path) -> Manifest:
    async with desk_of(settings) as desk:
        manifest = await write_backup(file, desk.stores(), desk.files, desk.keys, utc_now())
    await _note(settings, "make_backup", manifest.made)
    return manifest


async def _put_back(settings: Settings, file: Path, *, anyhow: bool) -> list[str]:
    async with desk_of(settings) as desk:
        with ZipFile(file) as zipped, only_desk(desk.general):
            manifest = read_manifest(zipped)
            look_through(zipped, manifest)
            missing = keys_missing(manifest, desk.keys)
            if missing and not anyhow:
                _stop("\n".join([*_about(missing), OTHER_KEYS]))
            await put_back_files(zipped, desk.files)
            await put_back_stores(zipped, manifest, desk.places())
        verified = await verify(desk.general)
    await _note(settings, "restore_backup", manifest.made)
    return [_counted(manifest) + ".", *told(verified), ASK_AGAIN]


async def _note(settings: Settings, action: str, made: str) -> None:
    """Write into the log of the desk that it was copied, or came out of a copy."""
    desk = open_desk(settings, utc_now, all_services())
    try:
        async with desk.work() as work:
            await audit.record(work, audit.MACHINE, action, made, audit.DONE)
    finally:
        await desk.database.close()


def _about(missing: KeysMissing) -> list[str]:
    private = OTHER_PRIVATE.format(count=missing.private, private=FILE_NAME)
    return [OTHER_SIGNING] * missing.secret + [private] * bool(missing.private)


def _counted(manifest: Manifest) -> str:
    tables = sum(len(store.tables) for store in manifest.stores.values())
    return f"{manifest.rows()} rows of {tables} tables, {manifest.files} files, of {manifest.made}"


def _stop(why: str) -> None:
    typer.echo(why, err=True)
    raise typer.Exit(1)
