"""Who may open which page of the console, and what a form from elsewhere can do: nothing."""

import re

import httpx
import pytest
from sqlmodel import select
from starlette.routing import BaseRoute, Route

from bot.desk import Desk
from models import AuditEntry, Case, CaseEvent, OneTimeCode, StaffSession
from models.columns import new_id
from models.vocabulary import Role
from tests.web.console_office import ConsoleOffice, console_office, forms_of, send
from web.console import routes as console_routes


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


OPEN_TO_ALL = "/console/sign-in"


def addresses(method: str, routes: list[BaseRoute] = console_routes) -> list[str]:
    """Every address of the console behind the door, so that the next one is checked too."""
    return sorted(
        route.path
        for route in routes
        if isinstance(route, Route) and method in (route.methods or ())
        if not route.path.startswith(OPEN_TO_ALL)
    )


def filled(address: str, case: Case) -> str:
    named = (
        address.replace("{reference}", case.reference)
        .replace("{action}", "accept")
        .replace("{key}", "lamp")
    )
    return re.sub(r"{\w+:uuid}", str(new_id()), named)


async def everything(console: ConsoleOffice) -> list[object]:
    """What a form could have changed."""
    async with console.desk.database.reading() as session:
        found = (await session.exec(select(Case))).all()
        events = len((await session.exec(select(CaseEvent))).all())
        codes = len((await session.exec(select(OneTimeCode))).all())
        ended = [row.ended_at for row in await session.exec(select(StaffSession))]
    cases = [(case.reference, case.status, case.version) for case in found]
    return [cases, events, codes, ended, list(console.replays.keys)]


def test_the_console_has_the_addresses_these_tests_walk() -> None:
    assert "/console/cases/{reference}/{action}" in addresses("POST")
    assert "/console/cases/{reference}/files/{file:uuid}" in addresses("GET")


