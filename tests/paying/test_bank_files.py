"""Bank files: each line counts once, and pays the bill whose references it carries."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from bot.desk import Desk
from models import Bill, Staff
from services.desk import resident_actions
from services.desk.actor import Actor
from services.desk.paying import deciding
from services.desk.paying.bank_lines import read_bank_file
from services.desk.paying.billing import cancel
from services.kit.errors import InvalidAnswer, NotAllowed, NotPossible
from services.kit.slip_code import SlipCode
from tests.desk.people import audited, texts
from tests.paying.till import (
    HUNDRED,
    bank_csv,
    bill_now,
    billed,
    confirm,
    line_for,
    payments,
    receipts,
    send_slip,
    slip_rows,
    take,
)

FIRST = SlipCode("014", "AAA111")


MANY_LAUGHS = (
    b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet><sheetData><row r="1">'
    b'<c r="A1" t="str"><v>&c;</v></c></row></sheetData></worksheet>'
)
"""Entities that grow with each other, as they are used to fill a memory."""


def workbook_with(part: str, inside: bytes) -> bytes:
    """Return a workbook of which one part holds something else."""
    whole, broken = BytesIO(), BytesIO()
    Workbook().save(whole)
    with ZipFile(whole) as packed, ZipFile(broken, "w") as changed:
        for name in packed.namelist():
            changed.writestr(name, inside if name == part else packed.read(name))
    return broken.getvalue()


async def sums(desk: Desk) -> deciding.Balance:
    async with desk.database.reading() as session:
        return await deciding.balance(session)


async def test_an_exact_line_pays_by_itself(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor
) -> None:
    came = await take(desk, cashier, bank_csv(line_for(due)))
    assert (came.lines, came.matched, came.listed, came.known) == (1, 1, 0, 0)
    assert (await bill_now(desk, due)).state == "paid"
    assert "Receipt number 2570/00001" in (await texts(desk, resident.chat))[-1]
    assert [entry.action for entry in await audited(desk)][-1] == "bank_file"


async def test_the_same_file_twice_counts_once(desk: Desk, due: Bill, cashier: Staff) -> None:
    await take(desk, cashier, bank_csv(line_for(due)))
    again = await take(desk, cashier, bank_csv(line_for(due)))
    assert (again.known, again.matched, again.listed) == (1, 0, 0)
    assert len(await payments(desk)) == 1


async def test_a_file_that_overlaps_brings_only_what_is_new(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor
) -> None:
    other = await billed(desk, resident)
    await take(desk, cashier, bank_csv(line_for(due)))
    came = await take(desk, cashier, bank_csv(line_for(due), line_for(other, number="T2")))
    assert (came.known, came.matched) == (1, 1)


async def test_two_equal_lines_of_one_file_are_two_payments(
    desk: Desk, due: Bill, cashier: Staff
) -> None:
    came = await take(desk, cashier, bank_csv(line_for(due, number=""), line_for(due, number="")))
    assert (came.matched, came.listed) == (1, 1)
    assert [p.reason for p in await payments(desk)] == ["", "twice"]


@pytest.mark.parametrize(
    ("amount", "reason"), [("99.99", "under"), ("100.01", "over"), ("1,000.00", "over")]
)
async def test_another_amount_is_listed(
    desk: Desk, due: Bill, cashier: Staff, amount: str, reason: str
) -> None:
    await take(desk, cashier, bank_csv(line_for(due, amount)))
    [payment] = await payments(desk)
    assert (payment.state, payment.reason) == ("listed", reason)
    assert (await bill_now(desk, due)).received_satang == 0


@pytest.mark.parametrize("refs", [("", ""), ("NOBODY", "1"), ("", "257001")])
async def test_a_line_without_a_bill_is_listed(
    desk: Desk, due: Bill, cashier: Staff, refs: tuple[str, str]
) -> None:
    await take(desk, cashier, bank_csv(("23/11/2569", "100", *refs, "T9")))
    assert [p.reason for p in await payments(desk)] == ["unknown"]


async def test_money_for_a_bill_that_was_taken_back_is_listed(
    desk: Desk, due: Bill, cashier: Staff, officer: Staff
) -> None:
    async with desk.work() as work:
        await cancel(work, due.id, officer)
    await take(desk, cashier, bank_csv(line_for(due)))
    assert [p.reason for p in await payments(desk)] == ["closed"]


async def test_money_for_a_withdrawn_case_is_listed(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor
) -> None:
    async with desk.work() as work:
        await resident_actions.withdraw(work, due.ref1, resident)
    await take(desk, cashier, bank_csv(line_for(due)))
    assert [p.reason for p in await payments(desk)] == ["closed"]


async def test_the_banks_line_of_a_confirmed_slip_is_no_new_money(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor
) -> None:
    await confirm(desk, await send_slip(desk, due, resident, FIRST), cashier)
    came = await take(desk, cashier, bank_csv(line_for(due)))
    assert (came.matched, came.listed) == (1, 0)
    slip, bank = await payments(desk)
    assert bank.same_as_id == slip.id
    assert len(await receipts(desk)) == 1


async def test_a_slip_that_comes_after_the_banks_line_is_no_new_money(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor
) -> None:
    slip = await send_slip(desk, due, resident, FIRST)
    await take(desk, cashier, bank_csv(line_for(due)))
    assert [row.state for row in await slip_rows(desk)] == ["confirmed"]
    with pytest.raises(NotPossible, match="settled already"):
        await confirm(desk, slip, cashier)
    assert len(await payments(desk)) == 1


async def test_listed_money_is_counted_where_somebody_says(
    desk: Desk, due: Bill, cashier: Staff
) -> None:
    await take(desk, cashier, bank_csv(("23/11/2569", "100", "", "", "T9")))
    [payment] = await payments(desk)
    async with desk.work() as work:
        await deciding.assign(work, payment.id, due.ref1, cashier)
    assert (await bill_now(desk, due)).state == "paid"
    assert [p.state for p in await payments(desk)] == ["matched"]


async def test_the_rest_of_too_much_pays_the_next_bill(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor
) -> None:
    other = await billed(desk, resident, 5_000)
    await take(desk, cashier, bank_csv(line_for(due, "150")))
    [payment] = await payments(desk)
    for reference in (due.ref1, other.ref1):
        async with desk.work() as work:
            await deciding.assign(work, payment.id, reference, cashier)
    assert (await bill_now(desk, other)).state == "paid"
    assert [p.rest_satang for p in await payments(desk)] == [0]
    assert [r.number for r in await receipts(desk)] == ["2570/00001", "2570/00002"]


@pytest.mark.parametrize(
    ("decide", "state"), [(deciding.give_back, "refund"), (deciding.keep, "kept")]
)
async def test_a_decision_needs_a_note_and_is_made_once(
    desk: Desk, cashier: Staff, decide: object, state: str
) -> None:
    await take(desk, cashier, bank_csv(("23/11/2569", "100", "", "", "T9")))
    [payment] = await payments(desk)
    assert callable(decide)
    async with desk.work() as work:
        with pytest.raises(InvalidAnswer):
            await decide(work, payment.id, " ", cashier)
    async with desk.work() as work:
        await decide(work, payment.id, "a gift to the school", cashier)
    async with desk.work() as work:
        with pytest.raises(NotPossible):
            await decide(work, payment.id, "again", cashier)
    assert [(p.state, p.rest_satang) for p in await payments(desk)] == [(state, HUNDRED)]


async def test_every_satang_is_somewhere(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor
) -> None:
    other = await billed(desk, resident)
    lines = (
        line_for(due), line_for(due, number="T2"), line_for(other, "40.25"),
        ("23/11/2569", "7.77", "", "", ""),
    )  # fmt: skip
    await take(desk, cashier, bank_csv(*lines))
    found = await sums(desk)
    assert (found.total, found.counted, found.listed) == (24_802, 10_000, 14_802)
    assert found.adds_up


async def test_only_those_who_look_after_money_take_a_file(
    desk: Desk, due: Bill, officer: Staff
) -> None:
    with pytest.raises(NotAllowed):
        await take(desk, officer, bank_csv(line_for(due)))


def test_columns_may_have_thai_names_dates_and_numbers() -> None:
    text = 'วันที่,จำนวนเงิน,อ้างอิง 1,อ้างอิง 2\n๒๓/๑๑/๒๕๖๙,"1,234.50",abc-123,257001\n'
    [line] = read_bank_file(text.encode("cp874")).lines
    assert (line.satang, line.ref1, line.paid_on.isoformat()) == (123_450, "ABC123", "2026-11-23")


def test_mistakes_are_told_row_by_row() -> None:
    data = bank_csv(
        ("23/11/2569", "0", "A", "1"),
        ("99/99/2569", "5", "A", "1"),
        ("31/12/9999", "5", "A", "1"),
        ("23/11/2569", "9" * 20, "A", "1"),
    )
    assert [mistake.row for mistake in read_bank_file(data).mistakes] == [2, 3, 4, 5]


async def test_a_sign_no_database_keeps_holds_up_nothing(desk: Desk, cashier: Staff) -> None:
    await take(desk, cashier, bank_csv(("23/11/2569", "100", "A\0B", "1\0")))
    [kept] = await payments(desk)
    assert (kept.ref1, kept.ref2) == ("AB", "1")


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 no workbook", b"a,b\n1,2\n", b"date\n1\n", b"\xff\xfe\x00\x81\x82" * 9],
)
def test_what_is_no_such_file_is_explained(data: bytes) -> None:
    with pytest.raises(InvalidAnswer):
        read_bank_file(data)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("inside", [b"", b"<worksheet><sheetData><row", MANY_LAUGHS])
def test_a_workbook_that_is_broken_inside_is_explained(part: str, inside: bytes) -> None:
    with pytest.raises(InvalidAnswer):
        read_bank_file(workbook_with(part, inside))
