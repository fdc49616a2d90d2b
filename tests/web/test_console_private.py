"""Private answers: masked everywhere, opened one by one by those who work on the case."""

from dataclasses import replace

import pytest
from sqlmodel import col, select

from bot.desk import Desk
from models import AuditEntry, Case, Staff
from models.vocabulary import Role
from services.desk.actor import Actor
from services.desk.details import show_details
from services.kit.errors import InvalidAnswer
from services.kit.fields import Stored
from services.kit.questions import NationalId, Paragraph
from services.kit.sealing import in_chat
from services.kit.text import _
from tests.web.console_office import LAMP, ConsoleOffice, forms_of, press, send

NUMBER = "1101700230708"
CHAT = "5000001"
PRIVATE_LAMP = replace(
    LAMP,
    fields=(
        *LAMP.fields,
        NationalId("national", _("Your national id?"), required=False),
        Paragraph("health", _("How are you?"), private=True, required=False),
    ),
)


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return ConsoleOffice(replace(desk, services={LAMP.key: PRIVATE_LAMP}))


def sealed(console: ConsoleOffice, name: str, stored: Stored, shown: str) -> Stored:
    token = console.desk.keyring.seal(stored, in_chat("telegram", CHAT)(name))
    return {"sealed": token, "shown": shown}


async def private_case(console: ConsoleOffice) -> Case:
    return await console.file(
        CHAT,
        national=sealed(console, "national", NUMBER, "x-xxxx-xxxxx-70-8"),
        health=sealed(console, "health", "I cannot walk.", "•••"),
    )


async def audited(console: ConsoleOffice) -> list[tuple[str, str, str, str]]:
    """Return who opened, or was refused to open, what."""
    about = col(AuditEntry.action).in_(("see_private", "console"))
    async with console.desk.database.reading() as session:
        found = await session.exec(select(AuditEntry).where(about))
        return [(entry.actor, entry.action, entry.subject, entry.outcome) for entry in found]


def address(case: Case, name: str = "national") -> str:
    return f"/console/cases/{case.reference}/private/{name}"


async def open_it(console: ConsoleOffice, staff: Staff, case: Case, name: str) -> tuple[int, str]:
    """Press the button, or send the form by hand where there is none."""
    async with console.browser(staff) as client:
        fields = forms_of(await client.get("/console/cases"))["/console/sign-out"]
        answer = await send(client, address(case, name), fields)
    return answer.status_code, answer.text


async def test_the_page_shows_the_mask_and_a_button(console: ConsoleOffice) -> None:
    case = await private_case(console)
    async with console.browser(await console.hire("Malee")) as client:
        page = await client.get(f"/console/cases/{case.reference}")
    assert "x-xxxx-xxxxx-70-8" in page.text
    assert NUMBER not in page.text
    assert "gAAAAA" not in page.text
    assert {address(case), address(case, "health")} <= forms_of(page).keys()


async def test_one_answer_is_opened_and_the_others_stay_shut(console: ConsoleOffice) -> None:
    case, malee = await private_case(console), await console.hire("Malee")
    async with console.browser(malee) as client:
        page = await press(client, f"/console/cases/{case.reference}", address(case))
        again = await client.get(f"/console/cases/{case.reference}")
    assert "1-1017-00230-70-8" in page.text
    assert "I cannot walk." not in page.text
    assert "It is recorded that you looked." in page.text
    assert "1-1017-00230-70-8" not in again.text


async def test_it_is_recorded_who_opened_which_answer_and_never_what_it_says(
    console: ConsoleOffice,
) -> None:
    case, malee = await private_case(console), await console.hire("Malee")
    await open_it(console, malee, case, "health")
    assert await audited(console) == [
        (str(malee.id), "see_private", f"{case.reference} health", "done")
    ]


