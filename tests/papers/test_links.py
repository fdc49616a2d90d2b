"""Papers are opened with a link: by whoever holds it, for its time, and nothing else."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from bot.desk import Desk
from bot.turns import FileCase
from models import Bill, Case, Payment, PaymentShare, Receipt, Staff
from models.vocabulary import CaseAction
from services.desk import office_actions
from services.desk.actor import Actor
from services.desk.papers.kinds import PaperKind
from services.desk.papers.links import paper_address, paper_links
from services.kit.errors import InvalidAnswer, NotPossible
from tests.conftest import Clock
from tests.desk.conftest import case, desk, officer, resident
from tests.desk.people import ANSWERS, LAMP, act, actions, carry, now, said
from tests.lending.pages import Pages

__all__ = ["case", "desk", "officer", "resident"]


@pytest.fixture
async def browser(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    async with Pages(desk).browser() as client:
        yield client


def link(desk: Desk, case: Case, kind: PaperKind) -> str:
    return paper_address(desk.links, case.id, kind, desk.clock())


async def explain(desk: Desk, case: Case, staff: Staff, days: int, words: str = "Rain") -> None:
    async with desk.work() as work:
        new_day = work.today + timedelta(days=days)
        await office_actions.act(
            work, case.reference, CaseAction.EXPLAIN_DELAY, staff, words, due_on=new_day
        )


async def test_a_paper_opens_in_the_browser_and_is_kept_by_nobody_between(
    desk: Desk, case: Case, browser: httpx.AsyncClient
) -> None:
    answer = await browser.get(link(desk, case, PaperKind.ACKNOWLEDGEMENT))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == (
        f'inline; filename="{case.reference}-acknowledgement.pdf"'
    )
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.content.startswith(b"%PDF-1.7")


async def test_a_paper_that_does_not_exist_yet_is_no_page(
    desk: Desk, case: Case, browser: httpx.AsyncClient
) -> None:
    statuses = [
        (await browser.get(link(desk, case, kind))).status_code
        for kind in (PaperKind.RESULT, PaperKind.DELAY)
    ]
    assert statuses == [404, 404]


@pytest.mark.parametrize("spoil", ["x{}", "{}x", "{}.pdf", "A" * 80])
async def test_a_changed_link_opens_nothing(
    desk: Desk, case: Case, browser: httpx.AsyncClient, spoil: str
) -> None:
    token = re.sub(r".*/papers/|\.pdf.*", "", link(desk, case, PaperKind.FORM))
    assert (await browser.get(f"/papers/{spoil.format(token)}.pdf")).status_code == 404


async def test_a_link_for_something_else_opens_no_paper(
    desk: Desk, case: Case, browser: httpx.AsyncClient
) -> None:
    until = desk.clock() + timedelta(days=1)
    token = desk.links.token("fill", [str(case.id), "form"], until)
    assert (await browser.get(f"/papers/{token}.pdf")).status_code == 404


async def test_a_link_ends_after_its_time(
    desk: Desk, case: Case, browser: httpx.AsyncClient, clock: Clock
) -> None:
    address = link(desk, case, PaperKind.FORM)
    clock.advance(days=399)
    assert (await browser.get(address)).status_code == 200
    clock.advance(days=2)
    assert (await browser.get(address)).status_code == 404


async def test_the_receipt_of_a_request_offers_the_acknowledgement(
    desk: Desk, resident: Actor, browser: httpx.AsyncClient
) -> None:
    [receipt, *_more] = await carry(desk, FileCase(LAMP.key, ANSWERS), resident)
    [button] = [button for button in receipt.buttons if button.url]
    assert button.label.render() == "Acknowledgement"
    assert (await browser.get(button.url)).status_code == 200


@pytest.mark.parametrize("action", [CaseAction.FINISH, CaseAction.REJECT])
async def test_the_result_comes_with_its_letter(
    desk: Desk, case: Case, officer: Staff, browser: httpx.AsyncClient, action: CaseAction
) -> None:
    await act(desk, case, action, officer, "Because of this.")
    [row] = await said(desk, case.chat)
    [address] = [button["url"] for button in row.messages[-1]["buttons"] if "url" in button]
    answer = await browser.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")


async def test_a_delay_is_explained_in_the_chat_on_paper_and_in_the_history(
    desk: Desk, case: Case, officer: Staff, browser: httpx.AsyncClient
) -> None:
    promised = case.due_on
    await explain(desk, case, officer, 30)
    after = await now(desk, case)
    assert await actions(desk, case) == ["file", "explain_delay"]
    assert (after.status, after.due_on > promised) == ("received", True)
    [row] = await said(desk, case.chat)
    assert "Rain" in row.messages[0]["text"]
    assert (await browser.get(link(desk, case, PaperKind.DELAY))).status_code == 200


@pytest.mark.parametrize(("days", "words"), [(0, "Rain"), (-3, "Rain"), (400, "Rain"), (9, " ")])
async def test_a_delay_needs_a_reason_and_a_day_to_come(
    desk: Desk, case: Case, officer: Staff, days: int, words: str
) -> None:
    with pytest.raises(InvalidAnswer):
        await explain(desk, case, officer, days, words)
    assert (await now(desk, case)).due_on == case.due_on


async def test_a_closed_case_is_not_late(desk: Desk, case: Case, officer: Staff) -> None:
    await act(desk, case, CaseAction.FINISH, officer)
    with pytest.raises(NotPossible):
        await explain(desk, case, officer, 9)


async def paid(desk: Desk, case: Case) -> Receipt:
    """A bill of this case, paid by transfer."""
    async with desk.work() as work:
        bill = Bill(
            case_id=case.id, ref1=case.reference, ref2="1", satang=30025, what_for="A fee",
            due_on=work.today, state="paid",
        )  # fmt: skip
        payment = Payment(source="bank", key="line 1", satang=30025, paid_on=work.today)
        work.session.add_all([bill, payment])
        await work.session.flush()
        work.session.add(PaymentShare(payment_id=payment.id, bill_id=bill.id, satang=30025))
        receipt = Receipt(
            year=2570, serial=12, bill_id=bill.id, case_id=case.id, satang=30025,
            paid_on=work.today,
        )  # fmt: skip
        work.session.add(receipt)
        await work.session.flush()
    return receipt


async def test_every_receipt_of_a_case_can_be_opened(
    desk: Desk, case: Case, browser: httpx.AsyncClient
) -> None:
    receipt = await paid(desk, case)
    async with desk.work() as work:
        offered = await paper_links(work, case)
    assert [button.label.render() for button in offered] == [
        "Acknowledgement",
        "The filled form",
        "Receipt",
    ]
    assert (await browser.get(offered[-1].url)).status_code == 200
    assert receipt.number == "2570/00012"


async def test_a_receipt_of_another_case_is_not_opened(
    desk: Desk, case: Case, browser: httpx.AsyncClient
) -> None:
    other = paper_address(desk.links, case.id, PaperKind.RECEIPT, desk.clock(), uuid4())
    assert (await browser.get(other)).status_code == 404


async def test_staff_find_the_papers_on_the_page_of_the_case(
    desk: Desk, case: Case, officer: Staff
) -> None:
    pages = Pages(desk)
    async with pages.browser() as client:
        await pages.sign_in(client, officer)
        page = (await client.get(f"/console/cases/{case.reference}")).text
        papers = re.findall(r'href="(https://desk\.example/papers/[^"]+)"', page)
        opened = [(await client.get(address)).status_code for address in papers]
    assert opened == [200, 200]


async def test_staff_explain_a_delay_in_the_console(desk: Desk, case: Case, officer: Staff) -> None:
    pages = Pages(desk)
    async with pages.browser() as client:
        await pages.sign_in(client, officer)
        page = (await client.get(f"/console/cases/{case.reference}")).text
        token = page.partition('name="form_token" value="')[2].partition('"')[0]
        typed = {"form_token": token, "version": "1", "words": "Rain", "day": "2026-12-24"}
        answer = await client.post(f"/console/cases/{case.reference}/explain_delay", data=typed)
    assert answer.status_code == 303
    assert str((await now(desk, case)).due_on) == "2026-12-24"
