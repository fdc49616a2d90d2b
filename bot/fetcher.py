"""The fetcher: gets the files residents sent, after they have been answered.

A file is known by what is found inside it, never by its name, and kept once by its SHA-256.
"""

import asyncio
import hashlib
import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import filetype
import structlog

from bot.channels import FetchFailed
from bot.delivery import wait_before
from bot.desk import Desk
from bot.intake import Intake
from bot.messages import Heard, Kind
from bot.pauses import pause
from models.attachment import Attachment
from models.vocabulary import AttachmentState
from services.desk import attachments

LARGEST_BYTES = 20 * 1024 * 1024
"""As much as Telegram lets a bot download; a photo is rarely more than a third of it."""

TAKEN = {
    "image/jpeg", "image/png", "image/webp", "image/heic", "image/gif", "application/pdf",
}  # fmt: skip
"""Content types we keep, by the content itself."""

ARRIVING = "arriving-"

MOST_ATTEMPTS = 8
SECONDS_BETWEEN_LOOKS = 2.0
SNIFFED_BYTES = 8192

log = structlog.get_logger()


class Unwelcome(Exception):
    """The file is too large, empty, or of a kind we do not keep."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it lies in the store."""

    sha256: str
    media_type: str
    size: int


class FileStore:
    """Files by digest under `DATA_DIR/attachments`. The same file twice takes its place once."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "attachments"

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    async def keep(self, pieces: AsyncIterator[bytes]) -> Found:
        """Write a file while it arrives. Raises `Unwelcome` as soon as that is clear."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=ARRIVING)
        arriving = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                found = await _write(file.write, pieces)
            await asyncio.to_thread(self._settle, arriving, found.sha256)
        finally:
            await asyncio.to_thread(arriving.unlink, missing_ok=True)
        return found

    def _settle(self, arriving: Path, sha256: str) -> None:
        """Make sure the bytes are on the disk, then give the file its name."""
        with arriving.open("rb") as file:
            os.fsync(file.fileno())
        target = self.path(sha256)
        target.parent.mkdir(exist_ok=True)
        arriving.replace(target)

    def sweep(self, younger_than: float) -> None:
        """Delete what a process left half arrived when it died so many seconds ago."""
        dead = time.time() - younger_than
        for file in self.folder.glob(f"{ARRIVING}*"):
            if file.stat().st_mtime < dead:
                file.unlink(missing_ok=True)

    def digests(self, younger_than: float) -> list[str]:
        """Return every file here older than so many seconds: a younger one's row may be coming."""
        young = time.time() - younger_than
        files = (file for file in self.folder.glob("??/*") if file.stat().st_mtime < young)
        return [file.name for file in files]

    def forget(self, sha256: str) -> None:
        self.path(sha256).unlink(missing_ok=True)


async def _write(write: Callable[[bytes], object], pieces: AsyncIterator[bytes]) -> Found:
    digest, size, head = hashlib.sha256(), 0, b""
    async for piece in pieces:
        size += len(piece)
        if size > LARGEST_BYTES:
            raise Unwelcome("too large")
        if len(head) < SNIFFED_BYTES:
            head += piece[:SNIFFED_BYTES]
        digest.update(piece)
        write(piece)
    return Found(digest.hexdigest(), media_type_of(head), size)


def media_type_of(head: bytes) -> str:
    """Return the content type found in the first bytes. Raises `Unwelcome` for others."""
    found = filetype.guess_mime(head)
    if found not in TAKEN:
        raise Unwelcome(f"not a kind we keep: {found or 'unknown'}")
    return str(found)


