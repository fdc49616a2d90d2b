"""The console's pages about money."""

from dataclasses import replace

import httpx
import pytest

from bot.desk import Desk
from models import Bill, Staff
from services.desk.actor import Actor
from services.desk.paying import demands
from services.kit.slip_code import SlipCode
from tests.desk.people import file, hire, texts
from tests.paying.counter import Counter, upload
from tests.paying.slips import slip_picture, slip_text
from tests.paying.till import (
    bank_csv,
    bill,
    bill_now,
    billed,
    line_for,
    payments,
    receipts,
    send_slip,
    slip_rows,
    take,
)
from tests.web.console_office import press
from web.console import payments as payments_page

PAGE = "/console/payments"
FILE = "/console/payments/bank-file"


@pytest.fixture
def counter(desk: Desk) -> Counter:
    return Counter(desk)


async def test_a_slip_is_confirmed_with_the_amount_of_the_account(
    counter: Counter, due: Bill, resident: Actor, cashier: Staff
) -> None:
    slip = await send_slip(counter.desk, due, resident, SlipCode("014", "AAA111"))
    async with counter.browser(cashier) as client:
        shown = await client.get(PAGE)
        done = await press(client, PAGE, f"{PAGE}/slips/{slip.code}/confirm", amount="100")
        after = await client.get(done.headers["location"])
    assert "AAA111" in shown.text
    assert "The payment is written down" in after.text
    assert [r.number for r in await receipts(counter.desk)] == ["2570/00001"]


async def test_a_double_click_confirms_once(
    counter: Counter, due: Bill, resident: Actor, cashier: Staff
) -> None:
    slip = await send_slip(counter.desk, due, resident, None)
    action = f"{PAGE}/slips/{slip.code}/confirm"
    async with counter.browser(cashier) as client:
        before = (await client.get(PAGE)).text
        await press(client, PAGE, action, amount="100")
        token = before.partition('name="form_token" value="')[2].partition('"')[0]
        again = await client.post(action, data={"form_token": token, "amount": "100"})
    assert again.status_code == 409
    assert "has decided about the slip" in again.text
    assert len(await payments(counter.desk)) == 1


async def test_the_resident_hears_that_no_money_came(
    counter: Counter, due: Bill, resident: Actor, cashier: Staff
) -> None:
    slip = await send_slip(counter.desk, due, resident, None)
    async with counter.browser(cashier) as client:
        await press(client, PAGE, f"{PAGE}/slips/{slip.code}/refuse")
    assert [row.state for row in await slip_rows(counter.desk)] == ["refused"]
    assert "could not find the money" in (await texts(counter.desk, resident.chat))[-1]


async def test_the_picture_of_a_slip_is_shown_to_those_who_look_after_money(
    counter: Counter, due: Bill, cashier: Staff, officer: Staff
) -> None:

    page = demands.page_of(counter.desk.links, due).removeprefix(counter.desk.base_url)
    async with counter.browser() as client:
        await upload(client, page, f"{page}/slip", slip_picture(slip_text()))
    await counter.fetch()
    [slip] = await slip_rows(counter.desk)
    address = f"{PAGE}/slips/{slip.code}/picture"
    async with counter.browser(cashier) as client:
        assert (await client.get(address)).headers["content-type"] == "image/png"
    async with counter.browser(officer) as client:
        assert (await client.get(address)).status_code == 404


async def test_a_bank_file_says_what_came_of_it(
    counter: Counter, due: Bill, cashier: Staff
) -> None:
    data = bank_csv(line_for(due), ("23/11/2569", "7.77", "", "", ""))
    async with counter.browser(cashier) as client:
        first = await upload(client, FILE, FILE, data)
        again = await upload(client, FILE, FILE, data)
        listed = await client.get(PAGE)
    assert "Paid their bill by themselves: 1" in first.text
    assert "Listed for a decision: 1" in first.text
    assert "Known from an earlier file: 2" in again.text
    assert "The sums agree." in listed.text
    assert "7.77 baht" in listed.text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The first row must name these columns"),
        (b"PK\x03\x04", "no CSV or XLSX file"),
        (bank_csv(("23/11/2569", "x", "", "")), "Row 2:"),
    ],
)
async def test_a_file_without_a_row_that_can_be_read_is_refused(
    counter: Counter, cashier: Staff, data: bytes, told: str
) -> None:
    async with counter.browser(cashier) as client:
        refused = await upload(client, FILE, FILE, data)
    assert refused.status_code == 400
    assert told in refused.text
    assert await payments(counter.desk) == []


