"""The page of one case: answers, photos, place, history, and what reached the resident."""

import shutil
from dataclasses import replace
from uuid import UUID

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Attachment, AuditEntry, Case, CaseEvent, ChannelAddress, OutboxMessage, Rating
from models.columns import new_id
from models.vocabulary import AttachmentState, CaseAction, OutboxState
from services.desk.names import action_name
from services.kit.references import shown
from tests.web.console_office import PICTURE, ConsoleOffice, console_office

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}"


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


async def page_of(console: ConsoleOffice, case: Case) -> str:
    async with console.browser(await console.hire("Malee")) as client:
        answer = await client.get(f"/console/cases/{case.reference}")
    assert answer.status_code == 200
    return answer.text


async def test_every_answer_is_shown_with_its_question(console: ConsoleOffice) -> None:
    page = await page_of(console, await console.file())
    for words in ("What is wrong?", "The lamp is out.", "45/1", "A photo?", "Not answered"):
        assert words in page


async def test_the_number_can_be_called_with_one_tap(console: ConsoleOffice) -> None:
    assert 'href="tel:0812345678">081-234-5678</a>' in await page_of(console, await console.file())


async def test_a_pin_opens_on_a_map(console: ConsoleOffice) -> None:
    page = await page_of(console, await console.file())
    assert "https://www.google.com/maps/search/?api=1&amp;query=15.500000,102.500000" in page


async def test_a_place_in_words_has_no_map(console: ConsoleOffice) -> None:
    page = await page_of(console, await console.file(place={"words": "By the temple"}))
    assert "By the temple" in page
    assert "google.com/maps" not in page


@pytest.mark.parametrize("action", [CaseAction.NOTE, CaseAction.REPLY])
async def test_an_attack_in_an_answer_or_a_message_is_shown_inert(
    console: ConsoleOffice, action: CaseAction
) -> None:
    case = await console.file(what=ATTACK, place={"words": ATTACK})
    await console.act(await console.hire(ATTACK), case, action, ATTACK)
    page = await page_of(console, case)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3
    assert "{{7*7}}" in page


async def test_answers_of_a_form_that_changed_are_still_shown(console: ConsoleOffice) -> None:
    case = await console.file()
    lamp = console.desk.services["lamp"]
    console.desk.services = {"lamp": replace(lamp, fields=lamp.fields[:1])}
    page = await page_of(console, case)
    assert "45/1" in page
    assert "0812345678" in page


async def test_a_case_of_a_service_no_longer_on_offer_is_still_shown(
    console: ConsoleOffice,
) -> None:
    case = await console.file()
    console.desk.services = {}
    assert "The lamp is out." in await page_of(console, case)


