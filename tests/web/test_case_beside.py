"""What a case is beside: why it is due, what was promised, and what is related to it."""

from datetime import timedelta

import pytest
from sqlmodel import col, update

from bot.desk import Desk
from models import Case, PreparedText, Staff
from models.vocabulary import ChannelName
from services.kit.text import Day
from tests.web.console_office import ConsoleOffice, console_office, press


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


def address(case: Case) -> str:
    return f"/console/cases/{case.reference}"


async def a_case_and_two(console: ConsoleOffice) -> tuple[Case, Staff, Staff]:
    return await console.file(), await console.hire("Malee"), await console.hire("Chai")


async def page(console: ConsoleOffice, staff: Staff, case: Case) -> str:
    async with console.browser(staff) as client:
        return (await client.get(address(case))).text


async def prepare(
    console: ConsoleOffice, words: str, department: str | None = "works", action: str = "reply"
) -> PreparedText:
    text = PreparedText(
        title="Coming", action=action, department=department, words_th=words, words_en=words
    )
    async with console.desk.work() as work:
        work.session.add(text)
    return text


async def test_no_form_promises_that_somebody_without_a_chat_hears(console: ConsoleOffice) -> None:
    case, malee = await console.file(), await console.hire("Malee")
    async with console.desk.work() as work:
        await work.session.exec(update(Case).values(channel=ChannelName.COUNTER, filed_for="Yai"))
    text = await page(console, malee, case)
    for promise in (
        "The resident hears",
        "the resident hears",
        "in the chat, and",
        "resident reads",
    ):
        assert promise not in text.split('id="bills-title"')[0]


async def test_the_page_says_why_it_is_that_day(console: ConsoleOffice) -> None:
    text = await page(console, await console.hire("Malee"), await console.file())
    assert "3 working days after" in text


async def test_a_longer_promise_stands_in_the_history_with_the_day_before(
    console: ConsoleOffice,
) -> None:
    case, malee = await console.file(), await console.hire("Malee")
    later = case.due_on + timedelta(days=7)
    async with console.browser(malee) as client:
        await press(
            client, address(case), f"{address(case)}/explain_delay",
            words="Rain.", day=later.isoformat(),
        )  # fmt: skip
        text = (await client.get(address(case))).text
    both = f"Promised {Day(later).render()} instead of {Day(case.due_on).render()}"
    assert both in text.split('id="history-title"')[1]
    assert "Promised by staff in place of" in text


async def test_other_cases_of_the_resident_and_of_the_house_are_linked(
    console: ConsoleOffice,
) -> None:
    case, other, far = (
        await console.file(),
        await console.file(),
        await console.file(
            place={"latitude": 15.9, "longitude": 102.5, "words": ""},
            house={"number": "7", "village": 3},
        ),
    )
    text = await page(console, await console.hire("Malee"), case)
    related = text.split('id="related-title"')[1].split("</section>")[0]
    assert other.reference in related
    assert far.reference not in related


async def test_a_related_case_of_another_department_is_not_shown(console: ConsoleOffice) -> None:
    case, other = await console.file(), await console.file()
    async with console.desk.work() as work:
        moving = update(Case).where(col(Case.id) == other.id).values(department="health")
        await work.session.exec(moving)
    assert other.reference not in await page(console, await console.hire("Malee"), case)
