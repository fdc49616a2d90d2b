"""The main road: from the first message to a rated, finished case, on both messengers."""

import pytest

from services.kit.references import read_reference
from tests.stories.bin_form import PERSONAL, asks_for_a_bin, begins, sends
from tests.stories.stage import Stage

pytestmark = pytest.mark.parametrize("messenger", ["line", "telegram"])


async def test_a_bin_is_asked_for_brought_and_rated(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    resident = await stage.resident()
    await begins(resident)
    await resident.presses("ยังไม่มีถัง")
    await resident.sees("กี่ใบ")
    await resident.types("๒")
    await resident.sees("บ้านเลขที่")
    await resident.types("45/1 หมู่ 3")
    await resident.sees("ตรงไหน")
    await resident.sends_place(15.66, 102.53, "ใต้ต้นมะขาม")
    await resident.sees("เบอร์")
    await resident.types("081-234-5678")
    await resident.sees("ยังไม่ได้ส่ง")
    reference = await sends(resident)
    await group.sees(reference)
    await officer.presses("รับเรื่อง", in_=group)
    await resident.sees("รับเรื่องเลขที่")
    await officer.presses("เสร็จแล้ว", in_=group)
    done = await resident.sees(f"เรื่องเลขที่ {reference} (ขอถังขยะ) เสร็จแล้ว")
    await resident.presses("5 ดีมาก", on=done)
    await resident.sees("ขอบคุณ")


async def test_the_case_can_be_followed_on_the_web_by_its_reference(stage: Stage) -> None:
    reference = await asks_for_a_bin(await stage.resident())
    page = await stage.browser.get(f"/track/{reference}")
    assert page.status_code == 200
    assert reference in page.text
    assert [piece for piece in PERSONAL if piece in page.text.replace(reference, "")] == []


async def test_the_department_hears_of_a_new_case_once(stage: Stage) -> None:
    group, _officers = await stage.department_chat("malee")
    reference = await asks_for_a_bin(await stage.resident())
    await stage.all_said()
    assert read_reference(reference)
    assert [shown.text.count(reference) for shown in group.screen if reference in shown.text] == [1]
