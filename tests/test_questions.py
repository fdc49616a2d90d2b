"""The kinds of question: what people type, and what we understand."""

import pytest

from services.kit.fields import Field, Given, Stored, Surroundings
from services.kit.questions import Choice, Count, House, Line, Paragraph, Phone, Photo, Place
from services.kit.text import ENGLISH, Language, _
from tests.asking import ASKED, explanation

_THAI = {"I have no bin yet": "ยังไม่มีถัง", "My bin is broken": "ถังเดิมแตก ชำรุด"}
THAI = Language("th", lambda sentence: _THAI.get(sentence, sentence))

CHOICE = Choice(
    "reason",
    ASKED,
    choices={
        "none": _("I have no bin yet"),
        "broken": _("My bin is broken"),
        "more": _("One more"),
    },
    words={"broken": ("แตก", "พัง")},
)
COUNT = Count("how-many", ASKED, most=3)
LINE = Line("line", ASKED, longest=10)
PARAGRAPH = Paragraph("paragraph", ASKED)
PHONE = Phone("phone", ASKED)


@pytest.fixture
def here(around: Surroundings) -> Surroundings:
    return Surroundings(around.office, {"th": THAI, "en": ENGLISH})


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("broken", "broken"),
        ("My bin is broken", "broken"),
        ("ถังเดิมแตก ชำรุด", "broken"),
        ("ถังเดิมแตก ชำรุดค่ะ", "broken"),
        ("2", "broken"),
        ("๒", "broken"),
        ("ถังมันแตกแล้วครับ", "broken"),
        ("ยังไม่มี", "none"),
        ("I have no", "none"),
        ("one mor", "more"),
        ("i hav no bin yet", "none"),
        ("  ONE   MORE. ", "more"),
    ],
)
def test_a_choice_is_understood_however_it_is_typed(
    typed: str, value: str, here: Surroundings
) -> None:
    assert CHOICE.read(Given(typed), here) == value


@pytest.mark.parametrize(
    "typed", ["", "4", "0", "bin", "something else", "ค่ะ", "😀", "12345678901"]
)
def test_a_choice_that_is_not_clear_is_asked_again_with_an_example(
    typed: str, here: Surroundings
) -> None:
    assert "for example 1 or I have no bin yet" in explanation(CHOICE, Given(typed), here)


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("2", 2), ("๒", 2), ("สองใบ", 2), ("ขอ 3 ใบค่ะ", 3), ("หนึ่ง", 1), ("three", 3), ("2.0", 2),
    ],
)  # fmt: skip
def test_a_number_is_understood_in_digits_and_words(
    typed: str, count: int, here: Surroundings
) -> None:
    assert COUNT.read(Given(typed), here) == count


@pytest.mark.parametrize(
    "typed", ["", "0", "4", "-2", "1.5", "1 หรือ 2", "สิบสอง", "ยี่สิบ", "many", "9" * 30]
)
def test_a_number_out_of_range_is_explained_with_the_range(typed: str, here: Surroundings) -> None:
    assert "from 1 to 3" in explanation(COUNT, Given(typed), here)


def test_a_thousand_may_be_written_with_a_comma(here: Surroundings) -> None:
    assert Count("n", ASKED, most=5000).read(Given("1,500"), here) == 1500


def test_a_chair_is_not_a_nine(here: Surroundings) -> None:
    assert Count("n", ASKED, most=20).read(Given("เก้าอี้สองตัว"), here) == 2


def test_a_small_range_has_buttons_and_a_large_one_has_none(here: Surroundings) -> None:
    assert list(COUNT.options(here)) == ["1", "2", "3"]
    assert Count("n", ASKED, most=50).options(here) == {}


def test_a_line_is_kept_on_one_line_without_invisible_letters(here: Surroundings) -> None:
    assert LINE.read(Given(" a\n b\u200b\x00 "), here) == "a b"


def test_a_line_that_is_too_long_says_how_long_it_may_be(here: Surroundings) -> None:
    assert "at most 10 letters" in explanation(LINE, Given("x" * 11), here)


def test_an_empty_line_is_asked_again(here: Surroundings) -> None:
    assert "in a few words" in explanation(LINE, Given(" \u200b\n"), here)


def test_a_paragraph_keeps_its_lines(here: Surroundings) -> None:
    assert PARAGRAPH.read(Given("a\r\nb\n\n\n\nc\n"), here) == "a\nb\n\nc"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0812345678", "0812345678"),
        ("081-234-5678", "0812345678"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("+66 (0)81-234-5678", "0812345678"),
        ("0066812345678", "0812345678"),
        ("66812345678", "0812345678"),
        ("เบอร์ 081.234.5678 ครับ", "0812345678"),
        ("02-123-4567", "021234567"),
        ("044 123 456", "044123456"),
        ("044-123456 ต่อ 12", "044123456"),
    ],
)
def test_a_thai_number_is_read_however_it_is_written(
    typed: str, number: str, here: Surroundings
) -> None:
    assert PHONE.read(Given(typed), here) == number


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("081234567", "A mobile number has 10 digits, and this one has 9"),
        ("08123456789", "this one has 11"),
        ("04412345", "There are 8 digits"),
        ("0112345678", "There are 10 digits"),
        ("+1 202 555 0100", "There are 11 digits"),
        ("ไม่มี", "for example 081-234-5678"),
        ("081-234-5678 หรือ 089-999-9999", "just one telephone number"),
    ],
)
def test_a_number_nobody_can_call_is_explained(typed: str, told: str, here: Surroundings) -> None:
    assert told in explanation(PHONE, Given(typed), here)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("0812345678", "081-234-5678"),
        ("021234567", "02-123-4567"),
        ("044123456", "044-123-456"),
    ],
)
def test_a_number_is_shown_in_groups(stored: str, shown: str, here: Surroundings) -> None:
    assert PHONE.show(stored, here).render(ENGLISH) == shown


OTHERS = [House("house", ASKED), Place("place", ASKED), Photo("photo", ASKED)]
KINDS = [CHOICE, COUNT, LINE, PARAGRAPH, PHONE, *OTHERS]
DAMAGED: list[Stored] = ["", "?", 0, -1, [], [""], ["a"] * 9, {}, {"words": 1}, {"number": []}]


@pytest.mark.parametrize("asked", KINDS, ids=lambda asked: asked.name)
def test_no_kind_accepts_an_answer_it_would_not_have_given(
    asked: Field, around: Surroundings
) -> None:
    accepted = [stored for stored in DAMAGED if asked.accepts(stored, around)]
    assert accepted == (["?"] if isinstance(asked, Line) else [])