async def test_rows_that_cannot_be_read_hold_up_no_other_and_are_listed_with_what_they_say(
    counter: Counter, due: Bill, cashier: Staff
) -> None:
    wrong = ("31/02/2569", "55.00", "", "", "T9")
    async with counter.browser(cashier) as client:
        came = await upload(client, FILE, FILE, bank_csv(line_for(due), wrong))
        reminded = await client.get("/console/payments")
        mended = await upload(
            client, FILE, FILE, bank_csv(line_for(due), ("28/02/2569", *wrong[1:]))
        )
        settled = await client.get("/console/payments")
    assert "Not taken: 1" in came.text
    assert "Row 3:" in came.text
    assert "31/02/2569 · 55.00 · T9" in came.text
    assert "could not be read" in reminded.text
    assert "Known from an earlier file: 1" in mended.text
    assert "could not be read" not in settled.text
    assert sorted(one.satang for one in await payments(counter.desk)) == [5_500, 10_000]


@pytest.mark.parametrize(
    ("decision", "words", "state"),
    [("assign", "", "matched"), ("refund", "by transfer", "refund"), ("keep", "a gift", "kept")],
)
async def test_listed_money_is_decided_about(
    counter: Counter, due: Bill, cashier: Staff, decision: str, words: str, state: str
) -> None:
    await take(counter.desk, cashier, bank_csv(("23/11/2569", "100", "", "", "")))
    [payment] = await payments(counter.desk)
    action = f"{PAGE}/{payment.id}/{decision}"
    async with counter.browser(cashier) as client:
        await press(client, PAGE, action, words=words or due.ref1)
        page = (await client.get(PAGE)).text
    assert [p.state for p in await payments(counter.desk)] == [state]
    assert words in page


async def test_cash_at_the_counter_is_written_down(
    counter: Counter, due: Bill, cashier: Staff
) -> None:
    async with counter.browser(cashier) as client:
        paid = await press(client, PAGE, f"{PAGE}/bills/{due.id}/counter", amount="100")
        page = (await client.get(paid.headers["location"])).text
    assert (await bill_now(counter.desk, due)).state == "paid"
    assert "Print the receipt" in page


async def test_an_officer_asks_on_the_page_of_the_case(
    counter: Counter, due: Bill, officer: Staff, resident: Actor
) -> None:
    page = f"/console/cases/{due.ref1}"
    async with counter.browser(officer) as client:
        asked = await press(client, page, f"{page}/bill", amount="1,250.50", what_for="fee")
        shown = await client.get(page)
    assert asked.status_code == 303
    assert "1,250.50 baht" in shown.text
    assert "1,250.50 baht" in (await texts(counter.desk, resident.chat))[-1]


async def test_an_officer_takes_a_bill_back(
    counter: Counter, due: Bill, officer: Staff, resident: Actor
) -> None:
    page = f"/console/cases/{due.ref1}"
    async with counter.browser(officer) as client:
        await press(client, page, f"{page}/bills/{due.id}/cancel")
    assert (await bill_now(counter.desk, due)).state == "cancelled"
    assert "need not be paid any more" in (await texts(counter.desk, resident.chat))[-1]


async def refused(counter: Counter, staff: Staff, address: str) -> httpx.Response:
    async with counter.browser(staff) as client:
        return await client.get(address)


@pytest.mark.parametrize("address", [FILE, "/console/assessments", PAGE])
async def test_those_who_do_not_look_after_money_see_none_of_it(
    counter: Counter, officer: Staff, address: str
) -> None:
    assert (await refused(counter, officer, address)).status_code == 403


@pytest.mark.parametrize(
    ("role", "department", "status"),
    [
        ("admin", None, 200),
        ("head", "health", 200),
        ("auditor", None, 200),
        ("executive", None, 200),
    ],
)
async def test_who_may_open_the_payments(
    counter: Counter, role: str, department: str | None, status: int
) -> None:
    staff = await hire(counter.desk, "Nid", role, department)
    assert (await refused(counter, staff, PAGE)).status_code == status


async def test_bills_of_others_do_not_push_those_of_a_department_off_its_list(
    desk: Desk, resident: Actor, officer: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = replace(desk.around.office, handled_by={})
    counter = Counter(replace(desk, around=replace(desk.around, office=office)))
    monkeypatch.setattr(payments_page, "MOST_BILLS", 1)
    case = await file(counter.desk, resident)
    async with counter.desk.database.writing() as session:
        case.department = "health"
        session.add(case)
    await bill(counter.desk, case)
    own = await billed(counter.desk, resident)
    async with counter.browser(officer) as client:
        page = (await client.get(PAGE)).text
    assert f"{PAGE}/bills/{own.id}/counter" in page


async def test_a_bill_that_is_not_on_the_page_is_found_by_its_reference(
    counter: Counter, due: Bill, cashier: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payments_page, "MOST_BILLS", 1)
    async with counter.browser(cashier) as client:
        first = (await client.get(PAGE)).text
        found = (await client.get(PAGE, params={"find": due.ref1.lower()})).text
        missing = (await client.get(PAGE, params={"find": "K7M-2Q4-XW9"})).text
    assert "Others are found by the reference" in first
    assert f"{PAGE}/bills/{due.id}/counter" in found
    assert "There is no open bill with this reference." in missing
