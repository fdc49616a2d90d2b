"""The bookkeeping of files."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Attachment, Case, CaseEvent, Rating, Staff
from models.vocabulary import AttachmentState, CaseAction
from services.desk import attachments, resident_actions
from services.desk.actor import Actor
from services.desk.forgetting import forget
from tests.conftest import Clock
from tests.desk.people import act, last_entry, line_actor

DIGEST = "ab" * 32


async def keep(desk: Desk, actor: Actor) -> UUID:
    photo = uuid4()
    async with desk.work() as work:
        await attachments.keep(work, str(photo), actor)
    return photo


async def store(desk: Desk, photo: UUID, digest: str = DIGEST) -> bool:
    async with desk.work() as work:
        return await attachments.mark_stored(work, photo, digest, "image/jpeg", 1234)


async def row(desk: Desk, photo: UUID) -> Attachment:
    async with desk.database.reading() as session:
        return await session.get_one(Attachment, photo)


async def waiting(desk: Desk) -> list[UUID]:
    async with desk.database.reading() as session:
        return [one.id for one in await attachments.waiting(session, desk.clock(), 10)]


async def forgotten(desk: Desk, message_key: str) -> int:
    async with desk.work() as work:
        return await forget(work, message_key)


def sender(resident: Actor, message: str) -> Actor:
    return line_actor(resident.chat, resident.resident_id, message, source={"id": message})


async def test_a_kept_file_waits_with_what_is_needed_to_fetch_it(
    desk: Desk, resident: Actor
) -> None:
    photo = await keep(desk, sender(resident, "m1"))
    kept = await row(desk, photo)
    assert (kept.source, kept.message_key, kept.state) == ({"id": "m1"}, "line:m1", "waiting")
    assert await waiting(desk) == [photo]


async def test_keeping_a_file_twice_keeps_it_once(desk: Desk, resident: Actor) -> None:
    photo = await keep(desk, resident)
    async with desk.work() as work:
        again = await attachments.keep(work, photo, resident)
    assert again.id == photo
    assert await waiting(desk) == [photo]


async def test_a_stored_file_waits_no_more(desk: Desk, resident: Actor) -> None:
    photo = await keep(desk, resident)
    assert await store(desk, photo)
    kept = await row(desk, photo)
    assert (kept.state, kept.sha256, kept.size) == ("stored", DIGEST, 1234)
    assert await waiting(desk) == []


async def test_a_failed_fetch_waits_for_its_next_time(
    desk: Desk, resident: Actor, clock: Clock
) -> None:
    photo = await keep(desk, resident)
    async with desk.work() as work:
        later = clock.now + timedelta(seconds=30)
        await attachments.mark_retry(work, photo, "no answer " * 100, later)
    assert ((await row(desk, photo)).attempts, await waiting(desk)) == (1, [])
    clock.advance(seconds=30)
    assert await waiting(desk) == [photo]


@pytest.mark.parametrize("state", [AttachmentState.LOST, AttachmentState.REFUSED])
async def test_a_file_that_will_not_come_says_why(
    desk: Desk, resident: Actor, state: AttachmentState
) -> None:
    photo = await keep(desk, resident)
    async with desk.work() as work:
        await attachments.mark_lost(work, photo, state, "gone")
    kept = await row(desk, photo)
    assert (kept.state, kept.error, await waiting(desk)) == (state, "gone", [])


async def test_a_file_is_in_use_while_any_row_points_at_it(desk: Desk, resident: Actor) -> None:
    first, second = await keep(desk, sender(resident, "m1")), await keep(desk, resident)
    await store(desk, first)
    await store(desk, second)
    assert await forgotten(desk, "line:m1") == 1
    assert await unused(desk, [DIGEST, "cd" * 32]) == ["cd" * 32]
    assert await forgotten(desk, resident.message_key) == 1
    assert await unused(desk, [DIGEST]) == [DIGEST]


async def unused(desk: Desk, digests: list[str]) -> list[str]:
    async with desk.database.reading() as session:
        return await attachments.unused_digests(session, digests)


async def test_many_digests_are_looked_up_in_parts(desk: Desk, resident: Actor) -> None:
    await store(desk, await keep(desk, resident), f"{1200:064x}")
    digests = [f"{number:064x}" for number in range(1500)]
    assert await unused(desk, digests) == [one for one in digests if one != f"{1200:064x}"]


async def test_an_unsent_file_is_marked_for_deletion(desk: Desk, resident: Actor) -> None:
    photo = await keep(desk, sender(resident, "m1"))
    await store(desk, photo)
    await forgotten(desk, "line:m1")
    kept = await row(desk, photo)
    assert (kept.state, kept.error, kept.sha256, kept.source) == ("lost", "unsent", None, {})


async def test_a_file_unsent_while_it_is_fetched_stays_forgotten(
    desk: Desk, resident: Actor
) -> None:
    photo = await keep(desk, sender(resident, "m1"))
    await forgotten(desk, "line:m1")
    assert not await store(desk, photo)
    assert (await row(desk, photo)).sha256 is None
    assert await waiting(desk) == []


async def test_an_unsent_message_leaves_an_entry_without_words(
    desk: Desk, case: Case, resident: Actor
) -> None:
    async with desk.work() as work:
        actor = sender(resident, "m7")
        await resident_actions.write(work, case.reference, actor, "I take this back")
    assert await forgotten(desk, "line:m7") == 1
    entry = await last_entry(desk, case)
    assert (entry.action, entry.words) == ("write", None)


async def test_an_unsent_comment_is_forgotten_and_the_stars_stay(
    desk: Desk, case: Case, resident: Actor, officer: Staff
) -> None:
    await act(desk, case, CaseAction.FINISH, officer)
    async with desk.work() as work:
        await resident_actions.rate(work, case.reference, resident, 2)
        actor = sender(resident, "m8")
        await resident_actions.comment(work, case.reference, actor, "I take this back")
    await forgotten(desk, "line:m8")
    async with desk.database.reading() as session:
        rating = (await session.exec(select(Rating))).one()
    assert (rating.stars, rating.comment) == (2, None)


@pytest.mark.parametrize("message_key", ["", "line:nobody"])
async def test_forgetting_something_unknown_changes_nothing(
    desk: Desk, case: Case, message_key: str
) -> None:
    assert await forgotten(desk, message_key) == 0
    async with desk.database.reading() as session:
        assert len((await session.exec(select(CaseEvent))).all()) == 1
