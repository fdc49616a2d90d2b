"""What becomes of a case that staff filed: its slip, its page, and the way into a chat."""

import re

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import OutboxMessage, Resident
from models.vocabulary import CaseAction
from services.desk import filing, linking
from services.desk.actor import Actor
from services.kit.message import Reply
from services.kit.text import plain
from tests.web.console_office import ConsoleOffice
from tests.web.counter_office import cases, counter_office, fill, history


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return counter_office(desk)


async def test_the_slip_shows_number_code_and_picture_to_print(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        slip = await client.get((await fill(client)).headers["location"])
    (case,) = await cases(console)
    assert case.reference[:3] in slip.text
    assert re.search(r"SALA-\w{4}-\w{4}", slip.text)
    assert 'src="data:image/png;base64,' in slip.text
    [token] = re.findall(r"/papers/(.+?)\.pdf", slip.text)
    printed = console.desk.links.read("paper", token, console.desk.clock())
    assert printed is not None
    assert printed[-1] in slip.text
    assert "Please telephone" in slip.text


async def test_the_case_page_says_that_somebody_else_filed_it(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        await fill(client)
        (case,) = await cases(console)
        page = await client.get(f"/console/cases/{case.reference}")
    assert "Malee filed it for สมชาย ใจดี, who came by telephone and agreed" in page.text
    assert "They have no chat with us: please telephone" in page.text


async def test_a_slip_cannot_be_guessed(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        assert (await client.get("/console/filed/made-up")).status_code == 404


async def test_what_staff_write_waits_for_a_telephone_call(console: ConsoleOffice) -> None:
    malee = await console.hire("Malee")
    async with console.browser(malee) as client:
        await fill(client)
    (case,) = await cases(console)
    await console.act(malee, case, CaseAction.REPLY, "Please come on Monday.")
    assert [entry.action for entry in await history(console, case)][-1] == "unreachable"
    async with console.desk.database.reading() as session:
        counter = select(OutboxMessage).where(OutboxMessage.channel == "counter")
        assert list(await session.exec(counter)) == []


async def test_with_the_code_the_case_goes_on_in_their_own_chat(console: ConsoleOffice) -> None:
    malee = await console.hire("Malee")
    async with console.browser(malee) as client:
        slip = await client.get((await fill(client)).headers["location"])
    code = re.findall(r"SALA-\w{4}-\w{4}", slip.text)[0]
    async with console.desk.work() as work:
        resident = Resident()
        work.session.add(resident)
        await work.session.flush()
        actor = Actor("line", "U1", "U1", True, "th", resident_id=resident.id)
        await linking.redeem_here(work, code, actor)
    (case,) = await cases(console)
    assert (case.channel, case.chat, case.resident_id) == ("line", "U1", resident.id)
    await console.act(malee, case, CaseAction.REPLY, "Please come on Monday.")
    async with console.desk.database.reading() as session:
        told = select(OutboxMessage).where(OutboxMessage.channel == "line")
        assert len(list(await session.exec(told))) >= 1


async def test_what_follows_from_filing_stands_on_the_slip(
    console: ConsoleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def give_number(_work: object, _service: object, _case: object, *more: object) -> object:
        return (Reply(plain("Your queue number is A012.")),)

    monkeypatch.setattr(filing, "follow_up", give_number)
    async with console.browser(await console.hire("Malee")) as client:
        slip = await client.get((await fill(client)).headers["location"])
    assert "Your queue number is A012." in slip.text