@pytest.mark.parametrize(
    ("role", "department", "status"),
    [
        (Role.OFFICER, "works", 200),
        (Role.HEAD, "works", 200),
        (Role.OFFICER, "health", 404),
        (Role.HEAD, "health", 404),
        (Role.EXECUTIVE, None, 403),
        (Role.AUDITOR, None, 403),
        (Role.ADMIN, None, 403),
    ],
)
async def test_only_those_who_work_on_the_case_open_it(
    console: ConsoleOffice, role: str, department: str | None, status: int
) -> None:
    case = await private_case(console)
    status_code, page = await open_it(
        console, await console.hire("X", role, department), case, "health"
    )
    assert status_code == status
    assert ("I cannot walk." in page) is (status == 200)


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.AUDITOR, Role.ADMIN])
async def test_others_who_may_read_the_case_see_no_button_and_a_try_is_recorded(
    console: ConsoleOffice, role: str
) -> None:
    case, other = await private_case(console), await console.hire("X", role, None)
    async with console.browser(other) as client:
        page = await client.get(f"/console/cases/{case.reference}")
    assert address(case) not in forms_of(page)
    await open_it(console, other, case, "national")
    assert [entry[3] for entry in await audited(console)] == ["refused"]


async def test_a_form_of_another_page_opens_nothing(console: ConsoleOffice) -> None:
    case, malee = await private_case(console), await console.hire("Malee")
    async with console.browser(malee) as client:
        answer = await send(client, address(case), {"form_token": "made up"})
    assert answer.status_code == 403
    assert await audited(console) == [(str(malee.id), "console", case.reference, "refused")]


async def test_a_reload_leads_back_to_the_shut_page(console: ConsoleOffice) -> None:
    case = await private_case(console)
    async with console.browser(await console.hire("Malee")) as client:
        answer = await client.get(address(case))
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/console/cases/{case.reference}",
    )


@pytest.mark.parametrize("name", ["what", "no-such"])
async def test_what_is_not_private_is_not_opened(console: ConsoleOffice, name: str) -> None:
    case, malee = await private_case(console), await console.hire("Malee")
    assert (await open_it(console, malee, case, name))[0] == 404


async def test_a_lost_key_is_said_in_words(console: ConsoleOffice) -> None:
    case, malee = await private_case(console), await console.hire("Malee")
    console.desk.keyring.file.unlink()
    status, page = await open_it(console, malee, case, "national")
    assert status == 409
    assert "the key it was sealed with is missing" in page


async def test_an_answer_copied_to_another_case_is_not_opened(console: ConsoleOffice) -> None:
    case, malee = await private_case(console), await console.hire("Malee")
    other = await console.file(national=None, health=None)
    async with console.desk.work() as work:
        copied = await work.session.get_one(Case, other.id)
        copied.answers = {**copied.answers, "national": case.answers["national"]}
        work.session.add(copied)
    status, page = await open_it(console, malee, other, "national")
    assert status == 409
    assert "sealed for another case" in page


async def test_an_answer_of_another_chat_is_not_filed(console: ConsoleOffice) -> None:
    with pytest.raises(InvalidAnswer):
        await console.file("999", national=sealed(console, "national", NUMBER, "x"))


async def test_a_question_that_is_gone_keeps_its_answer_masked_and_can_be_opened(
    console: ConsoleOffice,
) -> None:
    case, malee = await private_case(console), await console.hire("Malee")
    later = ConsoleOffice(replace(console.desk, services={LAMP.key: LAMP}))
    async with later.browser(malee) as client:
        page = await client.get(f"/console/cases/{case.reference}")
    assert "gAAAAA" not in page.text
    assert "x-xxxx-xxxxx-70-8" in page.text
    assert "I cannot walk." in (await open_it(later, malee, case, "health"))[1]


async def test_a_chat_of_staff_reads_masks_only(console: ConsoleOffice) -> None:
    case, malee = await private_case(console), await console.hire("Malee")
    async with console.desk.work() as work:
        actor = Actor("telegram", "5", "5", True, "th")
        told = await show_details(work, case.reference, malee, actor)
        words = told.text.render(work.language("en"))
    assert "x-xxxx-xxxxx-70-8" in words
    assert NUMBER not in words
