"""Forms that other sites make a visitor's browser send: to every address that takes one."""

import re

import pytest
from sqlmodel import SQLModel, select
from starlette.routing import Route

from bot.desk import Desk
from models import (
    Announcement,
    Bill,
    Case,
    CaseEvent,
    OfficeSetting,
    OutboxMessage,
    Payment,
    PreparedText,
    QueueTicket,
    Rating,
    SavedFilter,
    Staff,
    StaffSession,
)
from models.columns import new_id
from models.vocabulary import Role
from tests.attacks.site import Attacked, attacked
from web.app import ROUTES

POST = sorted(
    route.path for route in ROUTES if isinstance(route, Route) and "POST" in (route.methods or ())
)
TABLES = (
    Announcement, Bill, Case, CaseEvent, SavedFilter, OfficeSetting, OutboxMessage, Payment,
    PreparedText, QueueTicket, Rating, Staff, StaffSession,
)  # fmt: skip
ELSEWHERE = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
OF_NOBODY = {"/chat/start"}
"""Begins a conversation that only whoever gets the answer can go on with: a script of ours."""


@pytest.fixture
def site(desk: Desk) -> Attacked:
    return attacked(desk)


async def everything(site: Attacked) -> list[str]:
    async with site.desk.database.reading() as session:
        rows = [row for table in TABLES for row in await session.exec(select(table))]
    return sorted(repr(row) for row in rows if isinstance(row, SQLModel))


def filled(path: str, reference: str) -> str:
    named = path.replace("{reference}", reference).replace("{key}", "lamp")
    named = named.replace("{action}", "accept").replace("{number:int}", "1")
    return re.sub(r"{\w+}", "x", re.sub(r"{\w+:uuid}", lambda _gap: str(new_id()), named))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("multipart", [False, True])
async def test_no_form_from_elsewhere_changes_anything(site: Attacked, multipart: bool) -> None:
    case, admin = await site.file(), await site.hire("Malee", Role.ADMIN, None)
    async with site.browser(admin) as client:
        before = await everything(site)
        sent = {"version": "1", "words": "planted", "name": "planted", "queue": "general"}
        files = {"file": ("x.png", b"x")} if multipart else None
        answers = {
            path: (
                await client.post(
                    filled(path, case.reference), data=sent, files=files, headers=ELSEWHERE
                )
            ).status_code
            for path in POST
            if path not in OF_NOBODY
        }
    assert await everything(site) == before
    assert {path for path, status in answers.items() if status >= 500} == set()
    taken = {path for path, status in answers.items() if status < 400}
    assert taken <= {"/console/sign-in/{code}"}
