"""Amounts in digits and words, with units, in baht, and numbers of fixed length."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.amounts import one_amount
from services.kit.fields import Given, Surroundings
from services.kit.money import baht, baht_text, from_satang, rounded, to_satang
from services.kit.questions import Count, Digits, Money, Number
from services.kit.text import ENGLISH, _
from services.kit.thai import thai_digits, western
from tests.asking import ASKED, explanation

AREA = Number("area", ASKED, most=100, unit=_("baht"), decimals=2)
MONEY = Money("money", ASKED)
LAST_FOUR = Digits("last", ASKED, length=4)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,250.50 บาท", "1250.50"),
        ("1 ล้าน 2 แสน", "1200000"),
        ("1.25 ล้าน", "1250000"),
        ("สิบ", "10"),
        ("สิบห้า", "15"),
        ("ยี่สิบเอ็ด", "21"),
        ("ร้อยเอ็ด", "101"),
        ("สองร้อยห้าสิบ", "250"),
        ("หมื่นสองพันห้าร้อย", "12500"),
        ("ยี่สิบล้านยี่สิบเอ็ด", "20000021"),
        ("สองไร่ครึ่ง", "2.5"),
        ("ครึ่งไร่", "0.5"),
        ("สองล้านครึ่ง", "2500000"),
        ("0 ล้าน", "0"),
        ("twenty five", "25"),
        ("two hundred and fifty thousand", "250000"),
        ("เก้าอี้ 2 ตัว", "2"),
        ("๒๐ใบ", "20"),
        ("-5", "-5"),
    ],
)
def test_an_amount_is_read(typed: str, amount: str) -> None:
    assert one_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    ["", "many", "1 หรือ 2", "1,2", "12 x 24", "พันห้า", "2 แสน 5", "1 2", "9" * 40, "แสนล้านพันหมื่น"],
)
def test_what_may_be_two_amounts_is_none(typed: str) -> None:
    assert one_amount(typed) is None


@given(st.integers(0, 10**12))
def test_words_for_an_amount_are_read_back(number: int) -> None:
    words = baht_text(Decimal(number)).removesuffix("บาทถ้วน")
    assert one_amount(words) in {Decimal(number), None}


@given(st.integers(0, 10**12))
def test_digits_are_read_back_with_and_without_commas(number: int) -> None:
    assert one_amount(f"{number:,}") == one_amount(thai_digits(str(number))) == number


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("2.5", "2.5", "2.5 baht"),
        ("๒.๕๐", "2.5", "2.5 baht"),
        ("สองไร่ครึ่ง", "2.5", "2.5 baht"),
        ("0", "0", "0 baht"),
        ("100", "100", "100 baht"),
    ],
)
def test_a_measure_keeps_what_its_decimals_say(
    typed: str, stored: str, shown: str, here: Surroundings
) -> None:
    assert AREA.read(Given(typed), here) == stored
    assert AREA.show(stored, here).render(ENGLISH) == shown


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("100.01", "from 0 baht to 100 baht"),
        ("-1", "from 0 baht"),
        ("x", "from 0 baht"),
        ("1.234", "at most 2 digits after the point"),
    ],
)
def test_a_measure_that_does_not_fit_is_explained(
    typed: str, told: str, here: Surroundings
) -> None:
    assert told in explanation(AREA, Given(typed), here)


def test_a_whole_number_is_kept_as_one(here: Surroundings) -> None:
    trees = Number("trees", ASKED, least=1, most=5000)
    assert trees.read(Given("1,500"), here) == 1500
    assert trees.show(1500, here).render(ENGLISH) == "1,500"
    assert "whole number" in explanation(trees, Given("1.5"), here)


def test_a_count_reads_words_of_any_size(here: Surroundings) -> None:
    assert Count("n", ASKED, most=50).read(Given("สี่สิบสองตัวค่ะ"), here) == 42


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1,250.50 บาท", "1250.50"),
        ("1 ล้าน 2 แสน", "1200000.00"),
        ("1.25 ล้าน", "1250000.00"),
        ("50 สตางค์", "0.50"),
        ("5 บาท 25 สตางค์", "5.25"),
        ("ห้าร้อยบาทถ้วน", "500.00"),
        ("฿20", "20.00"),
    ],
)
def test_money_is_kept_with_its_satang(typed: str, stored: str, here: Surroundings) -> None:
    assert MONEY.read(Given(typed), here) == stored


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1.234", "baht and satang only"),
        ("-1", "from 0 baht"),
        ("ไม่รู้", "from 0 baht"),
        ("5 บาท 25 สตางค์ 30 สตางค์", "from 0 baht"),
    ],
)
def test_no_amount_of_money_is_explained(typed: str, told: str, here: Surroundings) -> None:
    assert told in explanation(MONEY, Given(typed), here)


@pytest.mark.parametrize("typed", ["0123", "๐๑๒๓ ครับ", "01-23", "เลข 0123"])
def test_zeros_in_front_are_digits_too(typed: str, here: Surroundings) -> None:
    assert LAST_FOUR.read(Given(typed), here) == "0123"


@pytest.mark.parametrize("typed", ["123", "12345", "x", "", "0123 หรือ 4567"])
def test_another_length_is_explained(typed: str, here: Surroundings) -> None:
    assert "exactly 4 digits" in explanation(LAST_FOUR, Given(typed), here)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"), ("1", "หนึ่งบาทถ้วน"), ("10", "สิบบาทถ้วน"), ("11", "สิบเอ็ดบาทถ้วน"),
        ("20", "ยี่สิบบาทถ้วน"), ("21", "ยี่สิบเอ็ดบาทถ้วน"), ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("200", "สองร้อยบาทถ้วน"), ("1234.50", "หนึ่งพันสองร้อยสามสิบสี่บาทห้าสิบสตางค์"),
        ("1508", "หนึ่งพันห้าร้อยแปดบาทถ้วน"), ("0.25", "ศูนย์บาทยี่สิบห้าสตางค์"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"), ("21000021", "ยี่สิบเอ็ดล้านยี่สิบเอ็ดบาทถ้วน"),
    ],
)  # fmt: skip
def test_an_amount_is_written_in_thai_words(amount: str, words: str) -> None:
    assert baht_text(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("amount", "satang"), [("0.005", 1), ("0.004", 0), ("1234.5", 123450), ("2.675", 268)]
)
def test_half_a_satang_is_rounded_up(amount: str, satang: int) -> None:
    assert to_satang(Decimal(amount)) == satang


@given(st.integers(0, 10**14))
def test_satang_come_back(satang: int) -> None:
    assert to_satang(from_satang(satang)) == satang


def test_money_is_shown_with_commas(here: Surroundings) -> None:
    assert baht(Decimal("1234.5")).render(ENGLISH) == "1,234.50 baht"
    assert baht(Decimal("1234.5")).render(here.languages["th"]) == "1,234.50 บาท"
    assert rounded(Decimal("1.005")) == Decimal("1.01")


@given(st.integers(0, 10**9))
def test_thai_digits_are_western_digits_again(number: int) -> None:
    assert western(thai_digits(str(number))) == str(number)