async def test_a_reference_written_with_hyphens_leads_to_the_case(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        answer = await client.get(f"/console/cases/{shown(case.reference).lower()}")
    assert answer.headers["location"] == f"/console/cases/{case.reference}"


async def get_file(
    console: ConsoleOffice, case: Case, file_id: UUID, department: str = "works"
) -> httpx.Response:
    staff = await console.hire("Malee", department=department)
    async with console.browser(staff) as client:
        return await client.get(f"/console/cases/{case.reference}/files/{file_id}")


async def file_with_photo(console: ConsoleOffice) -> tuple[Case, UUID]:
    """A case whose photo has arrived."""
    case = await console.file()
    picture = await console.keep_picture(case)
    async with console.desk.work() as work:
        kept = await work.session.get_one(Case, case.id)
        kept.answers = {**kept.answers, "photo": [str(picture)]}
        work.session.add(kept)
    return case, picture


async def test_a_photo_is_shown_to_the_department(console: ConsoleOffice) -> None:
    case, picture = await file_with_photo(console)
    assert f'<img src="/console/cases/{case.reference}/files/{picture}"' in await page_of(
        console, case
    )
    answer = await get_file(console, case, picture)
    assert answer.content == PICTURE
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_photo_is_not_shown_to_another_department(console: ConsoleOffice) -> None:
    case, picture = await file_with_photo(console)
    assert (await get_file(console, case, picture, "health")).status_code == 404


async def test_a_photo_is_not_shown_under_another_case(console: ConsoleOffice) -> None:
    _case, picture = await file_with_photo(console)
    assert (await get_file(console, await console.file(), picture)).status_code == 404


async def test_a_file_that_is_no_picture_is_only_handed_over(console: ConsoleOffice) -> None:
    case = await console.file()
    document = await console.keep_picture(case, "text/html")
    answer = await get_file(console, case, document)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


async def test_a_file_that_is_gone_is_explained(console: ConsoleOffice) -> None:
    case, picture = await file_with_photo(console)
    shutil.rmtree(console.desk.data_dir)
    answer = await get_file(console, case, picture)
    assert answer.status_code == 404
    assert "There is no such file" in answer.text
    assert (await get_file(console, case, new_id())).status_code == 404


async def test_a_file_under_way_says_so(console: ConsoleOffice) -> None:
    case, picture = await file_with_photo(console)
    async with console.desk.work() as work:
        waiting = await work.session.get_one(Attachment, picture)
        waiting.state = AttachmentState.WAITING
        work.session.add(waiting)
    assert "A file is still being fetched" in await page_of(console, case)


async def test_a_photo_sent_later_stands_in_the_history(console: ConsoleOffice) -> None:
    case = await console.file()
    picture = await console.keep_picture(case)
    async with console.desk.work() as work:
        work.session.add(
            CaseEvent(
                case_id=case.id, actor="resident", action=CaseAction.ATTACH,
                status=case.status, attachment_id=picture,
            )
        )  # fmt: skip
    assert f"/files/{picture}" in await page_of(console, case)


async def test_the_history_says_who_did_what_and_what_only_staff_see(
    console: ConsoleOffice,
) -> None:
    case = await console.file()
    somchai = await console.hire("Somchai")
    await console.act(somchai, case, CaseAction.ACCEPT)
    await console.act(somchai, case, CaseAction.NOTE, "Needs the tall ladder.")
    page = (await page_of(console, case)).split('id="history-title"')[1]
    arrived, accepted = action_name(CaseAction.FILE), action_name(CaseAction.ACCEPT)
    assert page.index(arrived.message) < page.index(accepted.message)
    assert "Somchai" in page
    assert page.index("Only staff see this") < page.index("Needs the tall ladder.")


async def test_it_says_who_looks_after_the_case(console: ConsoleOffice) -> None:
    case = await console.file()
    assert "nobody yet" in await page_of(console, case)
    await console.act(await console.hire("Somchai"), case, CaseAction.ACCEPT)
    assert "Public Works · Somchai" in await page_of(console, case)


async def set_delivery(console: ConsoleOffice, case: Case, state: OutboxState) -> None:
    async with console.desk.work() as work:
        rows = await work.session.exec(
            select(OutboxMessage).where(OutboxMessage.case_id == case.id)
        )
        for row in rows:
            row.state = state
            work.session.add(row)


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (OutboxState.WAITING, "The last message is on its way"),
        (OutboxState.SENT, "All messages were delivered"),
        (OutboxState.FAILED, "One message did not arrive"),
    ],
)
async def test_messages_to_the_resident_say_whether_they_arrived(
    console: ConsoleOffice, state: OutboxState, line: str
) -> None:
    case = await console.file()
    await console.act(await console.hire("Somchai"), case, CaseAction.REPLY, "We come at nine.")
    await set_delivery(console, case, state)
    page = (await page_of(console, case)).split('id="messages-title"')[1]
    assert line in page
    assert "We come at nine." in page


async def test_a_resident_who_cannot_be_reached_is_shown_at_the_top(
    console: ConsoleOffice,
) -> None:
    case = await console.file()
    async with console.desk.work() as work:
        work.session.add(ChannelAddress(channel=case.channel, chat=case.chat, blocked_at=work.now))
    assert "Please telephone, or visit." in await page_of(console, case)


async def test_a_rating_is_shown_with_its_words(console: ConsoleOffice) -> None:
    case = await console.file()
    await console.act(await console.hire("Somchai"), case, CaseAction.FINISH)
    async with console.desk.work() as work:
        work.session.add(Rating(case_id=case.id, stars=4, comment="Quick <b>work</b>"))
    page = await page_of(console, case)
    assert "4 of 5" in page
    assert "Quick &lt;b&gt;work&lt;/b&gt;" in page


async def test_who_read_a_case_is_recorded_without_what_stands_in_it(
    console: ConsoleOffice,
) -> None:
    case = await console.file()
    await page_of(console, case)
    async with console.desk.database.reading() as session:
        read = (await session.exec(select(AuditEntry).where(AuditEntry.action == "read"))).one()
    assert (read.subject, read.outcome, read.channel) == (case.reference, "done", "console")


async def test_the_page_needs_no_script(console: ConsoleOffice) -> None:
    assert "<script" not in await page_of(console, await console.file())


async def test_opening_a_case_marks_the_words_of_the_resident_as_read(
    console: ConsoleOffice,
) -> None:
    case = await console.write(await console.file(), "It smokes.")
    assert case.unread_since is not None
    await page_of(console, case)
    assert (await console.case(case.reference)).unread_since is None
