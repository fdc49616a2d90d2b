"""Public numbers: nobody is found by counting, and half years follow the budget."""

from datetime import date
from itertools import product

import httpx
import pytest

from services.integrity.figures import FEWEST, Published, halves, published
from services.integrity.procedure import Counts
from tests.integrity.conftest import Office
from tests.integrity.reporting import file


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 23), date(2026, 10, 1), date(2027, 3, 31)),
        (date(2027, 3, 31), date(2026, 10, 1), date(2027, 3, 31)),
        (date(2027, 4, 1), date(2027, 4, 1), date(2027, 9, 30)),
        (date(2028, 2, 29), date(2027, 10, 1), date(2028, 3, 31)),
    ],
)
def test_a_half_year_is_one_of_the_budget(today: date, first: date, last: date) -> None:
    newest, before, *_older = halves(today)
    assert (newest.first, newest.last) == (first, last)
    assert (newest.first - before.last).days == 1


def test_no_small_number_can_be_worked_out() -> None:
    """Whatever small numbers there were, the page looks the same for all of them."""
    spans = list(halves(date(2026, 11, 23)))[:2]
    seen: dict[Published, set[tuple[int, ...]]] = {}
    for numbers in product(range(FEWEST + 2), repeat=4):
        now = numbers[0] - numbers[1] + numbers[2] - numbers[3]
        if now < 0:
            continue
        counted = [
            (spans[0], Counts(numbers[0], numbers[1], now)),
            (spans[1], Counts(numbers[2], numbers[3], numbers[2] - numbers[3])),
        ]
        seen.setdefault(published(counted), set()).add(numbers)
    few = set(range(1, FEWEST))
    for page, possible in seen.items():
        hidden = {0: page.rows[0].received, 2: page.rows[1].received}
        for place in (place for place, number in hidden.items() if number is None):
            assert {numbers[place] for numbers in possible} == few
        finished = {row.finished for row in page.rows}
        assert finished == {None} or None not in {*finished, *hidden.values(), page.in_progress}


async def test_the_procedure_says_who_reads_and_how_long(
    reporter: httpx.AsyncClient, people: Office
) -> None:
    await file(reporter)
    page = await reporter.get("/integrity/procedure?lang=en")
    told = ("Chief clerk", "within 15 days", "From 1 to 4 we say few", ">few<")
    assert [words for words in told if words not in page.text] == []
    assert "Still in progress" not in page.text
