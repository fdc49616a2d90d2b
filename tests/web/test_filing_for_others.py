"""Staff file for somebody at the counter or on the telephone, with their consent recorded."""

import re
from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image
from sqlmodel import select

from bot.desk import Desk
from bot.files.store import FileStore
from bot.housekeeping import tidy
from models import Attachment, AuditEntry
from models.vocabulary import Role
from services.kit.sealing import in_case, opened
from tests.conftest import Clock
from tests.web.console_office import ConsoleOffice, forms_of
from tests.web.counter_office import (
    FORM,
    NUMBER,
    TYPED,
    again,
    cases,
    counter_office,
    fill,
    history,
)


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return counter_office(desk)


async def test_what_can_be_filed_is_listed(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        page = await client.get("/console/file")
    assert f'href="{FORM}"' in page.text
    assert "Only a manual" not in page.text


async def test_a_case_filed_by_telephone_says_who_for_whom_and_how(console: ConsoleOffice) -> None:
    malee = await console.hire("Malee")
    async with console.browser(malee) as client:
        assert (await fill(client)).status_code == 303
    (case,) = await cases(console)
    assert (case.channel, case.filed_by_staff_id) == ("counter", malee.id)
    assert (case.intake_way, case.filed_for) == ("telephone", "สมชาย ใจดี")
    assert case.consent_at == console.desk.clock()
    assert case.answers.keys() == {"what", "national", "photo", "phone"}
    assert (
        opened(case.answers["national"], console.desk.keyring, in_case(case.id)("national"))
        == NUMBER
    )
    (entry,) = await history(console, case)
    assert (entry.action, entry.actor, entry.staff_id) == ("file", "staff", malee.id)


async def test_it_is_recorded_without_a_word_of_the_resident(console: ConsoleOffice) -> None:
    malee = await console.hire("Malee")
    async with console.browser(malee) as client:
        await fill(client)
    (case,) = await cases(console)
    async with console.desk.database.reading() as session:
        filed = select(AuditEntry).where(AuditEntry.action == "file_for_others")
        (entry,) = await session.exec(filed)
    assert (entry.actor, entry.subject, entry.outcome) == (str(malee.id), case.reference, "done")


async def test_all_mistakes_are_told_at_once_and_nothing_typed_is_lost(
    console: ConsoleOffice,
) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        wrong = {"intake-way": "", "intake-consent": "", "phone": "12", "national": "1"}
        page = await fill(client, changed=wrong)
    assert page.status_code == 422
    for question in ("intake-way", "intake-consent", "phone", "national"):
        assert f'href="#q-{question}"' in page.text
    assert "The lamp is out." in page.text
    assert "สมชาย ใจดี" in page.text
    assert await cases(console) == []


async def test_without_consent_nothing_is_filed(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        page = await fill(client, changed={"intake-consent": ""})
    assert page.status_code == 422
    assert await cases(console) == []


async def test_a_form_sent_twice_is_one_case(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        page = await client.get(FORM)
        hidden = forms_of(page)[FORM]
        shown = re.findall(r'name="_shown" value="([^"]+)"', page.text)
        first = await again(client, hidden, shown)
        second = await again(client, hidden, shown)
    assert (first.status_code, second.status_code) == (303, 303)
    assert len(await cases(console)) == 1


async def test_looking_again_files_nothing_and_complains_about_nothing(
    console: ConsoleOffice,
) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        page = await fill(client, "look", changed={"phone": "12"})
    assert page.status_code == 200
    assert await cases(console) == []


async def test_an_answer_that_is_all_they_came_for_is_told_and_not_filed(
    console: ConsoleOffice,
) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        page = await fill(client, changed={"what": "May I?"})
    assert "You may." in page.text
    assert await cases(console) == []


async def test_a_photo_comes_with_the_case(console: ConsoleOffice) -> None:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "green").save(drawn, "JPEG")
    async with console.browser(await console.hire("Malee")) as client:
        assert (await fill(client, file=drawn.getvalue())).status_code == 303
    (case,) = await cases(console)
    (photo,) = case.answers["photo"]
    async with console.desk.database.reading() as session:
        kept = await session.get_one(Attachment, UUID(photo))
    assert kept.case_id == case.id


@pytest.mark.parametrize(
    ("role", "department", "status"),
    [
        (Role.OFFICER, "works", 200),
        (Role.OFFICER, "health", 200),
        (Role.HEAD, "works", 200),
        (Role.ADMIN, None, 200),
        (Role.EXECUTIVE, None, 403),
        (Role.AUDITOR, None, 403),
    ],
)
async def test_who_may_file_for_others(
    console: ConsoleOffice, role: str, department: str | None, status: int
) -> None:
    async with console.browser(await console.hire("X", role, department)) as client:
        assert (await client.get("/console/file")).status_code == status
        assert (await client.get(FORM)).status_code == status
        assert ("File for a resident" in (await client.get("/console/cases")).text) is (
            status == 200
        )


async def test_a_form_of_another_session_files_nothing(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        page = await fill(client, changed={"form_token": "made up"})
        nothing = await fill(client, changed={"form_token": "ก"})
    assert (page.status_code, nothing.status_code) == (403, 403)
    assert await cases(console) == []


async def test_an_auditor_cannot_send_a_form_made_by_hand(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("X", Role.AUDITOR, None)) as client:
        token = forms_of(await client.get("/console/cases"))["/console/sign-out"]
        page = await again(client, token, list(TYPED))
    assert page.status_code == 403
    assert await cases(console) == []


@pytest.mark.parametrize("address", ["/console/file/no-such", "/console/file/silent"])
async def test_what_is_not_filed_online_has_no_form(console: ConsoleOffice, address: str) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        assert (await client.get(address)).status_code == 404


async def test_the_next_person_in_a_form_that_was_sent_is_not_lost(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        page = await client.get(FORM)
        hidden = forms_of(page)[FORM]
        shown = re.findall(r'name="_shown" value="([^"]+)"', page.text)
        await again(client, hidden, shown)
        second = await again(client, hidden, shown, changed={"intake-name": "มาลี ใจดี"})
    assert "This form was sent before" in second.text
    assert "มาลี ใจดี" in second.text
    assert [case.filed_for for case in await cases(console)] == ["สมชาย ใจดี"]


async def test_files_of_a_form_that_staff_never_sent_are_forgotten(
    console: ConsoleOffice, clock: Clock
) -> None:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "green").save(drawn, "JPEG")
    async with console.browser(await console.hire("Malee")) as client:
        await fill(client, "look", file=drawn.getvalue())
        await fill(client, file=drawn.getvalue())
    clock.advance(days=4)
    await tidy(console.desk, FileStore(console.desk.data_dir))
    async with console.desk.database.reading() as session:
        (kept,) = await session.exec(select(Attachment))
    (case,) = await cases(console)
    assert kept.case_id == case.id
