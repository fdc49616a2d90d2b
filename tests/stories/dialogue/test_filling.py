"""The form: answered by buttons, by typing, in either digits and language, and corrected."""

from tests.simulator import Place
from tests.stories.bin_form import (
    QUESTIONS,
    REVIEW,
    answers_first,
    asks_for_a_bin,
    begins,
    fills_in,
    reference_in,
    sends,
)
from tests.stories.stage import Person, Stage


async def gives_place(resident: Person) -> None:
    await resident.presses("ส่งตำแหน่งของฉัน", gives=Place(15.66, 102.53))
    await resident.sees("เบอร์ไหน")


async def test_buttons_suffice_for_everything_but_the_house_number(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.presses("ขยะและต้นไม้")
    await resident.sees("ต้องการเรื่องไหน")
    await resident.presses("ขอถังขยะ")
    await resident.sees("เพราะอะไร")
    await resident.presses("ถังไม่พอ ขอเพิ่ม")
    await resident.sees("กี่ใบ")
    await resident.presses("3 ใบ")
    await resident.sees("บ้านเลขที่เท่าไร")
    await resident.types("45/1")
    await resident.sees("อยู่หมู่ไหน")
    await resident.presses("หมู่ 2 บ้านใต้")
    await resident.sees("ตรงไหน")
    await gives_place(resident)
    await resident.types("0812345678")
    review = await resident.sees(REVIEW)
    assert "บ้านเลขที่ 45/1 หมู่ 2 บ้านใต้" in review.text
    assert "3 ใบ" in review.text
    assert await sends(resident)


async def test_telegram_gives_the_telephone_number_with_one_press(on_telegram: Stage) -> None:
    resident = await on_telegram.resident()
    resident.phone = "66812345678"
    await begins(resident)
    await answers_first(resident, 4)
    await resident.presses("ส่งเบอร์โทรของฉัน")
    review = await resident.sees(REVIEW)
    assert "081-234-5678" in review.text


async def test_typing_suffices_for_everything(stage: Stage) -> None:
    resident = await stage.resident()
    await fills_in(resident, ("ถังหาย", "2 ใบ", "45/1 ม.3", "ข้างวัด", "0812345678"))
    await resident.types("ส่งเลย")
    told = await resident.sees("ได้รับเรื่องแล้ว")
    assert reference_in(told.text)


async def test_thai_digits_are_numbers(stage: Stage) -> None:
    resident = await stage.resident()
    answers = ("๑", "๒", "บ้านเลขที่ ๔๕/๑ หมู่ ๓", "ข้างวัด", "๐๘๑ ๒๓๔ ๕๖๗๘")
    await fills_in(resident, answers)
    review = resident.last.text
    assert "ยังไม่มีถัง" in review
    assert "2 ใบ" in review
    assert "45/1 หมู่ 3" in review
    assert "081-234-5678" in review


async def test_the_whole_form_in_english(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.presses("English")
    await resident.sees("What can we do for you?")
    await resident.presses("Rubbish and trees")
    await resident.sees("Which of these would you like?")
    await resident.presses("Ask for a waste bin")
    await resident.sees("Why do you need a waste bin?")
    await resident.presses("I have no bin yet")
    await resident.sees("How many bins")
    await resident.presses("1 bin")
    await resident.sees("house number")
    await resident.types("45/1 Moo 3")
    await resident.sees("Where should we put the bin?")
    await resident.types("in front of the house")
    await resident.sees("telephone number")
    await resident.types("+66 81 234 5678")
    review = await resident.sees("Nothing has been sent yet")
    await resident.presses("Send the request")
    receipt = await resident.sees("We have received it")
    assert "House 45/1, Moo 3 Middle Village" in review.text
    assert not any("\u0e00" <= letter <= "\u0e7f" for letter in review.text + receipt.text)


async def test_one_answer_is_changed_before_sending(stage: Stage) -> None:
    resident = await stage.resident()
    await fills_in(resident)
    await resident.presses("แก้คำตอบ")
    await resident.sees("จะแก้ข้อไหน")
    await resident.types("2")
    await resident.sees("คำตอบเดิม: 2 ใบ")
    await resident.presses("3 ใบ")
    review = await resident.sees(REVIEW)
    assert "3 ใบ" in review.text
    assert await sends(resident)


async def test_an_answer_that_is_looked_at_again_may_stay(stage: Stage) -> None:
    resident = await stage.resident()
    await fills_in(resident)
    await resident.types("แก้ข้อ 5")
    await resident.sees("เบอร์ไหน")
    await resident.types("ใช้คำตอบเดิม")
    review = await resident.sees(REVIEW)
    assert "081-234-5678" in review.text


async def test_an_answer_that_does_not_fit_is_explained_and_asked_again(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    await answers_first(resident, 1)
    await resident.types("100")
    asked = await resident.sees("ตั้งแต่ 1 ถึง 3")
    assert QUESTIONS[1] in asked.text
    await resident.types("2")
    await resident.sees(QUESTIONS[2])


async def test_a_second_case_can_follow_the_first(stage: Stage) -> None:
    resident = await stage.resident()
    first = await asks_for_a_bin(resident)
    second = await asks_for_a_bin(resident)
    assert first != second
