"""Borrowing tents: asked for in the chat, agreed to in the group, fetched and brought back."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from services.borrow_property import SERVICE
from services.desk.lending.reminders import remind_borrowers
from tests.stories.bin_form import RECEIPT, REVIEW, reference_in
from tests.stories.records import actions
from tests.stories.stage import DEPARTMENT, Person, Premises, Stage

LENDING = replace(SERVICE, department=DEPARTMENT)
ANSWERS = (
    ("เต็นท์ 3 เก้าอี้ 50", "มารับของวันไหน"),
    ("26 พ.ย. 2569", "นำมาคืนวันไหน"),
    ("27 พ.ย. 2569", "ใช้ในงานอะไร"),
    ("งานศพ", "ใช้ที่ไหน"),
    ("บ้านเลขที่ 45/1 หมู่ 3", "ใครขนไป"),
    ("มารับเอง", "ใครเป็นผู้ยืม"),
    ("สมชาย ใจดี", "เบอร์ไหน"),
    ("081-234-5678", REVIEW),
)
A_DAY = 24 * 3600


@pytest.fixture
async def stage(premises: Premises, messenger: str) -> AsyncIterator[Stage]:
    """A desk that lends, on both messengers."""
    async with premises.opened(messenger, {LENDING.key: LENDING}) as opened:
        yield opened


async def fills_in(resident: Person) -> None:
    """Ask for three of the four tents, up to the review."""
    await resident.types("ยืมเต็นท์")
    await resident.sees("ต้องการยืมอะไร")
    for answer, next_question in ANSWERS:
        await resident.types(answer)
        await resident.sees(next_question)


async def asks(resident: Person) -> str:
    """Send the request, and return its reference."""
    await fills_in(resident)
    await resident.presses("ส่งเรื่อง")
    told = await resident.sees(RECEIPT)
    await resident.sees("จองไว้ให้แล้ว")
    return reference_in(told.text)


async def reminds(stage: Stage) -> None:
    async with stage.desk.work() as work:
        await remind_borrowers(work)
    await stage.all_said()


async def test_a_loan_from_asking_to_bringing_back(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    resident = await stage.resident()
    reference = await asks(resident)
    held = await group.sees("ขอยืม")
    await officer.presses("ให้ยืมได้", in_=group, on=held)
    await resident.sees("ให้ยืมได้แล้ว")
    out = await group.sees("อนุญาตให้ยืม")
    await officer.presses("มอบของแล้ว", in_=group, on=out)
    await resident.sees("คุณรับของไปแล้ว")
    back = await group.sees("มอบของที่ยืม")
    await officer.presses("คืนครบแล้ว", in_=group, on=back)
    told = await resident.sees("เสร็จแล้ว")
    assert "5 ดีมาก" in told.labels
    assert await actions(stage, reference) == ["file", "accept", "hand_out", "finish"]


async def test_a_second_borrower_hears_what_is_free_and_when(stage: Stage) -> None:
    await asks(await stage.resident())
    second = await stage.resident("somsri")
    await fills_in(second)
    await second.presses("ส่งเรื่อง")
    told = await second.sees("ของไม่พอ")
    assert "เต็นท์ วันพฤหัสบดีที่ 26 พ.ย. 2569 ว่าง 1 หลัง" in told.text
    assert "วันเสาร์ที่ 28 พ.ย. 2569" in told.text


async def test_a_borrower_is_reminded_and_staff_hear_of_what_is_late(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    resident = await stage.resident()
    await asks(resident)
    await officer.presses("ให้ยืมได้", in_=group, on=await group.sees("ขอยืม"))
    await resident.sees("ให้ยืมได้แล้ว")
    agreed = await group.sees("อนุญาตให้ยืม")
    await stage.time_passes(2 * A_DAY)
    await reminds(stage)
    await resident.sees("แจ้งเตือน")
    await officer.presses("มอบของแล้ว", in_=group, on=agreed)
    await resident.sees("คุณรับของไปแล้ว")
    await stage.time_passes(3 * A_DAY)
    await reminds(stage)
    await resident.sees("ครบกำหนดคืน")
    late = await group.sees("เกินกำหนดคืน")
    assert "เต็นท์ 3 หลัง" in late.text
    assert "สมชาย" not in late.text
