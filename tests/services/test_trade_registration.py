"""Trade registration: a new one, a change, or the end of one."""

from datetime import date

import pytest

from services.kit.errors import InvalidAnswer
from services.kit.fields import Given, Surroundings
from services.trade_registration import SERVICE
from tests.services.telling import TODAY, asked, begins


@pytest.mark.parametrize("typed", ["จดทะเบียนพาณิชย์กี่บาท", "ขายของออนไลน์ต้องจดบ่", "register a shop"])
def test_who_trades_is_heard(typed: str) -> None:
    assert begins(SERVICE, typed)


def test_a_new_trade_tells_where_it_is_done() -> None:
    path = asked(SERVICE, {"what": "new", "trade": "shop", "own-house": "no"})
    assert path == [
        "what", "trade", "shop", "goods", "house", "own-house", "consent", "name", "id", "phone",
    ]  # fmt: skip


def test_a_change_says_what_changes() -> None:
    path = asked(SERVICE, {"what": "change", "trade": "online"})
    assert path == [
        "what", "trade", "shop", "goods", "page", "changes", "house", "certificate", "name", "id",
        "phone",
    ]  # fmt: skip


def test_an_end_only_needs_its_day() -> None:
    path = asked(SERVICE, {"what": "end"})
    assert path == ["what", "shop", "ended", "house", "certificate", "name", "id", "phone"]


def test_nobody_ends_a_trade_tomorrow(around: Surroundings) -> None:
    ended = SERVICE.field("ended")
    assert ended is not None
    with pytest.raises(InvalidAnswer):
        ended.read(Given(date(2026, 11, 24).isoformat()), around.on(TODAY))


def test_a_change_of_mind_takes_its_questions_along() -> None:
    leftover = {"what": "end", "trade": "online", "own-house": "no"}
    assert not {"page", "consent", "goods"} & set(asked(SERVICE, leftover))
