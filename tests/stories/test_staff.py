"""Staff at work in their group: accept, ask, finish, reject; refused presses; two at once."""

import asyncio
from typing import Any

from models.vocabulary import CaseStatus
from services.desk.audit import REFUSED
from tests.stories.bin_form import PERSONAL, asks_for_a_bin
from tests.stories.records import actions, audit_entries, history, the_case
from tests.stories.stage import Person, Stage


async def case_in_group(stage: Stage, *officers: str) -> tuple[Any, list[Person], Person, str]:
    """A department's group in which a new case has just been announced."""
    group, people = await stage.department_chat(*officers)
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await group.sees(reference)
    return group, people, resident, reference


async def test_the_office_asks_and_the_resident_answers(stage: Stage) -> None:
    group, [officer], resident, reference = await case_in_group(stage, "malee")
    await officer.presses("รับเรื่อง", in_=group)
    await group.sees("malee รับเรื่อง")
    await officer.presses("ถามผู้ยื่นเรื่อง", in_=group)
    asked = await group.sees("พิมพ์คำถามถึงผู้ยื่นเรื่อง")
    await stage.answers(officer, group, asked, "สะดวกวันไหน")
    question = await resident.sees("สะดวกวันไหน")
    await resident.presses("ตอบคำถาม", on=question)
    await resident.sees("พิมพ์ข้อความถึงเจ้าหน้าที่")
    await resident.types("วันศุกร์ค่ะ")
    await resident.sees("เจ้าหน้าที่จะตอบกลับที่นี่")
    await group.sees("ตอบกลับมาแล้ว")
    assert await actions(stage, reference) == ["file", "accept", "ask", "answer"]
    assert (await the_case(stage, reference)).status == CaseStatus.IN_PROGRESS


async def test_a_case_is_finished_and_the_resident_asked_how_it_was(stage: Stage) -> None:
    group, [officer], resident, reference = await case_in_group(stage, "malee")
    await officer.presses("เสร็จแล้ว", in_=group)
    told = await resident.sees("เสร็จแล้ว")
    assert {"5 ดีมาก", "ยังไม่เรียบร้อย"} <= set(told.labels)
    assert (await the_case(stage, reference)).assignee_id is not None


async def test_a_case_is_rejected_with_a_reason_of_one_press(stage: Stage) -> None:
    group, [officer], resident, reference = await case_in_group(stage, "malee")
    await officer.presses("ทำให้ไม่ได้", in_=group)
    await group.sees("ทำไม่ได้เพราะอะไร")
    await officer.presses("ไม่ใช่อำนาจหน้าที่", in_=group)
    await resident.sees("ไม่อยู่ในอำนาจหน้าที่ของเรา")
    assert (await the_case(stage, reference)).status == CaseStatus.REJECTED


async def test_a_case_is_rejected_with_words_of_ones_own(stage: Stage) -> None:
    group, [officer], resident, reference = await case_in_group(stage, "malee")
    await officer.presses("ทำให้ไม่ได้", in_=group)
    asked = await group.sees("ทำไม่ได้เพราะอะไร")
    await stage.answers(officer, group, asked, "ถังหมดสต็อก")
    told = await resident.sees("ถังหมดสต็อก")
    await resident.presses("เขียนถึงเจ้าหน้าที่", on=told)
    await resident.sees("พิมพ์ข้อความถึงเจ้าหน้าที่")
    assert (await the_case(stage, reference)).status == CaseStatus.REJECTED


async def test_staff_may_think_again_before_they_type(stage: Stage) -> None:
    group, [officer], _resident, reference = await case_in_group(stage, "malee")
    await officer.presses("ถามผู้ยื่นเรื่อง", in_=group)
    await group.sees("พิมพ์คำถามถึงผู้ยื่นเรื่อง")
    await officer.presses("ยกเลิก", in_=group)
    await group.sees("ยังไม่ได้ส่งอะไรออกไป")
    assert await actions(stage, reference) == ["file"]


async def test_words_are_taken_from_the_one_who_was_asked(on_line: Stage) -> None:
    group, [malee, nid], _resident, reference = await case_in_group(on_line, "malee", "nid")
    await malee.presses("ถามผู้ยื่นเรื่อง", in_=group)
    await group.sees("พิมพ์คำถามถึงผู้ยื่นเรื่อง")
    await nid.types("กินข้าวหรือยัง", in_=group)
    await malee.types("สะดวกวันไหน", in_=group)
    await group.sees("กำลังรอคำตอบ")
    assert [entry.words for entry in await history(on_line, reference)][1:] == ["สะดวกวันไหน"]


