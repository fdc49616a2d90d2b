"""The audience: who an announcement goes to, and that the walk misses nobody."""

from typing import Any

import pytest

from bot.desk import Desk
from models import ChannelAddress, Subscription
from services.desk.subscribing.audience import audience_page, audience_size
from tests.conftest import MONDAY
from tests.desk.people import LAMP, file, line_actor
from tests.subscribing.people import settle, subscribe


async def reached(desk: Desk, audience: dict[str, Any], channel: str = "line") -> list[str]:
    """The chats of an audience, walked two at a time."""
    chats: list[str] = []
    async with desk.database.reading() as session:
        while page := await audience_page(
            session, audience, channel, chats[-1] if chats else "", 2
        ):
            chats += [recipient.chat for recipient in page]
        sizes = await audience_size(session, audience)
    assert len(chats) == sizes.get(channel, 0)
    return chats


async def test_ordinary_news_goes_to_whoever_said_yes_and_to_nobody_else(desk: Desk) -> None:
    await settle(desk, "Unever-asked")
    for chat in ("Ue", "Ub", "Ua", "Ud", "Uc"):
        await subscribe(desk, chat)
    assert await reached(desk, {}) == ["Ua", "Ub", "Uc", "Ud", "Ue"]


async def test_nobody_hears_twice_who_writes_on_two_channels(desk: Desk) -> None:
    resident = await subscribe(desk, "Uboth")
    await settle(desk, "77", channel="telegram", resident_id=resident)
    assert await reached(desk, {}) == ["Uboth"]
    assert await reached(desk, {}, "telegram") == []
    assert await reached(desk, {"emergency": True}, "telegram") == ["77"]


async def test_an_emergency_goes_to_everybody_but_who_said_no_to_these_too(desk: Desk) -> None:
    await settle(desk, "Unever-asked")
    await subscribe(desk, "Uyes")
    refused = await settle(desk, "Unot-even-floods")
    async with desk.database.writing() as session:
        session.add(Subscription(resident_id=refused, no_emergencies=True))
    stopped = await settle(desk, "Uno-news")
    async with desk.database.writing() as session:
        session.add(Subscription(resident_id=stopped, stopped_at=MONDAY))
    assert await reached(desk, {"emergency": True}) == ["Unever-asked", "Uno-news", "Uyes"]


async def test_groups_and_chats_that_blocked_us_are_left_out(desk: Desk) -> None:
    await settle(desk, "Ugone", blocked_at=MONDAY)
    async with desk.database.writing() as session:
        session.add(ChannelAddress(channel="line", chat="Cgroup"))
    assert await reached(desk, {"emergency": True}) == []


@pytest.mark.parametrize(
    ("audience", "chats"),
    [
        ({"villages": [2]}, ["Uall", "Utwo"]),
        ({"topics": ["water"]}, ["Uall", "Uone", "Utwo"]),
        ({"topics": ["jobs"]}, ["Uall", "Utwo"]),
        ({"topics": ["jobs", "water"], "villages": [1]}, ["Uall", "Uone"]),
        ({"language": "en"}, ["Uone"]),
        ({"channels": ["telegram"]}, []),
        ({"channels": ["line", "telegram"]}, ["Uall", "Uone", "Utwo"]),
    ],
)
async def test_an_audience_is_narrowed_by_what_people_chose(
    desk: Desk, audience: dict[str, Any], chats: list[str]
) -> None:
    await subscribe(desk, "Uall")
    await subscribe(desk, "Uone", village=1, topics=("water",), language="en")
    await subscribe(desk, "Utwo", village=2)
    assert await reached(desk, audience) == chats


async def test_people_with_an_open_case_hear_of_it_without_having_asked_for_news(
    desk: Desk,
) -> None:
    for chat in ("Ulamp", "Udone", "Uother"):
        await settle(desk, chat)
    resident = await settle(desk, "Uwaiting")
    await file(desk, line_actor("Uwaiting", resident))
    assert await reached(desk, {"open_cases_of": LAMP.key}) == ["Uwaiting"]
    assert await reached(desk, {"open_cases_of": LAMP.key, "villages": [2]}) == ["Uwaiting"]
    assert await reached(desk, {"open_cases_of": LAMP.key, "villages": [3]}) == []


async def test_an_emergency_of_a_village_reaches_who_named_it_or_has_a_case_there(
    desk: Desk,
) -> None:
    await settle(desk, "Ufar")
    await subscribe(desk, "Ulives-there", village=2)
    resident = await settle(desk, "Ucase-there")
    await file(desk, line_actor("Ucase-there", resident))
    assert await reached(desk, {"emergency": True, "villages": [2]}) == [
        "Ucase-there",
        "Ulives-there",
    ]
