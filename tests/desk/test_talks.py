"""Talks: what residents say goes into the case, confirmed once, and ends visibly."""

from dataclasses import replace

import pytest

from bot.desk import Desk
from bot.turns import FileCase, KeepFile, Withdraw, WriteInTalk
from models import Case, Staff
from models.vocabulary import CaseAction
from services.desk.actor import Actor
from services.desk.consequences import carriers
from services.kit.consequences import OpenTalk
from services.kit.errors import NotFound
from services.kit.message import Reply
from tests.conftest import Clock
from tests.desk.people import (
    ANSWERS,
    LAMP,
    act,
    actions,
    carry,
    file,
    hire,
    last_entry,
    link_group,
    settle,
    texts,
)

TALK = replace(LAMP, key="talk", then=(OpenTalk(),))
PHOTO = "0198c0de-0000-7000-8000-000000000001"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LAMP.key: LAMP, TALK.key: TALK})


@pytest.fixture
async def resident(desk: Desk) -> Actor:
    return await settle(desk)


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk, account="Uofficer")


@pytest.fixture
async def case(desk: Desk, resident: Actor) -> Case:
    return await file(desk, resident)


async def says(desk: Desk, case: Case, resident: Actor, words: str) -> tuple[Reply, ...]:
    return await carry(desk, WriteInTalk(case.reference, words), resident)


def test_a_talk_can_follow_from_filing() -> None:
    assert OpenTalk in carriers()


async def test_filing_opens_the_talk_and_says_who_reads_it_and_when(
    desk: Desk, resident: Actor
) -> None:
    _receipt, opened = await carry(desk, FileCase(TALK.key, ANSWERS), resident)
    assert "talking with Public Works" in opened.text.render()
    assert "The office is open now" in opened.text.render()
    assert opened.connects
    assert [button.value for button in opened.buttons] == [f"cancel:{opened.connects}"]


async def test_out_of_hours_it_is_told_when_somebody_reads(
    desk: Desk, resident: Actor, clock: Clock
) -> None:
    clock.advance(hours=32)
    _receipt, opened = await carry(desk, FileCase(TALK.key, ANSWERS), resident)
    assert "closed now. It opens on 26 Nov 2026 08:30" in opened.text.render()


async def test_words_are_kept_in_the_case_and_confirmed_once(
    desk: Desk, case: Case, resident: Actor, clock: Clock
) -> None:
    [confirmed] = await says(desk, case, resident, "is it free?")
    clock.advance(minutes=5)
    assert await says(desk, case, resident, "and until when?") == ()
    assert confirmed.text.render().startswith("Sent to the staff.")
    assert (await last_entry(desk, case)).words == "and until when?"
    assert await actions(desk, case) == ["file", "write", "write"]


async def test_after_an_answer_of_the_staff_it_is_confirmed_again(
    desk: Desk, case: Case, resident: Actor, officer: Staff
) -> None:
    await says(desk, case, resident, "is it free?")
    await act(desk, case, CaseAction.REPLY, officer, "yes")
    assert len(await says(desk, case, resident, "thank you")) == 1


async def test_when_the_office_has_closed_meanwhile_it_is_told(
    desk: Desk, case: Case, resident: Actor, clock: Clock
) -> None:
    clock.advance(hours=7, minutes=20)
    await says(desk, case, resident, "before closing")
    clock.advance(minutes=20)
    [told] = await says(desk, case, resident, "after closing")
    assert "The office is closed now" in told.text.render()


async def test_the_department_hears_of_it_without_a_word_of_it(
    desk: Desk, case: Case, resident: Actor
) -> None:
    await link_group(desk)
    await says(desk, case, resident, "my secret question")
    [told] = await texts(desk, "Cworks")
    assert "secret" not in told


async def test_a_photo_goes_there_too(desk: Desk, case: Case, resident: Actor) -> None:
    await carry(desk, KeepFile(PHOTO), resident)
    await carry(desk, WriteInTalk(case.reference, "", PHOTO), resident)
    assert str((await last_entry(desk, case)).attachment_id) == PHOTO


@pytest.mark.parametrize("action", [CaseAction.FINISH, CaseAction.REJECT])
async def test_what_comes_after_the_end_is_passed_on_and_said_to_be_the_last(
    desk: Desk, case: Case, resident: Actor, officer: Staff, action: CaseAction
) -> None:
    await act(desk, case, action, officer, "that is all")
    [told] = await says(desk, case, resident, "one more thing")
    assert "had already ended" in told.text.render()
    assert told.connects == ""
    assert told.buttons[0].value == "begin:talk"
    assert (await last_entry(desk, case)).words == "one more thing"


async def test_what_was_withdrawn_takes_no_words(desk: Desk, case: Case, resident: Actor) -> None:
    await carry(desk, Withdraw(case.reference), resident)
    [told] = await says(desk, case, resident, "one more thing")
    assert "your message was not sent" in told.text.render()
    assert told.connects == ""
    assert await actions(desk, case) == ["file", "withdraw"]


async def test_nobody_talks_about_the_case_of_somebody_else(desk: Desk, case: Case) -> None:
    stranger = await settle(desk, "Uother")
    with pytest.raises(NotFound):
        await says(desk, case, stranger, "hello")
