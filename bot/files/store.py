"""The file store: what residents sent, washed, each file once under the digest of its content."""

import asyncio
import hashlib
import os
import tempfile
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import filetype

from bot.files.laundry import Laundry
from bot.files.refusals import Refusal, Unwelcome

LARGEST_BYTES = 20 * 1024 * 1024
"""As much as Telegram lets a bot download; a photo is rarely more than a third of it."""

TAKEN = frozenset(
    {"image/jpeg", "image/png", "image/webp", "image/heic", "image/gif", "application/pdf"}
)
"""Content types we take, by the content itself."""

ARRIVING = "arriving-"
SNIFFED_BYTES = 8192


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it lies in the store."""

    sha256: str
    media_type: str
    size: int
    origin: dict[str, Any] = field(default_factory=dict)
    """What it told before it was washed: its digest, and when and where a photo was taken."""


class FileStore:
    """Files by digest under `DATA_DIR/attachments`. The same file twice takes its place once."""

    def __init__(self, data_dir: Path, laundry: Laundry | None = None) -> None:
        self.folder = data_dir.absolute() / "attachments"
        self._laundry = laundry or Laundry()
        self._placing = threading.Lock()
        """A file is not thrown away in the moment in which it comes again."""

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    async def keep(self, pieces: AsyncIterator[bytes]) -> Found:
        """Write a file while it arrives, wash it and keep it. Raises `Unwelcome`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        arriving, washed = self._place(), self._place()
        try:
            original, media_type = await _write(arriving, pieces)
            told = await self._laundry.wash(arriving, washed, media_type)
            sha256, size = await asyncio.to_thread(self._settle, washed)
        finally:
            for left in (arriving, washed):
                await asyncio.to_thread(left.unlink, missing_ok=True)
        return Found(sha256, told.media_type, size, {"original": original, **told.origin})

    def sweep(self, younger_than: float) -> None:
        """Delete what a process left half arrived when it died so many seconds ago."""
        dead = time.time() - younger_than
        for file in self.folder.glob(f"{ARRIVING}*"):
            if file.stat().st_mtime < dead:
                file.unlink(missing_ok=True)

    def digests(self, younger_than: float) -> list[str]:
        """Return every file here older than so many seconds: a younger one's row may be coming."""
        return [file.name for file in self.folder.glob("??/*") if _is_older(file, younger_than)]

    def forget(self, sha256: str, younger_than: float) -> None:
        """Throw a file away, unless it came again meanwhile."""
        with self._placing:
            file = self.path(sha256)
            if file.exists() and _is_older(file, younger_than):
                file.unlink()

    def _place(self) -> Path:
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=ARRIVING)
        os.close(handle)
        return Path(name)

    def _settle(self, washed: Path) -> tuple[str, int]:
        """Make sure the bytes are on the disk, then give the file its name."""
        with washed.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
            size = file.seek(0, os.SEEK_END)
        target = self.path(sha256)
        target.parent.mkdir(exist_ok=True)
        with self._placing:
            washed.replace(target)
        return sha256, size


def _is_older(file: Path, seconds: float) -> bool:
    return file.stat().st_mtime < time.time() - seconds


async def _write(arriving: Path, pieces: AsyncIterator[bytes]) -> tuple[str, str]:
    """Return the digest and the kind. Raises `Unwelcome`, of a file too large at once."""
    digest, size, head = hashlib.sha256(), 0, b""
    with arriving.open("wb") as file:
        async for piece in pieces:
            size += len(piece)
            if size > LARGEST_BYTES:
                raise Unwelcome(Refusal.TOO_LARGE)
            if len(head) < SNIFFED_BYTES:
                head += piece[:SNIFFED_BYTES]
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest(), media_type_of(head)


def media_type_of(head: bytes) -> str:
    """Return the content type found in the first bytes. Raises `Unwelcome` for others."""
    found = str(filetype.guess_mime(head))
    kind = "image/png" if found == "image/apng" else found
    if kind not in TAKEN:
        raise Unwelcome(Refusal.WRONG_KIND, kind)
    return kind
