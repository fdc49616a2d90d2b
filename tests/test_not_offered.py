"""A service that this office does not offer is nowhere begun, and its earlier cases stay."""

from dataclasses import replace

import pytest

from bot.desk import Desk
from services.desk.filing import file_case
from services.kit.errors import NotPossible
from services.kit.fields import Surroundings
from services.kit.service import Service, offered_by
from tests.desk.people import ANSWERS, LAMP, settle
from tests.talking import Talk
from tests.web.public_site import PublicSite

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is offered does not depend on the kind of database."""

UNLIT: Service = replace(LAMP, keywords=("lamp",), offered=lambda office: len(office.property) > 2)
"""Only for offices that lend three kinds of things; the office of the tests lends two."""


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={**desk.services, UNLIT.key: UNLIT})


def test_only_what_is_offered_stands_in_the_menu_and_is_heard(desk: Desk) -> None:
    talk = Talk(desk.around, services=dict(desk.offered))
    talk.types("menu")
    talk.presses("Rubbish and trees")
    assert "Mend a street lamp" not in talk.buttons
    assert "Have a tree cut" in talk.buttons
    talk.types("lamp")
    assert talk.remembered.draft is None


def test_a_button_from_before_begins_nothing(desk: Desk) -> None:
    talk = Talk(desk.around, services=dict(desk.offered))
    assert "That button is from earlier" in talk.sends_value("begin:lamp")[0]


@pytest.mark.parametrize("address", ["/services/lamp", "/services/lamp/form"])
async def test_its_pages_are_not_there(desk: Desk, address: str) -> None:
    async with PublicSite(desk).browser() as browser:
        assert (await browser.get(address)).status_code == 404
        assert "/services/lamp" not in (await browser.get("/services")).text
        assert "/services/lamp" not in (await browser.get("/")).text


async def test_it_is_not_filed_whatever_is_sent(desk: Desk) -> None:
    resident = await settle(desk)
    with pytest.raises(NotPossible, match="do not offer this any more"):
        async with desk.work() as work:
            await file_case(work, UNLIT, ANSWERS, resident)


def test_earlier_cases_keep_their_name(desk: Desk) -> None:
    assert UNLIT.key in desk.services
    assert UNLIT.key not in desk.offered


def test_an_office_without_tents_does_not_offer_to_lend(desk: Desk, around: Surroundings) -> None:
    poor = replace(around.office, property={})
    assert offered_by(around.office, desk.services).keys() - offered_by(poor, desk.services) == {
        "borrow-property"
    }
    assert "borrow-property" not in replace(desk, around=replace(around, office=poor)).offered
