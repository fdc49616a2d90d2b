"""The page of a bill: works without script, takes a slip, tells nobody else anything."""

from datetime import timedelta
from io import BytesIO

import httpx
import pytest
import zxingcpp
from PIL import Image

from bot.desk import Desk
from models import Bill, Staff
from services.desk.actor import Actor
from services.desk.paying import demands
from services.desk.paying.billing import cancel
from services.kit.promptpay import parse
from tests.conftest import Clock
from tests.desk.people import hire, texts
from tests.paying.counter import Counter, upload
from tests.paying.slips import slip_picture, slip_text
from tests.paying.till import bank_csv, line_for, slip_rows, take


@pytest.fixture
def counter(desk: Desk) -> Counter:
    return Counter(desk)


def page_of(desk: Desk, bill: Bill) -> str:
    return demands.page_of(desk.links, bill).removeprefix(desk.base_url)


async def opened(counter: Counter, address: str) -> httpx.Response:
    async with counter.browser() as client:
        return await client.get(address)


async def send(counter: Counter, bill: Bill, content: bytes) -> httpx.Response:
    page = page_of(counter.desk, bill)
    async with counter.browser() as client:
        return await upload(client, page, f"{page}/slip", content)


async def test_the_page_says_what_is_due_and_to_whom(counter: Counter, due: Bill) -> None:
    page = await opened(counter, page_of(counter.desk, due))
    assert page.status_code == 200
    for told in ("100.00 baht", "099400016550100", due.ref1, due.ref2, "<svg"):
        assert told in page.text
    assert page.headers["referrer-policy"] == "no-referrer"


async def test_the_picture_is_the_code_that_pays(counter: Counter, due: Bill) -> None:
    png = await opened(counter, f"{page_of(counter.desk, due)}.png")
    assert png.headers["content-type"] == "image/png"
    [code] = zxingcpp.read_barcodes(Image.open(BytesIO(png.content)))
    assert parse(code.text)["54"] == "100.00"


async def test_a_slip_is_sent_from_the_page(counter: Counter, due: Bill, resident: Actor) -> None:
    sent = await send(counter, due, slip_picture(slip_text()))
    assert sent.headers["location"].endswith("?said=sent#said")
    await counter.fetch()
    [slip] = await slip_rows(counter.desk)
    assert (slip.state, slip.bank) == ("waiting", "014")


async def test_a_slip_without_a_code_is_told_in_the_chat(
    counter: Counter, due: Bill, resident: Actor
) -> None:
    await send(counter, due, slip_picture("nothing of use"))
    await counter.fetch()
    assert "looks at it by eye" in (await texts(counter.desk, resident.chat))[-1]


async def test_the_same_slip_twice_is_told_in_the_chat(
    counter: Counter, due: Bill, resident: Actor
) -> None:
    for form in ("PNG", "JPEG"):
        await send(counter, due, slip_picture(slip_text(), form))
        await counter.fetch()
    assert "does not count twice" in (await texts(counter.desk, resident.chat))[-1]


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "missing"), (b"MZ\x90 a program", "unwelcome")]
)
async def test_what_is_no_slip_is_explained(
    counter: Counter, due: Bill, content: bytes, said: str
) -> None:
    sent = await send(counter, due, content)
    assert f"said={said}" in sent.headers["location"]
    shown = await opened(counter, sent.headers["location"])
    assert 'role="alert"' in shown.text


async def test_a_form_of_another_page_is_refused(counter: Counter, due: Bill) -> None:
    page = page_of(counter.desk, due)
    async with counter.browser() as client:
        sent = await client.post(
            f"{page}/slip", data={"form_token": "x"}, files={"file": ("f", slip_picture("x"))}
        )
        foreign = await client.post(
            f"{page}/slip", files={"file": ("f", b"x")}, headers={"sec-fetch-site": "cross-site"}
        )
    assert (sent.status_code, foreign.status_code) == (403, 403)
    assert await slip_rows(counter.desk) == []


@pytest.mark.parametrize("wrong", ["AAAA", "x" * 2000, "é"])
async def test_a_forged_link_opens_nothing(counter: Counter, wrong: str) -> None:
    assert (await opened(counter, f"/pay/{wrong}")).status_code == 404
    assert (await opened(counter, f"/pay/{wrong}.png")).status_code == 404


async def test_a_link_to_something_else_opens_nothing(counter: Counter, due: Bill) -> None:
    until = counter.desk.clock() + timedelta(days=1)
    token = counter.desk.links.token("paper", [str(due.id)], until)
    assert (await opened(counter, f"/pay/{token}")).status_code == 404


async def test_an_old_link_opens_nothing(counter: Counter, due: Bill, clock: Clock) -> None:
    clock.advance(days=401)
    assert (await opened(counter, page_of(counter.desk, due))).status_code == 404


async def test_a_paid_bill_shows_its_receipt_and_no_code(
    counter: Counter, due: Bill, cashier: Staff
) -> None:
    await take(counter.desk, cashier, bank_csv(line_for(due)))
    page = await opened(counter, page_of(counter.desk, due))
    assert "Receipt number 2570/00001" in page.text
    assert "<svg" not in page.text.partition("<h1>")[2]
    assert (await opened(counter, f"{page_of(counter.desk, due)}.png")).status_code == 404


async def test_the_paper_of_the_receipt_opens(counter: Counter, due: Bill, cashier: Staff) -> None:
    await take(counter.desk, cashier, bank_csv(line_for(due)))
    page = await opened(counter, page_of(counter.desk, due))
    address = page.text.partition('href="https://desk.example/papers/')[2].partition('"')[0]
    paper = await opened(counter, f"/papers/{address}")
    assert paper.content.startswith(b"%PDF")


async def test_a_bill_that_was_taken_back_is_not_paid(counter: Counter, due: Bill) -> None:
    officer = await hire(counter.desk)
    async with counter.desk.work() as work:
        await cancel(work, due.id, officer)
    page = await opened(counter, page_of(counter.desk, due))
    assert "need not be paid" in page.text
    assert f"{page_of(counter.desk, due)}/slip" not in page.text


async def test_the_page_speaks_thai(counter: Counter, due: Bill) -> None:
    page = await opened(counter, f"{page_of(counter.desk, due)}?lang=th")
    assert "สแกนด้วยแอปธนาคาร" in page.text
