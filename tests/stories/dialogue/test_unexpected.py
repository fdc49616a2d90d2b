"""What nobody asked for: stickers, voices, pins, strange words; never met with silence."""

from tests.stories.bin_form import QUESTIONS, answers_first, asks_for_a_bin, begins
from tests.stories.stage import Stage


async def test_a_sticker_in_the_form_is_thanked_for_and_the_question_stands(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    await resident.sends_sticker()
    asked = await resident.sees("ขอบคุณสำหรับสติกเกอร์")
    assert QUESTIONS[0] in asked.text
    await resident.types("1")
    await resident.sees(QUESTIONS[1])


async def test_a_sticker_outside_a_form_leads_to_the_menu(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.sends_sticker()
    told = await resident.sees("ขอบคุณสำหรับสติกเกอร์")
    assert "ขยะและต้นไม้" in told.labels


async def test_a_voice_message_is_asked_for_in_writing(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    await answers_first(resident, 2)
    await resident.sends_voice(b"OggS")
    asked = await resident.sees("ตรงนี้ฟังข้อความเสียงไม่ได้")
    assert QUESTIONS[2] in asked.text


async def test_a_voice_message_is_not_fetched(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.sends_voice(b"OggS")
    await resident.sees("เสียงไม่ได้")
    await stage.time_passes(10)
    fetched = [*stage.platform.calls("content"), *stage.platform.calls("getFile")]
    assert fetched == []


async def test_a_pin_nobody_asked_for_is_no_answer(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    await resident.sends_place(15.66, 102.53, "บ้าน")
    asked = await resident.sees("ยังไม่ต้องใช้ตำแหน่ง")
    assert QUESTIONS[0] in asked.text


async def test_a_pin_far_away_is_asked_for_again(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    await answers_first(resident, 3)
    await resident.sends_place(48.85, 2.35)
    asked = await resident.sees("นอกประเทศไทย")
    assert QUESTIONS[3] in asked.text


async def test_somebody_elses_contact_is_no_telephone_number(on_telegram: Stage) -> None:
    resident = await on_telegram.resident()
    await begins(resident)
    await answers_first(resident, 4)
    await resident.sends_contact()
    own = resident.chat.messages[max(resident.chat.messages)]
    friends = own | {"contact": own["contact"] | {"user_id": 7, "phone_number": "66898765432"}}
    await on_telegram.platform.webhook.give("message", friends)
    asked = await resident.sees("เบอร์")
    assert QUESTIONS[4] in asked.text


async def test_words_that_match_nothing_lead_to_a_person_the_second_time(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.types("กขฃคฅ")
    first = await resident.sees("ในแชทนี้เราช่วยเรื่องเหล่านี้ได้")
    await resident.types("งจฉชซ")
    second = await resident.sees("ติดต่อเจ้าหน้าที่ได้โดยตรง")
    assert "0440000000" not in first.text
    assert "0440000000" in second.text
    assert "ขยะและต้นไม้" in second.labels


async def test_a_photo_nobody_asked_for_is_not_kept(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.sends_photo(b"\xff\xd8\xff\xe0")
    await resident.sees("เลือกก่อนว่าเป็นเรื่องอะไร")
    await begins(resident)
    await answers_first(resident, 1)
    await resident.sends_photo(b"\xff\xd8\xff\xe0")
    asked = await resident.sees("ไม่ได้เก็บไว้")
    assert QUESTIONS[1] in asked.text


async def test_an_emergency_gets_the_numbers_to_call_even_in_a_form(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    await answers_first(resident, 1)
    await resident.types("ช่วยด้วย ไฟไหม้บ้าน")
    told = await resident.sees("199")
    assert QUESTIONS[1] in told.text


async def test_the_button_of_an_older_form_is_explained(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.types("ขอถังขยะ")
    old = await resident.sees(QUESTIONS[0])
    await resident.types("เริ่มใหม่")
    await resident.sees(QUESTIONS[0])
    await resident.presses("ยังไม่มีถัง", on=old)
    told = await resident.sees("ปุ่มนี้เป็นปุ่มเก่า")
    assert QUESTIONS[0] in told.text


async def test_the_button_of_an_answered_question_is_explained(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.types("ขอถังขยะ")
    old = await resident.sees(QUESTIONS[0])
    await answers_first(resident, 2)
    await resident.presses("ถังหายหรือถูกขโมย", on=old)
    told = await resident.sees("ปุ่มนี้เป็นปุ่มเก่า")
    assert QUESTIONS[2] in told.text


async def test_sending_twice_sends_once(stage: Stage) -> None:
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    review = next(shown for shown in resident.screen if "ส่งเรื่อง" in shown.labels)
    await resident.presses("ส่งเรื่อง", on=review)
    told = await resident.sees("เรื่องที่ส่งแล้วไม่หายไปไหน")
    await resident.presses("ติดตามเรื่อง", on=told)
    listed = await resident.sees("เรื่องของคุณ")
    assert reference in listed.labels
    assert len([label for label in listed.labels if "-" in label]) == 1


async def test_two_presses_at_the_same_moment_send_once(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    await answers_first(resident, 5)
    review = resident.last
    async with stage.platform.webhook.held():
        await resident.presses("ส่งเรื่อง", on=review)
        await resident.presses("ส่งเรื่อง", on=review)
    await resident.sees("ปุ่มนี้เป็นปุ่มเก่า")
    await resident.types("ติดตามเรื่อง")
    listed = await resident.sees("เรื่องของคุณ")
    assert len([label for label in listed.labels if "-" in label]) == 1
