"""What becomes of a chunk after an attempt, decided without doing it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.announcing.deciding import all_failed, given_up, key_is_over, one_failed, told_one
from bot.channels import DeliveryFailed
from models import AnnouncementChunk
from services.desk.announcing.chunks import LEASE
from tests.conftest import MONDAY

QUOTA = DeliveryFailed("monthly limit", quota=True)
LOST = DeliveryFailed("TimeoutError")
TOO_FAST = DeliveryFailed("too fast", retry_after=700)
UNAUTHORISED = DeliveryFailed("LINE answered 401", permanent=True)
BLOCKED = DeliveryFailed("blocked", permanent=True, unreachable=True)


def chunk(
    way: str = "multicast", size: int = 4, tried_before: float = 0, **more: Any
) -> AnnouncementChunk:
    return AnnouncementChunk(
        announcement_id=uuid4(), number=1, channel="line", language="th", way=way,
        chats=[str(number) for number in range(size)], size=size,
        tried_at=MONDAY - timedelta(hours=tried_before), leased_until=MONDAY + LEASE, **more,
    )  # fmt: skip


def test_a_refused_first_attempt_leaves_nothing_in_doubt() -> None:
    assert not all_failed(chunk(), QUOTA, MONDAY, 0.5).in_doubt


@pytest.mark.parametrize("failure", [QUOTA, UNAUTHORISED, TOO_FAST])
def test_what_was_in_doubt_stays_in_doubt_whatever_comes_later(failure: DeliveryFailed) -> None:
    assert all_failed(chunk(tried_before=1), failure, MONDAY, 0.5).in_doubt


def test_a_lost_answer_is_in_doubt_and_tried_again() -> None:
    step = all_failed(chunk(), LOST, MONDAY, 0.5)
    assert (step.in_doubt, step.state) == (True, "waiting")
    assert step.due_at is not None
    assert step.due_at > MONDAY


def test_as_long_as_the_messenger_asks_is_waited() -> None:
    assert all_failed(chunk(), TOO_FAST, MONDAY, 0.5).due_at == MONDAY + timedelta(seconds=700)


def test_a_refusal_about_people_is_found_one_by_one() -> None:
    assert all_failed(chunk(), BLOCKED, MONDAY, 0.5).way == "each"


def test_a_refusal_about_everybody_pauses() -> None:
    assert all_failed(chunk(), UNAUTHORISED, MONDAY, 0.5).pauses
    assert one_failed(chunk("each", failed=2), UNAUTHORISED, MONDAY, 0.5).pauses


def test_a_refusal_after_others_were_told_is_about_one_person() -> None:
    step = one_failed(chunk("each", sent=1, failed=5), UNAUTHORISED, MONDAY, 0.5)
    assert (step.pauses, step.failed, step.done) == (False, 1, 1)


def test_somebody_who_blocked_the_office_is_counted_and_passed() -> None:
    step = one_failed(chunk("each"), BLOCKED, MONDAY, 0.5)
    assert (step.unreachable, step.done, step.state) == (1, 1, "waiting")


def test_the_last_person_ends_the_chunk() -> None:
    assert told_one(chunk("each", size=1)).state == "done"


def test_after_a_day_in_doubt_nobody_is_told_twice_to_make_sure() -> None:
    old = chunk(tried_before=23.5)
    assert key_is_over(old, MONDAY)
    assert (given_up(old).failed, given_up(old).state) == (4, "done")
    assert not key_is_over(chunk("each", tried_before=23.5), MONDAY)
