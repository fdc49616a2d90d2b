"""What the interface says about itself holds, whatever a program sends."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from models.vocabulary import Role
from tests.api.conftest import token
from tests.browser.browsing import served
from tests.web.console_office import ConsoleOffice

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
TRIES = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
async def address(app: FastAPI) -> AsyncIterator[str]:
    async with served(app) as address:
        yield address


def try_everything(address: str, headers: dict[str, str]) -> list[str]:
    """Call every address with what its description allows and much that it does not."""
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
    tried = []
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()

        @TRIES
        @given(case=operation.as_strategy())
        def holds(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(headers=headers, checks=CHECKS)

        holds()
        tried.append(operation.label)
    return tried


@pytest.mark.timeout(300)
@pytest.mark.parametrize("signed_in", [True, False])
async def test_every_answer_is_as_described(
    console: ConsoleOffice, app: FastAPI, address: str, signed_in: bool
) -> None:
    await console.file()
    staff = await console.hire("Malee", Role.ADMIN, None)
    bearer = f"Bearer {await token(console, staff)}" if signed_in else "Bearer sala_wrong"
    app.state.limits = Boundless()
    tried = await asyncio.to_thread(try_everything, address, {"Authorization": bearer})
    assert "POST /api/v1/cases/{reference}/{action}" in tried


class Boundless:
    """Limits that let everything through: what is tried here is not speed."""

    def wait(self, what: str, who: str, pace: object, cost: float = 1) -> float:
        return 0.0
