"""The staff menu, the own day and cases by reference, in the private chat of staff."""

import pytest

from bot.desk import Desk
from bot.turns import ShowCase, StaffDesk
from models import Case, Staff
from models.vocabulary import CaseAction
from services.desk.actor import Actor
from services.desk.audit import REFUSED
from services.kit.message import Reply
from services.kit.text import Language
from tests.desk.people import (
    SECRET,
    act,
    audited,
    carry,
    file,
    group_actor,
    hire,
    line_actor,
    settle,
    told,
)

OFFICER = line_actor("Uofficer", None)


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk, account="Uofficer")


def pressable(reply: Reply) -> list[str]:
    return [button.value for button in reply.buttons if button.value]


@pytest.mark.parametrize(
    ("role", "department", "expected"),
    [
        ("officer", "works", {"s:mine", "s:new", "s:unread", "s:overdue", "q", "s:slips"}),
        ("counter", "health", {"s:mine", "s:new", "s:unread", "s:overdue", "q"}),
        ("head", "works", {"s:mine", "s:new", "s:unread", "s:overdue", "q", "s:slips"}),
        ("executive", None, {"s:mine", "s:new", "s:unread", "s:overdue", "s:slips"}),
    ],
)
async def test_the_menu_offers_what_a_role_may_do(
    desk: Desk, role: str, department: str | None, expected: set[str]
) -> None:
    await hire(desk, "Nid", role, department, account="Unid")
    [menu] = await carry(desk, StaffDesk("menu"), line_actor("Unid", None))
    assert set(pressable(menu)) == expected


async def test_every_label_of_the_menu_fits_a_button(
    desk: Desk, officer: Staff, case: Case
) -> None:
    for language in desk.around.languages.values():
        for what in ("menu", "mine", "new", "slips"):
            [reply] = await carry(desk, StaffDesk(what), OFFICER)
            assert [one for one in _labels(reply, language) if len(one) > 20] == []


def _labels(reply: Reply, language: Language) -> list[str]:
    return [button.label.render(language) for button in reply.buttons]


async def test_the_day_names_ones_own_cases_and_opens_each(
    desk: Desk, officer: Staff, resident: Actor
) -> None:
    mine, _other = await file(desk, resident), await file(desk, resident)
    await act(desk, mine, CaseAction.ACCEPT, officer)
    [day] = await carry(desk, StaffDesk("mine"), OFFICER)
    assert day.text.render().startswith("Yours: 1. Due today: 0, late: 0. New: 1,")
    assert pressable(day)[0] == f"s:details:{mine.reference}"


async def test_a_list_of_new_cases_says_nothing_of_residents(
    desk: Desk, officer: Staff, case: Case
) -> None:
    [new] = await carry(desk, StaffDesk("new"), OFFICER)
    assert f"s:details:{case.reference}" in pressable(new)
    assert SECRET not in new.text.render()
    assert "45/1" not in new.text.render()


async def test_another_department_lists_nothing_of_this_one(desk: Desk, case: Case) -> None:
    await hire(desk, "Chai", department="health", account="Uchai")
    assert await told(desk, StaffDesk("new"), line_actor("Uchai", None)) == (
        "Nothing is waiting here."
    )


async def test_in_a_group_nothing_of_it_is_said(desk: Desk, officer: Staff, case: Case) -> None:
    assert await carry(desk, StaffDesk("mine"), group_actor("Cworks", "Uofficer")) == ()


async def test_a_resident_who_types_it_is_told_kindly_and_it_is_recorded(
    desk: Desk, resident: Actor
) -> None:
    assert "Only staff" in await told(desk, StaffDesk("menu"), resident)
    assert [entry.outcome for entry in await audited(desk)] == [REFUSED]


async def test_a_reference_typed_by_staff_opens_the_card_with_their_buttons(
    desk: Desk, officer: Staff, case: Case
) -> None:
    [card] = await carry(desk, ShowCase(case.reference), OFFICER)
    ref = case.reference
    assert pressable(card)[:3] == [f"s:details:{ref}", f"s:reply:{ref}", f"s:accept:{ref}"]
    assert SECRET not in card.text.render()


async def test_of_another_department_staff_see_what_anybody_sees(desk: Desk, case: Case) -> None:
    await hire(desk, "Chai", department="health", account="Uchai")
    [card] = await carry(desk, ShowCase(case.reference), line_actor("Uchai", None))
    assert pressable(card) == ["menu"]


async def test_ones_own_case_is_shown_to_staff_as_to_any_resident(desk: Desk) -> None:
    own = await settle(desk, "Uofficer")
    await hire(desk, account="Uofficer")
    case = await file(desk, own)
    [card] = await carry(desk, ShowCase(case.reference), own)
    assert f"withdraw:{case.reference}" in pressable(card)
