"""What follows a stored file: done once, again when it failed, and again for a case."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from bot.after_storing import MOST_ATTEMPTS, follow_stored
from bot.desk import Desk
from models import Attachment
from services.desk import attachments
from services.desk.actor import Actor
from tests.conftest import Clock
from tests.desk.people import LAMP, file, settle

DIGEST = "ab" * 32
SENDER = Actor("parrot", "resident", "resident", True, "th")


@dataclass
class Reader:
    """A follower that notes what it saw, and fails as often as it is told to."""

    failures: int = 0
    saw: list[tuple[UUID, Path]] = field(default_factory=list)

    async def __call__(self, desk: Desk, attachment_id: UUID, path: Path) -> None:
        if self.failures:
            self.failures -= 1
            raise ValueError("a slip nobody can read")
        self.saw.append((attachment_id, path))


@pytest.fixture
async def stored(desk: Desk) -> UUID:
    return await store(desk, SENDER)


async def store(desk: Desk, sender: Actor) -> UUID:
    async with desk.work() as work:
        kept = await attachments.keep(work, uuid4(), sender)
        await attachments.mark_stored(work, kept.id, DIGEST, "image/png", 3)
    return kept.id


async def follow(desk: Desk, *readers: Reader) -> None:
    await follow_stored(desk, Path, readers)


async def row(desk: Desk, attachment_id: UUID) -> Attachment:
    async with desk.database.reading() as session:
        return await session.get_one(Attachment, attachment_id)


async def test_a_stored_file_is_shown_to_every_reader_once(desk: Desk, stored: UUID) -> None:
    first, second = Reader(), Reader()
    await follow(desk, first, second)
    await follow(desk, first, second)
    assert first.saw == second.saw == [(stored, Path(DIGEST))]


async def test_a_reader_that_fails_is_asked_again_later(
    desk: Desk, stored: UUID, clock: Clock
) -> None:
    reader = Reader(failures=1)
    await follow(desk, reader)
    await follow(desk, reader)
    assert reader.saw == []
    assert (await row(desk, stored)).error == "after storing: ValueError"
    clock.advance(minutes=1)
    await follow(desk, reader)
    assert [seen for seen, _path in reader.saw] == [stored]
    assert (await row(desk, stored)).error is None


async def test_after_many_failures_the_row_says_what_went_wrong_and_rests(
    desk: Desk, stored: UUID, clock: Clock
) -> None:
    reader = Reader(failures=MOST_ATTEMPTS)
    for _attempt in range(MOST_ATTEMPTS):
        await follow(desk, reader)
        clock.advance(hours=3)
    await follow(desk, reader)
    left = await row(desk, stored)
    assert (reader.failures, reader.saw) == (0, [])
    assert (left.follow_at, left.error) == (None, "after storing: ValueError")


async def test_a_file_that_comes_to_a_case_is_shown_again(desk: Desk) -> None:
    lamps = replace(desk, services={LAMP.key: LAMP})
    resident, reader = await settle(lamps), Reader()
    stored = await store(lamps, resident)
    await follow(lamps, reader)
    await file(lamps, resident, photo=[str(stored)])
    await follow(lamps, reader)
    assert [seen for seen, _path in reader.saw] == [stored, stored]


async def test_a_file_still_to_come_is_shown_only_once_it_is_here(desk: Desk) -> None:
    lamps = replace(desk, services={LAMP.key: LAMP})
    resident, reader = await settle(lamps), Reader()
    async with lamps.work() as work:
        kept = await attachments.keep(work, uuid4(), resident)
    await file(lamps, resident, photo=[str(kept.id)])
    await follow(lamps, reader)
    assert reader.saw == []