async def test_a_strangers_press_is_refused_and_recorded(stage: Stage) -> None:
    group, _officers, _resident, reference = await case_in_group(stage, "malee")
    stranger = stage.platform.resident("stranger")
    await stranger.presses("เสร็จแล้ว", in_=group)
    told = await group.sees("กดได้เฉพาะเจ้าหน้าที่")
    [entry] = await audit_entries(stage, REFUSED)
    assert (entry.action, entry.subject) == ("finish", reference.replace("-", ""))
    assert stranger.id not in entry.actor
    assert "stranger" not in told.text
    assert await actions(stage, reference) == ["file"]


async def test_an_officer_of_another_department_is_refused(stage: Stage) -> None:
    group, _officers, _resident, reference = await case_in_group(stage, "malee")
    builder = await stage.officer("wichai", department="works")
    await builder.presses("รับเรื่อง", in_=group)
    await group.sees("เป็นของหน่วยงานอื่น")
    assert len(await audit_entries(stage, REFUSED)) == 1
    assert await actions(stage, reference) == ["file"]


async def test_of_two_officers_at_once_one_wins_and_the_other_is_told(stage: Stage) -> None:
    group, [malee, nid], resident, reference = await case_in_group(stage, "malee", "nid")
    notice = group.last
    await asyncio.gather(
        malee.presses("รับเรื่อง", in_=group, on=notice),
        nid.presses("รับเรื่อง", in_=group, on=notice),
    )
    await group.sees("ทำไปก่อนแล้ว")
    await stage.all_said()
    assert await actions(stage, reference) == ["file", "accept"]
    assert sum("รับเรื่องเลขที่" in shown.text for shown in resident.screen) == 1


async def test_no_group_message_says_who_the_resident_is_or_what_was_written(stage: Stage) -> None:
    group, [officer], resident, reference = await case_in_group(stage, "malee")
    await officer.presses("ถามผู้ยื่นเรื่อง", in_=group)
    asked = await group.sees("พิมพ์คำถามถึงผู้ยื่นเรื่อง")
    await stage.answers(officer, group, asked, "ทางเข้าอยู่ไหน")
    question = await resident.sees("ทางเข้าอยู่ไหน")
    await resident.presses("ตอบคำถาม", on=question)
    await resident.sees("พิมพ์ข้อความถึงเจ้าหน้าที่")
    await resident.types("หลังวัดค่ะ")
    await group.sees("ตอบกลับมาแล้ว")
    await officer.presses("เสร็จแล้ว", in_=group)
    done = await resident.sees("เราทำได้ดีแค่ไหน")
    await resident.presses("ยังไม่เรียบร้อย", on=done)
    await resident.sees("ยังขาดอะไรอยู่")
    await resident.types("ฝาแตก")
    await group.sees("เปิดเรื่องอีกครั้งแล้ว")
    await stage.all_said()
    said = " ".join(str(shown.raw) for shown in group.screen).replace(reference, "")
    secret = (*PERSONAL, "somchai", resident.id, "หลังวัด", "ฝาแตก", "ทางเข้า")
    assert [piece for piece in secret if piece in said] == []


async def test_an_officer_alone_works_in_the_private_chat(stage: Stage) -> None:
    officer = await stage.officer("malee")
    await stage.links(officer, officer.chat)
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await officer.sees(reference)
    await officer.presses("ถามผู้ยื่นเรื่อง")
    await officer.sees("พิมพ์คำถามถึงผู้ยื่นเรื่อง")
    await officer.types("สะดวกวันไหน")
    await officer.sees("กำลังรอคำตอบ")
    await resident.sees("สะดวกวันไหน")
    assert await actions(stage, reference) == ["file", "ask"]


async def test_an_officer_may_be_a_resident_too(stage: Stage) -> None:
    officer = await stage.officer("malee")
    await stage.links(officer, officer.chat)
    reference = await asks_for_a_bin(officer)
    await officer.sees("มีเรื่องใหม่", anew=False)
    await officer.presses("รับเรื่อง")
    await officer.sees("malee รับเรื่อง")
    await officer.sees("รับเรื่องเลขที่", anew=False)
    assert await actions(stage, reference) == ["file", "accept"]
