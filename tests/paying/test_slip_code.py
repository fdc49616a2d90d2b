"""The small code on a bank slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.promptpay import Unreadable, checksum
from services.kit.slip_code import SlipCode, read_slip_code
from tests.paying.slips import slip_text

BANGKOK_BANK = "004000060000010103002021900021231231212000115102TH91049C30"
SCB = "00450006000001010301402242025091812345678901234565102TH9104B140"


@pytest.mark.parametrize(
    ("text", "bank", "reference"),
    [
        (BANGKOK_BANK, "002", "0002123123121200011"),
        (SCB, "014", "202509181234567890123456"),
    ],
)
def test_a_slip_names_its_bank_and_its_transfer(text: str, bank: str, reference: str) -> None:
    assert read_slip_code(text) == SlipCode(bank, reference)


def test_a_wrong_checksum_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_slip_code(SCB[:-1] + "1")


def test_a_wallet_writes_small_letters_and_its_own_layout() -> None:
    inside = "0002010106wallet0206TX1234"
    unchecked = f"00{len(inside):02d}{inside}9104"
    read = read_slip_code(unchecked + checksum(unchecked).lower())
    assert read == SlipCode("wallet 01", "wallet/TX1234")


def test_our_own_payment_code_is_no_slip() -> None:
    with pytest.raises(Unreadable):
        read_slip_code("00020101021129370016A0000006770101110113006681234567853037645802TH6304823E")


@given(st.text(max_size=120))
def test_reading_anything_else_never_breaks(text: str) -> None:
    with pytest.raises(Unreadable):
        read_slip_code(text)


@given(st.from_regex(r"[0-9]{3}", fullmatch=True), st.from_regex(r"[A-Z0-9]{5,25}", fullmatch=True))
def test_every_slip_of_a_bank_is_read(bank: str, reference: str) -> None:
    assert read_slip_code(slip_text(bank, reference)) == SlipCode(bank, reference)