class Fetcher:
    """Fetches waiting attachments until told to stop; one task per process."""

    def __init__(self, desk: Desk, intake: Intake) -> None:
        self._desk = desk
        self._intake = intake
        self.store = FileStore(desk.data_dir)
        self._hurry = asyncio.Event()
        self._closed = False

    def hurry(self) -> None:
        """Look now: something may have come in."""
        self._hurry.set()

    async def run(self) -> None:
        """Fetch until `close`; never stopped in the middle of a file or a query."""
        while not self._closed:
            self._hurry.clear()
            try:
                await self.fetch_waiting()
            except Exception:
                log.exception("fetching_broke")
            await pause(self._hurry, SECONDS_BETWEEN_LOOKS)

    def close(self) -> None:
        """Stop after the files under way."""
        self._closed = True
        self._hurry.set()

    async def store_upload(self, data: bytes) -> dict[str, object]:
        """Keep a file the web chat brought along; return the source of its attachment.

        Raises `Unwelcome`.
        """
        found = await self.store.keep(_one_piece(data))
        return {"sha256": found.sha256, "media_type": found.media_type, "size": found.size}

    async def fetch_waiting(self) -> None:
        """Fetch what is due now, a few files at a time."""
        async with self._desk.database.reading() as session:
            waiting = await attachments.waiting(session, self._desk.clock(), limit=8)
        await asyncio.gather(*(self._fetch(attachment) for attachment in waiting))

    async def _fetch(self, attachment: Attachment) -> None:
        try:
            found = await self._find(attachment)
        except Unwelcome as unwelcome:
            await self._lose(attachment, AttachmentState.REFUSED, str(unwelcome))
        except FetchFailed as failure:
            await self._fail(attachment, failure)
        except Exception as failure:  # one file that breaks us must not hold up the others
            log.exception("fetch_broke", channel=attachment.channel, attachment=str(attachment.id))
            await self._fail(attachment, FetchFailed(type(failure).__name__, permanent=False))
        else:
            async with self._desk.work() as work:
                await attachments.mark_stored(
                    work, attachment.id, found.sha256, found.media_type, found.size
                )
            self._count(attachment, "stored")

    async def _find(self, attachment: Attachment) -> Found:
        source = attachment.source
        if "sha256" in source:
            return Found(source["sha256"], source["media_type"], source["size"])
        channel = self._desk.channels.get(attachment.channel)
        if channel is None:
            raise FetchFailed("the channel is switched off", permanent=False)
        return await self.store.keep(channel.fetch(source))

    async def _fail(self, attachment: Attachment, failure: FetchFailed) -> None:
        attempts = attachment.attempts + 1
        if failure.permanent or attempts >= MOST_ATTEMPTS:
            await self._lose(attachment, AttachmentState.LOST, failure.reason)
            return
        due_at = self._desk.clock() + wait_before(attempts + 1, 1.0)
        async with self._desk.work() as work:
            await attachments.mark_retry(work, attachment.id, failure.reason, due_at)
        self._count(attachment, "retried")

    async def _lose(self, attachment: Attachment, state: AttachmentState, reason: str) -> None:
        """Give up, and ask the resident again through their own conversation.

        They are asked before it is noted: after a crash in between it is tried again, and the
        question, known by its id, is not put twice. Not asked when they took it back meanwhile.
        """
        async with self._desk.database.reading() as session:
            reference = await attachments.reference_of(session, attachment.id)
            wanted = await attachments.is_waiting(session, attachment.id)
        if wanted:
            await self._intake.take([_lost_file(attachment, state, reference)])
            async with self._desk.work() as work:
                await attachments.mark_lost(work, attachment.id, state, reason)
            self._count(attachment, state.value)

    def _count(self, attachment: Attachment, outcome: str) -> None:
        self._desk.measures.files.labels(attachment.channel, outcome).inc()


def _lost_file(attachment: Attachment, state: AttachmentState, reference: str) -> Heard:
    return Heard(
        channel=attachment.channel,
        event_id=f"lost-{attachment.id}",
        chat=attachment.chat,
        person=attachment.chat,
        kind=Kind.LOST_FILE,
        text=str(attachment.id),
        source={"reference": reference, "refused": state == AttachmentState.REFUSED},
    )


async def _one_piece(data: bytes) -> AsyncIterator[bytes]:
    yield data
