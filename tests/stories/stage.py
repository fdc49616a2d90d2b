"""The stage of a story: the messengers, a desk that is served, its clock, and who works there."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from sqlmodel import col, select

from bot.desk import Desk
from bot.outbox_store import claim_due
from models import OutboxMessage, Staff
from models.vocabulary import CodePurpose, OutboxState, Role
from services.desk import codes, staffing
from services.desk.leaving import leave
from services.kit.service import Service
from tests.conftest import Clock
from tests.serving import Served, served
from tests.simulator import Simulator
from tests.simulator.screen import Shown
from web.settings import Settings

Person = Any
"""A resident or officer of either messenger: both understand the same words."""

DEPARTMENT = "health"
DEPARTMENT_NAME = "งานสาธารณสุข"


async def until(holds: Callable[[], Awaitable[bool]], within: float = 10.0) -> None:
    """Wait for something that rings no bell, such as a row of a database."""
    async with asyncio.timeout(within):
        while not await holds():  # noqa: ASYNC110 -- a row that changes rings no bell
            await asyncio.sleep(0.01)


@dataclass
class Stage:
    """Everything a story needs."""

    simulator: Simulator
    served: Served
    clock: Clock
    platform: Any
    """The messenger of this run of the story."""

    @property
    def desk(self) -> Desk:
        return self.served.sala.desk

    @property
    def browser(self) -> httpx.AsyncClient:
        return self.served.browser

    async def resident(self, name: str = "somchai") -> Person:
        """Somebody who opens the chat for the first time and is greeted."""
        person = self.platform.resident(name)
        await person.follows()
        await person.sees("มีอะไรให้ช่วย")
        return person

    async def department_chat(self, *officers: str) -> tuple[Any, list[Person]]:
        """A group of officers, each linked to their name, where the department hears."""
        people = [await self.officer(name) for name in officers]
        group = self.platform.group(DEPARTMENT_NAME, members=people)
        await group.adds_bot()
        await self.links(people[0], group)
        return group, people

    async def chat_of(self, department: str) -> Any:
        """A group of one officer, where a department of the office hears."""
        name = self.desk.around.office.departments[department].name.render(
            self.desk.around.languages["th"]
        )
        officer = await self.officer(f"officer of {department}", department)
        group = self.platform.group(name, members=[officer])
        await group.adds_bot()
        code = await self.code(CodePurpose.LINK_CHAT, department=department)
        await officer.types(f"/link {code}", in_=group)
        await group.sees(name)
        return group

    async def links(self, person: Person, chat: Any) -> None:
        """Link a chat to the department with a fresh code."""
        code = await self.code(CodePurpose.LINK_CHAT, department=DEPARTMENT)
        await person.types(f"/link {code}", in_=chat)
        await chat.sees(DEPARTMENT_NAME)

    async def officer(
        self, name: str, department: str | None = DEPARTMENT, role: str = Role.OFFICER
    ) -> Person:
        """A member of staff who linked their own account in the private chat."""
        person = self.platform.resident(name)
        await person.follows()
        added = await self.hire(name, role, department)
        await person.types(await self.code(CodePurpose.LINK_STAFF, staff_id=added.id))
        await person.sees(name)
        return person

    async def answers(self, person: Person, group: Any, asked: Shown, words: str) -> None:
        """Type what the desk has asked for in a group.

        On Telegram the keyboard opens for a reply to the desk's message, and only a reply is heard.
        """
        reply: dict[str, Any] = {"replying_to": asked} if person.platform.name == "telegram" else {}
        await person.types(words, in_=group, **reply)

    async def hire(
        self, name: str, role: str = Role.OFFICER, department: str | None = DEPARTMENT
    ) -> Staff:
        async with self.desk.work() as work:
            return await staffing.add_staff(work, name, role, department)

    async def dismiss(self, name: str) -> None:
        """Somebody of this name does not work here any more."""
        async with self.desk.work() as work:
            here = await staffing.all_staff(work.session)
            [gone] = [staff for staff in here if staff.name == name]
            await leave(work, gone.id)

    async def code(self, purpose: CodePurpose, **for_: Any) -> str:
        async with self.desk.work() as work:
            return await codes.make_code(work, purpose, **for_)

    async def all_said(self) -> None:
        """Wait until nothing in the outbox is due any more."""
        await until(self._nothing_due)

    async def time_passes(self, seconds: float) -> None:
        """Put the clock forward and let the desk do what has become due."""
        self.clock.advance(seconds=seconds)
        self.served.sala.fetcher.hurry()
        due = await claim_due(self.desk, list(self.desk.channels))
        self.served.sala.sender.send_soon(due)
        await self.all_said()

    async def outbox(self) -> list[OutboxMessage]:
        """Return every message the desk has ever had to say, the oldest first."""
        async with self.desk.database.reading() as session:
            rows = await session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id)))
            return list(rows)

    async def _nothing_due(self) -> bool:
        due = (
            select(OutboxMessage.id)
            .where(OutboxMessage.state == OutboxState.WAITING)
            .where(OutboxMessage.due_at <= self.clock())
            .limit(1)
        )
        async with self.desk.database.reading() as session:
            return (await session.exec(due)).first() is None


@dataclass
class Premises:
    """Where a desk can be opened, closed and opened again upon the same database."""

    simulator: Simulator
    settings: Settings
    port: int
    clock: Clock

    @asynccontextmanager
    async def opened(
        self, messenger: str = "line", services: Mapping[str, Service] | None = None
    ) -> AsyncIterator[Stage]:
        """Open the desk, for people of one messenger, until the block ends."""
        async with served(self.settings, lambda: self.port, self.clock, services) as open_desk:
            platform = self.simulator.platform(messenger)
            yield Stage(self.simulator, open_desk, self.clock, platform)
