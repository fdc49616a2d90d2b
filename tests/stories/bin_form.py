"""Asking for a bin, as the stories tell it: the questions, what is answered, the reference."""

import re
from collections.abc import Sequence

from tests.stories.stage import Person

REFERENCE = re.compile(r"\b[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}\b")

QUESTIONS = ("เพราะอะไร", "กี่ใบ", "บ้านเลขที่เท่าไร", "ตรงไหน", "เบอร์ไหน")
ANSWERS = ("ยังไม่มีถัง", "2", "45/1 หมู่ 3", "ใต้ต้นมะขาม", "081-234-5678")
REVIEW = "ยังไม่ได้ส่ง"
RECEIPT = "ได้รับเรื่องแล้ว ขอบคุณ"

PERSONAL = ("45/1", "081", "234-5678", "2345678", "มะขาม", "15.66", "102.53")
"""Pieces of the answers that must stand in no group and on no public page."""


async def begins(resident: Person) -> None:
    await resident.types("ขอถังขยะ")
    await resident.sees(QUESTIONS[0])


async def answers_first(resident: Person, count: int, answers: Sequence[str] = ANSWERS) -> None:
    """Answer so many questions by typing; then the next one, or the review, is on the screen."""
    asked = [*QUESTIONS[1:], REVIEW]
    for answer, next_question in list(zip(answers, asked, strict=True))[:count]:
        await resident.types(answer)
        await resident.sees(next_question)


async def fills_in(resident: Person, answers: Sequence[str] = ANSWERS) -> None:
    """Begin the form and answer it up to the review."""
    await begins(resident)
    await answers_first(resident, len(answers), answers)


async def sends(resident: Person) -> str:
    """Send what was reviewed, and return the reference."""
    await resident.presses("ส่งเรื่อง")
    told = await resident.sees(RECEIPT)
    return reference_in(told.text)


async def asks_for_a_bin(resident: Person) -> str:
    """Fill the form in by typing, send it, and return the reference."""
    await fills_in(resident)
    return await sends(resident)


async def asks_with_photo(resident: Person, *pictures: bytes) -> str:
    """Ask for a bin in place of a broken one, with photos of it; return the reference."""
    await reaches_photo(resident)
    for picture in pictures:
        await resident.sends_photo(picture)
        await resident.sees("รูปแล้ว")
    await goes_on_from_photo(resident)
    return await sends(resident)


async def reaches_photo(resident: Person) -> None:
    """Answer everything before the question about a photo of the broken bin."""
    await begins(resident)
    await resident.presses("ถังเดิมแตก ชำรุด")
    await resident.sees(QUESTIONS[1])
    await resident.presses("1 ใบ")
    await resident.sees(QUESTIONS[2])
    await resident.types(ANSWERS[2])
    await resident.sees(QUESTIONS[3])
    await resident.types(ANSWERS[3])
    await resident.sees("มีรูปถัง")


async def goes_on_from_photo(resident: Person) -> None:
    """Leave the question about photos and answer the last one, up to the review."""
    await resident.presses("ต่อไป")
    await resident.sees(QUESTIONS[4])
    await resident.types(ANSWERS[4])
    await resident.sees(REVIEW)


def reference_in(text: str) -> str:
    found = REFERENCE.search(text)
    assert found, text
    return found[0]
