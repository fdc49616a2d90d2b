"""Residents on the console: requests with their days, a copy, erasing by two, merging."""

import io
import json
import zipfile
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from models import (
    AuditEntry,
    Case,
    CaseEvent,
    ChannelAddress,
    ChatLine,
    Conversation,
    DataRequest,
    MergedResident,
    OutboxMessage,
    Rating,
    Staff,
)
from models.vocabulary import CaseAction, OutboxState, Role
from services.desk.audit_log.sealer import seal_all
from services.desk.audit_log.verifying import verify
from services.desk.figures.periods import month_of
from services.desk.figures.reading import read_month
from services.kit.references import shown
from tests.web.console_office import ConsoleOffice, console_office, press

SECRET = "behind the blue temple"


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


def page_of(case: Case) -> str:
    return f"/console/residents/{case.resident_id}"


async def everything(console: ConsoleOffice, table: Any) -> list[Any]:
    async with console.desk.database.reading() as session:
        return list((await session.exec(select(table))).all())


async def told_case(console: ConsoleOffice, *, done: bool = True) -> Case:
    """A case with words, a chat, a talk, a rating, a picture and messages."""
    case = await console.file(what=SECRET)
    somchai = await console.hire("Somchai")
    await console.act(somchai, case, CaseAction.REPLY, f"Is it {SECRET}?")
    await console.keep_picture(case)
    async with console.desk.work() as work:
        where: dict[str, Any] = {
            "channel": case.channel,
            "chat": case.chat,
            "resident_id": case.resident_id,
        }
        work.session.add(ChannelAddress(**where))
        work.session.add(Conversation(person=case.chat, remembered={"said": SECRET}, **where))
        work.session.add(Rating(case_id=case.id, stars=4, comment=SECRET))
    if done:
        case = await console.act(somchai, case, CaseAction.FINISH, SECRET)
    async with console.desk.work() as work:
        for row in await work.session.exec(select(OutboxMessage)):
            row.state = OutboxState.SENT
            work.session.add(row)
    return case


async def enter(client: httpx.AsyncClient, case: Case, wish: str) -> None:
    answer = await press(client, page_of(case), f"{page_of(case)}/requests", wish=wish)
    assert answer.status_code == 303


async def the_request(console: ConsoleOffice) -> DataRequest:
    [asked] = await everything(console, DataRequest)
    assert isinstance(asked, DataRequest)
    return asked


async def two_admins(console: ConsoleOffice) -> tuple[Staff, Staff]:
    return (
        await console.hire("Malee", Role.ADMIN, None),
        await console.hire("Wichai", Role.ADMIN, None),
    )


async def erased(console: ConsoleOffice, case: Case) -> None:
    """Propose as one, agree as another."""
    malee, wichai = await two_admins(console)
    async with console.browser(malee) as client:
        await enter(client, case, "erase")
        erase = f"/console/residents/requests/{(await the_request(console)).id}/erase"
        assert (await press(client, erase, f"{erase}/propose")).status_code == 303
    async with console.browser(wichai) as client:
        assert (await press(client, erase, erase)).status_code == 303


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COUNTER, Role.EXECUTIVE, Role.AUDITOR])
async def test_residents_are_for_heads_and_admins(console: ConsoleOffice, role: Role) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee", role)) as client:
        assert (await client.get("/console/residents")).status_code == 403
        assert (await client.get(page_of(case))).status_code == 403


