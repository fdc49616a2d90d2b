"""Small pictures for a page of numbers: a strip of parts, and bars with their names. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.kit.text import Rendered

WIDTH = 300
LEAST = 3.0
"""A part that is there can be seen."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a strip, or one bar: its name, its number, and where it is drawn."""

    name: Rendered
    number: int
    look: str
    x: float
    width: float


def strip(parts: Sequence[tuple[Rendered, int, str]]) -> tuple[Part, ...]:
    """Put parts side by side over the whole width; what is nothing is left out."""
    there = [part for part in parts if part[1] > 0]
    total = sum(number for _name, number, _look in there)
    drawn: list[Part] = []
    at, free = 0.0, WIDTH - LEAST * len(there)
    for name, number, look in there:
        width = round(LEAST + free * number / total, 2)
        drawn.append(Part(name, number, look, round(at, 2), width))
        at += width
    return tuple(drawn)


def bars(rows: Sequence[tuple[Rendered, int]]) -> tuple[Part, ...]:
    """Draw a bar for each row, the longest over the whole width."""
    most = max((number for _name, number in rows), default=0) or 1
    return tuple(
        Part(name, number, "", 0.0, round(WIDTH * number / most, 2)) for name, number in rows
    )
