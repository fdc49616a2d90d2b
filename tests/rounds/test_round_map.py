"""Links to a map, and the drawing of the stops."""

from services.desk.rounds.route import Position
from web.console.round_map import Pin, legs, place_address, sketch_of

OFFICE = (15.5, 102.4)


def pins(count: int) -> list[Pin]:
    return [Pin(number, (15.5 + number / 1000, 102.4)) for number in range(1, count + 1)]


def points(sketch_line: str) -> list[Position]:
    pairs = (pair.split(",") for pair in sketch_line.split())
    return [(float(x), float(y)) for x, y in pairs]


def test_ten_stops_fit_into_one_link_and_more_into_several() -> None:
    assert [(leg.first, leg.last) for leg in legs(pins(10))] == [(1, 10)]
    assert [(leg.first, leg.last) for leg in legs(pins(21))] == [(1, 10), (11, 20), (21, 21)]


def test_a_link_names_the_places_in_order_and_where_it_ends() -> None:
    [leg] = legs(pins(3))
    assert leg.address == (
        "https://www.google.com/maps/dir/?api=1&travelmode=driving"
        "&destination=15.503000,102.400000"
        "&waypoints=15.501000,102.400000%7C15.502000,102.400000"
    )


def test_one_place_has_a_link_of_its_own() -> None:
    assert place_address(OFFICE).endswith("query=15.500000,102.400000")


def test_everything_is_drawn_inside_and_the_way_begins_at_the_office() -> None:
    sketch = sketch_of(pins(12), OFFICE)
    assert sketch is not None
    way = points(sketch.line)
    assert len(way) == 13
    assert all(0 < x < 320 and 0 < y < sketch.height for x, y in way)
    assert sketch.office is not None
    assert way[0] == (sketch.office.x, sketch.office.y)


def test_north_is_up_and_east_is_right() -> None:
    sketch = sketch_of([Pin(1, (15.51, 102.40)), Pin(2, (15.50, 102.41))])
    assert sketch is not None
    first, second = sketch.dots
    assert first.y < second.y
    assert first.x < second.x


def test_two_stops_at_one_gate_can_be_drawn() -> None:
    sketch = sketch_of([Pin(1, OFFICE), Pin(2, OFFICE)])
    assert sketch is not None
    assert sketch.dots[0].x == sketch.dots[1].x
    assert sketch.bar_means.render() == "50 m"


def test_one_place_alone_is_no_drawing() -> None:
    assert sketch_of(pins(1)) is None
    assert sketch_of([], OFFICE) is None