async def test_every_page_sends_everybody_else_to_the_explanation(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser() as client:
        answers = {one: await client.get(filled(one, case)) for one in addresses("GET")}
    assert {one: led(answer) for one, answer in answers.items() if led(answer) != AWAY} == {}
    assert [one for one, answer in answers.items() if case.reference in answer.text] == []


AWAY = (303, "/console/sign-in")


def led(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("location", "")


async def test_no_form_of_somebody_outside_changes_anything(console: ConsoleOffice) -> None:
    case = await console.file()
    before, sent = await everything(console), {"version": "1"}
    async with console.browser() as client:
        answers = {one: await send(client, filled(one, case), sent) for one in addresses("POST")}
    assert {one: led(answer) for one, answer in answers.items() if led(answer) != AWAY} == {}
    assert await everything(console) == before


FORGERIES: dict[str, tuple[dict[str, str], dict[str, str], int]] = {
    "no token": ({}, {}, 403),
    "a wrong token": ({"form_token": "0" * 64}, {}, 403),
    "a token that is no text": ({"form_token": "ก"}, {}, 403),
    "another site": ({"form_token": "right"}, {"origin": "https://evil.example"}, 403),
    "another site by its mark": ({"form_token": "right"}, {"sec-fetch-site": "cross-site"}, 403),
    "a neighbour by its mark": ({"form_token": "right"}, {"sec-fetch-site": "same-site"}, 403),
    "an endless form": ({"form_token": "right", "words": "ก" * 100_000}, {}, 413),
    "a form with too many fields": (
        {"form_token": "right"} | {str(number): "" for number in range(30)}, {}, 403,
    ),
}  # fmt: skip


async def test_no_form_is_taken_without_its_token(console: ConsoleOffice) -> None:
    assert {*(await forged(console, addresses("POST"), {}, {})).values()} == {403}


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_a_forged_form_changes_nothing(console: ConsoleOffice, forgery: str) -> None:
    fields, headers, status = FORGERIES[forgery]
    address = "/console/cases/{reference}/{action}"
    assert await forged(console, [address], fields, headers) == {address: status}


async def forged(
    console: ConsoleOffice, places: list[str], fields: dict[str, str], headers: dict[str, str]
) -> dict[str, int]:
    """Send a form from a browser that is signed in; whatever comes back, nothing has changed."""
    case = await console.file()
    async with console.browser(await console.hire("Malee", Role.ADMIN)) as client:
        right = forms_of(await client.get("/console/cases"))["/console/sign-out"]["form_token"]
        before = await everything(console)
        token = {"right": right}.get(fields.get("form_token", ""), fields.get("form_token", ""))
        sent = {"version": "1", "department": "works"} | fields | {"form_token": token}
        answers = [await send(client, filled(one, case), sent, **headers) for one in places]
    assert await everything(console) == before
    return {one: answer.status_code for one, answer in zip(places, answers, strict=True)}


@pytest.mark.parametrize("body", [b"\xff\xfe", b"form_token", b"", b'{"form_token": 1}'])
async def test_a_body_that_is_no_form_changes_nothing(console: ConsoleOffice, body: bytes) -> None:
    before_anything = await everything(console)
    async with console.browser() as client:
        await client.get("/console/sign-in/SALA-2222-2222")
        answer = await client.post("/console/sign-in/SALA-2222-2222", content=body)
    assert answer.status_code == 403
    assert await everything(console) == before_anything


async def test_the_token_of_one_session_is_worthless_in_another(console: ConsoleOffice) -> None:
    case = await console.file()
    malee, somchai = await console.hire("Malee"), await console.hire("Somchai")
    address = f"/console/cases/{case.reference}"
    async with console.browser(malee) as one, console.browser(somchai) as other:
        stolen = forms_of(await one.get(address))[f"{address}/accept"]
        assert (await send(other, f"{address}/accept", stolen)).status_code == 403
    assert (await console.case(case.reference)).version == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://desk.example"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
async def test_a_form_of_our_own_page_is_taken(
    console: ConsoleOffice, headers: dict[str, str]
) -> None:
    case = await console.file()
    address = f"/console/cases/{case.reference}"
    async with console.browser(await console.hire("Malee")) as client:
        form = forms_of(await client.get(address))[f"{address}/accept"]
        assert (await send(client, f"{address}/accept", form, **headers)).status_code == 303
    assert (await console.case(case.reference)).version == 2


OWN, OTHER = "works", "health"
EXPECTED = {
    Role.OFFICER: {"list": 200, "case": 200, "problems": 403, "chat": 403, "account": 200},
    Role.HEAD: {"list": 200, "case": 200, "problems": 200, "chat": 200, "account": 200},
    Role.COUNTER: {"list": 200, "case": 200, "problems": 403, "chat": 403, "account": 200},
    Role.EXECUTIVE: {"list": 200, "case": 200, "problems": 200, "chat": 403, "account": 200},
    Role.AUDITOR: {"list": 200, "case": 200, "problems": 200, "chat": 403, "account": 200},
    Role.ADMIN: {"list": 200, "case": 200, "problems": 200, "chat": 200, "account": 200},
}


async def walk(client: httpx.AsyncClient, case: Case) -> dict[str, int]:
    pages = {
        "list": "/console/cases",
        "case": f"/console/cases/{case.reference}",
        "problems": "/console/problems",
        "chat": "/console/department-chat",
        "account": "/console/account",
    }
    return {name: (await client.get(address)).status_code for name, address in pages.items()}


@pytest.mark.parametrize("role", EXPECTED)
async def test_each_role_opens_its_pages_and_no_others(console: ConsoleOffice, role: Role) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee", role, OWN)) as client:
        assert await walk(client, case) == EXPECTED[role]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.OFFICER, 404),
        (Role.HEAD, 404),
        (Role.EXECUTIVE, 200),
        (Role.AUDITOR, 200),
        (Role.ADMIN, 200),
    ],
)
async def test_another_department_s_case_is_seen_by_those_who_look_after_all(
    console: ConsoleOffice, role: Role, status: int
) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee", role, OTHER)) as client:
        assert (await client.get(f"/console/cases/{case.reference}")).status_code == status
        listed = (await client.get("/console/cases")).text
    assert (case.reference in listed) is (status == 200)


