"""The audit log and the residents on a small phone, in Thai and in the dark: they fit."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from models import ChannelAddress
from models.vocabulary import CaseAction, Role
from services.desk.audit_log.sealer import seal_all
from services.desk.residents import erasing, requests
from tests.browser.browsing import PHONE
from tests.browser.test_console import console, faults, open_link, pytestmark
from tests.web.console_office import ConsoleOffice

__all__ = ["console", "pytestmark"]


async def addresses(office: ConsoleOffice) -> dict[str, str]:
    """A resident with a case, a request that is proposed, and a log of all that."""
    case = await office.file()
    somchai, malee = await office.hire("สมชาย"), await office.hire("มาลี", Role.ADMIN, None)
    await office.act(somchai, case, CaseAction.FINISH, "เปลี่ยนหลอดแล้ว")
    async with office.desk.work() as work:
        work.session.add(
            ChannelAddress(channel=case.channel, chat=case.chat, resident_id=case.resident_id)
        )
        await requests.ask(work, case.resident_id, "copy", "line")
        asked = await requests.ask(work, case.resident_id, "erase", "counter", malee)
        await erasing.propose(work, asked.id, malee)
    await seal_all(office.desk.database, office.desk.clock())
    return {
        "log": "/console/log",
        "residents": "/console/residents",
        "resident": f"/console/residents/{case.resident_id}",
        "erase": f"/console/residents/requests/{asked.id}/erase",
    }


@pytest.mark.parametrize(("language", "look"), [("th", "light"), ("th", "dark"), ("en", "light")])
async def test_the_pages_fit_a_small_phone_and_leave_nobody_out(
    console: ConsoleOffice, browser: Browser, language: str, look: Any, tmp_path: Path
) -> None:
    pages = await addresses(console)
    context = await browser.new_context(viewport=PHONE, locale=language, color_scheme=look)
    page = await open_link(console, context, await console.hire("Wichai", Role.ADMIN, None))
    found = {}
    for name, address in pages.items():
        found[name] = await faults(page, f"{console.desk.base_url}{address}")
        await page.screenshot(full_page=True, path=tmp_path / f"{name}.png")
    assert found == dict.fromkeys(pages, "")
