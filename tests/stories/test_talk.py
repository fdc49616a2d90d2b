"""A resident asks a person: connected after sending, answered in the same chat, ended visibly."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from services.ask_office import SERVICE
from services.catalogue import all_services
from services.kit.service import Service
from tests.stories.bin_form import RECEIPT, reference_in
from tests.stories.records import actions, history
from tests.stories.stage import DEPARTMENT, Person, Premises, Stage

OPENED = "ตอนนี้คุยกับงานสาธารณสุขได้แล้ว"
SENT = "ส่งถึงเจ้าหน้าที่แล้วค่ะ"


def offered() -> dict[str, Service]:
    """The question goes to the department that is on the stage."""
    return {**all_services(), SERVICE.key: replace(SERVICE, department=DEPARTMENT)}


@pytest.fixture
async def stage(premises: Premises, messenger: str) -> AsyncIterator[Stage]:
    async with premises.opened(messenger, offered()) as opened:
        yield opened


async def asks(stage: Stage) -> tuple[Person, str]:
    """Somebody who has asked a person, and the reference of the question."""
    resident = await stage.resident()
    await resident.types("ถามเจ้าหน้าที่")
    await resident.sees("อยากถามเรื่องอะไร")
    await resident.types("ฉีดพ่นยุงวันไหน")
    await resident.sees("ยังไม่ได้ส่ง")
    await resident.presses("ส่งเรื่อง")
    await resident.sees(OPENED)
    [receipt] = [shown for shown in resident.screen if RECEIPT in shown.text]
    return resident, reference_in(receipt.text)


async def test_question_and_answer_go_to_and_fro_without_a_button(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    resident, reference = await asks(stage)
    await resident.types("หมู่ 3 ค่ะ")
    await resident.sees(SENT)
    told = await group.sees("เขียนข้อความมา")
    assert "หมู่ 3" not in told.text
    await officer.presses("เขียนตอบ", in_=group, on=told)
    asked = await group.sees("พิมพ์ข้อความถึงผู้ยื่นเรื่อง")
    await stage.answers(officer, group, asked, "วันศุกร์ค่ะ")
    await resident.sees("วันศุกร์ค่ะ", anew=False)
    await resident.types("ขอบคุณมากค่ะ")
    await resident.sees(SENT)
    assert await actions(stage, reference) == ["file", "write", "reply", "write"]
    assert (await history(stage, reference))[-1].words == "ขอบคุณมากค่ะ"


async def test_staff_read_and_answer_on_the_phone_out_of_sight_of_the_group(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    resident, reference = await asks(stage)
    await resident.types("โทร 081-234-5678 ค่ะ")
    told = await group.sees("เขียนข้อความมา")
    await officer.presses("อ่านข้อความ", in_=group, on=told)
    waiting = await officer.sees("เพื่อดูว่าเขียนมาว่าอะไร", anew=False)
    await officer.presses("อ่านข้อความ", on=waiting)
    await officer.sees("081-234-5678")
    await officer.presses("เขียนตอบ")
    await officer.sees("พิมพ์ข้อความถึงผู้ยื่นเรื่อง")
    await officer.types("จะโทรไปบ่ายนี้ค่ะ")
    await resident.sees("จะโทรไปบ่ายนี้ค่ะ", anew=False)
    assert "081" not in " ".join(shown.text for shown in group.screen)
    assert await actions(stage, reference) == ["file", "write", "reply"]


async def test_what_follows_at_once_is_not_confirmed_each_time(stage: Stage) -> None:
    resident, reference = await asks(stage)
    await resident.types("หมู่ 3")
    await resident.sees(SENT)
    await resident.types("บ้านเหนือ")
    await resident.types("จบการคุย")
    await resident.sees("ออกจากการคุยเรื่องเลขที่")
    assert sum(SENT in shown.text for shown in resident.screen) == 1
    assert await actions(stage, reference) == ["file", "write", "write"]


async def test_after_the_end_the_next_words_are_passed_on_and_it_is_told(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    resident, reference = await asks(stage)
    new = await group.sees(reference)
    await officer.presses("เสร็จแล้ว", in_=group, on=new)
    await resident.sees("เสร็จแล้ว", anew=False)
    await resident.types("แล้ววันเสาร์ล่ะคะ")
    over = await resident.sees("จบไปแล้ว")
    assert "ถามเจ้าหน้าที่" in over.labels
    await resident.types("ขอถังขยะ")
    await resident.sees("เพราะอะไร")
    assert await actions(stage, reference) == ["file", "finish", "write"]


async def test_going_to_the_menu_leaves_the_talk_and_the_way_back_is_there(stage: Stage) -> None:
    resident, reference = await asks(stage)
    await resident.types("เมนู")
    left = await resident.sees("ออกจากการคุย")
    await resident.presses("กลับไปคุยต่อ", on=left)
    await resident.sees("จะถึงเจ้าหน้าที่")
    await resident.types("ยังอยู่ค่ะ")
    await resident.sees(SENT)
    assert await actions(stage, reference) == ["file", "write"]


async def test_at_night_it_is_told_when_somebody_reads(stage: Stage) -> None:
    stage.clock.advance(hours=12)
    resident, _reference = await asks(stage)
    assert "24 พ.ย. 2569 08.30" in (await resident.sees(OPENED, anew=False)).text