async def test_a_case_of_others_looks_like_one_that_does_not_exist(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee", Role.OFFICER, OTHER)) as client:
        theirs = await client.get(f"/console/cases/{case.reference}")
        unknown = await client.get("/console/cases/222222222")
    assert theirs.status_code == unknown.status_code == 404
    assert main(theirs) == main(unknown)


def main(page: httpx.Response) -> str:
    return page.text.split("<main", 1)[1].split("<footer", 1)[0]


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.AUDITOR])
async def test_whoever_only_reads_gets_no_forms_and_may_send_none(
    console: ConsoleOffice, role: Role
) -> None:
    case = await console.file()
    address = f"/console/cases/{case.reference}"
    async with console.browser(await console.hire("Malee", role, None)) as client:
        forms = forms_of(await client.get(address))
        assert list(forms) == ["/console/sign-out"]
        sent = forms["/console/sign-out"] | {"version": "1"}
        assert (await send(client, f"{address}/accept", sent)).status_code == 403
    assert (await console.case(case.reference)).version == 1


async def test_an_officer_makes_no_code_for_a_department_s_chat(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        token = forms_of(await client.get("/console/cases"))["/console/sign-out"]
        sent = token | {"department": OWN}
        assert (await send(client, "/console/department-chat", sent)).status_code == 403


async def test_a_refusal_is_recorded(console: ConsoleOffice) -> None:
    case = await console.file()
    staff = await console.hire("Malee", Role.AUDITOR, None)
    async with console.browser(staff) as client:
        sent = forms_of(await client.get("/console/cases"))["/console/sign-out"] | {"version": "1"}
        await send(client, f"/console/cases/{case.reference}/accept", sent)
    async with console.desk.database.reading() as session:
        refused = await session.exec(select(AuditEntry).where(AuditEntry.outcome == "refused"))
        entry = refused.one()
    assert (entry.actor, entry.action, entry.subject, entry.channel) == (
        str(staff.id), "accept", case.reference, "console",
    )  # fmt: skip


async def test_no_page_of_the_console_is_kept_by_a_browser_or_found_by_a_search(
    console: ConsoleOffice,
) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee", Role.ADMIN)) as client:
        answers = {one: await client.get(filled(one, case)) for one in addresses("GET")}
    told = {
        one: (a.headers["cache-control"], a.headers["x-robots-tag"]) for one, a in answers.items()
    }
    assert len(told) > 50
    assert [one for one, (kept, _found) in told.items() if kept != "no-store"] == []
    assert [one for one, (_kept, found) in told.items() if "noindex" not in found] == []


async def test_an_unknown_page_is_explained(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        answer = await client.get("/console/nothing")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("before", "back"),
    [
        ("http://desk/console/queue?line=tax&counter=2", "/console/queue?line=tax&amp;counter=2"),
        ("http://elsewhere/console/queue", ""),
        ("http://desk/chat", ""),
        ("", ""),
    ],
)
async def test_who_is_refused_finds_the_way_back_to_where_they_pressed(
    console: ConsoleOffice, before: str, back: str
) -> None:
    async with console.browser(await console.hire("Malee", Role.ADMIN)) as client:
        token = forms_of(await client.get("/console/cases"))["/console/sign-out"]["form_token"]
        here = before.replace("http://desk", console.desk.base_url)
        answer = await send(
            client, "/console/queue/press/done", {"form_token": token}, referer=here
        )
    assert answer.status_code == 404
    assert re.findall(r'class="button" href="([^"]*)"', answer.text) == [back or "/console/cases"]
