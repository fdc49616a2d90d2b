"""In which order a crew goes: everything once, never longer than as it was asked for."""

from hypothesis import given
from hypothesis import strategies as some

from services.desk.rounds.route import Position, Spot, length, metres, suggested

OFFICE = (15.50, 102.40)

degrees = some.integers(0, 300).map(lambda step: step / 10_000)
positions = some.tuples(degrees.map(lambda d: 15.5 + d), degrees.map(lambda d: 102.4 + d))
spots = some.lists(
    some.tuples(some.none() | some.integers(1, 4), some.none() | positions), max_size=14
).map(lambda rows: [Spot(str(n), *row) for n, row in enumerate(rows)])
starts = some.none() | positions


def keys(way: list[Spot]) -> str:
    return "".join(spot.key for spot in way)


def pin(key: str, north: int, village: int | None = None) -> Spot:
    """A stop so many hundred metres north of the office."""
    return Spot(key, village, (OFFICE[0] + north * 0.0009, OFFICE[1]))


@given(spots, starts)
def test_every_stop_is_visited_once(given_spots: list[Spot], start: Position | None) -> None:
    way = suggested(given_spots, start)
    assert sorted(way, key=lambda spot: int(spot.key)) == given_spots


@given(spots, starts)
def test_the_way_is_never_longer_than_in_the_order_of_asking(
    given_spots: list[Spot], start: Position | None
) -> None:
    assert length(suggested(given_spots, start), start) <= length(given_spots, start) + 0.001


@given(spots, starts)
def test_the_same_stops_give_the_same_way(given_spots: list[Spot], start: Position | None) -> None:
    assert suggested(given_spots, start) == suggested(list(given_spots), start)


def test_from_the_office_the_crew_goes_to_what_is_nearest() -> None:
    assert keys(suggested([pin("c", 9), pin("a", 2), pin("b", 5)], OFFICE)) == "abc"


def test_without_an_office_the_way_begins_where_it_was_asked_first() -> None:
    assert keys(suggested([pin("b", 5), pin("c", 9), pin("a", 4)])) == "bac"


def test_lines_that_cross_are_untangled() -> None:
    corners = {"a": (0.0, 0.001), "b": (0.004, 0.0), "c": (0.004, 0.001), "d": (0.0, -0.002)}
    asked = [
        Spot(key, None, (OFFICE[0] + north, OFFICE[1] + east))
        for key, (north, east) in corners.items()
    ]
    nearest_only = [asked[0], asked[3], asked[1], asked[2]]
    assert length(suggested(asked, OFFICE), OFFICE) <= length(nearest_only, OFFICE)


def test_whatever_has_no_pin_stands_with_its_village() -> None:
    stops = [Spot("x", 2), pin("a", 1, 1), pin("b", 2, 2), pin("c", 3, 2), Spot("y", 2)]
    assert keys(suggested([*stops, pin("d", 4, 3)], OFFICE)) == "abcxyd"


def test_villages_without_a_pin_come_last_by_number() -> None:
    stops = [Spot("w"), Spot("x", 3), Spot("y", 1), Spot("z", 3), pin("a", 1, 2)]
    assert keys(suggested(stops, OFFICE)) == "ayxzw"


def test_a_thousandth_of_a_degree_north_is_a_hundred_and_eleven_metres() -> None:
    assert round(metres((15.0, 102.0), (15.001, 102.0))) == 111
