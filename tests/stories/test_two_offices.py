"""Two offices in one process: each has its own residents, cases, staff and messengers."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.conftest import OFFICE_FILE, Clock
from tests.databases import SqliteHome
from tests.simulator import Options, Simulator
from tests.stories.bin_form import asks_for_a_bin
from tests.stories.conftest import premises_for
from tests.stories.records import all_cases, console
from tests.stories.stage import Premises, Stage

OTHER_NAME = "อบต.บ้านเพื่อน"


async def premises_of(stack: AsyncExitStack, url: str, folder: Path, clock: Clock) -> Premises:
    """Premises with messengers of their own."""
    options = Options(now=lambda: clock().timestamp())
    simulator = await stack.enter_async_context(Simulator(options))
    return premises_for(simulator, url, folder, clock)


@pytest.fixture
async def offices(
    sqlite_home: SqliteHome, tmp_path: Path, clock: Clock, messenger: str
) -> AsyncIterator[tuple[Stage, Stage]]:
    other_file = tmp_path / "other.toml"
    told = OFFICE_FILE.read_text(encoding="utf-8")
    other_file.write_text(told.replace("อบต.บ้านทดสอบ", OTHER_NAME), encoding="utf-8")
    async with AsyncExitStack() as stack:
        one = await premises_of(stack, sqlite_home.fresh(), tmp_path / "one", clock)
        other = await premises_of(stack, sqlite_home.fresh(), tmp_path / "other", clock)
        other.settings.office = other_file
        yield (
            await stack.enter_async_context(one.opened(messenger)),
            await stack.enter_async_context(other.opened(messenger)),
        )


async def test_the_same_person_at_two_offices_is_two_residents(
    offices: tuple[Stage, Stage],
) -> None:
    here, there = offices
    somchai = [await office.resident("somchai") for office in offices]
    groups = [(await office.department_chat("malee"))[0] for office in offices]
    reference = await asks_for_a_bin(somchai[0])
    await groups[0].sees(reference)
    await there.all_said()
    assert [case.chat for case in await all_cases(here)] == [somchai[0].id]
    assert await all_cases(there) == []
    assert [shown for shown in groups[1].screen if reference in shown.text] == []
    await somchai[1].types("ติดตามเรื่อง")
    await somchai[1].sees("ยังไม่มีเรื่องที่ส่งไว้")


async def test_each_office_speaks_in_its_own_name(offices: tuple[Stage, Stage]) -> None:
    here, there = offices
    await here.resident()
    greeted = there.platform.resident("somchai")
    await greeted.follows()
    await greeted.sees(OTHER_NAME)
    pages = [(await office.browser.get("/")).text for office in offices]
    assert ["บ้านเพื่อน" in page for page in pages] == [False, True]


async def test_a_case_of_one_office_is_unknown_to_the_other(offices: tuple[Stage, Stage]) -> None:
    here, there = offices
    reference = await asks_for_a_bin(await here.resident())
    tracked = [await office.browser.get(f"/track/{reference}") for office in offices]
    assert [page.status_code for page in tracked] == [200, 404]
    async with console(there, await there.hire("Nid")) as browser:
        page = await browser.get(f"/console/cases/{reference}", follow_redirects=True)
    assert page.status_code == 404