async def test_a_head_of_another_department_finds_nobody(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee", Role.HEAD, "health")) as client:
        assert (await client.get(page_of(case))).status_code == 404


async def test_a_resident_has_cases_and_chats_but_no_name_and_no_id(
    console: ConsoleOffice,
) -> None:
    case = await told_case(console)
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        found = await client.get("/console/residents", params={"text": shown(case.reference)})
        page = (await client.get(found.headers["location"])).text
        linked = (await client.get(f"/console/cases/{case.reference}")).text
    assert shown(case.reference) in page
    assert "Telegram: can be reached" in page
    assert "4 of 5 stars" in page
    assert case.chat not in page.replace(str(case.resident_id), "")
    assert page_of(case) in linked


async def test_a_request_has_thirty_days_and_is_late_after_them(
    console: ConsoleOffice, clock: Any
) -> None:
    case = await console.file()
    malee = await console.hire("Malee", Role.HEAD)
    async with console.browser(malee) as client:
        await enter(client, case, "copy")
        await enter(client, case, "copy")
    assert (await the_request(console)).due_on == date(2026, 11, 23) + timedelta(days=30)
    clock.advance(days=31)
    async with console.browser(malee) as client:
        assert "Late: due on" in (await client.get("/console/residents")).text


async def test_a_request_is_refused_only_with_a_reason(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        await enter(client, case, "correct")
        answer = f"/console/residents/requests/{(await the_request(console)).id}/answer"
        empty = await press(client, page_of(case), answer, outcome="refused", note="")
        told = await press(client, page_of(case), answer, outcome="refused", note="It is right.")
        again = await client.post(answer, data={})
    assert (empty.status_code, told.status_code, again.status_code) == (400, 303, 403)
    assert (await the_request(console)).outcome == "refused"


async def test_the_copy_holds_everything_and_answers_the_request(console: ConsoleOffice) -> None:
    case = await told_case(console)
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        await enter(client, case, "copy")
        address = f"{page_of(case)}/copy"
        refused = await press(client, page_of(case), address, reason="")
        answer = await press(client, page_of(case), address, reason="They came for it")
    assert refused.status_code == 400
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    data = json.loads(packed.read("person.json"))
    [told] = data["cases"]
    assert SECRET in {one["answer"] for one in told["answers"]}
    assert "081-234-5678" in {one["answer"] for one in told["answers"]}
    assert told["rating"] == {"stars": 4, "comment": SECRET}
    assert packed.read(told["files"][0]).startswith(b"\x89PNG")
    assert SECRET in packed.read("person.html").decode()
    assert case.chat not in json.dumps(data)
    assert (await the_request(console)).outcome == "done"
    log = await everything(console, AuditEntry)
    assert [one.note for one in log if one.action == "copy_person"] == ["They came for it"]


async def test_erasing_takes_two_people(console: ConsoleOffice) -> None:
    case = await told_case(console)
    malee, wichai = await two_admins(console)
    async with console.browser(malee) as client:
        await enter(client, case, "erase")
        erase = f"/console/residents/requests/{(await the_request(console)).id}/erase"
        await press(client, erase, f"{erase}/propose")
        page = (await client.get(erase)).text
        token = {"form_token": page.split('name="form_token" value="')[1].split('"')[0]}
        alone = await client.post(erase, data=token)
    assert "A second person has to open this page" in page
    assert alone.status_code == 403
    assert (await console.case(case.reference)).answers["what"] == SECRET
    async with console.browser(wichai) as client:
        assert (await press(client, erase, erase)).status_code == 303
    assert (await console.case(case.reference)).answers == {}


async def test_nothing_a_person_said_is_left_and_the_figures_are_the_same(
    console: ConsoleOffice,
) -> None:
    case = await told_case(console)
    month = await figures(console)
    assert month[case.service_key].received == 1
    await erased(console, case)
    for table in (Case, CaseEvent, Rating, OutboxMessage, Conversation, ChannelAddress, ChatLine):
        rows = "".join(one.model_dump_json() for one in await everything(console, table))
        assert SECRET not in rows, table
        assert case.chat not in rows, table
    assert await figures(console) == month
    await seal_all(console.desk.database, console.desk.clock())
    assert (await verify(console.desk.database)).misfit is None


async def figures(console: ConsoleOffice) -> Any:
    desk = console.desk
    async with desk.database.reading() as session:
        return await read_month(session, month_of(date(2026, 11, 23)), desk.around.office)


async def test_an_erased_case_can_still_be_opened(console: ConsoleOffice) -> None:
    case = await told_case(console)
    await erased(console, case)
    async with console.browser(await console.hire("Somsri", Role.HEAD)) as client:
        assert (await client.get(f"/console/cases/{case.reference}")).status_code == 200
        assert (await client.get(page_of(case))).status_code == 200


async def test_an_open_case_stays_with_its_chat(console: ConsoleOffice) -> None:
    case = await told_case(console, done=False)
    await erased(console, case)
    kept = await console.case(case.reference)
    assert (kept.answers["what"], kept.chat) == (SECRET, case.chat)
    assert [one.chat for one in await everything(console, ChannelAddress)] == [case.chat]


async def test_two_residents_become_one_and_are_parted_again(console: ConsoleOffice) -> None:
    one, two = await told_case(console), await told_case(console)
    merge = f"{page_of(one)}/merge"
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        looked = await press(client, page_of(one), merge, other=two.reference)
        assert shown(two.reference) in looked.text
        assert await owners(console, two) == {two.resident_id}
        form = {"form_token": looked.text.split('name="form_token" value="')[1].split('"')[0]}
        await client.post(merge, data={**form, "other": two.reference, "sure": "1"})
        assert await owners(console, two) == {one.resident_id}
        [done] = await everything(console, MergedResident)
        undo = f"{page_of(one)}/merges/{done.id}/undo"
        assert (await press(client, page_of(one), undo)).status_code == 303
    assert await owners(console, two) == {two.resident_id}
    assert await owners(console, one) == {one.resident_id}


async def owners(console: ConsoleOffice, case: Case) -> set[UUID | None]:
    """Whose a case, its chat and its talk are."""
    [address] = [one for one in await everything(console, ChannelAddress) if one.chat == case.chat]
    [talk] = [one for one in await everything(console, Conversation) if one.chat == case.chat]
    return {(await console.case(case.reference)).resident_id, address.resident_id, talk.resident_id}


async def test_after_a_month_two_residents_stay_one(console: ConsoleOffice, clock: Any) -> None:
    one, two = await told_case(console), await told_case(console)
    malee = await console.hire("Malee", Role.HEAD)
    merge = f"{page_of(one)}/merge"
    async with console.browser(malee) as client:
        looked = await press(client, page_of(one), merge, other=two.reference)
        form = {"form_token": looked.text.split('name="form_token" value="')[1].split('"')[0]}
        await client.post(merge, data={**form, "other": two.reference, "sure": "1"})
    clock.advance(days=31)
    async with console.browser(malee) as client:
        assert "/undo" not in (await client.get(page_of(one))).text
