"""What a resident has to do for each service, as the measurements tell it."""

import re
from pathlib import Path

import pytest

from bench import messages
from bot.desk import Desk
from services.catalogue import all_services
from services.kit.fields import Surroundings
from services.kit.journey import questions
from tests.filling import TODAY
from tests.web.public_site import PublicSite

README = Path(messages.__file__).with_name("README.md")


def test_the_table_in_the_readme_is_the_one_the_program_prints() -> None:
    """After a service was changed: `python -m bench.messages`, and its table into the README."""
    assert messages.table() in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", sorted(all_services()))
def test_every_service_that_is_filed_can_be_filed_on_some_way(
    key: str, around: Surroundings
) -> None:
    service = all_services()[key]
    found = list(messages.ways(service, around.on(TODAY), {})) if service.fields else [{}]
    assert found


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_fields_are_counted_as_the_web_form_shows_them(desk: Desk) -> None:
    around, shown, counted = desk.around.on(TODAY), {}, {}
    async with PublicSite(desk).browser() as browser:
        for key in [key for key, service in desk.services.items() if service.fields]:
            page = (await browser.get(f"/services/{key}/form")).text
            asked = questions(desk.services[key], {})
            counted[key] = sum(messages.fields_of(one, around) for one in asked)
            shown[key] = len(inputs(page, [one.name for one in asked]))
    assert shown == counted


def inputs(page: str, names: list[str]) -> set[str]:
    """Return the inputs one sees of these questions, the three of a date as one."""
    tags = re.findall(r'<(?:input(?! type="hidden")|select|textarea)\b[^>]*? name="([^"]+)"', page)
    named = {re.sub(r"\.(day|month|year)$", "", tag) for tag in tags}
    return {name for name in named if name.partition(".")[0] in names}
