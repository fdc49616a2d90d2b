"""What was written is read alone with the desk, wherever the button was pressed."""

from dataclasses import replace

import pytest

from bot.desk import Desk
from bot.turns import MarkReachable, StaffAction, WriteToOffice
from models import Case, Staff
from models.vocabulary import CaseAction
from services.desk.actor import Actor
from tests.desk.people import (
    LAMP,
    act,
    carry,
    file,
    group_actor,
    hire,
    line_actor,
    link_group,
    said,
    settle,
    texts,
    values,
)

GROUP = group_actor("Cworks", "Uofficer")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LAMP.key: LAMP})


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    """An officer who has spoken to the desk alone."""
    await settle(desk, "Uofficer")
    return await hire(desk, account="Uofficer")


@pytest.fixture
async def resident(desk: Desk) -> Actor:
    return await settle(desk)


@pytest.fixture
async def case(desk: Desk, resident: Actor, officer: Staff) -> Case:
    """A case about which both have written."""
    await link_group(desk)
    case = await file(desk, resident)
    await carry(desk, WriteToOffice(case.reference, "it is dark again"), resident)
    await act(desk, case, CaseAction.REPLY, officer, "we come on Friday")
    return case


def details(case: Case) -> StaffAction:
    return StaffAction("details", case.reference)


async def test_the_notice_of_a_message_has_a_button_to_read_it(desk: Desk, case: Case) -> None:
    [_announced, written, _replied] = await said(desk, "Cworks")
    assert f"s:details:{case.reference}" in values(written)


async def test_pressed_in_a_group_it_waits_in_the_officers_own_chat(desk: Desk, case: Case) -> None:
    [told] = await carry(desk, details(case), GROUP)
    [pointed] = await said(desk, "Uofficer")
    assert "your own chat" in told.text.render()
    assert "dark again" not in f"{told.text.render()}{await texts(desk, 'Uofficer')}"
    assert values(pointed) == [f"s:details:{case.reference}"]


async def test_alone_with_the_desk_it_is_read_and_answered(desk: Desk, case: Case) -> None:
    [told] = await carry(desk, details(case), line_actor("Uofficer", None))
    words = told.text.render()
    assert words.index("the resident:\nit is dark again") < words.index("the office:\nwe come")
    assert told.buttons[0].value == f"s:reply:{case.reference}"


async def test_long_messages_are_cut(desk: Desk, case: Case, resident: Actor) -> None:
    await carry(desk, WriteToOffice(case.reference, "x" * 2000), resident)
    [told] = await carry(desk, details(case), line_actor("Uofficer", None))
    assert "x" * 500 + "…" in told.text.render()


async def test_who_blocked_the_desk_gets_what_a_group_may_know(desk: Desk, case: Case) -> None:
    await carry(desk, MarkReachable(reachable=False), line_actor("Uofficer", None))
    [told] = await carry(desk, details(case), GROUP)
    assert "your own chat" not in told.text.render()
    assert await said(desk, "Uofficer") == []
