"""Bills: asked for, shown, taken back."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.desk import Desk
from models import Bill, Case, Staff
from models.vocabulary import CaseAction
from services.desk import resident_actions
from services.desk.actor import Actor
from services.desk.paying import demands
from services.desk.paying.billing import ask_by_staff, cancel
from services.desk.paying.confirming import pay_at_counter
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible
from services.kit.message import Reply
from services.kit.promptpay import bill_payment
from tests.desk.people import act, actions, audited, file, hire, settle, texts
from tests.paying.till import HUNDRED, bill_now, billed


@pytest.fixture
async def case(desk: Desk, resident: Actor) -> Case:
    return await file(desk, resident)


async def ask(desk: Desk, case: Case, staff: Staff, amount: str = "250", what: str = "fee") -> Bill:
    async with desk.work() as work:
        return await ask_by_staff(work, case.reference, staff, Decimal(amount), what)


async def shown(desk: Desk, case: Case, actor: Actor) -> Reply:
    async with desk.work() as work:
        return await demands.show_due(work, case.reference, actor)


async def test_an_officer_asks_for_a_payment(desk: Desk, case: Case, officer: Staff) -> None:
    bill = await ask(desk, case, officer, "1250.50", "  copy   fee ")
    assert (bill.satang, bill.what_for) == (125_050, "copy fee")
    assert (bill.ref1, bill.ref2) == (case.reference, "257001")
    assert await actions(desk, case) == ["file", "bill"]
    assert [entry.action for entry in await audited(desk)][-1] == "bill"


async def test_references_count_up_within_the_case(desk: Desk, case: Case, officer: Staff) -> None:
    bills = [await ask(desk, case, officer) for _number in range(3)]
    assert [bill.ref2 for bill in bills] == ["257001", "257002", "257003"]


async def test_another_department_may_not_ask(desk: Desk, case: Case) -> None:
    stranger = await hire(desk, "Nid", department="health")
    with pytest.raises(NotAllowed):
        await ask(desk, case, stranger)


@pytest.mark.parametrize(("amount", "what"), [("0", "fee"), ("-1", "fee"), ("10000001", "fee")])
async def test_a_strange_amount_is_refused(
    desk: Desk, case: Case, officer: Staff, amount: str, what: str
) -> None:
    with pytest.raises(InvalidAnswer, match="amount"):
        await ask(desk, case, officer, amount, what)


async def test_nothing_is_asked_for_nothing(desk: Desk, case: Case, officer: Staff) -> None:
    with pytest.raises(InvalidAnswer, match="what is to be paid for"):
        await ask(desk, case, officer, "5", "   ")


async def test_nothing_is_asked_for_a_case_that_was_rejected(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, CaseAction.REJECT, officer, "not ours")
    with pytest.raises(NotPossible):
        await ask(desk, case, officer)


async def test_the_card_has_a_code_to_scan(desk: Desk, due: Bill, resident: Actor) -> None:
    async with desk.work() as work:
        card = await demands.show_due(work, due.ref1, resident)
    told = card.text.render()
    assert "To be paid: 100.00 baht" in told
    assert card.picture is not None
    assert card.picture.png.startswith(b"\x89PNG")
    assert len(card.picture.png) < 100_000
    assert card.picture.url.endswith(".png")
    assert next(button.value for button in card.buttons) == f"slip:{due.ref1}"


async def test_the_code_holds_the_biller_the_references_and_the_amount(
    desk: Desk, due: Bill
) -> None:
    code = demands.code_of(desk.around.office, due)
    assert code == bill_payment("099400016550100", due.ref1, due.ref2, Decimal(100))


async def test_the_same_bill_always_has_the_same_page(desk: Desk, due: Bill) -> None:
    pages = {demands.page_of(desk.links, await bill_now(desk, due)) for _look in range(3)}
    assert len(pages) == 1


async def test_an_office_without_an_account_sends_people_to_the_counter(
    desk: Desk, due: Bill, resident: Actor
) -> None:
    bare = replace(desk.around.office, payee=None)
    poor = replace(desk, around=replace(desk.around, office=bare))
    async with poor.work() as work:
        card = await demands.show_due(work, due.ref1, resident)
    assert card.picture is None
    assert "at the counter" in card.text.render()
    assert all("slip:" not in button.value for button in card.buttons)


async def test_nobody_sees_what_somebody_else_owes(desk: Desk, due: Bill) -> None:
    neighbour = await settle(desk, "Uneighbour")
    async with desk.work() as work:
        with pytest.raises(NotFound):
            await demands.show_due(work, due.ref1, neighbour)


async def test_a_bill_is_taken_back(desk: Desk, due: Bill, officer: Staff, resident: Actor) -> None:
    async with desk.work() as work:
        await cancel(work, due.id, officer)
    assert (await bill_now(desk, due)).state == "cancelled"
    async with desk.work() as work:
        card = await demands.show_due(work, due.ref1, resident)
    assert "Nothing is to be paid" in card.text.render()


async def test_what_was_paid_in_part_is_not_taken_back(
    desk: Desk, due: Bill, officer: Staff, cashier: Staff
) -> None:
    async with desk.work() as work:
        await pay_at_counter(work, due.id, cashier, HUNDRED // 2, "a" * 32)
    async with desk.work() as work:
        with pytest.raises(NotPossible):
            await cancel(work, due.id, officer)


async def test_a_withdrawn_case_is_not_paid(desk: Desk, due: Bill, resident: Actor) -> None:
    async with desk.work() as work:
        await resident_actions.withdraw(work, due.ref1, resident)
    async with desk.work() as work:
        card = await demands.show_due(work, due.ref1, resident)
    assert "Nothing is to be paid" in card.text.render()


async def test_cash_at_the_counter_is_written_down_once(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor
) -> None:
    for _press in range(2):
        async with desk.work() as work:
            await pay_at_counter(work, due.id, cashier, HUNDRED, "b" * 32)
    assert (await bill_now(desk, due)).state == "paid"
    told = await texts(desk, resident.chat)
    assert sum("Receipt number 2570/00001" in text for text in told) == 1


async def test_more_cash_than_what_is_due_is_given_back_at_once(
    desk: Desk, resident: Actor, cashier: Staff
) -> None:
    due = await billed(desk, resident, 500)
    async with desk.work() as work:
        with pytest.raises(NotPossible, match="change"):
            await pay_at_counter(work, due.id, cashier, 501, "c" * 32)


@pytest.mark.parametrize(("phone", "calls"), [("0440000000", True), ("", False)])
async def test_where_nothing_is_transferred_the_counter_is_named_with_address_and_hours(
    desk: Desk, due: Bill, resident: Actor, phone: str, calls: bool
) -> None:
    office = replace(desk.around.office, payee=None, phone=phone)
    poor = replace(desk, around=replace(desk.around, office=office))
    async with poor.work() as work:
        card = await demands.show_due(work, due.ref1, resident)
    words = card.text.render()
    for told in (office.name.en, "1 Main Road", "Mon–Fri 8:30–16:30"):
        assert told in words
    assert ("You may also call 0440000000." in words) is calls
    assert card.picture is None
