"""Programs act for staff: as the console would let the person, once, and on the record."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlmodel import select

from models import AuditEntry, CaseEvent
from models.vocabulary import CaseAction, CaseStatus, Role
from services.desk import api_tokens, leaving
from services.desk.sessions import HANDLE, digest_of
from tests.api.conftest import Programs, act, client_of, token
from tests.web.console_office import ConsoleOffice


async def test_a_case_is_listed_read_accepted_and_done(
    console: ConsoleOffice, programs: Programs
) -> None:
    case = await console.file()
    async with programs(await console.hire("Malee")) as program:
        (listed,) = (await program.get("/api/v1/cases")).json()["cases"]
        whole = (await program.get(f"/api/v1/cases/{case.reference}")).json()
        accepted = await act(program, case.reference, "accept", version=listed["version"])
        version = accepted.json()["version"]
        done = await act(program, case.reference, "finish", "key-0002", version=version)
    assert {"question": "What is wrong?", "answer": "The lamp is out."} in whole["answers"]
    assert accepted.json()["status"] == CaseStatus.ACCEPTED
    assert done.json() == {"reference": case.reference, "status": "done", "version": version + 1}
    assert await _channels(console, "finish") == {"api"}


async def _channels(console: ConsoleOffice, action: str) -> set[str]:
    async with console.desk.database.reading() as session:
        found = await session.exec(select(AuditEntry.channel).where(AuditEntry.action == action))
        return set(found)


async def _steps(console: ConsoleOffice, action: CaseAction) -> int:
    async with console.desk.database.reading() as session:
        return len((await session.exec(select(CaseEvent).where(CaseEvent.action == action))).all())


async def test_the_same_wish_twice_or_at_once_acts_once(
    console: ConsoleOffice, programs: Programs
) -> None:
    case = await console.file()
    wish: dict[str, Any] = {"version": case.version, "words": "We are on our way."}
    async with programs(await console.hire("Malee")) as program:
        answers = await asyncio.gather(
            *(act(program, case.reference, "reply", **wish) for _time in range(4))
        )
        again = await act(program, case.reference, "reply", **wish)
        other = await act(program, case.reference, "note", **wish)
    assert [one.status_code for one in answers] == [200] * 4
    assert {one.text for one in [*answers, again]} == {answers[0].text}
    assert other.status_code == 409
    assert await _steps(console, CaseAction.REPLY) == 1


async def test_what_somebody_else_changed_is_not_overwritten(
    console: ConsoleOffice, programs: Programs
) -> None:
    case = await console.file()
    wish: dict[str, Any] = {"version": case.version, "words": "No."}
    async with programs(await console.hire("Malee")) as program:
        await act(program, case.reference, "accept", version=case.version)
        late = await act(program, case.reference, "reject", "key-0002", **wish)
    assert (late.status_code, late.headers["content-type"]) == (409, "application/problem+json")
    assert await _steps(console, CaseAction.REJECT) == 0


@pytest.mark.parametrize(
    ("role", "department", "status"),
    [
        (Role.OFFICER, "works", 200),
        (Role.HEAD, "works", 200),
        (Role.ADMIN, None, 200),
        (Role.COUNTER, "works", 403),
        (Role.EXECUTIVE, None, 403),
        (Role.AUDITOR, None, 403),
        (Role.OFFICER, "health", 404),
    ],
)
async def test_a_program_may_what_its_owner_may(
    console: ConsoleOffice, programs: Programs, role: Role, department: str | None, status: int
) -> None:
    case = await console.file()
    async with programs(await console.hire("Malee", role, department)) as program:
        answer = await act(program, case.reference, "accept", version=case.version)
    assert answer.status_code == status
    assert await _steps(console, CaseAction.ACCEPT) == (status == 200)


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer sala_wrong", "Basic YTpi", "Bearer " * 9])
async def test_without_a_good_token_nothing_is_told(
    app: FastAPI, console: ConsoleOffice, given: str
) -> None:
    case = await console.file()
    async with client_of(app, {"Authorization": given}) as program:
        answers = [
            await program.get("/api/v1/cases"),
            await program.get(f"/api/v1/cases/{case.reference}"),
            await act(program, case.reference, "accept", version=1),
        ]
    assert {one.status_code for one in answers} == {401}
    assert {one.headers["www-authenticate"] for one in answers} == {'Bearer realm="sala"'}


async def test_a_session_of_the_console_is_no_token(app: FastAPI, console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as browser:
        cookies = "; ".join(f"{one.name}={one.value}" for one in browser.cookies.jar)
    async with client_of(app, {"Cookie": cookies}) as program:
        refused = await program.get("/api/v1/cases")
    assert cookies
    assert refused.status_code == 401


async def test_a_token_ends_when_its_owner_leaves_ends_it_or_its_days_are_over(
    console: ConsoleOffice,
) -> None:
    staff, other = await console.hire("Malee"), await console.hire("Somchai")
    first, second, third = [await token(console, one) for one in (staff, staff, other)]
    async with console.desk.work() as work:
        digest = digest_of(first)
        await api_tokens.end_token(work, other, digest[:HANDLE])
        assert await api_tokens.find_token(work.session, first, work.now)
        await api_tokens.end_token(work, staff, digest[:HANDLE])
        assert not await api_tokens.find_token(work.session, first, work.now)
        later = work.now + timedelta(days=31)
        assert await api_tokens.find_token(work.session, third, work.now)
        assert not await api_tokens.find_token(work.session, third, later)
        await leaving.leave(work, staff.id)
    async with console.desk.work() as work:
        assert not await api_tokens.find_token(work.session, second, work.now)


@pytest.mark.parametrize(
    ("wish", "key"),
    [
        ({}, "key-0001"),
        ({"version": "x"}, "key-0001"),
        ({"version": 1, "more": 1}, "key-0001"),
        ({"version": 1, "words": "x" * 9999}, "key-0001"),
        ({"version": 1, "words": "a\0b"}, "key-0001"),
        ({"version": 1}, "short"),
        ({"version": 1}, "ก" * 9),
    ],
)
async def test_what_is_not_as_described_is_a_problem_that_quotes_nothing(
    console: ConsoleOffice, programs: Programs, wish: dict[str, object], key: str
) -> None:
    case = await console.file()
    headers = {b"Idempotency-Key": key.encode()}
    async with programs(await console.hire("Malee")) as program:
        address = f"/api/v1/cases/{case.reference}/accept"
        refused = await program.post(address, json=wish, headers=headers)
    assert (refused.status_code, refused.json()["status"]) == (422, 422)
    assert "xxx" not in refused.text


async def test_pages_follow_each_other(console: ConsoleOffice, programs: Programs) -> None:
    references = {(await console.file()).reference for _number in range(27)}
    async with programs(await console.hire("Malee")) as program:
        first = (await program.get("/api/v1/cases?group=all")).json()
        asked = {"group": "all", "before": first["next"]}
        second = (await program.get("/api/v1/cases", params=asked)).json()
    assert (len(first["cases"]), len(second["cases"]), second["next"]) == (25, 2, None)
    assert {one["reference"] for one in first["cases"] + second["cases"]} == references
