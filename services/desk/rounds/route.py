"""Route: in which order to go to the stops of a round. Pure, and the same for the same stops.

A suggestion that staff may change: straight lines, no roads. It begins at the office, or at the
stop that was asked for first, goes to what is nearest, and is untangled where lines cross.
Whatever has no pin stands with the others of its village.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians

EARTH = 6_371_000.0
"""Metres from the middle to the surface."""

WORTH_IT = 1.0
"""Metres that must be gained to change the order: smaller gains are noise of the arithmetic."""

Position = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One stop, as far as its order is concerned."""

    key: str
    village: int | None = None
    position: Position | None = None


_Pin = tuple[Position, Spot | None]
"""A place on the way; the beginning, which nobody chose, has no stop."""


def metres(one: Position, other: Position) -> float:
    """Return the distance as the crow flies; over the few kilometres of an office it is exact."""
    north = radians(other[0] - one[0])
    east = radians(other[1] - one[1]) * cos(radians((one[0] + other[0]) / 2))
    return EARTH * hypot(north, east)


def length(spots: Sequence[Spot], start: Position | None = None) -> float:
    """Return how far it is from the start past every pin, in metres, in this order."""
    way = [spot.position for spot in spots if spot.position]
    return sum(metres(one, other) for one, other in pairwise([start, *way] if start else way))


def suggested(spots: Sequence[Spot], start: Position | None = None) -> list[Spot]:
    """Return the stops in a good order; `spots` come in the order in which they were filed."""
    pins: list[_Pin] = [(spot.position, spot) for spot in spots if spot.position]
    asked = [(start, None), *pins] if start else pins
    shortest = min(_nearest_next(asked), asked, key=_length)
    way = [spot for _at, spot in _untangled(shortest) if spot]
    return _with_those_without_pin(way, spots)


def _length(pins: Sequence[_Pin]) -> float:
    return sum(metres(one[0], other[0]) for one, other in pairwise(pins))


def _nearest_next(pins: Sequence[_Pin]) -> list[_Pin]:
    """Go from the first to the nearest one that is left; of two as near, the one filed first."""
    way, left = list(pins[:1]), list(pins[1:])
    while left:
        here = way[-1][0]
        nearest = min(left, key=lambda pin: metres(here, pin[0]))
        left.remove(nearest)
        way.append(nearest)
    return way


def _untangled(pins: Sequence[_Pin]) -> list[_Pin]:
    """Turn pieces of the way around as long as that makes it shorter; it begins where it did."""
    way = list(pins)
    while piece := _piece_to_turn(way):
        way[piece] = reversed(way[piece])
    return way


def _piece_to_turn(way: Sequence[_Pin]) -> slice | None:
    for low in range(1, len(way)):
        for high in range(low + 1, len(way)):
            if _gain(way, low, high) > WORTH_IT:
                return slice(low, high + 1)
    return None


def _gain(way: Sequence[_Pin], low: int, high: int) -> float:
    """Return by how many metres turning a piece around shortens the way."""
    before, first, last = way[low - 1][0], way[low][0], way[high][0]
    gained = metres(before, first) - metres(before, last)
    if high + 1 == len(way):
        return gained
    after = way[high + 1][0]
    return gained + metres(last, after) - metres(first, after)


def _with_those_without_pin(way: Sequence[Spot], spots: Sequence[Spot]) -> list[Spot]:
    """Put each behind the others of its village; villages without a pin come last, by number."""
    unpinned = [spot for spot in spots if not spot.position]
    last_of: dict[int | None, Spot] = {
        spot.village: spot for spot in way if spot.village is not None
    }
    together: list[Spot] = []
    for spot in way:
        together.append(spot)
        if last_of.get(spot.village) is spot:
            together += [one for one in unpinned if one.village == spot.village]
    rest = [one for one in unpinned if one.village not in last_of]
    return together + sorted(rest, key=lambda one: (one.village is None, one.village or 0))
