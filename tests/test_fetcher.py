"""The fetcher: files by what is in them, kept once, and asked for again when they are lost."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from bot import after_storing
from bot.channels import FetchFailed
from bot.desk import Desk
from bot.fetcher import Fetcher
from bot.files.refusals import Unwelcome
from bot.files.store import ARRIVING, LARGEST_BYTES
from bot.housekeeping import tidy
from bot.intake import Intake
from models import Attachment, InboundEvent, OutboxMessage
from models.vocabulary import AttachmentState
from services.desk import attachments
from services.desk.actor import Actor
from services.kit.sealing import of_file
from tests.conftest import Clock
from tests.files.made import HOUSE, telling_photo
from tests.parrots import ParrotChannel, pretend, repeat
from tests.stories.pictures import picture

PNG = picture("PNG")


@pytest.fixture
def parrot(desk: Desk) -> ParrotChannel:
    desk.decide, desk.carry_out = repeat, pretend
    desk.channels["parrot"] = ParrotChannel()
    channel = desk.channels["parrot"]
    assert isinstance(channel, ParrotChannel)
    return channel


@pytest.fixture
async def fetcher(desk: Desk, parrot: ParrotChannel) -> AsyncIterator[Fetcher]:
    intake = Intake(desk)
    running = asyncio.create_task(intake.run())
    yield Fetcher(desk, intake)
    intake.close()
    await running


async def sent(desk: Desk, name: str, *, evidence: bool = False) -> Attachment:
    actor = Actor("parrot", "resident", "resident", True, "th", source={"name": name})
    async with desk.work() as work:
        return await attachments.keep(work, uuid4(), actor, evidence=evidence)


async def now_of(desk: Desk, attachment: Attachment) -> Attachment:
    async with desk.database.reading() as session:
        return await session.get_one(Attachment, attachment.id)


async def test_a_picture_is_kept_under_the_digest_of_its_bytes(
    desk: Desk, parrot: ParrotChannel, fetcher: Fetcher
) -> None:
    parrot.files["photo"] = PNG
    waiting = await sent(desk, "photo")
    await fetcher.fetch_waiting()
    stored = await now_of(desk, waiting)
    assert (stored.state, stored.media_type) == (AttachmentState.STORED, "image/png")
    assert stored.sha256 == hashlib.sha256(PNG).hexdigest()
    assert fetcher.store.path(stored.sha256).read_bytes() == PNG


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"MZ" + b"\x00" * 100, "wrong kind"), (PNG + b"\x00" * LARGEST_BYTES, "too large")],
    ids=["a program", "too large"],
)
async def test_a_file_we_do_not_take_is_refused_and_leaves_nothing_behind(
    desk: Desk, parrot: ParrotChannel, fetcher: Fetcher, content: bytes, why: str
) -> None:
    parrot.files["file"] = content
    waiting = await sent(desk, "file")
    await fetcher.fetch_waiting()
    refused = await now_of(desk, waiting)
    assert refused.state == AttachmentState.REFUSED
    assert why in (refused.error or "")
    assert [file for file in fetcher.store.folder.rglob("*") if file.is_file()] == []


async def test_a_fetch_that_fails_for_now_is_tried_again_later(
    desk: Desk, parrot: ParrotChannel, fetcher: Fetcher, clock: Clock
) -> None:
    parrot.files["photo"] = FetchFailed("not ready", permanent=False)
    waiting = await sent(desk, "photo")
    await fetcher.fetch_waiting()
    assert (await now_of(desk, waiting)).state == AttachmentState.WAITING
    parrot.files["photo"] = PNG
    clock.advance(minutes=5)
    await fetcher.fetch_waiting()
    assert (await now_of(desk, waiting)).state == AttachmentState.STORED


async def test_a_file_that_breaks_the_fetcher_is_tried_again_and_holds_up_no_other(
    desk: Desk, parrot: ParrotChannel, fetcher: Fetcher
) -> None:
    waiting = await sent(desk, "a name the parrot does not know")
    await fetcher.fetch_waiting()
    now = await now_of(desk, waiting)
    assert (now.state, now.attempts, now.error) == (AttachmentState.WAITING, 1, "KeyError")


async def test_the_resident_is_told_through_their_own_conversation_when_a_file_is_lost(
    desk: Desk, parrot: ParrotChannel, fetcher: Fetcher
) -> None:
    parrot.files["photo"] = FetchFailed("gone", permanent=True)
    waiting = await sent(desk, "photo")
    await fetcher.fetch_waiting()
    async with desk.database.reading() as session:
        event = (await session.exec(select(InboundEvent))).one()
        told = (await session.exec(select(OutboxMessage))).one()
    assert event.key == f"parrot:lost-{waiting.id}"
    assert told.chat == "resident"


async def test_a_file_no_row_points_at_is_deleted_when_the_house_is_tidied(
    desk: Desk, fetcher: Fetcher, clock: Clock
) -> None:
    source = await fetcher.store_upload(PNG)
    file = fetcher.store.path(str(source["sha256"]))
    age = timedelta(hours=2).total_seconds()
    assert file.exists()
    await tidy(desk, fetcher.store, younger_than=-age)
    assert not file.exists()


async def test_what_a_killed_process_left_half_arrived_is_swept_away(
    desk: Desk, fetcher: Fetcher
) -> None:
    fetcher.store.folder.mkdir(parents=True)
    left = fetcher.store.folder / f"{ARRIVING}abc"
    left.write_bytes(PNG)
    await tidy(desk, fetcher.store, younger_than=-60)
    assert not left.exists()


async def test_an_upload_of_a_kind_we_do_not_take_is_refused(fetcher: Fetcher) -> None:
    with pytest.raises(Unwelcome):
        await fetcher.store_upload(b"<script>alert(1)</script>")


async def test_of_evidence_it_is_kept_aside_and_sealed_where_a_photo_was_taken(
    desk: Desk, parrot: ParrotChannel, fetcher: Fetcher
) -> None:
    parrot.files["photo"] = telling_photo()
    waiting = await sent(desk, "photo", evidence=True)
    await fetcher.fetch_waiting()
    arrived = await now_of(desk, waiting)
    source = arrived.source
    told = desk.keyring.unseal(source["origin"], of_file(arrived.sha256 or ""))
    assert isinstance(told, dict)
    assert (told["latitude"], told["longitude"]) == HOUSE
    assert "15.6" not in str(source)


async def test_of_any_other_photo_nobody_keeps_where_it_was_taken(
    desk: Desk, parrot: ParrotChannel, fetcher: Fetcher
) -> None:
    parrot.files["photo"] = telling_photo()
    waiting = await sent(desk, "photo")
    await fetcher.fetch_waiting()
    assert (await now_of(desk, waiting)).source == {"name": "photo"}


async def test_an_uploaded_photo_brings_its_origin_only_into_evidence(
    desk: Desk, fetcher: Fetcher
) -> None:
    source = await fetcher.store_upload(telling_photo(), evidence=True)
    actor = Actor("webchat", "resident", "resident", True, "th", source=source)
    async with desk.work() as work:
        plain = await attachments.keep(work, uuid4(), actor)
        kept_as_evidence = await attachments.keep(work, uuid4(), actor, evidence=True)
    await fetcher.fetch_waiting()
    assert "origin" not in (await now_of(desk, plain)).source
    assert (await now_of(desk, kept_as_evidence)).source["origin"] == source["origin"]


async def test_an_upload_whose_file_was_swept_away_is_asked_for_again(
    desk: Desk, fetcher: Fetcher
) -> None:
    source = await fetcher.store_upload(PNG)
    fetcher.store.forget(str(source["sha256"]), younger_than=-60)
    actor = Actor("parrot", "resident", "resident", True, "th", source=source)
    async with desk.work() as work:
        kept = await attachments.keep(work, uuid4(), actor)
    await fetcher.fetch_waiting()
    assert (await now_of(desk, kept)).state == AttachmentState.LOST


async def test_the_fetcher_lets_what_follows_be_done(
    desk: Desk, parrot: ParrotChannel, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: asyncio.Queue[UUID] = asyncio.Queue()

    async def read(desk: Desk, attachment_id: UUID, path: Path) -> None:
        await seen.put(attachment_id)

    monkeypatch.setattr(after_storing, "AFTER_STORED", [read])
    parrot.files["photo"] = PNG
    waiting = await sent(desk, "photo")
    running = asyncio.create_task(fetcher.run())
    assert await seen.get() == waiting.id
    fetcher.close()
    await running
