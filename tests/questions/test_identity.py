"""Numbers of people, companies and bank accounts: read, explained, shown and masked."""

import pytest

from services.kit.fields import Given, Surroundings
from services.kit.questions import BankAccount, JuristicId, NationalId, Phone
from services.kit.text import ENGLISH
from tests.asking import ASKED, explanation, half

PERSON = NationalId("id", ASKED)
COMPANY = JuristicId("company", ASKED)
ACCOUNT = BankAccount("account", ASKED)
WHOLE = {"bank": "004", "account": "1234567890", "holder": "สมชาย ใจดี"}


@pytest.mark.parametrize(
    "number",
    ["1234567890121", "3100600445635", "1101700207030", "5100100000011", "8100100000015"],
)
def test_a_valid_number_is_kept(number: str, here: Surroundings) -> None:
    assert PERSON.read(Given(number), here) == number


@pytest.mark.parametrize("typed", ["1-2345-67890-12-1", "1 2345 67890 12 1", "๑๒๓๔๕๖๗๘๙๐๑๒๑ ค่ะ"])
def test_a_number_is_read_however_it_is_written(typed: str, here: Surroundings) -> None:
    assert PERSON.read(Given(typed), here) == "1234567890121"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1100800123456", "a mistake in it"),
        ("9999999999994", "a mistake in it"),
        ("0994000165501", "belongs to a company"),
        ("123456789012", "this one has 12"),
        ("ไม่มี", "for example 1-2345-67890-12-1"),
        ("1234567890121 หรือ 3100600445635", "just one number"),
    ],
)
def test_a_wrong_number_is_explained_without_repeating_it(
    typed: str, told: str, here: Surroundings
) -> None:
    said = explanation(PERSON, Given(typed), here)
    assert told in said
    assert typed not in said


def test_a_person_is_recognised_by_the_mask_and_by_nobody_else(here: Surroundings) -> None:
    assert PERSON.mask("1234567890121", here).render(ENGLISH) == "1-2345-xxxxx-xx-1"
    assert PERSON.show("1234567890121", here).render(ENGLISH) == "1-2345-67890-12-1"


def test_numbers_of_persons_and_accounts_are_private_and_those_of_companies_are_not() -> None:
    assert (PERSON.private, ACCOUNT.private, COMPANY.private) == (True, True, False)


def test_a_company_has_its_own_number(here: Surroundings) -> None:
    assert COMPANY.read(Given("0-9940-00165-50-1"), here) == "0994000165501"
    assert "begins with 0" in explanation(COMPANY, Given("1234567890121"), here)
    assert "a mistake in it" in explanation(COMPANY, Given("0994000165502"), here)


@pytest.mark.parametrize(
    "typed",
    [
        "กสิกร 123-4-56789-0 สมชาย ใจดี",
        "ธนาคารกสิกรไทย เลขที่บัญชี 1234567890 ชื่อบัญชี สมชาย ใจดี",
        "สมชาย ใจดี 123 4 56789 0 kbank",
        "๑๒๓๔๕๖๗๘๙๐ สมชาย ใจดี กสิกรไทย",
    ],
)
def test_an_account_is_read_from_one_line(typed: str, here: Surroundings) -> None:
    assert ACCOUNT.read(Given(typed), here) == WHOLE


def test_an_account_may_be_told_piece_by_piece(here: Surroundings) -> None:
    first = half(ACCOUNT, Given("123-4-56789-0"), here)
    second = half(ACCOUNT, Given("004", earlier=first.earlier), here)
    assert "004" in first.options
    assert "In whose name" in second.question.render(ENGLISH)
    assert ACCOUNT.read(Given("สมชาย ใจดี", earlier=second.earlier), here) == WHOLE


def test_a_page_gives_three_parts(here: Surroundings) -> None:
    page = Given(parts=ACCOUNT.parts(WHOLE), whole=True)
    assert ACCOUNT.read(page, here) == WHOLE


@pytest.mark.parametrize(
    ("bank", "account", "holder", "told"),
    [
        ("", "1234567890", "สมชาย", "Which bank"),
        ("999", "1234567890", "สมชาย", "Which bank"),
        ("004", "", "สมชาย", "What is the account number"),
        ("004", "123456789", "สมชาย", "this one has 9"),
        ("004", "1234567890", " ", "In whose name"),
    ],
)
def test_a_part_that_is_missing_is_asked_for_on_the_page(
    bank: str, account: str, holder: str, told: str, here: Surroundings
) -> None:
    page = Given(parts={"bank": bank, "account": account, "holder": holder}, whole=True)
    assert told in explanation(ACCOUNT, page, here)


@pytest.mark.parametrize(
    ("account", "masked"),
    [("1234567890", "xxx-x-x6789-x"), ("020012345678", "xxxxxxx4567x")],
)
def test_an_account_is_masked_to_four_digits_without_its_holder(
    account: str, masked: str, here: Surroundings
) -> None:
    shown = ACCOUNT.mask({**WHOLE, "account": account}, here).render(ENGLISH)
    assert shown == f"Kasikornbank {masked}"


@pytest.mark.parametrize(
    ("number", "masked"),
    [("0812345678", "08x-xxx-5678"), ("021234567", "02-xxx-4567"), ("044123456", "04x-xxx-456")],
)
def test_a_telephone_number_is_masked(number: str, masked: str, here: Surroundings) -> None:
    assert Phone("phone", ASKED).mask(number, here).render(ENGLISH) == masked
