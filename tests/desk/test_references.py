"""References survive the telephone: every slip of a finger is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.desk.references import new_reference
from services.kit.references import (
    LENGTH,
    SYMBOLS,
    find_references,
    read_reference,
    seems_mistyped,
    shown,
    with_check,
)

bodies = some.text(alphabet=SYMBOLS, min_size=LENGTH - 1, max_size=LENGTH - 1)


@given(bodies, some.integers(0, LENGTH - 1), some.sampled_from(SYMBOLS))
def test_every_single_wrong_symbol_is_noticed(body: str, place: int, wrong: str) -> None:
    right = with_check(body)
    typed = right[:place] + wrong + right[place + 1 :]
    assert (read_reference(typed) is not None) == (typed == right)


@given(bodies, some.integers(0, LENGTH - 2))
def test_every_swap_of_neighbours_is_noticed(body: str, place: int) -> None:
    right = with_check(body)
    typed = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    assert (read_reference(typed) is not None) == (typed == right)


@given(bodies)
def test_a_reference_is_read_as_it_is_shown(body: str) -> None:
    reference = with_check(body)
    assert read_reference(f" {shown(reference).lower()} ") == reference


def test_thai_digits_and_spaces_are_forgiven() -> None:
    reference = with_check("23456789")
    typed = reference.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert read_reference(" ".join(typed)) == reference


def test_references_are_found_among_other_words() -> None:
    one, other = with_check("K7M2Q4XW"), with_check("ABCDEFGH")
    text = f"เรื่อง {shown(one)} กับ {other.lower()} ถึงไหนแล้ว และ {one}"
    assert find_references(text) == [one, other]


@pytest.mark.parametrize("text", ["", "ถังขยะ", "0812345678", "K7M-2Q4", "สวัสดีครับ 12345678"])
def test_other_words_hold_no_reference(text: str) -> None:
    assert find_references(text) == []


def test_new_references_are_sound_and_differ() -> None:
    drawn = {new_reference() for _number in range(1000)}
    assert len(drawn) == 1000
    assert {read_reference(reference) for reference in drawn} == drawn


@given(bodies)
def test_a_reference_in_our_own_receipt_is_found_alone(body: str) -> None:
    reference = with_check(body)
    assert find_references(f"Reference: {shown(reference)}\nAnswer by Friday") == [reference]


@pytest.mark.parametrize(
    "typed", ["zzz-zzz-zzz", "K7M-2Q4-XW1", "k7m 2q4 xw1", "K7M2Q4XW1", "K7M2Q4XW"]
)
def test_a_mistyped_reference_is_known_for_one(typed: str) -> None:
    assert seems_mistyped(typed)


@pytest.mark.parametrize(
    "typed", ["081-234-5678", "081-234-567", "how are you", "dustbin", "บ้าน 45/1"]
)
def test_other_words_are_no_mistyped_reference(typed: str) -> None:
    assert not seems_mistyped(typed)
