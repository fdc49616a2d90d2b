"""Putting a backup back on an empty desk: all of it is read before anything is written."""

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from alembic.util import CommandError
from pydantic import ValidationError
from sqlalchemy import Connection, MetaData, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.files.store import FileStore
from models.database import Database
from models.snapshot import go_on_counting, put_back
from services.desk.after_restoring import close_every_door, hold_what_was_on_its_way
from web.backing_up.describing import (
    DESK,
    FILES,
    FORMAT,
    MANIFEST,
    KeptStore,
    Manifest,
    mark_of,
    marks_of,
    member,
)
from web.backing_up.writing import Keys

MADE_BY_ITSELF = frozenset({"audit_head", "office_state", "integrity_installation"})
"""Tables an empty desk fills by itself; theirs give way to those of the backup."""

PIECE = 1 << 20


class Damaged(Exception):
    """The file is not a backup, or not as it was written; says which part."""


class FromLater(Exception):
    """A newer version of Sala wrote this backup."""


class NotEmpty(Exception):
    """There is something in the database already; says in which table."""


@dataclass(frozen=True, slots=True)
class Place:
    """One database to be filled: its tables, and how they are brought to a revision and back."""

    database: Database
    metadata: MetaData
    upgrade: Callable[[Connection, str], None]
    downgrade: Callable[[Connection, str], None]


@dataclass(frozen=True, slots=True)
class KeysMissing:
    """What of the keys a backup was made with is not on this desk."""

    secret: bool
    private: int

    def __bool__(self) -> bool:
        return self.secret or bool(self.private)


def read_manifest(zipped: ZipFile) -> Manifest:
    """Read what a backup says of itself. Raises `Damaged` and `FromLater`."""
    try:
        told = json.loads(zipped.read(MANIFEST))
        if told["format"] > FORMAT:
            raise FromLater
        return Manifest.model_validate(told)
    except (KeyError, TypeError, ValueError, ValidationError) as fault:
        raise Damaged(MANIFEST) from fault


def look_through(zipped: ZipFile, manifest: Manifest) -> None:
    """Read every byte once. Raises `Damaged` with the first member that is not as it was."""
    expected = {name: table.sha256 for name, table in manifest.members()}
    files = [name for name in zipped.namelist() if name.startswith(FILES)]
    if len(files) != manifest.files:
        raise Damaged(FILES)
    for name, digest in {**expected, **{name: name.removeprefix(FILES) for name in files}}.items():
        if _digest(zipped, name) != digest:
            raise Damaged(name)


def _digest(zipped: ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with zipped.open(name) as content:
            while piece := content.read(PIECE):
                digest.update(piece)
    except (KeyError, EOFError, BadZipFile, zlib.error) as fault:
        raise Damaged(name) from fault
    return digest.hexdigest()


def keys_missing(manifest: Manifest, keys: Keys) -> KeysMissing:
    """Compare the keys of this desk with those the backup was made with."""
    here = marks_of(keys.private)
    lost = [mark for mark in manifest.private_keys if mark not in here]
    return KeysMissing(mark_of(keys.secret) != manifest.secret_key, len(lost))


async def put_back_files(zipped: ZipFile, files: FileStore) -> None:
    """Write the files first: they lie under their digests, and hurt nobody when it ends here."""
    for name in zipped.namelist():
        if name.startswith(FILES):
            place = files.path(name.removeprefix(FILES))
            place.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(place, zipped.read(name))


def _write_whole(place: Path, content: bytes) -> None:
    being_written = place.with_name(f"{place.name}.part")
    being_written.write_bytes(content)
    being_written.replace(place)


async def put_back_stores(zipped: ZipFile, manifest: Manifest, places: Mapping[str, Place]) -> None:
    """Fill the databases. Each is wholly there or not at all; the desk comes last.

    Raises `NotEmpty` before anything is written, and `FromLater`.
    """
    for place in places.values():
        await _require_empty(place)
    for name in sorted(manifest.stores, key=lambda name: name == DESK):
        kept, place = manifest.stores[name], places[name]
        if not kept.revision:
            continue
        await _bring_to(place, kept.revision)
        async with place.database.writing() as session:
            await _fill(zipped, await session.connection(), name, kept)
            if name == DESK:
                await hold_what_was_on_its_way(session)
                await close_every_door(session)
        await bring_up(place)


async def bring_up(place: Place) -> None:
    """Bring the tables of a database to this version."""
    await place.database.change_schema(lambda connection: place.upgrade(connection, "head"))


async def _require_empty(place: Place) -> None:
    await bring_up(place)
    async with place.database.reading() as session:
        connection = await session.connection()
        for table in place.metadata.sorted_tables:
            if table.name in MADE_BY_ITSELF:
                continue
            if (await connection.execute(select(*table.primary_key).limit(1))).first():
                raise NotEmpty(table.name)


async def _bring_to(place: Place, revision: str) -> None:
    try:
        await place.database.change_schema(lambda one: place.downgrade(one, revision))
    except CommandError as fault:
        raise FromLater from fault


async def _fill(zipped: ZipFile, connection: AsyncConnection, name: str, kept: KeptStore) -> None:
    for table in kept.tables:
        if table.name in MADE_BY_ITSELF:
            await connection.execute(delete(table.shape.clause()))
        with zipped.open(member(name, table.name)) as lines:
            await put_back(connection, table.shape, lines)
        await go_on_counting(connection, table.shape)
