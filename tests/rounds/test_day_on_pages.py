"""The planned day on the pages of residents: their own, and the one for whoever has a reference."""

from uuid import uuid4

import httpx
import pytest
from starlette.applications import Starlette

from bot.desk import Desk
from models import ChannelAddress, Resident, Staff
from services.desk.actor import Actor
from services.desk.rounds import changing
from tests.rounds.crew import ask, plan, stop_ids
from web import assets, front, my_case, tracking
from web.chat import chat_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SECRET = "a secret of a browser"


async def in_browser(desk: Desk) -> Actor:
    """Somebody who filed on the web."""
    resident_id, chat = uuid4(), chat_of(SECRET)
    async with desk.database.writing() as session:
        session.add(Resident(id=resident_id, language="en", first_seen_at=desk.clock()))
        await session.flush()
        session.add(ChannelAddress(channel="webchat", chat=chat, resident_id=resident_id))
    return Actor("webchat", chat, chat, private=True, language="en", resident_id=resident_id)


async def pages(desk: Desk, reference: str) -> list[str]:
    app = Starlette(routes=[*my_case.routes, *tracking.routes, *assets.routes, *front.routes])
    app.state.desk = desk
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url=desk.base_url,
        headers={"accept-language": "en"},
    ) as client:
        return [(await client.get(path)).text for path in (f"/my/{SECRET}", f"/track/{reference}")]


async def test_the_planned_day_stands_on_both_pages_until_it_is_called_off(
    desk: Desk, officer: Staff
) -> None:
    case = await ask(desk, await in_browser(desk))
    round_id = await plan(desk, officer, case)
    [stop] = await stop_ids(desk, round_id)
    day = "<dd><strong>Tue 24 Nov 2026</strong></dd>"
    assert [day in page for page in await pages(desk, case.reference)] == [True, True]
    async with desk.work() as work:
        await changing.remove(work, officer, round_id, stop)
    assert [day in page for page in await pages(desk, case.reference)] == [False, False]
