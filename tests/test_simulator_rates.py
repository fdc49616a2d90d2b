"""How often something may be done."""

from tests.simulator.rates import Rate


def test_room_comes_back_as_the_window_moves() -> None:
    rate = Rate(limit=2, seconds=10)
    assert [rate.take(now) for now in (0, 4, 5, 10)] == [0, 0, 5, 0]


def test_what_was_refused_is_not_counted() -> None:
    rate = Rate(limit=1, seconds=10)
    assert [rate.take(now) for now in (0, 9, 10)] == [0, 1, 0]
