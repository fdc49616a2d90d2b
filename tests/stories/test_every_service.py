"""Every service in the chat, on both messengers: from the menu to the paper in the hand.

One desk of the shipped office stays open for all of them: for LINE on PostgreSQL, for Telegram on
SQLite, so that every service has met both without being told four times.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio

from bot.beginning import MOST_PAPERS
from offices import SHIPPED
from services.catalogue import all_services
from services.desk.routing import answering_department
from services.kit.fields import Surroundings
from services.kit.service import Service
from tests.assessed import assess
from tests.conftest import Clock, fresh_database
from tests.papers.pdf_words import words_of
from tests.serving import browser_of
from tests.simulator import Options, Simulator
from tests.stories.any_service import NUMBER, PERSONAL, SEND, WORDS, Resident
from tests.stories.bin_form import RECEIPT, reference_in
from tests.stories.conftest import premises_for
from tests.stories.stage import Stage
from web.forms.reading import around_today

pytestmark = pytest.mark.asyncio(loop_scope="module")

ALL = list(all_services().values())
SPEAKING = [one for one in ALL if any(then.speaks_for_itself for then in one.then)]
"""What follows from filing is their receipt: no paper, and no notice to the department."""
FILED = [service for service in ALL if service.fields and service not in SPEAKING]
BROUGHT = [service for service in ALL if not service.fields]
DATABASES = {"line": "postgresql", "telegram": "sqlite"}


@dataclass
class Office:
    """The shipped office, open to the residents of one messenger."""

    stage: Stage
    groups: dict[str, Any] = field(default_factory=dict)
    came: int = 0

    @property
    def around(self) -> Surroundings:
        return around_today(self.stage.desk)

    @asynccontextmanager
    async def resident(self, service: Service) -> AsyncIterator[Resident]:
        """Somebody at home, with a telephone and an address of their own in the net."""
        self.came += 1
        address = {"X-Forwarded-For": f"10.0.0.{self.came}"}
        person = await self.stage.resident(f"resident {self.came}")
        person.phone = "66812345678"
        async with browser_of(self.stage.served.url, **address) as browser:
            yield Resident(person, service, self.around, browser)

    async def group(self, service: Service) -> Any:
        """Return the chat of the department that answers, made when it is first needed.

        Everybody here gives the first answer there is to the first question.
        """
        first = service.fields[0]
        answers = {first.name: next(iter(first.options(self.around)), None)}
        department = answering_department(service, answers, self.around.office, self.around.day)
        if department not in self.groups:
            self.groups[department] = await self.stage.chat_of(department)
        return self.groups[department]


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=list(DATABASES))
async def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    """One desk for all services of a messenger, with what is due in the lists of the office."""
    clock, messenger = Clock(), str(request.param)
    async with Simulator(Options(now=lambda: clock().timestamp())) as simulator:
        url = fresh_database(request, DATABASES[messenger])
        premises = premises_for(simulator, url, tmp_path_factory.mktemp("office"), clock)
        premises.settings.office = SHIPPED
        async with premises.opened(messenger) as stage:
            await assess(stage.desk, WORDS, "1234")
            yield Office(stage)


@pytest.mark.parametrize("service", FILED, ids=lambda service: service.key)
async def test_a_service_is_asked_for_from_the_menu_to_the_paper(
    office: Office, service: Service
) -> None:
    group = await office.group(service)
    async with office.resident(service) as resident:
        await resident.opens_the_form()
        await resident.comes_to_the_review()
        assert resident.pages == any(asked.private for asked in service.fields)
        await resident.person.presses(SEND)
        receipt = await resident.person.sees(RECEIPT)
        reference = reference_in(receipt.text)
        await group.sees(reference)
        assert [piece for piece in (*PERSONAL, NUMBER) if piece in read_in(group)] == []
        assert NUMBER not in read_in(resident.person)
        await resident.person.presses("ใบรับเรื่อง", on=receipt)
        paper = await resident.browser.get(resident.person.opened[-1])
        assert paper.headers["content-type"] == "application/pdf"
        assert f"/track/{reference}" in words_of(paper.content)
        await resident.person.types("ติดตาม")
        await resident.person.sees(reference)
        public = await resident.browser.get(f"/track/{reference}")
        assert reference in public.text
        assert [piece for piece in PERSONAL if piece in public.text] == []


@pytest.mark.parametrize("service", SPEAKING, ids=lambda service: service.key)
async def test_a_service_that_speaks_for_itself_tells_its_number(
    office: Office, service: Service
) -> None:
    async with office.resident(service) as resident:
        await resident.opens_the_form()
        await resident.comes_to_the_review()
        await resident.person.presses(SEND)
        reference = reference_in((await resident.person.sees("เลขที่เรื่อง")).text)
        public = await resident.browser.get(f"/track/{reference}")
        assert reference in public.text


@pytest.mark.parametrize("service", BROUGHT, ids=lambda service: service.key)
async def test_a_service_of_the_counter_tells_what_to_bring(
    office: Office, service: Service
) -> None:
    async with office.resident(service) as resident:
        await resident.opens_the_form()
        told = resident.now.text
        papers = [resident.thai(paper.name) for paper in service.papers[:MOST_PAPERS]]
        assert papers
        assert [paper for paper in papers if paper not in told] == []
        await resident.person.presses("อ่านคู่มือทั้งหมด")
        manual = await resident.browser.get(resident.person.opened[-1])
        assert resident.thai(service.title) in manual.text


def read_in(chat: Any) -> str:
    """Everything the desk has said in a chat so far."""
    return "\n".join(shown.text for shown in chat.screen)
