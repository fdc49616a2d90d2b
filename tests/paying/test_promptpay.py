"""PromptPay codes: ours, and those other builders write, read tag by tag."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.office import Named, Payee
from services.kit.promptpay import (
    Unreadable,
    bill_payment,
    checksum,
    code_for,
    fields,
    parse,
    transfer,
)

NAME = Named("อบต.", "Office")
TRANSFER, BILL = "A000000677010111", "A000000677010112"

OTHERS = [
    ("00020101021129370016A000000677010111011300668123456785802TH530376463045D82",
     "29", {"00": TRANSFER, "01": "0066812345678"}, None),
    ("00020101021229370016A000000677010111011300668123456785802TH53037645406100.006304BB8A",
     "29", {"00": TRANSFER, "01": "0066812345678"}, "100.00"),
    ("00020101021229370016A000000677010111011300668123456785802TH530376454044.2263045D49",
     "29", {"00": TRANSFER, "01": "0066812345678"}, "4.22"),
    ("00020101021129370016A000000677010111021312345678901215802TH530376463041C03",
     "29", {"00": TRANSFER, "02": "1234567890121"}, None),
    ("00020101021229370016A000000677010111021312345678901215802TH53037645406250.756304DF51",
     "29", {"00": TRANSFER, "02": "1234567890121"}, "250.75"),
    ("00020101021229370016A000000677010111021309940001655015802TH530376454071500.006304EB57",
     "29", {"00": TRANSFER, "02": "0994000165501"}, "1500.00"),
    ("00020101021129390016A00000067701011103150049990002885055802TH530376463041521",
     "29", {"00": TRANSFER, "03": "004999000288505"}, None),
    ("00020101021229390016A00000067701011103150049990002885055802TH530376454041.006304B540",
     "29", {"00": TRANSFER, "03": "004999000288505"}, "1.00"),
    ("00020101021229370016A0000006770101110113006681234567853037645802TH5406100.0063041123",
     "29", {"00": TRANSFER, "01": "0066812345678"}, "100.00"),
    ("00020101021230570016A0000006770101120115099400016550100020668000103042569"
     "53037645802TH54071500.0063045496",
     "30", {"00": BILL, "01": "099400016550100", "02": "680001", "03": "2569"}, "1500.00"),
    ("00020101021130550016A00000067701011201150999999999999900212111222333444"
     "53037645802TH63043EE7",
     "30", {"00": BILL, "01": "099999999999990", "02": "111222333444"}, None),
    ("00020101021230600016A00000067701011201150999999999999900206INV0010307CUST001"
     "53037645802TH5406300.0062070703SCB63049CCD",
     "30", {"00": BILL, "01": "099999999999990", "02": "INV001", "03": "CUST001"}, "300.00"),
]  # fmt: skip

OURS = [
    (transfer("0812345678"),
     "00020101021129370016A0000006770101110113006681234567853037645802TH6304823E"),
    (transfer("081-234-5678", Decimal(100)),
     "00020101021229370016A0000006770101110113006681234567853037645406100.005802TH6304F142"),
    (transfer("1234567890121"),
     "00020101021129370016A0000006770101110213123456789012153037645802TH6304C3BF"),
    (transfer("0994000165501", Decimal(1500)),
     "00020101021229370016A00000067701011102130994000165501530376454071500.005802TH63047AAC"),
    (transfer("004999000288505", Decimal(1)),
     "00020101021229390016A0000006770101110315004999000288505530376454041.005802TH63046CBB"),
    (bill_payment("099400016550100", "680001", "2569", Decimal(1500)),
     "00020101021230570016A0000006770101120115099400016550100020668000103042569"
     "530376454071500.005802TH630478CD"),
    (bill_payment("099999999999990", "111222333444"),
     "00020101021130550016A00000067701011201150999999999999900212111222333444"
     "53037645802TH63043EE7"),
    (bill_payment("099999999999990", "INV001", "CUST001", Decimal(300), "SCB"),
     "00020101021230600016A00000067701011201150999999999999900206INV0010307CUST001"
     "53037645406300.005802TH62070703SCB63044E9B"),
    (bill_payment("099400016550100", "WB6911000123", "1169", Decimal(20)),
     "00020101021230630016A00000067701011201150994000165501000212WB691100012303041169"
     "5303764540520.005802TH63041E3D"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), OURS)
def test_our_codes_are_the_known_ones_to_the_last_letter(written: str, expected: str) -> None:
    assert written == expected


@pytest.mark.parametrize(("code", "tag", "inside", "amount"), OTHERS)
def test_codes_of_others_are_read_tag_by_tag(
    code: str, tag: str, inside: dict[str, str], amount: str | None
) -> None:
    read = parse(code)
    assert (read["00"], read["53"], read["58"]) == ("01", "764", "TH")
    assert read["01"] == ("12" if amount else "11")
    assert fields(read[tag]) == inside
    assert read.get("54") == amount


@pytest.mark.parametrize(("_written", "code"), OURS)
def test_our_codes_are_read_again(_written: str, code: str) -> None:
    assert parse(code)["63"] == code[-4:]


def test_the_third_reference_is_read() -> None:
    assert fields(parse(OTHERS[-1][0])["62"]) == {"07": "SCB"}


def test_the_checksum_is_the_published_one() -> None:
    assert checksum("123456789") == "29B1"


@pytest.mark.parametrize(
    "broken",
    [
        OTHERS[0][0][:-1] + "3",
        OTHERS[0][0][:-1],
        OTHERS[0][0].replace("812345678", "812345679"),
        OTHERS[0][0].lower(),
        "https://example.org",
        "0002",
        "000201000201",
        "",
    ],
)
def test_a_damaged_code_is_refused(broken: str) -> None:
    with pytest.raises(Unreadable):
        parse(broken)


@given(st.text(max_size=200))
def test_reading_anything_else_never_breaks(text: str) -> None:
    with pytest.raises(Unreadable):
        parse(text)


@given(st.integers(1, 10**9), st.from_regex(r"[A-Z0-9]{1,20}", fullmatch=True))
def test_every_amount_and_reference_comes_back(satang: int, reference: str) -> None:
    amount = Decimal(satang) / 100
    read = parse(bill_payment("099400016550100", reference, "256901", amount))
    assert Decimal(read["54"]) == amount
    assert fields(read["30"])["02"] == reference


@pytest.mark.parametrize(
    ("biller", "reference", "amount"),
    [
        ("09940001655010", "A", Decimal(1)),
        ("099400016550100", "", Decimal(1)),
        ("099400016550100", "a1", Decimal(1)),
        ("099400016550100", "A" * 21, Decimal(1)),
        ("099400016550100", "A", Decimal(0)),
        ("099400016550100", "A", Decimal("1.005")),
    ],
)
def test_what_no_bank_would_take_is_not_written(
    biller: str, reference: str, amount: Decimal
) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        bill_payment(biller, reference, amount=amount)


def test_an_office_without_a_biller_is_paid_by_transfer() -> None:
    payee = Payee(NAME, proxy="0994000165501")
    assert code_for(payee, "R", "1", Decimal(1500)) == OURS[3][1]


def test_a_strange_proxy_is_refused() -> None:
    with pytest.raises(ValueError, match="proxy"):
        transfer("12345")
