"""Choosing: several of a few, a yes, a time of the day, things and their numbers."""

import pytest

from services.kit.fields import Given, Stored, Surroundings
from services.kit.office import Office
from services.kit.questions import Choice, Consent, Items, Several, TimeSlot
from services.kit.text import ENGLISH, Rendered, _, plain
from tests.asking import ASKED, explanation, half


def things(office: Office) -> dict[str, Rendered]:
    return {
        "tent": plain("เต็นท์"),
        "chair": plain("เก้าอี้พลาสติก"),
        "table": plain("Table"),
        "big": plain("Tent 4x8"),
    }


def how_many(office: Office) -> dict[str, int]:
    return {"tent": 5, "chair": 100, "table": 0, "big": 2}


CHOICES = {"no": _("I have no bin yet"), "broken": _("My bin is broken"), "more": _("One more")}
SEVERAL = Several("several", ASKED, choices=CHOICES, words={"broken": ("แตก", "พัง")})
TWO = Several("two", ASKED, choices=CHOICES, least=0, most=2)
CONSENT = Consent("consent", ASKED)
SLOT = TimeSlot(
    "slot",
    ASKED,
    slots={"am": _("I have no bin yet"), "pm": _("One more")},
    words={"am": ("เช้า",), "pm": ("บ่าย",)},
)
ITEMS = Items("items", ASKED, choices=things, most=how_many)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("1, 3", ["no", "more"]),
        ("3 1", ["no", "more"]),
        ("๑ และ ๒ ค่ะ", ["no", "broken"]),
        ("ถังแตก กับ one more", ["broken", "more"]),
        ("ทั้งหมด", ["no", "broken", "more"]),
        ("all", ["no", "broken", "more"]),
    ],
)
def test_several_things_may_be_typed_at_once(
    typed: str, chosen: Stored, here: Surroundings
) -> None:
    assert SEVERAL.read(Given(typed), here) == chosen


def test_several_things_are_pressed_one_after_the_other(here: Surroundings) -> None:
    first = half(SEVERAL, Given("broken"), here)
    second = half(SEVERAL, Given("no", earlier=first.earlier), here)
    assert "Chosen: I have no bin yet, My bin is broken" in second.question.render(ENGLISH)
    assert SEVERAL.read(Given("ต่อไป", earlier=second.earlier), here) == ["no", "broken"]


def test_what_is_pressed_again_is_taken_away(here: Surroundings) -> None:
    earlier = half(SEVERAL, Given("broken"), here).earlier
    taken = half(SEVERAL, Given("broken", earlier=earlier), here)
    assert taken.earlier == []
    assert "enough" not in taken.options


def test_a_chosen_thing_is_ticked_on_its_button(here: Surroundings) -> None:
    labels = half(SEVERAL, Given("broken"), here).options
    assert labels["broken"].render(ENGLISH) == "✓ My bin is broken"
    assert labels["no"].render(ENGLISH) == "I have no bin yet"


def test_the_last_one_that_fits_goes_on_by_itself(here: Surroundings) -> None:
    assert TWO.read(Given("no", earlier=["more"]), here) == ["no", "more"]


@pytest.mark.parametrize("typed", ["ไม่มี", "none", "enough"])
def test_none_of_them_is_an_answer_where_it_may_be(typed: str, here: Surroundings) -> None:
    assert TWO.read(Given(typed), here) == []
    assert TWO.show([], here).render(ENGLISH) == "None of them"
    assert TWO.options(here)["enough"].render(ENGLISH) == "None of them"


@pytest.mark.parametrize("typed", ["", "x", "1, x", "7"])
def test_what_is_not_clear_is_asked_again(typed: str, here: Surroundings) -> None:
    assert "for example 1, 2 or" in explanation(SEVERAL, Given(typed), here)


def test_too_many_and_too_few_are_explained(here: Surroundings) -> None:
    assert "at most 2" in explanation(TWO, Given("1, 2, 3"), here)
    assert "at least 1" in explanation(SEVERAL, Given("", whole=True), here)


