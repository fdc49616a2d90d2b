"""A paused service says why and until when, wherever somebody would begin it."""

from dataclasses import replace
from datetime import date

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.desk import Desk
from services.kit.fields import Surroundings
from services.kit.office import Named, Office, SwitchedOff
from tests.desk.people import LAMP
from tests.talking import Talk
from tests.web.public_site import PublicSite
from web.security import SecurityHeaders

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is said does not depend on the kind of database."""

WHY = SwitchedOff(Named("รถเสีย", "the truck is broken"), date(2026, 12, 1))
SAID = "We cannot take this until Tue 1 Dec 2026: the truck is broken."


@pytest.fixture
def desk(desk: Desk) -> Desk:
    lamp = replace(LAMP, keywords=("lamp",))
    office = replace(desk.around.office, switched_off={lamp.key: WHY})
    around = replace(desk.around, office=office)
    return replace(desk, around=around, services={**desk.services, lamp.key: lamp})


def test_it_stands_in_the_menu_and_the_chat_says_why(desk: Desk) -> None:
    talk = Talk(desk.around, services=dict(desk.offered))
    assert any(SAID in words for words in talk.sends_value("begin:lamp"))
    assert talk.remembered.draft is None


@pytest.mark.parametrize("address", ["/services/lamp", "/services/lamp/form"])
async def test_its_pages_say_why(desk: Desk, address: str) -> None:
    async with PublicSite(desk).browser() as browser:
        assert SAID in (await browser.get(address, params={"lang": "en"})).text


async def test_the_headers_follow_the_office(desk: Desk, around: Surroundings) -> None:
    standing: list[Office] = [around.office]
    app = Starlette(
        routes=[Route("/chat", _hello)],
        middleware=[Middleware(SecurityHeaders, office=lambda: standing[-1])],
    )
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="https://desk.example"
    ) as browser:
        before = (await browser.get("/chat")).headers["content-security-policy"]
        standing.append(replace(around.office, embed_origins=("https://new.example.go.th",)))
        after = (await browser.get("/chat")).headers["content-security-policy"]
    assert "https://new.example.go.th" not in before
    assert "https://new.example.go.th" in after


async def _hello(_request: Request) -> Response:
    return PlainTextResponse("hello")
