"""Where the stops of a round are: links to a map, and a small drawing of our own. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.desk.rounds.route import Position, metres
from services.kit.text import Rendered, _

MOST_IN_LINK = 10
"""A link to the map takes nine places on the way and one where it ends."""

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 320.0, 140.0, 320.0
MARGIN = 28.0
SMALLEST = 200.0
"""Metres shown at least, so that two stops at one gate do not look far apart."""

_BARS = (50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
"""Metres a bar of the scale may stand for."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A stop that has a place on the map, with its number on the round."""

    number: int
    position: Position


@dataclass(frozen=True, slots=True)
class Leg:
    """A link to the map for some stops that follow each other."""

    first: int
    last: int
    address: str


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a stop is drawn."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sketch:
    """A drawing of points and their order, north up; no streets, nothing from anybody else."""

    height: float
    dots: Sequence[Dot]
    office: Dot | None
    bar: float
    """How long the bar of the scale is drawn."""
    bar_means: Rendered

    @property
    def line(self) -> str:
        """Return the way as the points of a line."""
        way = [self.office, *self.dots] if self.office else self.dots
        return " ".join(f"{dot.x},{dot.y}" for dot in way if dot)


def place_address(position: Position) -> str:
    """Return where a map shows one place."""
    return f"https://www.google.com/maps/search/?api=1&query={_written(position)}"


def legs(pins: Sequence[Pin]) -> list[Leg]:
    """Return links with the whole way, from where the phone is, in as few pieces as it takes."""
    pieces = [pins[n : n + MOST_IN_LINK] for n in range(0, len(pins), MOST_IN_LINK)]
    return [Leg(piece[0].number, piece[-1].number, _way(piece)) for piece in pieces]


def sketch_of(pins: Sequence[Pin], office: Position | None = None) -> Sketch | None:
    """Draw the stops; nothing to draw with fewer than two places."""
    places = [*([office] if office else []), *(pin.position for pin in pins)]
    if len(places) < 2 or not pins:
        return None
    drawing = _fitted(places)
    return Sketch(
        drawing.height,
        [drawing.dot(pin.number, pin.position) for pin in pins],
        drawing.dot(0, office) if office else None,
        round(drawing.bar / drawing.per_pixel, 1),
        _distance(drawing.bar),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """How places become points: the middle of all of them, and metres to a pixel."""

    middle: Position
    per_pixel: float
    height: float

    @property
    def bar(self) -> int:
        """Return the longest bar that takes at most a third of the width."""
        most = self.per_pixel * WIDTH / 3
        return max((one for one in _BARS if one <= most), default=_BARS[0])

    def dot(self, number: int, position: Position) -> Dot:
        north, east = _offset(self.middle, position)
        x, y = WIDTH / 2 + east / self.per_pixel, self.height / 2 - north / self.per_pixel
        return Dot(number, round(x, 1), round(y, 1))


def _fitted(places: Sequence[Position]) -> _Drawing:
    souths, wests = [place[0] for place in places], [place[1] for place in places]
    middle = (min(souths) + max(souths)) / 2, (min(wests) + max(wests)) / 2
    corner = _offset(middle, (max(souths), max(wests)))
    tall, wide = (max(2 * metres_away, SMALLEST) for metres_away in corner)
    per_pixel = max(wide / (WIDTH - 2 * MARGIN), tall / (MOST_HEIGHT - 2 * MARGIN))
    height = max(LEAST_HEIGHT, round(tall / per_pixel + 2 * MARGIN, 1))
    return _Drawing(middle, per_pixel, height)


def _offset(middle: Position, position: Position) -> tuple[float, float]:
    """Return how far north and east a place is, in metres."""
    north = metres(middle, (position[0], middle[1]))
    east = metres(middle, (middle[0], position[1]))
    return (
        north if position[0] >= middle[0] else -north,
        east if position[1] >= middle[1] else -east,
    )


def _way(pins: Sequence[Pin]) -> str:
    *between, end = [_written(pin.position) for pin in pins]
    way = "https://www.google.com/maps/dir/?api=1&travelmode=driving&destination=" + end
    return way + ("&waypoints=" + "%7C".join(between) if between else "")


def _written(position: Position) -> str:
    return f"{position[0]:.6f},{position[1]:.6f}"


def _distance(bar: int) -> Rendered:
    return _("{count} km", count=bar // 1000) if bar >= 1000 else _("{count} m", count=bar)
