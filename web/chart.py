"""A chart of two bars for each month, as numbers a template draws as SVG. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360, 210
"""Drawn at the width of a small phone: its letters can be read there, and grow with the screen."""

LEFT, RIGHT, TOP, BOTTOM = 30, 4, 12, 26
BAR, BETWEEN_BARS = 10, 1
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, from its upper left corner."""

    x: float
    y: float
    height: float
    second: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A word beside the bars: a number on the left, a month below."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything to be drawn."""

    bars: tuple[Bar, ...]
    lines: tuple[Mark, ...]
    months: tuple[Mark, ...]


def draw(months: Sequence[tuple[str, int, int]]) -> Chart:
    """Draw months, each with its short name and its two numbers."""
    step = nice_step(max((max(first, second) for _name, first, second in months), default=0))
    top = _ceiling(months, step)
    wide = (WIDTH - LEFT - RIGHT) / max(len(months), 1)
    bars: list[Bar] = []
    for place, (_name, *numbers) in enumerate(months):
        begins = LEFT + wide * place + (wide - 2 * BAR - BETWEEN_BARS) / 2
        bars += [
            Bar(
                begins + which * (BAR + BETWEEN_BARS),
                _y(number, top),
                _tall(number, top),
                which > 0,
            )
            for which, number in enumerate(numbers)
        ]
    lines = tuple(Mark(_y(number, top), f"{number:,}") for number in range(0, top + 1, step))
    names = (Mark(LEFT + wide * (place + 0.5), one[0]) for place, one in enumerate(months))
    return Chart(tuple(bars), lines, tuple(names))


def nice_step(most: int) -> int:
    """Return a round number that fits into `most` at most four times."""
    size = 1
    while True:
        for step in STEPS:
            if step * size * 4 >= most:
                return step * size
        size *= 10


def _ceiling(months: Sequence[tuple[str, int, int]], step: int) -> int:
    most = max((max(first, second) for _name, first, second in months), default=0)
    return max(-(-most // step) * step, step)


def _tall(number: int, top: int) -> float:
    return round((HEIGHT - TOP - BOTTOM) * number / top, 2)


def _y(number: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - _tall(number, top), 2)
