"""Staff handle loans in the console: the list, the steps, and the counting."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.desk import Desk
from bot.files.store import FileStore
from models import Staff
from models.vocabulary import IntakeWay, Role
from services.desk.actor import Actor
from services.desk.counter import Intake, file_for_other
from tests.desk.people import hire, last_entry
from tests.lending.borrowing import TENTS, answers, borrow, december, lent, loan_now
from tests.lending.pages import Pages
from tests.stories.pictures import PROGRAM, picture
from tests.web.console_office import press

LOANS = "/console/loans"


@pytest.fixture
async def browser(desk: Desk, officer: Staff) -> AsyncIterator[httpx.AsyncClient]:
    pages = Pages(desk)
    async with pages.browser() as client:
        await pages.sign_in(client, officer)
        yield client


async def step(
    client: httpx.AsyncClient, reference: str, name: str, **typed: str
) -> httpx.Response:
    return await press(client, LOANS, f"{LOANS}/{reference}/{name}", **typed)


async def test_a_loan_goes_from_yes_to_done(
    desk: Desk, resident: Actor, browser: httpx.AsyncClient
) -> None:
    case = await borrow(desk, resident, december(10), december(12), tent=2)
    await step(browser, case.reference, "approve")
    await step(browser, case.reference, "hand-out")
    counted = {"back.tent": "2", "damaged.tent": "1", "note": "A pole is broken."}
    answer = await step(browser, case.reference, "take-back", **counted)
    borrowed = await loan_now(desk, case)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{LOANS}?done=take-back")
    assert (borrowed.loan.state, borrowed.loan.note) == ("returned", "A pole is broken.")
    assert borrowed.case.status == "done"


async def test_the_list_groups_loans_by_what_is_next(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    await borrow(desk, resident, december(10), december(12), tent=1)
    await lent(desk, resident, officer, december(1), december(2), chair=5)
    page = (await browser.get(LOANS)).text
    assert "Tent: 1 tents" in page.partition("To say yes or no to")[2].partition("To hand out")[0]
    assert "Chair: 5 chairs" in page.partition("Out now")[2]
    assert "Nothing is overdue." in page


async def test_words_instead_of_numbers_are_explained(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    case = await lent(desk, resident, officer, december(1), december(2), chair=5)
    answer = await step(browser, case.reference, "take-back", **{"back.chair": "all"})
    assert answer.status_code == 400
    assert "Please write numbers only" in answer.text


async def test_who_borrows_at_the_counter_is_not_said_to_be_told(
    desk: Desk, officer: Staff, browser: httpx.AsyncClient
) -> None:
    intake = Intake("Yai Kham", IntakeWay.COUNTER, "counter:1", "counter:1")
    asked = answers(december(10), december(12), tent=1)
    async with desk.work() as work:
        case = (await file_for_other(work, TENTS, asked, officer, intake)).case
    page = await browser.get(LOANS)
    said = await step(browser, case.reference, "approve")
    assert "Yai Kham" in page.text
    assert "please telephone" in page.text
    assert "has no chat with us" in (await browser.get(said.headers["location"])).text


async def test_thai_digits_count_too(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    case = await lent(desk, resident, officer, december(1), december(2), chair=5)
    await step(browser, case.reference, "take-back", **{"back.chair": "๕"})
    assert (await loan_now(desk, case)).loan.state == "returned"


async def test_a_second_press_is_explained(
    desk: Desk, resident: Actor, browser: httpx.AsyncClient
) -> None:
    case = await borrow(desk, resident, december(10), december(12), tent=2)
    page = await browser.get(LOANS)
    assert page.status_code == 200
    await step(browser, case.reference, "approve")
    again = await browser.get(f"{LOANS}/{case.reference}/approve")
    assert (again.status_code, again.headers["location"]) == (303, LOANS)


async def test_who_only_reads_gets_no_buttons(desk: Desk, resident: Actor) -> None:
    await borrow(desk, resident, december(10), december(12), tent=2)
    pages = Pages(desk)
    async with pages.browser() as client:
        await pages.sign_in(client, await hire(desk, "Nida", Role.AUDITOR, None))
        page = (await client.get(LOANS)).text
    assert "Tent: 2 tents" in page
    assert f'action="{LOANS}' not in page


async def test_another_department_sees_no_loan_of_ours(desk: Desk, resident: Actor) -> None:
    await borrow(desk, resident, december(10), december(12), tent=2)
    pages = Pages(desk)
    async with pages.browser() as client:
        await pages.sign_in(client, await hire(desk, "Nok", department="health"))
        assert "Tent: 2 tents" not in (await client.get(LOANS)).text


async def send_photo(
    desk: Desk, client: httpx.AsyncClient, reference: str, content: bytes
) -> httpx.Response:
    token = (await client.get(LOANS)).text.partition('name="form_token" value="')[2]
    return await client.post(
        f"{LOANS}/{reference}/photo",
        data={"form_token": token.partition('"')[0]},
        files={"file": ("pole.png", content)},
    )


async def test_a_photo_of_the_damage_stands_in_the_history_for_staff(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    case = await lent(desk, resident, officer, december(1), december(2), tent=1)
    answer = await send_photo(desk, browser, case.reference, picture("PNG"))
    note = await last_entry(desk, case)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{LOANS}?done=photo")
    assert (note.action, note.for_resident, note.attachment_id is None) == ("note", False, False)


async def test_what_is_no_photo_is_explained(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    case = await lent(desk, resident, officer, december(1), december(2), tent=1)
    answer = await send_photo(desk, browser, case.reference, PROGRAM)
    assert answer.status_code == 400
    assert (await last_entry(desk, case)).action == "hand_out"


async def test_of_those_who_may_not_lend_no_photo_is_kept(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await lent(desk, resident, officer, december(1), december(2), tent=1)
    pages = Pages(desk)
    async with pages.browser() as client:
        await pages.sign_in(client, await hire(desk, "Nida", Role.AUDITOR, None))
        answer = await send_photo(desk, client, case.reference, picture("PNG"))
    assert answer.status_code == 403
    assert FileStore(desk.data_dir).digests(0.0) == []


async def test_a_made_up_step_is_no_page(
    desk: Desk, resident: Actor, browser: httpx.AsyncClient
) -> None:
    case = await borrow(desk, resident, december(10), december(12), tent=2)
    page = f"{LOANS}/{case.reference}/approve"
    made_up = f"{LOANS}/{case.reference}/give-away"
    forms = (await browser.get(LOANS)).text
    token = forms.partition('name="form_token" value="')[2].partition('"')[0]
    assert page in forms
    assert (await browser.post(made_up, data={"form_token": token})).status_code == 404
