"""A desk programs may ask, and programs that act for staff."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.desk import Desk
from models import Staff
from services.desk import api_tokens
from tests.web.console_office import ConsoleOffice, console_office
from web import front
from web.api.routes import routes

Programs = Callable[[Staff], AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


@pytest.fixture
def app(console: ConsoleOffice) -> FastAPI:
    app = FastAPI(routes=routes, openapi_url=None, exception_handlers=front.exception_handlers)
    app.state.desk = console.desk
    app.add_middleware(front.Unbroken)
    return app


@pytest.fixture
def programs(app: FastAPI, console: ConsoleOffice) -> Programs:
    """Give a program with a token of somebody."""

    @asynccontextmanager
    async def opened(staff: Staff) -> AsyncIterator[httpx.AsyncClient]:
        async with client_of(
            app, {"Authorization": f"Bearer {await token(console, staff)}"}
        ) as one:
            yield one

    return opened


def client_of(app: FastAPI, headers: dict[str, str] | None = None) -> httpx.AsyncClient:
    told = {"Accept-Language": "en", **(headers or {})}
    transport = httpx.ASGITransport(app)
    return httpx.AsyncClient(transport=transport, base_url="http://desk.example", headers=told)


async def token(console: ConsoleOffice, staff: Staff) -> str:
    async with console.desk.work() as work:
        return await api_tokens.make_token(work, staff, "archive", 30)


async def act(
    program: httpx.AsyncClient, reference: str, action: str, key: str = "key-0001", **wish: Any
) -> httpx.Response:
    address = f"/api/v1/cases/{reference}/{action}"
    return await program.post(address, json=wish, headers={"Idempotency-Key": key})
