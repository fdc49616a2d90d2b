"""The same page posted again, at the same moment or after a crash: nothing is lost or doubled."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk import Desk
from bot.messages import Kind
from models import Case, CaseEvent, ChatLine, InboundEvent, OutboxMessage, Resident
from models.database import Database
from models.vocabulary import CaseAction
from services.kit.private import is_sealed
from tests.files.made import drawn
from tests.web.forms.form_filling import FormWindow, hidden_inputs
from tests.web.forms.test_fill import GRANT, NUMBER, address, draft_of, hear
from tests.web.public_site import PublicSite

TIMES = 4
NO_FILE: list[tuple[str, tuple[str, bytes, str]]] = [("nothing", ("", b"", "text/plain"))]
PHOTO: list[tuple[str, tuple[str, bytes, str]]] = [("file", ("a.jpg", drawn("JPEG"), "image/jpeg"))]


@dataclass
class Post:
    """One POST of a browser, to be sent as often as wanted."""

    client: httpx.AsyncClient
    address: str
    data: dict[str, Any]
    files: list[tuple[str, tuple[str, bytes, str]]] = field(default_factory=lambda: NO_FILE)

    async def send(self) -> httpx.Response:
        return await self.client.post(self.address, data=self.data, files=self.files)

    async def send_at_once(self) -> list[int]:
        answers = await asyncio.gather(*(self.send() for _time in range(TIMES)))
        return [answer.status_code for answer in answers]


class Dying(Database):
    """A database as a process leaves it that dies just before the commit."""

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        async with super().writing() as session:
            yield session
            raise ConnectionError


async def count(site: PublicSite, table: type) -> int:
    async with site.desk.database.reading() as session:
        return len(list(await session.exec(select(table))))


@pytest.fixture
async def last_page(browser: httpx.AsyncClient) -> Post:
    """The last page of a form, about to be sent."""
    form = FormWindow(browser, "/services/lamp/form")
    await form.open()
    await form.types(what="The lamp is out.").send()
    return Post(browser, form.address, {**hidden_inputs(form.page), "_step": "send"})


async def test_a_form_posted_at_once_and_again_is_one_case(
    site: PublicSite, last_page: Post
) -> None:
    assert await last_page.send_at_once() == [303] * TIMES
    assert (await last_page.send()).status_code == 303
    assert [await count(site, one) for one in (Case, Resident)] == [1, 1]


async def test_a_form_whose_process_died_before_its_commit_is_filed_by_the_next_post(
    site: PublicSite, last_page: Post, database_url: str
) -> None:
    living, site.desk.database = site.desk.database, Dying(database_url)
    assert (await last_page.send()).status_code == 500
    await site.desk.database.close()
    site.desk.database = living
    assert [await count(site, one) for one in (Case, Resident, OutboxMessage)] == [0, 0, 0]
    assert (await last_page.send()).status_code == 303
    assert [await count(site, one) for one in (Case, Resident, OutboxMessage)] == [1, 1, 1]


@pytest.fixture
async def own_page(site: PublicSite, last_page: Post) -> Post:
    """The own page of somebody who has just sent a form, with words typed into it."""
    sent = await last_page.client.get((await last_page.send()).headers["location"])
    address = re.findall(r'href="(/my/[^"]+)"', sent.text)[0]
    page = (await last_page.client.get(address)).text
    there = re.findall(r'action="(/my/[^"]+/write)"', page)[0]
    typed = {"form_token": hidden(page, "form_token"), "once": hidden(page, "once")}
    return Post(last_page.client, there, {**typed, "words": "Still dark"}, PHOTO)


def hidden(page: str, name: str) -> str:
    return hidden_inputs(page)[name][0]


async def steps(site: PublicSite) -> list[str]:
    async with site.desk.database.reading() as session:
        return [one.action for one in await session.exec(select(CaseEvent))]


async def test_words_for_the_office_posted_at_once_and_again_are_one_message(
    site: PublicSite, own_page: Post
) -> None:
    assert await own_page.send_at_once() == [303] * TIMES
    assert (await own_page.send()).status_code == 303
    assert sorted(await steps(site)) == sorted([CaseAction.FILE, CaseAction.WRITE])
    assert await count(site, ChatLine) == 1


async def test_other_words_from_the_same_page_are_another_message(
    site: PublicSite, own_page: Post
) -> None:
    await own_page.send()
    own_page.data["words"] = "And wet"
    await own_page.send()
    assert (await steps(site)).count(CaseAction.WRITE) == 2


async def test_a_withdrawal_posted_at_once_happened_once_and_is_said_to_have(
    site: PublicSite, own_page: Post
) -> None:
    own_page.address = own_page.address.replace("/write", "/withdraw")
    own_page.files = NO_FILE
    assert await own_page.send_at_once() == [303] * TIMES
    assert (await steps(site)).count(CaseAction.WITHDRAW) == 1


async def test_a_page_of_a_draft_posted_at_once_and_again_goes_on_once(desk: Desk) -> None:
    site = PublicSite(replace(desk, services={GRANT.key: GRANT}))
    async with site.running(), site.browser() as client:
        await hear(site, "1", "begin:grant", Kind.PRESS)
        await hear(site, "2", "A new roof")
        form = FormWindow(client, await address(site))
        await form.open()
        data = {**hidden_inputs(form.page), "id-card": NUMBER, "_step": "go"}
        post = Post(client, form.address, data)
        assert await post.send_at_once() == [303] * TIMES
        assert (await post.send()).status_code == 303
        assert is_sealed((await draft_of(site)).answers["id-card"])
    async with site.desk.database.reading() as session:
        keys = [one.key for one in await session.exec(select(InboundEvent))]
    assert len([key for key in keys if "fill-" in key]) == 1
    assert await count(site, OutboxMessage) == 3
