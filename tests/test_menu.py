"""The menu: few services stand in it themselves, many under their groups."""

from dataclasses import replace

import pytest

from services.kit.consequences import OpenTalk
from services.kit.fields import Surroundings
from services.kit.service import Group, Service
from services.waste_bin import SERVICE
from tests.talking import Talk, bins_only


@pytest.fixture
def talk(around: Surroundings) -> Talk:
    return Talk(around, services=bins_only())


def many(group: Group, count: int) -> dict[str, Service]:
    return {f"{group}-{n}": replace(SERVICE, key=f"{group}-{n}", group=group) for n in range(count)}


def test_many_services_stand_under_their_groups(talk: Talk) -> None:
    talk.services = many(Group.WASTE, 8) | many(Group.TAX, 2)
    talk.types("menu")
    assert list(talk.buttons)[:2] == ["Rubbish and trees", "Taxes"]
    assert talk.presses("Taxes") == ["Taxes\nWhich of these would you like?"]
    assert values(talk) == ["begin:tax-0", "begin:tax-1", "menu"]


def test_a_group_may_be_typed(talk: Talk) -> None:
    talk.services = many(Group.TAX, 2)
    talk.types("ภาษี")
    assert talk.last.startswith("Taxes")


def test_a_large_group_stands_on_pages_of_thirteen_buttons(talk: Talk) -> None:
    talk.services = many(Group.WASTE, 20)
    talk.types("menu")
    talk.presses("Rubbish and trees")
    seen = set()
    for _page in range(3):
        assert len(talk.turn.replies[0].buttons) <= 13
        seen |= {button.value for button in talk.turn.replies[0].buttons}
        talk.presses("More services")
    assert {f"begin:waste-{n}" for n in range(20)} <= seen


@pytest.mark.parametrize("value", ["menu:99", "menu:0", "menu:x", "menu:²", "menu:welfare"])
def test_a_group_that_does_not_exist_is_the_menu(value: str, talk: Talk) -> None:
    assert talk.sends_value(value) == ["What can we do for you?"]


@pytest.mark.parametrize("value", ["menu:waste:99", "menu:waste:0", "menu:waste:x", "menu:waste:²"])
def test_a_page_that_does_not_exist_is_the_first(value: str, talk: Talk) -> None:
    talk.services = many(Group.WASTE, 20)
    talk.sends_value(value)
    assert "begin:waste-0" in values(talk)


def values(talk: Talk) -> list[str]:
    """Buttons by what they do: services made up for a test share their label."""
    return [button.value for reply in talk.turn.replies for button in reply.buttons]


def test_an_unfinished_form_stands_first_in_a_group(talk: Talk) -> None:
    talk.services = many(Group.WASTE, 30)
    talk.sends_value("begin:waste-0")
    talk.types("no bin")
    talk.sends_value("menu:waste")
    assert next(iter(talk.buttons)) == "Continue"
    assert len(values(talk)) <= 13


def test_a_service_in_which_one_talks_is_offered_where_a_person_is_wanted(talk: Talk) -> None:
    talk.services["ask"] = replace(SERVICE, key="ask", then=(OpenTalk(),))
    talk.types("ติดต่อเจ้าหน้าที่")
    assert values(talk)[0] == "begin:ask"


def test_the_title_of_a_group_in_a_form_is_an_answer(talk: Talk) -> None:
    talk.services |= many(Group.TAX, 1)
    talk.sends_value("begin:waste-bin")
    talk.types("ภาษี")
    assert talk.remembered.draft is not None
    assert "Question 1 of 5" in talk.last
