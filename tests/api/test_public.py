"""Programs read what the public pages say, and are refused in one form."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from bot.desk import Desk
from tests.web.public_site import public_site
from web import front
from web.api.routes import routes

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""These answers do not depend on the kind of database."""


@pytest.fixture
async def program(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI(routes=routes, openapi_url=None, exception_handlers=front.exception_handlers)
    app.state.desk = public_site(desk).desk
    app.add_middleware(front.Unbroken)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://desk.example",
        headers={"Accept-Language": "en"},
    ) as client:
        yield client


async def test_services_come_with_their_promise(program: httpx.AsyncClient) -> None:
    (lamp,) = (await program.get("/api/v1/services")).json()["services"]
    assert lamp["promise"] == "The office answers within 3 working days."
    assert lamp["form"].endswith("/services/lamp/form")


async def test_a_program_that_has_the_answer_gets_only_the_tag(program: httpx.AsyncClient) -> None:
    first = await program.get("/api/v1/services/lamp")
    again = await program.get(
        "/api/v1/services/lamp", headers={"If-None-Match": first.headers["etag"]}
    )
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert first.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/api/v1/services/nothing", 404),
        ("GET", "/api/v1/nowhere", 404),
        ("GET", "/api/v1/services/%00", 404),
        ("POST", "/api/v1/services", 405),
    ],
)
async def test_every_refusal_is_a_problem(
    program: httpx.AsyncClient, method: str, address: str, status: int
) -> None:
    refused = await program.request(method, address, headers={"Accept": "text/html"})
    assert refused.headers["content-type"] == "application/problem+json"
    assert (refused.status_code, refused.json()["status"]) == (status, status)


async def test_who_is_too_fast_is_told_when_to_come_again(program: httpx.AsyncClient) -> None:
    for _time in range(30):
        await program.get("/api/v1/services/lamp")
    refused = await program.get("/api/v1/services/lamp")
    assert (refused.status_code, refused.json()["status"]) == (429, 429)
    assert int(refused.headers["retry-after"]) >= 1


async def test_the_language_is_the_programs_and_not_the_cookies(
    program: httpx.AsyncClient,
) -> None:
    thai = {"Accept-Language": "th", "Cookie": "sala_language=en"}
    refused = await program.get("/api/v1/nowhere", headers=thai)
    assert refused.headers["content-language"] == "th"
    assert refused.json()["title"] != "This page is not here"


async def test_the_description_names_every_address(program: httpx.AsyncClient) -> None:
    described = (await program.get("/api/v1/openapi.json")).json()
    served = {one.path for one in routes if isinstance(one, APIRoute) and one.include_in_schema}
    assert set(described["paths"]) == served


async def test_people_read_the_description_on_a_page(program: httpx.AsyncClient) -> None:
    page = await program.get("/api/docs")
    assert "POST /api/v1/cases/{reference}/{action}" in page.text
    assert "Idempotency-Key" in page.text
    assert (await program.get("/api")).headers["location"] == "/api/docs"
