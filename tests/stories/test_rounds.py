"""Branches by the roadside: asked for in the chat, put on a round, taken away or missed."""

import httpx

from models import Staff
from models.round_stop import RoundStop
from models.vocabulary import StopState
from services.branch_pickup import SERVICE
from tests.stories.bin_form import RECEIPT, REVIEW, reference_in
from tests.stories.records import actions, console, everything
from tests.stories.stage import Person, Stage
from tests.web.console_office import forms_of, press

ROUNDS = "/console/rounds"
TODAY = "2026-11-23"
ANSWERS = (
    ("ไม่ทั้งสองอย่าง", "ประมาณเท่าไร"),
    ("หนึ่งกอง", "กองอยู่ตรงไหน"),
    ("หน้าบ้าน 45/1 หมู่ 3", "มีรูป"),
)


async def asks(resident: Person) -> str:
    """Ask for a heap to be taken away, and return the reference."""
    await resident.types("เก็บกิ่งไม้")
    for answer, next_question in ANSWERS:
        await resident.types(answer)
        await resident.sees(next_question)
    await resident.presses("ข้าม")
    await resident.sees("วันไหน")
    await resident.types("พรุ่งนี้")
    await resident.sees("เบอร์ไหน")
    await resident.types("081-234-5678")
    await resident.sees(REVIEW)
    await resident.presses("ส่งเรื่อง")
    return reference_in((await resident.sees(RECEIPT)).text)


async def plans(browser: httpx.AsyncClient, *references: str) -> str:
    """Make a round of today with these cases, and return its address."""
    page = await browser.get(f"{ROUNDS}/new?service={SERVICE.key}&day={TODAY}")
    ticks = {f"case.{reference.replace('-', '')}": "yes" for reference in references}
    made = await browser.post(f"{ROUNDS}/new", data=forms_of(page)[f"{ROUNDS}/new"] | ticks)
    assert made.status_code == 303
    return str(made.headers["location"]).partition("?")[0]


async def at_the_next_stop(browser: httpx.AsyncClient, address: str, step: str) -> str:
    """Return where the form of the first stop that is left leads."""
    forms = forms_of(await browser.get(address))
    return next(action for action in forms if action.endswith(f"/{step}"))


async def done(browser: httpx.AsyncClient, address: str) -> None:
    """Press the large button of the next stop."""
    action = await at_the_next_stop(browser, address, "done")
    hidden = forms_of(await browser.get(address))[action]
    sent = await browser.post(action, files={name: (None, hidden[name]) for name in hidden})
    assert sent.status_code == 303


async def crew(stage: Stage) -> Staff:
    return await stage.hire("malee")


async def test_a_heap_is_planned_taken_away_and_rated(stage: Stage) -> None:
    group, _officers = await stage.department_chat("somsri")
    resident = await stage.resident()
    reference = await asks(resident)
    async with console(stage, await crew(stage)) as browser:
        address = await plans(browser, reference)
        told = await resident.sees("เราจะไปวันจันทร์ที่ 23 พ.ย. 2569")
        assert "รถเข้าถึงได้" in told.text
        planned = await group.sees("จัดรอบแล้ว")
        assert reference not in planned.text
        await resident.presses("เรื่องถึงไหนแล้ว", on=told)
        await resident.sees("เราจะไปวันจันทร์ที่ 23 พ.ย. 2569")
        await press(browser, address, f"{address}/start")
        await done(browser, address)
        finished = await resident.sees("เสร็จแล้ว")
        await resident.presses("5 ดีมาก", on=finished)
        await resident.sees("ขอบคุณ")
        await group.sees("จบรอบ")
    assert await actions(stage, reference) == ["file", "plan_visit", "finish", "rate"]


async def test_a_heap_that_was_missed_is_offered_for_the_next_round(stage: Stage) -> None:
    resident = await stage.resident()
    reference = await asks(resident)
    async with console(stage, await crew(stage)) as browser:
        address = await plans(browser, reference)
        await resident.sees("เราจะไปวันจันทร์ที่ 23 พ.ย. 2569")
        await press(browser, address, f"{address}/start")
        missed = await at_the_next_stop(browser, address, "miss")
        await press(browser, address, missed, reason="blocked")
        sorry = await resident.sees("ยังทำเรื่อง")
        assert "รถของเราเข้าไปไม่ถึง" in sorry.text
        again = await plans(browser, reference)
        await resident.sees("เราจะไปวันจันทร์ที่ 23 พ.ย. 2569")
    assert again != address
    stops = await everything(stage, RoundStop)
    assert [stop.state for stop in stops] == [StopState.MISSED, StopState.PLANNED]
