"""The stream of an open page: what is new, who is there, and when it ends."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from starlette.requests import Request

from bot.desk import Desk
from models import Case, PreparedText, Staff
from services.desk import leaving
from tests.web.console_office import ConsoleOffice, console_office, press
from web.console.access import Visit
from web.console.case_live import events


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


def address(case: Case) -> str:
    return f"/console/cases/{case.reference}"


async def a_case_and_two(console: ConsoleOffice) -> tuple[Case, Staff, Staff]:
    return await console.file(), await console.hire("Malee"), await console.hire("Chai")


async def page(console: ConsoleOffice, staff: Staff, case: Case) -> str:
    async with console.browser(staff) as client:
        return (await client.get(address(case))).text


async def prepare(
    console: ConsoleOffice, words: str, department: str | None = "works", action: str = "reply"
) -> PreparedText:
    text = PreparedText(
        title="Coming", action=action, department=department, words_th=words, words_en=words
    )
    async with console.desk.work() as work:
        work.session.add(text)
    return text


class Meanwhile:
    """What happens while a stream pauses, one thing a pause; the last pause ends the test."""

    def __init__(self, *things: Callable[[], Awaitable[object]]) -> None:
        self.things = list(things)

    async def __call__(self, _seconds: float) -> None:
        for thing in self.things[:1]:
            await thing()
        del self.things[:1]


async def told(
    console: ConsoleOffice, client: httpx.AsyncClient, staff: Staff, case: Case,
    meanwhile: Meanwhile, looks: int,
) -> list[str]:  # fmt: skip
    """The first pieces of the stream of a page that was just opened."""
    scope = {
        "type": "http", "headers": [], "query_string": b"", "app": console.app, "method": "GET",
        "path": "/",
    }  # fmt: skip
    token = client.cookies.get("sala_session") or ""
    visit = Visit(Request(scope), staff, token, {})
    stream = events(visit, case, "1.0", meanwhile)
    pieces: list[str] = []
    async for piece in stream:
        pieces.append(piece.split("\n")[0])
        if len(pieces) == looks:
            break
    return pieces


async def test_an_open_page_is_told_once_that_something_is_new(console: ConsoleOffice) -> None:
    case, malee = await console.file(), await console.hire("Malee")
    meanwhile = Meanwhile(lambda: console.write(case, "It smokes."))
    async with console.browser(malee) as client:
        pieces = await told(console, client, malee, case, meanwhile, 4)
    assert pieces == [": ", "event: news", ": ", ": "]


async def test_an_open_page_is_told_who_comes(console: ConsoleOffice) -> None:
    case, malee, chai = (
        await console.file(),
        await console.hire("Malee"),
        await console.hire("Chai"),
    )
    meanwhile = Meanwhile(lambda: page(console, chai, case))
    async with console.browser(malee) as client:
        pieces = await told(console, client, malee, case, meanwhile, 2)
    assert pieces == [": ", "event: here"]


async def test_a_stream_ends_with_the_session(console: ConsoleOffice) -> None:
    case, malee = await console.file(), await console.hire("Malee")
    async with console.browser(malee) as client:
        meanwhile = Meanwhile(lambda: press(client, address(case), "/console/sign-out"))
        pieces = await told(console, client, malee, case, meanwhile, 9)
    assert pieces == [": ", "event: end"]


async def test_a_stream_ends_when_its_reader_leaves_the_office(console: ConsoleOffice) -> None:
    case, malee = await console.file(), await console.hire("Malee")

    async def leave() -> None:
        async with console.desk.work() as work:
            await leaving.leave(work, malee.id)

    async with console.browser(malee) as client:
        pieces = await told(console, client, malee, case, Meanwhile(leave), 9)
    assert pieces == [": ", "event: end"]


async def test_only_a_script_gets_the_stream(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        answer = await client.get(f"{address(case)}/live")
    assert answer.headers["location"] == address(case)
