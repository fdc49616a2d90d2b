"""Topics of news are changed like villages, and none that somebody is writing about goes away."""

from dataclasses import replace

import pytest

from bot.desk import Desk
from models import Staff
from services.desk.announcing import editing
from services.desk.announcing.content import Audience
from services.desk.changing import setting
from services.desk.changing.settings import holding_now
from services.kit.errors import InvalidAnswer, NotPossible
from services.kit.office import Named
from services.kit.office_told import told_by
from tests.announcing.people import WATER
from tests.desk.people import hire
from web.console.office.sheets import SHEETS

SHEET = SHEETS["topic"]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    topics = {"water": Named("น้ำ", "Water"), "health": Named("สุขภาพ", "Health")}
    office = replace(desk.around.office, topics=topics)
    return replace(desk, around=replace(desk.around, office=office))


@pytest.fixture
async def admin(desk: Desk) -> Staff:
    return await hire(desk, "Malee", "admin", None)


async def save(desk: Desk, admin: Staff, rows: object) -> None:
    async with desk.database.reading() as session:
        holding = (await holding_now(session)).get("topic")
    seen = {"topic": str(holding.id) if holding else setting.UNCHANGED}
    async with desk.work() as work:
        await setting.change(work, admin, {"topic": rows}, seen)
    await desk.keep_up()


def rows_of(desk: Desk) -> list[dict[str, object]]:
    return SHEET.rows(told_by(desk.around.office)["topic"])


async def test_a_new_topic_gets_a_key_and_can_be_chosen(desk: Desk, admin: Staff) -> None:
    before = list(desk.around.office.topics)
    form = {"th": "ศูนย์เด็กเล็ก", "en": "Child centre"}
    await save(desk, admin, SHEET.saved(rows_of(desk), None, form))
    assert list(desk.around.office.topics) == [*before, "child-centre"]
    assert desk.around.office.topics["child-centre"].th == "ศูนย์เด็กเล็ก"


async def test_a_name_too_long_for_a_button_is_refused(desk: Desk, admin: Staff) -> None:
    form = {"th": "น้ำ", "en": "Everything that is about water"}
    with pytest.raises(InvalidAnswer):
        await save(desk, admin, SHEET.saved(rows_of(desk), 0, form))


async def test_a_topic_somebody_writes_about_stays(desk: Desk, admin: Staff) -> None:
    first, *others = desk.around.office.topics
    content = replace(WATER, audience=Audience(topics=(first,)))
    async with desk.work() as work:
        draft = await editing.begin_draft(work, admin, content)
    with pytest.raises(NotPossible):
        await save(desk, admin, SHEET.removed(rows_of(desk), 0))
    async with desk.work() as work:
        await editing.throw_away(work, draft.id, admin)
    await save(desk, admin, SHEET.removed(rows_of(desk), 0))
    assert list(desk.around.office.topics) == others
