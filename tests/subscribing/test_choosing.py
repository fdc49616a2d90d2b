"""Choosing news: asked once, stopped with one press, and nothing without a yes."""

from dataclasses import replace

import pytest

from bot.commands import read_command
from bot.desk import Desk
from bot.turns import ChooseNews, Rate, Remembered, World
from bot.verbs import act
from models import Subscription
from models.vocabulary import CaseAction
from services.desk.actor import Actor
from services.desk.subscribing.audience import audience_page, audience_size
from services.desk.subscribing.choosing import WORDING_VERSION, ask_once
from services.kit import presses
from services.kit.fields import Surroundings
from services.kit.office import Named
from tests.conftest import MONDAY
from tests.desk.people import act as staff_acts
from tests.desk.people import carry, file, hire, line_actor, settle, told

TOPICS = {"water": Named("น้ำไม่ไหล", "Water cuts"), "jobs": Named("งาน", "Jobs")}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, around=with_topics(desk.around))


def with_topics(around: Surroundings) -> Surroundings:
    return replace(around, office=replace(around.office, topics=TOPICS))


async def kept(desk: Desk, actor: Actor) -> Subscription:
    async with desk.database.reading() as session:
        found = await session.get(Subscription, actor.resident_id)
    assert found is not None
    return found


async def choose(desk: Desk, actor: Actor, action: str = "", argument: str = "") -> str:
    return await told(desk, ChooseNews(action, argument), actor)


async def asked(desk: Desk, actor: Actor) -> list[str]:
    async with desk.work() as work:
        return [reply.text.render() for reply in await ask_once(work, actor)]


async def test_nobody_is_asked_twice(desk: Desk) -> None:
    actor = await settle(desk)
    first, second = await asked(desk, actor), await asked(desk, actor)
    assert len(first) == 1
    assert "only this once" in first[0]
    assert second == []


async def test_an_office_without_topics_asks_nobody(desk: Desk) -> None:
    office = replace(desk.around.office, topics={})
    silent = replace(desk, around=replace(desk.around, office=office))
    assert await asked(silent, await settle(desk)) == []


async def test_whoever_rated_is_asked_after_the_thanks(desk: Desk) -> None:
    actor, staff = await settle(desk), await hire(desk)
    case = await file(desk, actor)
    await staff_acts(desk, case, CaseAction.FINISH, staff)
    thanks, question = await carry(desk, Rate(case.reference, 5), actor)
    assert "Thank you" in thanks.text.render()
    assert [button.value for button in question.buttons] == ["news:yes", "news:no"]


async def test_a_yes_is_kept_with_its_time_and_the_sentence_it_answered(desk: Desk) -> None:
    actor = await settle(desk)
    await asked(desk, actor)
    assert "stop news" in await choose(desk, actor, "yes")
    row = await kept(desk, actor)
    assert (row.wants_news, row.agreed_at, row.wording_version) == (True, MONDAY, WORDING_VERSION)
    assert (row.channel, row.chat) == (actor.channel, actor.chat)


async def test_a_no_is_remembered_and_nobody_asks_again(desk: Desk) -> None:
    actor = await settle(desk)
    await asked(desk, actor)
    assert "not ask again" in await choose(desk, actor, "no")
    assert await asked(desk, actor) == []
    assert (await kept(desk, actor)).stopped_at == MONDAY


async def test_stopping_is_honest_about_emergencies_and_these_can_be_stopped_too(
    desk: Desk,
) -> None:
    actor = await settle(desk)
    await choose(desk, actor, "yes")
    assert "flood" in await choose(desk, actor, "stop")
    async with desk.database.reading() as session:
        assert await audience_size(session, {}) == {}
        assert await audience_size(session, {"emergency": True}) == {"line": 1}
    await choose(desk, actor, "urgent", "off")
    async with desk.database.reading() as session:
        assert await audience_size(session, {"emergency": True}) == {}


async def test_news_follows_to_the_chat_where_the_last_yes_was_said(desk: Desk) -> None:
    actor = await settle(desk)
    await choose(desk, actor, "yes")
    elsewhere = line_actor("Uother", actor.resident_id)
    await choose(desk, elsewhere, "yes")
    assert (await kept(desk, actor)).chat == "Uother"


async def test_topics_are_turned_on_and_off_one_by_one(desk: Desk) -> None:
    actor = await settle(desk)
    await choose(desk, actor, "yes")
    assert "Topics: Water cuts" in await choose(desk, actor, "topics", "water")
    async with desk.database.reading() as session:
        assert not await audience_page(session, {"topics": ["jobs"]}, "line", "", 9)
        assert await audience_page(session, {"topics": ["water"]}, "line", "", 9)
    assert "Topics: all" in await choose(desk, actor, "topics", "water")
    assert (await kept(desk, actor)).all_topics


async def test_a_village_is_chosen_and_given_up(desk: Desk) -> None:
    actor = await settle(desk)
    await choose(desk, actor, "yes")
    assert "Village: South Village" in await choose(desk, actor, "village", "2")
    assert "Village: all" in await choose(desk, actor, "village", "all")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("ยกเลิกรับข่าว", "news:stop"),
        ("ยกเลิกรับข่าวค่ะ", "news:stop"),
        ("stop news", "news:stop"),
        ("Stop News", "news:stop"),
        ("รับข่าว", "news:yes"),
        ("ข่าว", "news"),
    ],
)
def test_news_is_begun_and_stopped_with_typed_words(typed: str, value: str) -> None:
    assert list(read_command(typed, {})) == value.split(":")


@pytest.mark.parametrize(
    "value",
    ["news", "news:yes", "news:no", presses.STOP_NEWS, "news:topics", "news:topics:water",
     "news:village", "news:village:2", "news:village:all", "news:urgent:off", "news:urgent:on"],
)  # fmt: skip
def test_every_button_about_news_leads_to_a_choice(around: Surroundings, value: str) -> None:
    command = presses.read_press(value)
    turn = act(Remembered(language="th", notice_shown=9), command, world(around))
    assert turn.effects == (ChooseNews(*command[1:]),)


@pytest.mark.parametrize("value", ["news:topics:gone", "news:village:99", "news:urgent", "news:x"])
def test_a_button_of_another_time_changes_nothing(around: Surroundings, value: str) -> None:
    turn = act(Remembered(language="th", notice_shown=9), presses.read_press(value), world(around))
    assert turn.effects == ()
    assert turn.replies


def world(around: Surroundings) -> World:
    return World(
        services={},
        around=with_topics(around),
        today=MONDAY.date(),
        now=MONDAY,
        base_url="https://desk.example",
        fresh_id="abcdef",
    )
