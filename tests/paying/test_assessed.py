"""What is due is looked up in the office's list, and billed: at once, in parts, late."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.desk import Desk
from models import Bill, Case
from services.desk.actor import Actor
from services.desk.filing import Filed, file_case
from services.desk.paying import lists
from services.desk.paying.billing import bills_of
from services.kit.consequences import BillAssessed
from services.kit.errors import NotFound, NotPossible, ResidentError
from services.kit.questions import Line
from services.kit.service import Group, Service
from services.kit.text import _
from tests.conftest import Clock
from tests.desk.people import hire, settle
from tests.paying.till import bank_csv, line_for, take

TAX = Service(
    key="tax",
    title=_("Pay a tax"),
    summary=_("Pay what the notice says."),
    group=Group.TAX,
    department="works",
    promise_days=3,
    next_steps=_("We send the receipt."),
    fields=(
        Line("notice", _("Number of the notice?")),
        Line("digits", _("Last four digits?")),
        Line("parts", _("In parts?")),
    ),
    then=(BillAssessed(tax="land", instalments="parts"),),
)

LIST = (
    "notice,digits,amount,due,warned,warned until\n"
    "N1,0012,1500,30/06/2569,,\n"
    "N2,1234,10000,30/06/2570,,\n"
    "N3,1234,2999.99,30/06/2570,,\n"
    "N4,1234,1500,30/06/2569,01/11/2569,30/11/2569\n"
    "N5,1234,1500,30/06/2569,01/10/2569,31/10/2569\n"
)


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    desk = replace(desk, services={TAX.key: TAX})
    async with desk.work() as work:
        await lists.accept(work, "land", 2569, lists.read_list(LIST.encode()), None)
    return desk


async def pay(desk: Desk, actor: Actor, notice: str, digits: str, parts: str = "no") -> Filed:
    answers: Mapping[str, Any] = {"notice": notice, "digits": digits, "parts": parts}
    try:
        async with desk.work() as work:
            return await file_case(work, TAX, answers, actor)
    except ResidentError as refusal:
        await desk.keep_record_of(refusal)
        raise


async def bills(desk: Desk, case: Case) -> list[Bill]:
    async with desk.database.reading() as session:
        return list(await bills_of(session, case.id))


async def test_a_tax_in_time_costs_what_was_assessed(desk: Desk, resident: Actor) -> None:
    filed = await pay(desk, resident, " n2 ", "๑๒๓๔")
    [bill] = await bills(desk, filed.case)
    assert (bill.satang, bill.due_on.isoformat()) == (1_000_000, "2027-06-30")
    assert bill.what_for == "Pay a tax ปี 2569 หนังสือเลขที่ N2"
    [card] = filed.replies
    assert card.picture is not None


async def test_in_three_parts_one_month_after_the_other(desk: Desk, resident: Actor) -> None:
    filed = await pay(desk, resident, "N2", "1234", "three")
    made = await bills(desk, filed.case)
    assert [bill.satang for bill in made] == [333_333, 333_333, 333_334]
    assert [bill.due_on.isoformat() for bill in made] == ["2027-06-30", "2027-07-31", "2027-08-31"]
    assert [(bill.part, bill.parts) for bill in made] == [(1, 3), (2, 3), (3, 3)]
    assert "Part 3: 3,333.34 baht" in filed.replies[0].text.render()


async def test_a_small_tax_is_not_paid_in_parts(desk: Desk, resident: Actor) -> None:
    with pytest.raises(NotPossible, match="in parts"):
        await pay(desk, resident, "N3", "1234", "three")


@pytest.mark.parametrize(
    ("notice", "digits", "on", "total"),
    [
        ("N1", "0012", datetime(2026, 7, 30, tzinfo=UTC), "1665.00"),
        ("N4", "1234", datetime(2026, 11, 23, tzinfo=UTC), "1875.00"),
        ("N5", "1234", datetime(2026, 11, 23, tzinfo=UTC), "2175.00"),
    ],
)
async def test_late_before_within_and_after_the_warning(
    desk: Desk, resident: Actor, clock: Clock, notice: str, digits: str, on: datetime, total: str
) -> None:
    clock.now = on
    filed = await pay(desk, resident, notice, digits)
    [bill] = await bills(desk, filed.case)
    assert Decimal(bill.satang) / 100 == Decimal(total)
    assert "late by" in filed.replies[0].text.render()


async def test_a_late_sum_holds_until_it_grows(desk: Desk, resident: Actor, clock: Clock) -> None:
    clock.now = datetime(2026, 7, 10, tzinfo=UTC)
    filed = await pay(desk, resident, "N1", "0012")
    assert [bill.due_on.isoformat() for bill in await bills(desk, filed.case)] == ["2026-07-31"]


@pytest.mark.parametrize(("notice", "digits"), [("N1", "0013"), ("N9", "0012"), ("", "")])
async def test_a_wrong_number_says_the_same_whichever_it_was(
    desk: Desk, resident: Actor, notice: str, digits: str
) -> None:
    with pytest.raises(NotFound, match="no notice with this number and these four digits"):
        await pay(desk, resident, notice or "-", digits or "-")


async def test_after_five_wrong_tries_nobody_guesses_on(
    desk: Desk, resident: Actor, clock: Clock
) -> None:
    for _try in range(5):
        with pytest.raises(NotFound):
            await pay(desk, resident, "N1", "9999")
    with pytest.raises(NotPossible) as shut:
        await pay(desk, resident, "N1", "0012")
    assert "To protect the owner" in shut.value.explanation.render()
    clock.advance(minutes=61)
    assert (await pay(desk, resident, "N1", "0012")).case.reference


async def test_new_chats_do_not_help_to_guess_one_notice(desk: Desk) -> None:
    for number in range(20):
        stranger = await settle(desk, f"U{number}")
        with pytest.raises(NotFound):
            await pay(desk, stranger, "N1", "9999")
    with pytest.raises(NotPossible):
        await pay(desk, await settle(desk, "Uowner"), "N1", "0012")


async def test_nobody_is_asked_for_the_same_notice_twice(desk: Desk, resident: Actor) -> None:
    filed = await pay(desk, resident, "N2", "1234")
    with pytest.raises(NotPossible, match="already asked for"):
        await pay(desk, resident, "N2", "1234")
    cashier = await hire(desk, "Malee", department="health")
    [bill] = await bills(desk, filed.case)
    await take(desk, cashier, bank_csv(line_for(bill, "10000")))
    with pytest.raises(NotPossible, match="paid already"):
        await pay(desk, resident, "N2", "1234")


async def _cashier(desk: Desk) -> Any:
    from tests.desk.people import hire

    return await hire(desk, "Malee", department="health")
