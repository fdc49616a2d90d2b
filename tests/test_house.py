"""House and village in one question, whole or in two halves."""

import pytest

from services.kit.fields import Given, Stored, Surroundings
from services.kit.questions import House
from services.kit.text import ENGLISH
from tests.asking import ASKED, explanation, half

HOUSE = House("house", ASKED)


@pytest.mark.parametrize(
    ("typed", "number", "village"),
    [
        ("45/1 หมู่ 3", "45/1", 3),
        ("45/1 ม.3", "45/1", 3),
        ("45/1ม3", "45/1", 3),
        ("๔๕/๑ หมู่ ๓", "45/1", 3),
        ("หมู่ 3 บ้านเลขที่ 45/1", "45/1", 3),
        ("ซอย 2 บ้านเลขที่ 45 / 1 หมู่ที่ 3", "45/1", 3),
        ("12 moo 2", "12", 2),
        ("house 12 moo 2", "12", 2),
        ("12 หมู่สอง", "12", 2),
        ("99 บ้านกลาง", "99", 3),
        ("99 กลาง", "99", 3),
        ("99, South Village", "99", 2),
        ("ไม่มีบ้านเลขที่ หมู่ 1", "-", 1),
    ],
)
def test_house_and_village_are_read_from_one_line(
    typed: str, number: str, village: int, around: Surroundings
) -> None:
    assert HOUSE.read(Given(typed), around) == {"number": number, "village": village}


def test_a_house_without_its_village_gets_the_villages_as_buttons(around: Surroundings) -> None:
    asked = half(HOUSE, Given("45/1"), around)
    assert asked.earlier == {"number": "45/1"}
    assert [name.render(ENGLISH) for name in asked.options.values()] == [
        "Moo 1 North Village",
        "Moo 2 South Village",
        "Moo 3 Middle Village",
    ]


def test_a_village_without_its_house_gets_the_number_asked(around: Surroundings) -> None:
    asked = half(HOUSE, Given("หมู่ 3"), around)
    assert "what is the house number" in asked.question.render(ENGLISH)


@pytest.mark.parametrize(
    ("earlier", "typed"),
    [
        ({"number": "45/1"}, "3"),
        ({"number": "45/1"}, "๓"),
        ({"number": "45/1"}, "หมู่ 3"),
        ({"number": "45/1"}, "กลาง"),
        ({"number": "1"}, "45/1 หมู่ 3"),
        ({"village": 3}, "45/1"),
        ({"village": 3}, "บ้านเลขที่ 45/1"),
    ],
)
def test_the_other_half_completes_the_house(
    earlier: Stored, typed: str, around: Surroundings
) -> None:
    assert HOUSE.read(Given(typed, earlier=earlier), around) == {"number": "45/1", "village": 3}


@pytest.mark.parametrize(
    ("earlier", "typed", "told"),
    [
        (None, "", "45/1 Moo 3"),
        (None, "ใกล้วัด", "45/1 Moo 3"),
        (None, "45/1 หมู่ 9", "they go from 1 to 3"),
        ({"number": "45/1"}, "9", "they go from 1 to 3"),
        ({"number": "45/1"}, "ไม่รู้", "press the button of your village"),
        ({"village": 3}, "ไม่รู้", "type the house number"),
    ],
)
def test_a_house_we_cannot_find_is_explained(
    earlier: Stored, typed: str, told: str, around: Surroundings
) -> None:
    assert told in explanation(HOUSE, Given(typed, earlier=earlier), around)


def test_half_a_house_is_asked_again_from_what_was_kept(around: Surroundings) -> None:
    assert half(HOUSE, Given(earlier={"number": "45/1"}), around).earlier == {"number": "45/1"}
    assert half(HOUSE, Given(earlier={"village": 3}), around).earlier == {"village": 3}


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ({"number": "45/1", "village": 3}, "House 45/1, Moo 3 Middle Village"),
        ({"number": "-", "village": 1}, "A house without a number, Moo 1 North Village"),
    ],
)
def test_a_house_is_shown_with_its_village(
    stored: Stored, shown: str, around: Surroundings
) -> None:
    assert HOUSE.show(stored, around).render(ENGLISH) == shown


def test_a_village_that_left_the_office_file_is_asked_again(around: Surroundings) -> None:
    assert HOUSE.accepts({"number": "45/1", "village": 3}, around)
    assert not HOUSE.accepts({"number": "45/1", "village": 12}, around)
