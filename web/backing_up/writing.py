"""Writing a backup, while the desk serves: each database as it is at one moment, then the files."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.files.store import FileStore
from models.attachment import Attachment
from models.database import Database
from models.snapshot import lines_of, shape_of
from services.kit.sealing import Key
from web.backing_up.describing import (
    DESK,
    FILES,
    MANIFEST,
    KeptStore,
    KeptTable,
    Manifest,
    mark_of,
    marks_of,
    member,
)


class NotUpToDate(Exception):
    """The database has other tables than this version knows."""


@dataclass(frozen=True, slots=True)
class Store:
    """One database to be kept, and the newest revision its tables should have."""

    database: Database
    metadata: MetaData
    newest: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a desk. A backup knows their marks."""

    secret: bytes
    private: tuple[Key, ...]


async def write_backup(
    place: Path, stores: Mapping[str, Store], files: FileStore, keys: Keys, now: datetime
) -> Manifest:
    """Write everything into one new file, whole or not at all.

    Raises `FileExistsError`, `NotUpToDate`, and `OSError` for a disk that is full.
    """
    with _whole(place) as being_written, ZipFile(being_written, "w", ZIP_DEFLATED) as zipped:
        kept, named = {}, set[str]()
        for name, store in stores.items():
            async with store.database.at_one_moment() as session:
                kept[name] = await _keep_store(zipped, session, name, store)
                if name == DESK:
                    named = await _files_named(session)
        there = _keep_files(zipped, files)
        manifest = Manifest(
            made=now.isoformat(timespec="seconds"),
            secret_key=mark_of(keys.secret),
            private_keys=marks_of(keys.private),
            stores=kept,
            files=len(there),
            files_missing=len(named - there),
        )
        zipped.writestr(MANIFEST, manifest.model_dump_json(indent=1))
    return manifest


@contextmanager
def _whole(place: Path) -> Iterator[Path]:
    """Give a place to write to, for our eyes only; it gets its name when all of it is on disk."""
    if place.exists():
        raise FileExistsError(f"{place} is there already")
    being_written = place.with_name(f"{place.name}.part")
    being_written.unlink(missing_ok=True)
    being_written.touch(mode=0o600)
    try:
        yield being_written
        with being_written.open("rb") as written:
            os.fsync(written.fileno())
        os.link(being_written, place)
    finally:
        being_written.unlink()


async def _keep_store(zipped: ZipFile, session: AsyncSession, name: str, store: Store) -> KeptStore:
    connection = await session.connection()
    revision = await connection.run_sync(_revision)
    if not revision and name != DESK:
        return KeptStore(revision="", tables=[])  # never opened yet
    if revision != store.newest:
        raise NotUpToDate(f"{revision}, not {store.newest}")
    tables = []
    for known in store.metadata.sorted_tables:
        shape = shape_of(known)
        table = KeptTable(name=shape.name, columns=dict(shape.columns), key=shape.key)
        digest = hashlib.sha256()
        with zipped.open(member(name, table.name), "w", force_zip64=True) as lines:
            async for line in lines_of(connection, known):
                lines.write(line)
                digest.update(line)
                table.rows += 1
        table.sha256 = digest.hexdigest()
        tables.append(table)
    return KeptStore(revision=revision, tables=tables)


def _revision(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


async def _files_named(session: AsyncSession) -> set[str]:
    wanted = select(Attachment.sha256).where(col(Attachment.sha256).is_not(None)).distinct()
    return {digest for digest in await session.exec(wanted) if digest}


def _keep_files(zipped: ZipFile, files: FileStore) -> frozenset[str]:
    """Put every file beside the rows. One that came since the rows were read does no harm."""
    kept = set[str]()
    for digest in sorted(files.digests(younger_than=0)):
        with suppress(FileNotFoundError):  # erased in this moment
            zipped.write(files.path(digest), f"{FILES}{digest}", compress_type=ZIP_STORED)
            kept.add(digest)
    return frozenset(kept)
