"""Paying an assessed tax in the chat: found in the office's list, in three parts, with a code."""

from services.desk.paying import lists
from tests.paying.test_assessed import LIST
from tests.stories.bin_form import REVIEW
from tests.stories.stage import Person, Stage


async def asks_to_pay(stage: Stage, resident: Person, digits: str) -> None:
    """Fill in the form of the tax up to sending it."""
    async with stage.desk.work() as work:
        await lists.accept(work, "land", 2569, lists.read_list(LIST.encode()), None)
    await resident.types("ภาษีที่ดิน")
    await resident.sees("ต้องการทำอะไร")
    await resident.presses("จ่ายภาษี")
    await resident.sees("เลขที่")
    await resident.types("N2")
    await resident.sees("4 ตัว")
    await resident.types(digits)
    await resident.sees("จ่ายแบบไหน")
    await resident.presses("แบ่งจ่าย 3 งวด")
    await resident.sees(REVIEW)
    await resident.presses("ส่งเรื่อง")


async def test_a_tax_is_found_and_paid_in_three_parts(stage: Stage) -> None:
    resident = await stage.resident()
    await asks_to_pay(stage, resident, "1234")
    told = await resident.sees("แบ่งจ่าย 3 งวด")
    card = await resident.sees("งวดที่ 1 จาก 3 งวด", anew=False)
    assert "3,333.34" in told.text
    assert "3,333.33" in card.text


async def test_wrong_digits_are_explained_and_nothing_is_filed(stage: Stage) -> None:
    resident = await stage.resident()
    await asks_to_pay(stage, resident, "9999")
    await resident.sees("ไม่พบหนังสือแจ้ง")
