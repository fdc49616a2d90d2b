"""The stage of the stories: both messengers, a served desk, and a department that listens."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from models.vocabulary import CodePurpose, Role
from services.desk import codes, staffing
from tests.serving import SECRET_TOKEN, Served, served, settings_for
from tests.simulator import Simulator
from tests.simulator.server import free_port

Person = Any
"""A resident of either messenger: both understand the same words."""


@dataclass
class Stage:
    """Everything a story needs."""

    simulator: Simulator
    served: Served
    platform: Any
    """The messenger of this run of the story."""

    async def resident(self, name: str = "somchai") -> Person:
        """Somebody who opens the chat for the first time and is greeted."""
        person = self.platform.resident(name)
        await person.follows()
        await person.sees("สวัสดี")
        return person

    async def department_chat(self, *officers: str) -> tuple[Any, list[Person]]:
        """A group of officers, each linked to their name, where the department hears."""
        people = [await self.officer(name) for name in officers]
        group = self.platform.group("งานสาธารณสุข", members=people)
        if self.platform.name == "line":
            await group.adds_bot()
        code = await self.code(CodePurpose.LINK_CHAT, department="health")
        await people[0].types(f"/link {code}", in_=group)
        await group.sees("งานสาธารณสุข")
        return group, people

    async def officer(self, name: str) -> Person:
        """A member of staff who linked their own account in the private chat."""
        person = self.platform.resident(name)
        await person.follows()
        async with self.served.sala.desk.work() as work:
            added = await staffing.add_staff(work, name, Role.OFFICER, "health")
        code = await self.code(CodePurpose.LINK_STAFF, staff_id=added.id)
        await person.types(code)
        await person.sees(name)
        return person

    async def code(self, purpose: CodePurpose, **for_: Any) -> str:
        async with self.served.sala.desk.work() as work:
            return await codes.make_code(work, purpose, **for_)


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator() as opened:
        yield opened


@pytest.fixture
async def open_desk(
    simulator: Simulator, database_url: str, tmp_path: Path
) -> AsyncIterator[Served]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = settings_for(simulator, database_url, tmp_path, url)
    simulator.line.webhook_url = f"{url}/webhooks/line"
    simulator.telegram.webhook_url = f"{url}/webhooks/telegram"
    simulator.telegram.secret = SECRET_TOKEN
    async with served(settings, lambda: port) as opened:
        yield opened


@pytest.fixture(params=["line", "telegram"])
def stage(request: pytest.FixtureRequest, simulator: Simulator, open_desk: Served) -> Stage:
    return Stage(simulator, open_desk, simulator.platform(request.param))
