"""What becomes of a message after an attempt: the table of decisions."""

from datetime import timedelta
from typing import Any

import pytest

from bot.channels import DeliveryFailed
from bot.delivery import MOST_ATTEMPTS, after_failure, too_late, wait_before
from models.vocabulary import OutboxState, Urgency
from services.desk.outbox import Destination, outbox_rows
from services.kit.message import Reply
from services.kit.text import ENGLISH, plain
from tests.conftest import MONDAY

IN_TIME = MONDAY + timedelta(seconds=10)
TOO_LATE = MONDAY + timedelta(seconds=51)


def row(urgency: Urgency = Urgency.CONVERSATION, **changes: Any) -> dict[str, Any]:
    to = Destination("line", "U1", "token", MONDAY + timedelta(seconds=50))
    made = outbox_rows(to, [Reply(plain("hi"))], ENGLISH, MONDAY, urgency)[0]
    return made | changes


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (DeliveryFailed("500"), OutboxState.WAITING),
        (DeliveryFailed("blocked", permanent=True, unreachable=True), OutboxState.FAILED),
        (DeliveryFailed("quota", quota=True), OutboxState.WAITING),
        (DeliveryFailed("429", retry_after=7), OutboxState.WAITING),
    ],
    ids=str,
)
def test_only_what_is_final_is_given_up(failure: DeliveryFailed, state: OutboxState) -> None:
    assert after_failure(row(), failure, IN_TIME, 0.5).state == state


def test_a_group_that_moves_without_end_is_not_followed_for_ever() -> None:
    moved = DeliveryFailed("moved", moved_to="group-new")
    assert after_failure(row(), moved, IN_TIME, 0.5).again
    step = after_failure(row(attempts=MOST_ATTEMPTS - 1), moved, IN_TIME, 0.5)
    assert (step.state, step.again) == (OutboxState.FAILED, False)


def test_a_wait_beyond_all_reason_is_cut_to_a_day() -> None:
    step = after_failure(row(), DeliveryFailed("429", retry_after=1e15), IN_TIME, 0.5)
    assert step.due_at == IN_TIME + timedelta(days=1)


def test_a_quota_that_is_used_up_never_counts_as_an_attempt() -> None:
    step = after_failure(row(attempts=11), DeliveryFailed("quota", quota=True), IN_TIME, 0.5)
    assert (step.attempts, step.state) == (11, OutboxState.WAITING)


def test_a_message_is_given_up_after_many_attempts() -> None:
    tired = row(attempts=MOST_ATTEMPTS - 1)
    assert after_failure(tired, DeliveryFailed("500"), IN_TIME, 0.5).state == OutboxState.FAILED


def test_all_attempts_fit_into_the_life_of_a_retry_key() -> None:
    waits = [wait_before(attempt, 1.0) for attempt in range(1, MOST_ATTEMPTS)]
    assert sum(waits, timedelta()) < timedelta(hours=24)


def test_the_messenger_may_ask_us_to_wait_longer() -> None:
    assert wait_before(1, 1.0, asked=30) == timedelta(seconds=30)


def test_a_refused_token_leads_to_a_push_when_the_message_must_arrive() -> None:
    refused = DeliveryFailed("Invalid reply token", token_refused=True)
    step = after_failure(row(Urgency.MUST_ARRIVE), refused, TOO_LATE, 0.5)
    assert (step.state, step.again) == (OutboxState.WAITING, True)


def test_a_refused_token_ends_a_mere_answer() -> None:
    refused = DeliveryFailed("Invalid reply token", token_refused=True)
    assert after_failure(row(), refused, TOO_LATE, 0.5).state == OutboxState.DROPPED


def test_a_young_token_refused_after_a_lost_answer_means_that_it_was_delivered() -> None:
    refused = DeliveryFailed("Invalid reply token", token_refused=True)
    tried = row(Urgency.MUST_ARRIVE, attempts=1)
    assert after_failure(tried, refused, IN_TIME, 0.5).state == OutboxState.SENT


def test_a_young_token_refused_after_a_crash_means_that_it_was_delivered() -> None:
    refused = DeliveryFailed("Invalid reply token", token_refused=True)
    left = row(Urgency.MUST_ARRIVE, left_behind=True)
    assert after_failure(left, refused, IN_TIME, 0.5).state == OutboxState.SENT


def test_an_answer_is_too_late_when_its_free_reply_has_passed() -> None:
    assert (too_late(row(), IN_TIME), too_late(row(), TOO_LATE)) == (False, True)


def test_news_of_a_case_is_never_too_late() -> None:
    assert not too_late(row(Urgency.MUST_ARRIVE), TOO_LATE)
