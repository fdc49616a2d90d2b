"""The main road: from the first message to a rated, finished case, on both messengers."""

import re

from tests.stories.conftest import Person, Stage

REFERENCE = re.compile(r"\b[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}\b")


async def asks_for_a_bin(resident: Person) -> str:
    """Fill the form in by pressing and typing, send it, and return the reference."""
    await resident.types("ขอถังขยะ")
    await resident.sees("เพราะอะไร")
    await resident.presses("ยังไม่มีถัง")
    await resident.sees("กี่ใบ")
    await resident.types("๒")
    await resident.sees("บ้านเลขที่")
    await resident.types("45/1 หมู่ 3")
    await resident.sees("ตรงไหน")
    await resident.sends_place(15.66, 102.53, "หน้าบ้าน")
    await resident.sees("เบอร์")
    await resident.types("081-234-5678")
    await resident.sees("ยังไม่ได้ส่ง")
    await resident.presses("ส่งเรื่อง")
    told = await resident.sees("ได้รับเรื่องแล้ว")
    return reference_in(told.text)


def reference_in(text: str) -> str:
    found = REFERENCE.search(text)
    assert found, text
    return found[0]


async def test_a_bin_is_asked_for_brought_and_rated(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    notice = await group.sees(reference)
    assert "45/1" not in notice.text
    assert "081" not in notice.text
    await officer.presses("รับเรื่อง", in_=group)
    await resident.sees("รับเรื่อง", anew=False)
    await officer.presses("เสร็จแล้ว", in_=group)
    done = await resident.sees("เสร็จแล้ว", anew=False)
    await resident.presses("5 ดีมาก", on=done)
    await resident.sees("ขอบคุณ")


async def test_the_case_can_be_followed_on_the_web_by_its_reference(stage: Stage) -> None:
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    page = await stage.served.browser.get(f"/track/{reference}")
    assert page.status_code == 200
    assert reference in page.text
    assert "45/1" not in page.text


async def test_nothing_is_done_twice_when_the_messenger_tells_everything_again(
    stage: Stage,
) -> None:
    group, _officers = await stage.department_chat("malee")
    resident = await stage.resident()
    await asks_for_a_bin(resident)
    notices = [shown for shown in group.screen if "ขอถังขยะ" in shown.text]
    assert len(notices) == 1
