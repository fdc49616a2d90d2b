"""What protects every page: headers, limits on speed and on size."""

import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from services.kit.office import Office
from tests.web.public_site import PublicSite
from web.security import Limits, Pace, client_address, protection, read_body

POLICY = "content-security-policy"
ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Headers do not depend on the kind of database."""

SLOW = Pace(at_once=2, seconds=10)


def nonce_of(page: httpx.Response) -> str:
    found = re.search(r"script-src 'self' 'nonce-([^']+)'", page.headers[POLICY])
    assert found is not None
    return found.group(1)


@ONE_DATABASE
async def test_every_answer_has_a_policy_with_its_own_nonce(browser: httpx.AsyncClient) -> None:
    first, second = await browser.get("/"), await browser.get("/")
    nonce = nonce_of(first)
    assert f'<style nonce="{nonce}">' in first.text
    assert nonce != nonce_of(second)


@ONE_DATABASE
async def test_nothing_inline_runs_without_the_nonce(browser: httpx.AsyncClient) -> None:
    policy = (await browser.get("/")).headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("path", ["/", "/track", "/console/cases", "/chat/messages", "/chatter"])
def test_only_the_chat_may_stand_in_another_page(path: str, office: Office) -> None:
    policy = protection(path, "x", office)["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'none'")


def test_the_chat_may_stand_in_the_pages_the_office_names(office: Office) -> None:
    policy = protection("/chat", "x", office)["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'self' https://office.example")


@ONE_DATABASE
async def test_browsers_are_told_to_guess_nothing_and_tell_nobody(
    browser: httpx.AsyncClient,
) -> None:
    headers = (await browser.get("/")).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "microphone=()" in headers["permissions-policy"]


def test_a_bucket_empties_and_fills_again() -> None:
    now = [0.0]
    limits = Limits(lambda: now[0])
    waits = [limits.wait("track", "a", SLOW) for _time in range(3)]
    now[0] = 10.0
    assert waits == [0.0, 0.0, 10.0]
    assert limits.wait("track", "a", SLOW) == 0.0


def test_one_person_does_not_slow_down_another() -> None:
    limits = Limits(lambda: 0.0)
    for _time in range(3):
        limits.wait("track", "a", SLOW)
    assert limits.wait("track", "b", SLOW) == 0.0


def test_memory_for_limits_has_an_end() -> None:
    limits = Limits(lambda: 0.0, most_keys=2)
    for who in "abc":
        for _time in range(2):
            limits.wait("track", who, SLOW)
    assert limits.wait("track", "c", SLOW) > 0
    assert limits.wait("track", "a", SLOW) == 0.0


def asked_from(host: str) -> Request:
    return Request({"type": "http", "client": (host, 1), "headers": []})


def test_one_household_has_one_address() -> None:
    neighbours = [asked_from("2001:db8:1:2::1"), asked_from("2001:db8:1:2:ffff::9")]
    assert client_address(neighbours[0]) == client_address(neighbours[1])
    assert client_address(asked_from("2001:db8:1:3::1")) != client_address(neighbours[0])
    assert client_address(asked_from("203.0.113.7")) == "203.0.113.7"


def test_ipv4_addresses_on_a_socket_for_both_are_told_apart() -> None:
    mapped = [client_address(asked_from(f"::ffff:203.0.113.{number}")) for number in (7, 8)]
    assert mapped == ["203.0.113.7", "203.0.113.8"]


async def measure(request: Request) -> Response:
    return PlainTextResponse(str(len(await read_body(request, 10))))


@pytest.mark.parametrize(
    ("body", "status"), [(b"0123456789", 200), (b"0123456789x", 413), (b"", 200)]
)
async def test_a_body_is_read_up_to_its_limit(body: bytes, status: int) -> None:
    app = Starlette(routes=[Route("/", measure, methods=["POST"])])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://desk"
    ) as client:
        assert (await client.post("/", content=body)).status_code == status


async def test_a_body_that_hides_its_length_is_cut_off() -> None:
    async def pieces() -> object:
        for _piece in range(5):
            yield b"0123"

    app = Starlette(routes=[Route("/", measure, methods=["POST"])])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://desk"
    ) as client:
        assert (await client.post("/", content=pieces())).status_code == 413  # type: ignore[arg-type] # an async generator


@ONE_DATABASE
async def test_whoever_looks_up_too_many_cases_has_to_wait(site: PublicSite) -> None:
    async with site.browser() as browser:
        answers = [await browser.get("/track/K7M-2Q4-XW9") for _time in range(21)]
        site.pace[0] += 60
        later = await browser.get("/track/K7M-2Q4-XW9")
    assert answers[-2].status_code == 404
    assert answers[-1].status_code == 429
    assert answers[-1].headers["retry-after"] == "6"
    assert "A little too fast" in answers[-1].text
    assert later.status_code == 404


def test_what_costs_more_uses_up_more() -> None:
    now = [0.0]
    limits = Limits(lambda: now[0])
    pace = Pace(at_once=100, seconds=1)
    assert limits.wait("bytes", "somebody", pace, cost=80) == 0
    assert limits.wait("bytes", "somebody", pace, cost=30) == 10
    assert limits.wait("bytes", "somebody", pace, cost=20) == 0
