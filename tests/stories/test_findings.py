"""A form that finds out something: a no on the way, an estimate, an answer with nothing to send."""

from collections.abc import AsyncIterator

import pytest

from services.catalogue import all_services
from tests.counters import ALLOWANCE, AT_THE_OFFICE
from tests.stories.records import all_cases
from tests.stories.stage import Person, Premises, Stage
from tests.test_conversation_findings import OPEN


@pytest.fixture
async def stage(premises: Premises, messenger: str) -> AsyncIterator[Stage]:
    offered = {
        "waste-bin": all_services()["waste-bin"],
        OPEN.key: OPEN,
        AT_THE_OFFICE.key: AT_THE_OFFICE,
    }
    async with premises.opened(messenger, offered) as opened:
        yield opened


async def somebody_of(stage: Stage, age: str) -> Person:
    resident = await stage.resident()
    await resident.types("English")
    await resident.sees("What can we do")
    await resident.types("allowance")
    await resident.sees("How old are you?")
    await resident.types(age)
    return resident


async def test_a_no_comes_at_once_and_the_answer_can_be_given_again(stage: Stage) -> None:
    resident = await somebody_of(stage, "45")
    told = await resident.sees("people of 60 and older")
    assert {"Answer again", "Talk to the office", "Menu"} <= set(told.labels)
    await resident.presses("Answer again")
    await resident.sees("How old are you?")
    await resident.types("70")
    await resident.sees("How paid?")


async def test_an_answer_with_nothing_to_send_files_nothing(stage: Stage) -> None:
    resident = await somebody_of(stage, "90")
    await resident.sees("How paid?")
    await resident.presses("In cash")
    await resident.sees("A note?")
    await resident.presses("Skip")
    await resident.sees("Which number?")
    await resident.types("0812345678")
    told = await resident.sees("1,000 baht a month")
    ways = {"Change an answer", "Start over", "Talk to the office", "Menu"}
    assert set(told.labels) == ways
    await resident.types("send")
    await resident.sees("There is nothing to send here")
    assert await all_cases(stage) == []


async def test_what_is_done_at_the_office_tells_what_to_bring(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.types("permit")
    told = await resident.sees("A plan")
    assert "อ่านคู่มือทั้งหมด" in told.labels
    assert ALLOWANCE.key not in told.text
