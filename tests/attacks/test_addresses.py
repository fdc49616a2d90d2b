"""Addresses nobody types by mistake: without end, beyond every number, with NUL, to elsewhere."""

import re

import httpx
import pytest
from starlette.routing import Route

from bot.desk import Desk
from models.columns import new_id
from models.vocabulary import Role
from tests.attacks.site import Attacked, attacked, inside
from web.app import ROUTES

FIELDS = (
    "q", "text", "reference", "month", "quarter", "period", "before", "group", "department",
    "service", "status", "village", "assignee", "first", "last", "sort", "who", "what", "on",
    "behind", "line", "counter", "queue", "kind", "find", "bill", "done", "mark", "lang", "after",
    "begin", "next", "to", "wanted", "liff.state",
)  # fmt: skip
ODD = {
    "nul": "%00",
    "beyond every number": "9" * 30,
    "digits without end": "9" * 900,
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "a place at the end of time": f"9999-12-31T23:59:59-12:00_{new_id()}",
    "no letters": "%ff%fe",
    "signs that mean something": "%25_%27%22[(%5C",
    "another site": "//evil.example/",
    "another site, turned": "/%5Cevil.example",
    "another site, hidden": "%2f%2fevil.example",
    "a header": "%0d%0aSet-Cookie:%20planted=1",
}
GET = sorted(
    {
        route.path
        for route in ROUTES
        if isinstance(route, Route) and "GET" in (route.methods or ())
        if not route.path.endswith(("/live", "/sign-out"))
    }
)


@pytest.fixture
def site(desk: Desk) -> Attacked:
    return attacked(desk)


def addresses(reference: str, odd: str) -> list[str]:
    """Put the odd words into the gaps of every address, and behind it."""
    asked = "&".join(f"{name}={odd}" for name in FIELDS)
    named = [re.sub(r"{\w+:uuid}", lambda _gap: str(new_id()), path) for path in GET]
    known = [path.replace("{reference}", reference).replace("{key}", "lamp") for path in named]
    gaps = re.compile(r"{\w+(:int)?}")
    whole = [f"{gaps.sub('1', path)}?{asked}"[:15_000] for path in known]
    return [*whole, *(gaps.sub(odd, path) for path in {*named, *known} if gaps.search(path))]


def leads_away(answer: httpx.Response) -> bool:
    there = answer.headers.get("location", "/")
    return not (there.startswith("?") or inside(str(answer.url.join(there))))


TO_ELSEWHERE = frozenset(
    {"another site", "another site, turned", "another site, hidden", "a header"}
)
"""No database cares about these: one is enough."""


@pytest.mark.parametrize("odd", sorted(ODD.keys() - TO_ELSEWHERE))
async def test_no_odd_address_breaks_a_page(site: Attacked, odd: str) -> None:
    await walk(site, odd)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("odd", sorted(TO_ELSEWHERE))
async def test_no_odd_address_leads_away(site: Attacked, odd: str) -> None:
    await walk(site, odd)


async def walk(site: Attacked, odd: str) -> None:
    """Ask for every address with odd words in it: none breaks a page, and none leads away."""
    case = await site.file()
    async with site.browser(await site.hire("Malee", Role.ADMIN, None)) as client:
        answers = [await client.get(one) for one in addresses(case.reference, ODD[odd])]
        names = {cookie.name for cookie in client.cookies.jar}
    assert [str(one.url) for one in answers if one.status_code >= 500] == []
    assert [str(one.url) for one in answers if leads_away(one)] == []
    assert [str(one.url) for one in answers if "planted" in one.headers] == []
    assert "planted" not in names


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "address",
    ["/announcements/" + "9" * 5_000, "/services?q=" + "a" * 20_000, "/track?reference=%00"],
)
async def test_what_cannot_be_one_of_ours_is_not_here(site: Attacked, address: str) -> None:
    async with site.browser() as client:
        answer = await client.get(address)
    assert answer.status_code == 404
    assert "default-src 'none'" in answer.headers["content-security-policy"]
