"""A case begun on one channel goes on in another, with a code that works once."""

from dataclasses import replace

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Case, OutboxMessage, Resident
from models.vocabulary import CaseAction
from services.desk.actor import Actor
from services.desk.claiming import make_claim_code
from services.desk.filing import file_case
from services.desk.linking import redeem_here
from services.desk.tracking import find_case, history, own_cases
from services.kit.text import ENGLISH
from tests.web.public_site import LAMP


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LAMP.key: LAMP})


async def somebody(desk: Desk, channel: str, chat: str) -> Actor:
    async with desk.work() as work:
        resident = Resident(language="en")
        work.session.add(resident)
        await work.session.flush()
    return Actor(channel, chat, chat, private=True, language="en", resident_id=resident.id)


async def filed(desk: Desk, actor: Actor) -> tuple[Case, str]:
    async with desk.work() as work:
        case = (await file_case(work, LAMP, {"what": "Dark", "phone": None}, actor)).case
        return case, await make_claim_code(work, case)


async def type_code(desk: Desk, code: str, actor: Actor) -> str:
    async with desk.work() as work:
        return (await redeem_here(work, code, actor)).text.render(ENGLISH)


async def as_it_is(desk: Desk, reference: str) -> Case:
    async with desk.database.reading() as session:
        case = await find_case(session, reference)
    assert case is not None
    return case


async def test_the_case_goes_on_where_the_code_was_typed(desk: Desk) -> None:
    web, line = await somebody(desk, "webchat", "w1"), await somebody(desk, "line", "U1")
    case, code = await filed(desk, web)
    said = await type_code(desk, code, line)
    moved = await as_it_is(desk, case.reference)
    assert "goes on here" in said
    assert (moved.channel, moved.chat, moved.resident_id) == ("line", "U1", line.resident_id)


async def test_the_history_and_the_old_chat_say_so(desk: Desk) -> None:
    web, line = await somebody(desk, "webchat", "w1"), await somebody(desk, "line", "U1")
    case, code = await filed(desk, web)
    await type_code(desk, code, line)
    async with desk.database.reading() as session:
        actions = [one.action for one in await history(session, case.id, for_resident=True)]
        told = [one.chat for one in await session.exec(select(OutboxMessage))]
    assert actions == [CaseAction.FILE, CaseAction.CLAIM]
    assert told == ["w1"]


async def test_the_case_is_among_the_new_residents_own(desk: Desk) -> None:
    web, line = await somebody(desk, "webchat", "w1"), await somebody(desk, "line", "U1")
    case, code = await filed(desk, web)
    await type_code(desk, code, line)
    assert web.resident_id
    assert line.resident_id
    async with desk.database.reading() as session:
        left = await own_cases(session, web.resident_id)
        taken = await own_cases(session, line.resident_id)
    assert list(left) == []
    assert [one.id for one in taken] == [case.id]


async def test_a_code_works_once(desk: Desk) -> None:
    web, line = await somebody(desk, "webchat", "w1"), await somebody(desk, "line", "U1")
    thief = await somebody(desk, "telegram", "7")
    case, code = await filed(desk, web)
    await type_code(desk, code, line)
    said = await type_code(desk, code, thief)
    assert "This code does not work" in said
    assert (await as_it_is(desk, case.reference)).chat == "U1"


async def test_a_second_code_of_the_case_is_void_once_it_has_moved(desk: Desk) -> None:
    web, line = await somebody(desk, "webchat", "w1"), await somebody(desk, "line", "U1")
    case, code = await filed(desk, web)
    async with desk.work() as work:
        second = await make_claim_code(work, case)
    await type_code(desk, code, line)
    assert "This code does not work" in await type_code(desk, second, web)


async def test_the_code_lets_nobody_in_from_a_group(desk: Desk) -> None:
    web = await somebody(desk, "webchat", "w1")
    group = Actor("telegram", "-5", "7", private=False, language="en")
    case, code = await filed(desk, web)
    said = await type_code(desk, code, group)
    assert "everybody here could read it" in said
    assert (await as_it_is(desk, case.reference)).chat == "w1"


async def test_a_case_that_is_here_already_stays(desk: Desk) -> None:
    web = await somebody(desk, "webchat", "w1")
    case, code = await filed(desk, web)
    assert "is in this chat already" in await type_code(desk, code, web)
    assert (await as_it_is(desk, case.reference)).version == case.version
