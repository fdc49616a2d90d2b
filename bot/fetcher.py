"""The fetcher: gets the files residents sent, after they have been answered.

A file is known by what is found inside it, never by its name, and washed before it is kept.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import structlog

from bot.after_storing import follow_stored
from bot.channels import FetchFailed
from bot.delivery import wait_before
from bot.desk import Desk
from bot.files.refusals import Refusal, Unwelcome
from bot.files.store import FileStore, Found
from bot.intake import Intake
from bot.messages import Heard, Kind
from bot.pauses import pause
from models.attachment import Attachment
from models.vocabulary import AttachmentState
from services.desk import attachments
from services.desk.paying import slips
from services.kit.sealing import of_file

MOST_ATTEMPTS = 8
SECONDS_BETWEEN_LOOKS = 2.0

log = structlog.get_logger()


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
                await follow_stored(self._desk, self.store.path)
            except Exception:
                log.exception("fetching_broke")
            await pause(self._hurry, SECONDS_BETWEEN_LOOKS)

    def close(self) -> None:
        """Stop after the files under way."""
        self._closed = True
        self._hurry.set()

    async def store_upload(self, data: bytes, *, evidence: bool = False) -> dict[str, object]:
        """Keep a file the web brought along; return the source of its attachment.

        For evidence the source tells, sealed, what the file told before it was washed. Raises
        `Unwelcome`.
        """
        found = await self.store.keep(_one_piece(data))
        kept = {"sha256": found.sha256, "media_type": found.media_type, "size": found.size}
        return self._with_origin(kept, found) if evidence else kept

    async def fetch_waiting(self) -> None:
        """Fetch what is due now, a few files at a time."""
        async with self._desk.database.reading() as session:
            waiting = await attachments.waiting(session, self._desk.clock(), limit=8)
        await asyncio.gather(*(self._fetch(attachment) for attachment in waiting))

    async def _fetch(self, attachment: Attachment) -> None:
        try:
            found = await self._find(attachment)
        except Unwelcome as unwelcome:
            await self._lose(attachment, str(unwelcome), unwelcome.refusal)
        except FetchFailed as failure:
            await self._fail(attachment, failure)
        except Exception as failure:  # one file that breaks us must not hold up the others
            log.exception("fetch_broke", channel=attachment.channel, attachment=str(attachment.id))
            await self._fail(attachment, FetchFailed(type(failure).__name__, permanent=False))
        else:
            await self._note_stored(attachment, found)

    async def _find(self, attachment: Attachment) -> Found:
        source = attachment.source
        if "sha256" in source:
            if not self.store.path(source["sha256"]).is_file():
                raise FetchFailed("the file is gone", permanent=True)
            return Found(source["sha256"], source["media_type"], source["size"])
        channel = self._desk.channels.get(attachment.channel)
        if channel is None:
            raise FetchFailed("the channel is switched off", permanent=False)
        return await self.store.keep(channel.fetch(source))

    async def _note_stored(self, attachment: Attachment, found: Found) -> None:
        """Of evidence, what a file told before it was washed is kept; of others it is forgotten."""
        source = attachment.source
        if source.get("evidence") and "origin" not in source:
            source = self._with_origin(source, found)
        async with self._desk.work() as work:
            await attachments.mark_stored(
                work, attachment.id, found.sha256, found.media_type, found.size, source
            )
        self._count(attachment, "stored")

    def _with_origin(self, source: dict[str, Any], found: Found) -> dict[str, Any]:
        return {**source, "origin": self._desk.keyring.seal(found.origin, of_file(found.sha256))}

    async def _fail(self, attachment: Attachment, failure: FetchFailed) -> None:
        attempts = attachment.attempts + 1
        if failure.permanent or attempts >= MOST_ATTEMPTS:
            await self._lose(attachment, failure.reason)
            return
        due_at = self._desk.clock() + wait_before(attempts + 1, 1.0)
        async with self._desk.work() as work:
            await attachments.mark_retry(work, attachment.id, failure.reason, due_at)
        self._count(attachment, "retried")

    async def _lose(
        self, attachment: Attachment, reason: str, refusal: Refusal | None = None
    ) -> None:
        """Give up, and ask the resident again through their own conversation.

        They are asked before it is noted: after a crash in between it is tried again, and the
        question, known by its id, is not put twice. Not asked when they took it back meanwhile.
        """
        state = AttachmentState.REFUSED if refusal else AttachmentState.LOST
        async with self._desk.database.reading() as session:
            reference = await attachments.reference_of(session, attachment.id)
            wanted = await attachments.is_waiting(session, attachment.id)
            of_slip = await slips.is_arriving(session, attachment.id)
        if wanted:
            lost = _lost_file(attachment, refusal, reference, of_slip=of_slip)
            await self._intake.take([lost])
            async with self._desk.work() as work:
                await attachments.mark_lost(work, attachment.id, state, reason)
                await slips.note_lost(work, attachment.id)
            self._count(attachment, state.value)

    def _count(self, attachment: Attachment, outcome: str) -> None:
        self._desk.measures.files.labels(attachment.channel, outcome).inc()


def _lost_file(
    attachment: Attachment, refusal: Refusal | None, reference: str, *, of_slip: bool
) -> Heard:
    return Heard(
        channel=attachment.channel,
        event_id=f"lost-{attachment.id}",
        chat=attachment.chat,
        person=attachment.chat,
        kind=Kind.LOST_FILE,
        text=str(attachment.id),
        source={
            "reference": reference,
            "refused": refusal.value if refusal else "",
            "slip": of_slip,
        },
    )


async def _one_piece(data: bytes) -> AsyncIterator[bytes]:
    yield data
