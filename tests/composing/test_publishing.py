"""Beginning, changing, publishing and retiring a service; what every process offers then."""

import pytest
from sqlmodel import update

from bot.desk import Desk
from models.composed_service import ComposedService
from models.staff import Staff
from models.vocabulary import Role
from services.desk import composing, staffing
from services.kit.composing.definition import Definition, Words
from services.kit.errors import InvalidAnswer, NotAllowed, NotPossible
from services.kit.text import Text
from services.waste_bin import SERVICE
from tests.composing.examples import FIELD

OTHER = FIELD.model_copy(update={"summary": Words(th="ใหม่", en="New.")})


async def hire(desk: Desk, role: str = Role.ADMIN, department: str | None = None) -> Staff:
    async with desk.work() as work:
        return await staffing.add_staff(work, "Malee", role, department)


async def begun(desk: Desk) -> Staff:
    staff = await hire(desk)
    async with desk.work() as work:
        await composing.begin(work, staff, FIELD)
    return staff


async def published(desk: Desk) -> Staff:
    staff = await begun(desk)
    async with desk.work() as work:
        await composing.publish(work, staff, FIELD.key, 1, [])
    return staff


async def change(desk: Desk, staff: Staff, definition: Definition, seen: int) -> None:
    async with desk.work() as work:
        await composing.change(work, staff, FIELD.key, definition, seen)


async def test_what_is_only_begun_is_not_known_to_residents(desk: Desk) -> None:
    await begun(desk)
    await desk.keep_up()
    assert FIELD.key not in desk.services


async def test_what_is_published_is_offered_at_once(desk: Desk) -> None:
    await published(desk)
    assert desk.offered[FIELD.key].title.render() == "Use the field"


async def test_changes_reach_residents_only_when_they_are_published(desk: Desk) -> None:
    staff = await published(desk)
    await change(desk, staff, OTHER, 2)
    assert desk.services[FIELD.key].summary.render() != "New."
    async with desk.work() as work:
        assert await composing.publish(work, staff, FIELD.key, 3, []) == 2
    assert desk.services[FIELD.key].summary.render() == "New."


async def test_earlier_versions_stay_as_they_were(desk: Desk) -> None:
    staff = await published(desk)
    await change(desk, staff, OTHER, 2)
    async with desk.work() as work:
        await composing.publish(work, staff, FIELD.key, 3, [])
        rows = await composing.versions(work.session, FIELD.key)
    kept = [(row.version, composing.definition_of(row)) for row in rows]
    assert kept == [(2, OTHER), (1, FIELD)]


async def test_what_is_retired_is_known_and_not_offered(desk: Desk) -> None:
    staff = await published(desk)
    async with desk.work() as work:
        await composing.retire(work, staff, FIELD.key)
    assert FIELD.key in desk.services
    assert FIELD.key not in desk.offered
    async with desk.work() as work:
        await composing.bring_back(work, staff, FIELD.key)
    assert FIELD.key in desk.offered


async def test_nothing_is_published_while_something_is_wrong(desk: Desk) -> None:
    staff = await begun(desk)
    with pytest.raises(NotPossible, match="wrong"):
        async with desk.work() as work:
            await composing.publish(work, staff, FIELD.key, 1, [Text("wrong")])
    assert FIELD.key not in desk.services


async def test_whoever_was_slower_overwrites_nothing(desk: Desk) -> None:
    staff = await begun(desk)
    await change(desk, staff, OTHER, 1)
    with pytest.raises(NotPossible):
        await change(desk, staff, FIELD, 1)
    with pytest.raises(NotPossible):
        async with desk.work() as work:
            await composing.publish(work, staff, FIELD.key, 1, [])


@pytest.mark.parametrize("key", [FIELD.key, SERVICE.key])
async def test_a_short_name_is_given_once(desk: Desk, key: str) -> None:
    staff = await begun(desk)
    async with desk.work() as work:
        with pytest.raises(InvalidAnswer):
            await composing.begin(work, staff, FIELD.model_copy(update={"key": key}))


@pytest.mark.parametrize(
    ("role", "department"),
    [
        (Role.OFFICER, "works"),
        (Role.COUNTER, "works"),
        (Role.HEAD, "health"),
        (Role.EXECUTIVE, None),
        (Role.AUDITOR, None),
    ],
)
async def test_others_may_not_touch_it(desk: Desk, role: str, department: str | None) -> None:
    await begun(desk)
    stranger = await hire(desk, role, department)
    with pytest.raises(NotAllowed):
        await change(desk, stranger, OTHER, 1)
    with pytest.raises(NotAllowed):
        async with desk.work() as work:
            await composing.publish(work, stranger, FIELD.key, 1, [])
    with pytest.raises(NotAllowed):
        async with desk.work() as work:
            await composing.retire(work, stranger, FIELD.key)


async def test_a_head_makes_services_of_the_own_department(desk: Desk) -> None:
    head = await hire(desk, Role.HEAD, "works")
    async with desk.work() as work:
        await composing.begin(work, head, FIELD)
        await composing.publish(work, head, FIELD.key, 1, [])
    assert FIELD.key in desk.offered
    elsewhere = FIELD.model_copy(update={"department": "health"})
    with pytest.raises(NotAllowed):
        await change(desk, head, elsewhere, 2)


async def test_one_that_cannot_be_read_leaves_all_others_standing(desk: Desk) -> None:
    staff = await published(desk)
    strange = {**FIELD.model_dump(mode="json"), "questions": [{"name": "n1", "kind": "hologram"}]}
    async with desk.work() as work:
        await composing.change(work, staff, FIELD.key, OTHER, 2)
        await work.session.exec(update(ComposedService).values(definition=strange))
        await composing.publish(work, staff, FIELD.key, 3, [])
    assert FIELD.key not in desk.services
    assert desk.services
