"""The chart of months: every bar lies in its box, and is as tall as its number says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from web.chart import BAR, BOTTOM, HEIGHT, LEFT, TOP, WIDTH, draw, nice_step

numbers = st.integers(0, 1_000_000)
series = st.lists(st.tuples(st.just("Nov"), numbers, numbers), min_size=1, max_size=12)


@settings(max_examples=30, deadline=None)
@given(series)
def test_every_bar_stands_on_the_ground_and_fits(months: list[tuple[str, int, int]]) -> None:
    chart = draw(months)
    assert len(chart.bars) == 2 * len(months)
    for bar in chart.bars:
        assert abs(bar.y + bar.height - (HEIGHT - BOTTOM)) < 0.1
        assert LEFT <= bar.x <= WIDTH - BAR
        assert bar.y >= TOP - 0.1


@given(numbers)
def test_half_as_many_is_half_as_tall(number: int) -> None:
    whole, half = draw([("Nov", 2 * number, number)]).bars
    assert abs(whole.height - 2 * half.height) < 0.1
    assert whole.second is False
    assert half.second is True


@given(st.integers(0, 10_000_000))
def test_lines_are_few_and_at_round_numbers(most: int) -> None:
    step = nice_step(most)
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert most <= 4 * step


def test_a_desk_without_cases_has_a_chart_too() -> None:
    chart = draw([("Nov", 0, 0)])
    assert [bar.height for bar in chart.bars] == [0, 0]
    assert [line.words for line in chart.lines] == ["0", "1"]
