"""Slips: read, known again, confirmed by a person."""

from pathlib import Path

import pytest

from bot.desk import Desk
from bot.slip_reading import slip_code_in
from models import Bill, Staff
from services.desk.actor import Actor
from services.desk.paying import slips
from services.kit.errors import NotAllowed, NotFound, NotPossible
from services.kit.references import shown
from services.kit.slip_code import SlipCode
from tests.desk.people import actions, file, link_group, now, said, settle, texts, values
from tests.paying.slips import slip_picture, slip_text
from tests.paying.till import (
    HUNDRED,
    bill,
    bill_now,
    billed,
    confirm,
    payments,
    receipts,
    send_slip,
    slip_rows,
)

FIRST, SECOND = SlipCode("014", "AAA111"), SlipCode("004", "BBB222")


async def last(desk: Desk, actor: Actor) -> str:
    return (await texts(desk, actor.chat))[-1]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_the_code_is_found_in_a_picture(tmp_path: Path, form: str) -> None:
    file = tmp_path / "slip"
    file.write_bytes(slip_picture(slip_text("014", "X1Y2Z3"), form))
    assert slip_code_in(file) == SlipCode("014", "X1Y2Z3")


@pytest.mark.parametrize("text", ["https://example.org", slip_text()[:-1] + "?", "0012"])
def test_another_code_is_no_slip(tmp_path: Path, text: str) -> None:
    file = tmp_path / "slip"
    file.write_bytes(slip_picture(text))
    assert slip_code_in(file) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_picture_is_no_slip(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "slip"
    file.write_bytes(content)
    assert slip_code_in(file) is None


async def test_a_slip_waits_for_those_who_look_after_money(
    desk: Desk, due: Bill, resident: Actor
) -> None:
    await link_group(desk, "Cmoney", "health")
    slip = await send_slip(desk, due, resident, FIRST)
    [notice] = await said(desk, "Cmoney")
    assert (slip.state, slip.bank, slip.transfer) == ("waiting", "014", "AAA111")
    assert values(notice)[0] == f"s:paid:{due.ref1}:{slip.code}"
    assert "AAA111" not in str(notice.messages)


async def test_an_unreadable_slip_is_looked_at_by_eye(
    desk: Desk, due: Bill, resident: Actor
) -> None:
    slip = await send_slip(desk, due, resident, None)
    assert slip.state == "waiting"
    assert "looks at it by eye" in await last(desk, resident)


async def test_a_confirmed_slip_pays_and_gives_a_receipt(
    desk: Desk, due: Bill, resident: Actor, cashier: Staff
) -> None:
    await confirm(desk, await send_slip(desk, due, resident, FIRST), cashier)
    assert (await bill_now(desk, due)).state == "paid"
    [receipt] = await receipts(desk)
    assert (receipt.number, receipt.satang) == ("2570/00001", HUNDRED)
    assert "Receipt number 2570/00001" in await last(desk, resident)


async def test_the_history_tells_all_of_it(desk: Desk, resident: Actor, cashier: Staff) -> None:
    case = await file(desk, resident)
    slip = await send_slip(desk, await bill(desk, case), resident, FIRST)
    await confirm(desk, slip, cashier)
    assert await actions(desk, await now(desk, case)) == ["file", "bill", "pay_slip", "paid"]


async def test_the_same_slip_twice_does_not_count_twice(
    desk: Desk, due: Bill, resident: Actor
) -> None:
    await send_slip(desk, due, resident, FIRST)
    again = await send_slip(desk, due, resident, FIRST)
    assert (again.state, again.transfer) == ("repeated", None)
    assert "We have this slip" in await last(desk, resident)


async def test_a_slip_of_another_case_is_refused_without_naming_it(
    desk: Desk, due: Bill, resident: Actor
) -> None:
    await link_group(desk, "Cmoney", "health")
    await send_slip(desk, due, resident, FIRST)
    neighbour = await settle(desk, "Uneighbour", "en")
    other = await billed(desk, neighbour)
    await send_slip(desk, other, neighbour, FIRST)
    told = await last(desk, neighbour)
    assert "already sent for another payment" in told
    assert due.ref1[:3] not in told
    assert shown(due.ref1) in (await texts(desk, "Cmoney"))[-1]


async def test_a_slip_refused_too_early_may_be_shown_again(
    desk: Desk, due: Bill, resident: Actor, cashier: Staff
) -> None:
    slip = await send_slip(desk, due, resident, FIRST)
    async with desk.work() as work:
        await slips.refuse(work, slip.code, cashier)
    assert "could not find the money" in await last(desk, resident)
    assert (await send_slip(desk, due, resident, FIRST)).state == "waiting"


async def test_reading_a_slip_again_after_a_crash_changes_nothing(
    desk: Desk, due: Bill, resident: Actor
) -> None:
    slip = await send_slip(desk, due, resident, FIRST)
    before = len(await said(desk, resident.chat))
    async with desk.work() as work:
        await slips.note_code(work, slip.attachment_id, FIRST)
    assert len(await said(desk, resident.chat)) == before
    assert [row.state for row in await slip_rows(desk)] == ["waiting"]


async def test_less_than_what_is_due_leaves_the_rest_open(
    desk: Desk, due: Bill, resident: Actor, cashier: Staff
) -> None:
    await confirm(desk, await send_slip(desk, due, resident, FIRST), cashier, 6_000)
    assert (await bill_now(desk, due)).open_satang == 4_000
    assert "Still to be paid: 40.00 baht" in await last(desk, resident)
    await confirm(desk, await send_slip(desk, due, resident, SECOND), cashier)
    assert (await bill_now(desk, due)).state == "paid"
    assert len(await receipts(desk)) == 1


async def test_more_than_what_is_due_is_listed(
    desk: Desk, due: Bill, resident: Actor, cashier: Staff
) -> None:
    await confirm(desk, await send_slip(desk, due, resident, FIRST), cashier, 12_500)
    [payment] = await payments(desk)
    assert (payment.state, payment.reason, payment.rest_satang) == ("listed", "over", 2_500)
    assert (await receipts(desk))[0].satang == HUNDRED


async def test_a_second_transfer_for_a_paid_bill_is_listed(
    desk: Desk, due: Bill, resident: Actor, cashier: Staff
) -> None:
    first = await send_slip(desk, due, resident, FIRST)
    second = await send_slip(desk, due, resident, SECOND)
    await confirm(desk, first, cashier)
    await confirm(desk, second, cashier, HUNDRED)
    assert [p.reason for p in await payments(desk)] == ["", "twice"]
    assert len(await receipts(desk)) == 1


async def test_pressing_twice_confirms_once(
    desk: Desk, due: Bill, resident: Actor, cashier: Staff
) -> None:
    slip = await send_slip(desk, due, resident, FIRST)
    await confirm(desk, slip, cashier)
    with pytest.raises(NotPossible, match="has decided"):
        await confirm(desk, slip, cashier)
    assert len(await payments(desk)) == 1


async def test_only_those_who_look_after_money_confirm(
    desk: Desk, due: Bill, resident: Actor, officer: Staff
) -> None:
    slip = await send_slip(desk, due, resident, FIRST)
    with pytest.raises(NotAllowed):
        await confirm(desk, slip, officer)
    assert (await bill_now(desk, due)).state == "open"


async def test_a_slip_nobody_sent_is_not_found(desk: Desk, cashier: Staff) -> None:
    async with desk.work() as work:
        with pytest.raises(NotFound):
            await slips.refuse(work, "AAAAAAAA", cashier)
