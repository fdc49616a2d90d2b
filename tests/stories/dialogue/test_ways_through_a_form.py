"""At every step of the form: help, skip, back, start over and cancel lead where they should."""

from tests.stories.bin_form import ANSWERS, QUESTIONS, REVIEW, answers_first, begins, fills_in
from tests.stories.stage import Person, Stage

STANDING = (*QUESTIONS, REVIEW)
"""What a resident sees who has answered none, one, two … questions."""


async def asks_for_help(resident: Person, standing: str) -> None:
    await resident.types("ช่วยเหลือ")
    explained = await resident.sees("วิธีใช้")
    assert standing in explained.text


async def tries_to_skip(resident: Person) -> None:
    await resident.types("ข้าม")
    await resident.sees("ข้อนี้ข้ามไม่ได้")


async def goes_back_and_returns(resident: Person, before: str, standing: str) -> None:
    await resident.types("ย้อนกลับ")
    await resident.sees(before)
    await resident.types("ใช้คำตอบเดิม")
    await resident.sees(standing)


async def test_help_explains_and_asks_the_same_question_again(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    for standing, answer in zip(QUESTIONS, ANSWERS, strict=True):
        await asks_for_help(resident, standing)
        await resident.types(answer)
    await resident.sees(REVIEW)
    await asks_for_help(resident, REVIEW)


async def test_what_is_needed_cannot_be_skipped(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    for standing, answer in zip(QUESTIONS, ANSWERS, strict=True):
        await tries_to_skip(resident)
        assert standing in resident.last.text
        await resident.types(answer)
    await resident.sees(REVIEW)


async def test_back_leads_to_the_question_before_and_keeps_its_answer(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    await resident.types("ย้อนกลับ")
    await resident.sees("ข้อนี้เป็นข้อแรกแล้ว")
    for before, standing, answer in zip(QUESTIONS, QUESTIONS[1:], ANSWERS, strict=False):
        await resident.types(answer)
        await resident.sees(standing)
        await goes_back_and_returns(resident, before, standing)


async def test_start_over_leads_to_the_first_question_from_everywhere(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    for answered, standing in enumerate(STANDING[:-1]):
        await answers_first(resident, answered)
        assert standing in resident.last.text
        await resident.types("เริ่มใหม่")
        await resident.sees(QUESTIONS[0])


async def test_start_over_at_the_review_asks_before_answers_are_gone(stage: Stage) -> None:
    resident = await stage.resident()
    await fills_in(resident)
    await resident.types("เริ่มใหม่")
    await resident.sees("คำตอบที่ตอบไว้จะหายทั้งหมด")
    await resident.presses("เริ่มใหม่")
    await resident.sees(QUESTIONS[0])


async def test_cancel_leaves_from_everywhere_and_sends_nothing(stage: Stage) -> None:
    resident = await stage.resident()
    for answered, _standing in enumerate(STANDING):
        await begins(resident)
        await answers_first(resident, answered)
        await resident.types("ยกเลิก")
        await resident.sees("ยกเลิกแล้ว")
    await resident.types("ติดตามเรื่อง")
    await resident.sees("ยังไม่มีเรื่องที่ส่งไว้")


async def test_beginning_again_asks_whether_to_go_on(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    await answers_first(resident, 2)
    await resident.types("เมนู")
    await resident.sees("มีอะไรให้ช่วย")
    await resident.presses("ขยะและต้นไม้")
    await resident.sees("ต้องการเรื่องไหน")
    await resident.presses("ขอถังขยะ")
    await resident.sees("กรอกค้างไว้")
    await resident.presses("ทำต่อ")
    await resident.sees(QUESTIONS[2])