def test_the_boxes_of_a_page_are_read(here: Surroundings) -> None:
    assert SEVERAL.read(Given("more,no", whole=True), here) == ["no", "more"]
    assert TWO.read(Given("", whole=True), here) == []
    assert "list has changed" in explanation(SEVERAL, Given("gone", whole=True), here)


@pytest.mark.parametrize("typed", ["yes", "ยินยอมค่ะ", "ตกลงครับ", "OK", "ค่ะ", "I agree."])
def test_a_yes_is_understood(typed: str, here: Surroundings) -> None:
    assert CONSENT.read(Given(typed), here) == "yes"


@pytest.mark.parametrize("typed", ["ไม่ยินยอม", "no", "", "บ่ตกลง", "I do not agree", "ทำไม"])
def test_anything_else_is_no_consent(typed: str, here: Surroundings) -> None:
    assert "press Cancel, and nothing is sent" in explanation(CONSENT, Given(typed), here)


def test_a_box_that_is_not_ticked_is_asked_for(here: Surroundings) -> None:
    assert "tick the box" in explanation(CONSENT, Given("", whole=True), here)


@pytest.mark.parametrize(("typed", "slot"), [("am", "am"), ("ช่วงบ่ายค่ะ", "pm"), ("1", "am")])
def test_a_time_of_the_day_is_understood(typed: str, slot: str, here: Surroundings) -> None:
    assert SLOT.read(Given(typed), here) == slot
    assert SLOT.accepts(slot, here)


def test_a_choice_on_a_page_is_not_told_to_press_a_button(here: Surroundings) -> None:
    choice = Choice("choice", ASKED, choices=CHOICES)
    assert explanation(choice, Given("", whole=True), here) == "Please choose one of these."


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("เต็นท์ 2 เก้าอี้ 10", {"tent": 2, "chair": 10}),
        ("2 เต็นท์ กับ 20 เก้าอี้", {"tent": 2, "chair": 20}),
        ("เก้าอี้ ห้าสิบตัว, เต็นท์สองหลังค่ะ", {"tent": 2, "chair": 50}),
        ("เต็นท์ - 2\nเก้าอี้ - ๑๐", {"tent": 2, "chair": 10}),
        ("tent 4x8 1 เต็นท์ 3", {"tent": 3, "big": 1}),
    ],
)
def test_things_and_their_numbers_are_read_from_one_line(
    typed: str, counts: Stored, here: Surroundings
) -> None:
    assert ITEMS.read(Given(typed), here) == counts


def test_things_are_asked_for_one_after_the_other(here: Surroundings) -> None:
    first = half(ITEMS, Given("tent"), here)
    assert list(first.options) == ["1", "2", "3", "4", "5"]
    second = half(ITEMS, Given("2", earlier=first.earlier), here)
    assert list(second.options) == ["chair", "table", "big", "enough"]
    assert "เต็นท์ × 2" in second.question.render(ENGLISH)
    assert ITEMS.read(Given("enough", earlier=second.earlier), here) == {"tent": 2}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("เต็นท์ 6", "There are 5 in all"),
        ("เต็นท์ 0", "There are 5 in all"),
        ("เต็นท์ 1.5", "There are 5 in all"),
        ("table 1", "no Table to be had"),
        ("เครื่องเสียง", "for example: เต็นท์ 2"),
        ("", "for example: เต็นท์ 2"),
    ],
)
def test_what_cannot_be_had_is_explained(typed: str, told: str, here: Surroundings) -> None:
    assert told in explanation(ITEMS, Given(typed), here)


def test_the_numbers_of_a_page_are_read(here: Surroundings) -> None:
    page = Given(parts={"tent": "2", "chair": "", "big": "0"}, whole=True)
    assert ITEMS.read(page, here) == {"tent": 2}
    assert "for example" in explanation(ITEMS, Given(parts={"tent": "0"}, whole=True), here)
    assert "5 in all" in explanation(ITEMS, Given(parts={"tent": "x"}, whole=True), here)


def test_an_office_with_nothing_says_so(here: Surroundings) -> None:
    nothing = Items("items", ASKED, choices=lambda _office: {}, most=lambda _office: {})
    assert "nothing to choose" in explanation(nothing, Given("เต็นท์ 2"), here)
