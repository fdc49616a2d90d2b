"""Effects of a turn, carried out by the desk."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from bot.desk import Desk
from bot.effects import carriers, carry_out
from bot.turns import (
    Comment,
    Dispute,
    Effect,
    FileCase,
    ForgetMessage,
    KeepFile,
    ListCases,
    MarkReachable,
    MoveChat,
    Rate,
    RedeemCode,
    SetLanguage,
    ShowCase,
    Withdraw,
    WriteToOffice,
)
from models import Attachment, Case, ChannelAddress, Resident, Staff, StaffChat
from models.vocabulary import CaseAction, CodePurpose
from services.desk import codes
from services.desk.actor import Actor
from services.kit.errors import InvalidAnswer, NotFound, NotPossible
from services.kit.message import Reply
from services.kit.references import find_references, shown
from tests.desk.people import (
    ANSWERS,
    LAMP,
    SECRET,
    act,
    actions,
    carry,
    file,
    group_actor,
    hire,
    last_entry,
    line_actor,
    link_group,
    now,
    settle,
    told,
)

GROUP = group_actor("Cworks", "Uofficer")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LAMP.key: LAMP})


@pytest.fixture
async def resident(desk: Desk) -> Actor:
    return await settle(desk)


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk, account="Uofficer")


@pytest.fixture
async def case(desk: Desk, resident: Actor) -> Case:
    return await file(desk, resident)


def pressed(reply: Reply) -> list[str]:
    return [button.value for button in reply.buttons]


def test_every_effect_has_its_carrier() -> None:
    declared = {effect.__name__ for effect in Effect.__subclasses__()}
    assert {effect.__name__ for effect in carriers()} == declared


async def test_filing_answers_with_a_receipt(desk: Desk, resident: Actor) -> None:
    receipt = await told(desk, FileCase(LAMP.key, ANSWERS), resident)
    [reference] = find_references(receipt)
    async with desk.database.reading() as session:
        filed = (await session.exec(select(Case))).one()
    assert filed.reference == reference
    assert "27 Nov 2026" in receipt
    assert "We come and look." in receipt


@pytest.mark.parametrize(
    ("key", "answers", "refusal"), [("gone", ANSWERS, NotPossible), (LAMP.key, {}, InvalidAnswer)]
)
async def test_what_cannot_be_filed_is_refused(
    desk: Desk, resident: Actor, key: str, answers: Any, refusal: type[Exception]
) -> None:
    async with desk.work() as work:
        with pytest.raises(refusal):
            await carry_out(FileCase(key, answers), work, resident)


async def test_a_resident_sees_a_list_of_their_cases(
    desk: Desk, case: Case, resident: Actor
) -> None:
    [reply] = await carry(desk, ListCases(), resident)
    assert pressed(reply) == [f"case:{case.reference}", "menu"]
    assert shown(case.reference) in reply.text.render()


async def test_the_list_stays_within_the_buttons_of_a_message(desk: Desk, resident: Actor) -> None:
    for _number in range(12):
        await file(desk, resident)
    [reply] = await carry(desk, ListCases(), resident)
    assert len(reply.buttons) == 11


async def test_an_empty_list_says_how_to_go_on(desk: Desk, resident: Actor) -> None:
    assert "type it here" in await told(desk, ListCases(), resident)


async def test_residents_see_their_own_case_with_its_history(
    desk: Desk, case: Case, resident: Actor, officer: Staff
) -> None:
    await act(desk, case, CaseAction.REPLY, officer, "we come tomorrow")
    await act(desk, case, CaseAction.NOTE, officer, "only among us")
    card = await told(desk, ShowCase(case.reference), resident)
    assert "we come tomorrow" in card
    assert "only among us" not in card


async def test_others_with_the_number_see_where_it_stands_and_no_more(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, CaseAction.REPLY, officer, f"about the {SECRET}")
    card = await told(desk, ShowCase(case.reference), await settle(desk, "Uother"))
    assert "Status: Received" in card
    assert SECRET not in card


async def test_an_unknown_number_is_explained(desk: Desk, resident: Actor) -> None:
    async with desk.work() as work:
        with pytest.raises(NotFound):
            await carry_out(ShowCase("222222222"), work, resident)


async def test_a_message_with_a_photo_reaches_the_case(
    desk: Desk, case: Case, resident: Actor
) -> None:
    photo = str(uuid4())
    await carry(desk, KeepFile(photo), resident)
    answer = await told(desk, WriteToOffice(case.reference, "like this", photo), resident)
    assert "Public Works has your message" in answer
    assert str((await last_entry(desk, case)).attachment_id) == photo


async def test_withdrawing_is_confirmed(desk: Desk, case: Case, resident: Actor) -> None:
    assert "is withdrawn" in await told(desk, Withdraw(case.reference), resident)
    assert (await now(desk, case)).status == "withdrawn"


async def test_stars_a_word_and_not_done_after_all(
    desk: Desk, case: Case, resident: Actor, officer: Staff
) -> None:
    await act(desk, case, CaseAction.FINISH, officer)
    [invited] = await carry(desk, Rate(case.reference, 5), resident)
    await carry(desk, Comment(case.reference, "quick"), resident)
    opened = await told(desk, Dispute(case.reference, "dark again"), resident)
    assert pressed(invited) == [f"skip:{case.reference}"]
    assert "open again" in opened
    assert await actions(desk, case) == ["file", "finish", "rate", "rate", "dispute"]


async def test_a_file_is_kept_with_where_to_find_it(desk: Desk, resident: Actor) -> None:
    photo = uuid4()
    sender = line_actor(resident.chat, resident.resident_id, "m5", source={"id": "m5"})
    assert await carry(desk, KeepFile(str(photo)), sender) == ()
    async with desk.database.reading() as session:
        kept = await session.get_one(Attachment, photo)
    assert (kept.source, kept.message_key) == ({"id": "m5"}, "line:m5")


async def test_an_unsent_message_is_forgotten(desk: Desk, case: Case, resident: Actor) -> None:
    sender = line_actor(resident.chat, resident.resident_id, "m5")
    await carry(desk, WriteToOffice(case.reference, "never mind"), sender)
    await carry(desk, ForgetMessage("m5"), resident)
    assert (await last_entry(desk, case)).words is None


@pytest.mark.parametrize(("wanted", "kept"), [("en", "en"), ("xx", "th")])
async def test_a_resident_chooses_one_of_our_languages(
    desk: Desk, resident: Actor, wanted: str, kept: str
) -> None:
    await carry(desk, SetLanguage(wanted), resident)
    async with desk.database.reading() as session:
        assert (await session.get_one(Resident, resident.resident_id)).language == kept


async def test_blocking_and_coming_back_are_remembered(desk: Desk, resident: Actor) -> None:
    await carry(desk, MarkReachable(reachable=False), resident)
    assert await blocked(desk, resident)
    await carry(desk, MarkReachable(reachable=True), resident)
    assert not await blocked(desk, resident)


async def blocked(desk: Desk, actor: Actor) -> bool:
    async with desk.database.reading() as session:
        address = await session.get_one(ChannelAddress, (actor.channel, actor.chat))
    return address.blocked_at is not None


async def test_a_group_that_moved_stays_linked(desk: Desk) -> None:
    await link_group(desk)
    await carry(desk, MoveChat("Cnew"), GROUP)
    async with desk.database.reading() as session:
        assert (await session.exec(select(StaffChat))).one().chat == "Cnew"


async def test_a_code_links_the_chat_it_is_typed_in(desk: Desk, officer: Staff) -> None:
    async with desk.work() as work:
        code = await codes.make_code(work, CodePurpose.LINK_CHAT, officer.id, "works")
    assert "Public Works" in await told(desk, RedeemCode(code), GROUP)
