"""A day of each role: what comes to their own chat, and what they do from there in the console."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from models.vocabulary import Role
from services.desk.today.digest import send_digests
from tests.serving import browser_of
from tests.stories.bin_form import PERSONAL, asks_for_a_bin
from tests.stories.news import says_yes_to_news
from tests.stories.records import actions
from tests.stories.stage import Person, Stage
from tests.stories.test_queue import takes_a_number
from tests.web.console_office import forms_of, press

ALL = "/console/announcements"
WATER = {
    "kind": "normal",
    "title_th": "น้ำประปาหยุดไหลพรุ่งนี้",
    "text_th": "วันพรุ่งนี้ 9.00–12.00 น. กรุณาสำรองน้ำไว้ใช้",
}


@asynccontextmanager
async def signed_in(stage: Stage, person: Person) -> AsyncIterator[httpx.AsyncClient]:
    """Type the wish in the own chat, follow the link that comes, and stand in the console."""
    await person.types("เข้าสู่ระบบ")
    told = await person.sees("ใช้เข้าสู่ระบบได้ครั้งเดียว")
    [link] = [
        button.action for button in (*told.buttons, *told.quick) if "sign-in" in str(button.action)
    ]
    address = str(link.get("uri") or link.get("url")).removeprefix(stage.desk.base_url)
    reads = {"accept": "text/html", "accept-language": "th"}
    async with browser_of(stage.served.url, **reads) as browser:
        entered = await press(browser, address, "")
        assert entered.headers["location"] == "/console"
        yield browser


async def step(browser: httpx.AsyncClient, page: str, name: str) -> int:
    """Press a step of an announcement as it stands on its page."""
    return (await press(browser, page, f"{page}/{name}")).status_code


async def new_announcement(browser: httpx.AsyncClient, **typed: str) -> str:
    answer = await press(browser, f"{ALL}/new", f"{ALL}/new", **{**WATER, **typed})
    return str(answer.headers["location"])


async def morning(stage: Stage) -> None:
    """Let a night pass; then those who lead hear what waits."""
    stage.clock.advance(hours=24)
    async with stage.desk.work() as work:
        await send_digests(work)
    await stage.all_said()


async def test_an_officer_takes_a_case_on_answers_and_finishes_it(stage: Stage) -> None:
    officer, resident = await stage.officer("malee"), await stage.resident()
    reference = await asks_for_a_bin(resident)
    await officer.types(reference)
    await officer.sees(reference)
    await officer.presses("รับเรื่อง")
    await resident.sees("รับเรื่องเลขที่")
    async with signed_in(stage, officer) as browser:
        case = (await browser.get(f"/console/cases/{reference.replace('-', '')}")).text
    assert "45/1" in case
    await officer.types("ของฉันวันนี้")
    await officer.sees("ของคุณ 1 เรื่อง")
    await officer.presses(reference)
    await officer.sees("ถังขยะ")
    await officer.presses("เสร็จแล้ว")
    await resident.sees("เราทำได้ดีแค่ไหน")
    await officer.types("ของฉันวันนี้")
    await officer.sees("ของคุณ 0 เรื่อง")
    assert await actions(stage, reference) == ["file", "accept", "finish"]


async def test_the_counter_calls_people_and_answers_but_decides_nothing(stage: Stage) -> None:
    counter = await stage.officer("nid", role=Role.COUNTER)
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await takes_a_number(resident)
    await counter.types("เรียกคิว")
    await counter.sees("เรียกคนถัดไปมาที่ช่องไหน")
    await counter.presses("A ช่อง 1")
    await counter.sees("เรียกคิว A001")
    await resident.sees("ถึงคิวคุณแล้ว")
    await counter.types(reference)
    card = await counter.sees("ถังขยะ")
    assert card.labels == ["อ่านข้อความ", "เขียนตอบ", "เปิดดูเรื่องนี้"]
    await counter.presses("เขียนตอบ", on=card)
    await counter.sees("พิมพ์ข้อความ")
    await counter.types("เอกสารครบแล้วค่ะ")
    await resident.sees("เอกสารครบแล้วค่ะ")
    sent = await counter.sees("เขียนถึงผู้ยื่นเรื่อง", anew=False)
    assert sent.labels == ["เปิดดูเรื่องนี้"]
    assert await actions(stage, reference) == ["file", "reply"]


async def test_a_head_hears_in_the_morning_what_waits_and_looks_at_it(stage: Stage) -> None:
    head = await stage.officer("somsak", role=Role.HEAD)
    reference = await asks_for_a_bin(await stage.resident())
    await morning(stage)
    told = await head.sees("เรื่องใหม่ยังไม่มีคนรับ 1", anew=False)
    assert [piece for piece in PERSONAL if piece in told.text] == []
    async with signed_in(stage, head) as browser:
        today = await browser.get("/console")
        waiting = (await browser.get("/console/today/new")).text
    assert today.status_code == 200
    assert reference in waiting


async def test_an_executive_reads_everything_and_changes_nothing(stage: Stage) -> None:
    executive = await stage.officer("wanna", None, Role.EXECUTIVE)
    reference = await asks_for_a_bin(await stage.resident())
    await morning(stage)
    await executive.sees("รวมที่ยังไม่เสร็จ 1 เรื่อง", anew=False)
    await executive.types(reference)
    card = await executive.sees("ถังขยะ")
    assert card.labels == ["อ่านข้อความ", "เปิดดูเรื่องนี้"]
    await executive.presses("อ่านข้อความ", on=card)
    read = await executive.sees("45/1")
    assert read.labels == ["เปิดดูเรื่องนี้"]
    async with signed_in(stage, executive) as browser:
        today = (await browser.get("/console")).text
        case = await browser.get(f"/console/cases/{reference.replace('-', '')}")
    assert "<svg" in today
    assert case.status_code == 200
    assert await actions(stage, reference) == ["file"]


async def test_an_admin_writes_to_everybody_once_a_second_person_agrees(with_news: Stage) -> None:
    stage = with_news
    admin = await stage.officer("admin", None, Role.ADMIN)
    executive = await stage.officer("wanna", None, Role.EXECUTIVE)
    reader, other = await stage.resident("somchai"), await stage.resident("somsri")
    await says_yes_to_news(reader)
    async with signed_in(stage, admin) as browser:
        page = await new_announcement(browser)
        assert await step(browser, page, "submit") == 303
        assert f"{page}/approve" not in forms_of(await browser.get(page))
    await executive.sees("ขอให้ช่วยอ่านและอนุมัติประกาศ")
    async with signed_in(stage, executive) as browser:
        assert await step(browser, page, "approve") == 303
    await reader.sees("น้ำประปาหยุดไหลพรุ่งนี้")
    archive = (await stage.browser.get("/announcements", headers={"accept-language": "th"})).text
    assert "น้ำประปาหยุดไหลพรุ่งนี้" in archive
    assert not any("น้ำประปา" in shown.text for shown in other.screen)


async def test_a_flood_goes_to_everybody_on_one_persons_word(with_news: Stage) -> None:
    stage = with_news
    admin = await stage.officer("admin", None, Role.ADMIN)
    executive = await stage.officer("wanna", None, Role.EXECUTIVE)
    other = await stage.resident("somsri")
    async with signed_in(stage, admin) as browser:
        page = await new_announcement(
            browser, kind="emergency", title_th="น้ำท่วม", text_th="ขึ้นที่สูงทันที"
        )
        assert await step(browser, page, "send-now") == 303
    await executive.sees("กำลังส่งประกาศด่วนถึงทุกคน", anew=False)
    await other.sees("ขึ้นที่สูงทันที", anew=False)
