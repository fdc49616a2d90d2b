"""Fixtures of the public site's tests."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.desk import Desk
from tests.web.public_site import PublicSite, Window, public_site


@pytest.fixture
def site(desk: Desk) -> PublicSite:
    return public_site(desk)


@pytest.fixture
async def open_site(site: PublicSite) -> AsyncIterator[PublicSite]:
    """The site while the desk works: events are answered."""
    async with site.running():
        yield site


@pytest.fixture
async def browser(site: PublicSite) -> AsyncIterator[httpx.AsyncClient]:
    async with site.browser() as client:
        yield client


@pytest.fixture
async def window(open_site: PublicSite) -> AsyncIterator[Window]:
    """A chat window whose conversation has begun."""
    async with open_site.browser() as client:
        opened = Window(client)
        await opened.start()
        yield opened
