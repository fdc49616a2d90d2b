"""Bad words in every field somebody can fill: no page runs them, and no page breaks."""

from collections.abc import AsyncIterator
from xml.etree import ElementTree

import httpx
import pytest

from bot.desk import Desk
from models import Announcement
from models.announcement_vocabulary import AnnouncementState
from models.vocabulary import Role
from tests.attacks.crawling import PageReader
from tests.attacks.site import CONSOLE, PUBLIC, Attacked, Visitor, attacked, reader_of

TAG = "\"'><xss onxss=1></textarea></script>"
SHORT = '"><xss>'
WORDS = (TAG, SHORT, "=1+1{office.__class__}{0}", "a\x00\x0b\x1b\u202e b\r\nSet-Cookie: x=1")
RUNS = ("javascript:", "vbscript:", "data:text", "//", "\\")
POLICIES = {False: "default-src 'none'", True: "frame-ancestors 'none'"}
"""By whether it is a PDF, which browsers show in a page of their own."""
READERS = (Role.HEAD, Role.OFFICER, Role.COUNTER, Role.EXECUTIVE, Role.AUDITOR)
DEPARTMENTS = {Role.HEAD: "works", Role.OFFICER: "works", Role.COUNTER: "works"}


@pytest.fixture
def site(desk: Desk) -> Attacked:
    return attacked(desk)


@pytest.fixture
async def planted(site: Attacked) -> AsyncIterator[list[httpx.Response]]:
    """A desk where a resident and an administrator typed bad words wherever they could."""
    case = await site.file(what=TAG, place={"latitude": 15.5, "longitude": 102.5, "words": TAG})
    await site.write(case, TAG)
    await site.keep_picture(case)
    async with site.browser(await site.hire(SHORT, Role.ADMIN, None)) as client:
        visitor = Visitor(client)
        await visitor.look_around(*PUBLIC, *CONSOLE)
        answers = await visitor.plant(TAG, everything=False)
        for words in WORDS:
            answers += await visitor.plant(words, everything=True)
        yield answers


def runs(reader: PageReader) -> list[str]:
    """Find what the words brought into a page: a tag, an attribute, an address that acts."""
    tags = [f"<{tag} {given}>" for tag, given in reader.tags if tag == "xss" or "onxss" in given]
    handlers = [name for _tag, given in reader.tags for name in given if name.startswith("on")]
    leads = [
        given[name]
        for _tag, given in reader.tags
        for name in ("href", "src", "action", "formaction")
        if given.get(name, "").strip().lower().startswith(RUNS)
    ]
    return [*tags, *handlers, *leads, *(words for words in reader.scripts if "<xss" in words)]


def found_in(seen: dict[str, httpx.Response]) -> dict[str, list[str]]:
    return {address: bad for address, page in seen.items() if (bad := runs(reader_of(page)))}


def test_the_reader_of_these_tests_sees_what_would_run() -> None:
    bad = httpx.Response(
        200, html=f'<p>{TAG}</p><a href=" JavaScript:x()">x</a><script>"<xss"</script>'
    )
    assert len(runs(reader_of(bad))) == 4


def unprotected_in(seen: dict[str, httpx.Response]) -> list[str]:
    """Find what a browser is not told to load nothing for, or what it may guess the kind of."""
    return [
        address
        for address, page in seen.items()
        if page.headers["x-content-type-options"] != "nosniff"
        or POLICIES[page.headers.get("content-type") == "application/pdf"]
        not in page.headers["content-security-policy"]
    ]


@pytest.mark.parametrize(
    ("database_url", "roles"),
    [("sqlite", (Role.ADMIN, *READERS)), ("postgresql", (Role.ADMIN,))],
    indirect=["database_url"],
)
async def test_nothing_that_was_typed_runs_or_breaks_a_page_for_anybody(
    site: Attacked, planted: list[httpx.Response], roles: tuple[Role, ...]
) -> None:
    assert [one.url for one in planted if one.status_code >= 500] == []
    assert len({one.url.path for one in planted if one.status_code in {200, 303}}) > 15
    for role in roles:
        async with site.browser(await site.hire("Malee", role, DEPARTMENTS.get(role))) as client:
            visitor = Visitor(client)
            await visitor.look_around(*PUBLIC, *CONSOLE)
        assert found_in(visitor.seen) == {}
        assert unprotected_in(visitor.seen) == []
        assert [at for at, page in visitor.seen.items() if page.status_code >= 500] == []
        assert sum("&lt;xss" in page.text for page in visitor.seen.values()) > 5


@pytest.mark.parametrize("feed", ["rss", "atom"])
async def test_a_feed_stays_whole_whatever_was_announced(site: Attacked, feed: str) -> None:
    staff = await site.hire("Malee", Role.ADMIN, None)
    bad = f"{TAG}\x0b\x1b\x01\ufffe]]>"
    async with site.desk.work() as work:
        work.session.add(
            Announcement(
                number=1, state=AnnouncementState.SENT, title_th=bad, text_th=bad,
                written_by=staff.id, published_at=work.now,
            )
        )  # fmt: skip
    async with site.browser() as client:
        answer = await client.get(f"/announcements.{feed}")
    root = ElementTree.fromstring(answer.content)  # noqa: S314 -- our own feed
    assert any(TAG in (element.text or "") for element in root.iter())
    assert [element.tag for element in root.iter() if "xss" in element.tag] == []
