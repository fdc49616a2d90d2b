"""One resident with two devices, and one form: whatever both do at once, one answer stands."""

import asyncio
from urllib.parse import urlsplit

from sqlmodel import select

from bot.turns import Remembered
from models import Conversation
from tests.stories.bin_form import ANSWERS, QUESTIONS, RECEIPT, begins, fills_in
from tests.stories.records import all_cases
from tests.stories.stage import Person, Stage
from tests.web.forms.form_filling import FormWindow


async def answers_kept(stage: Stage) -> dict[str, object]:
    """Return the answers of the one form that is open."""
    async with stage.desk.database.reading() as session:
        rows = list(await session.exec(select(Conversation)))
    talks = [Remembered.from_data(row.remembered) for row in rows]
    [draft] = [talk.draft for talk in talks if talk.draft]
    return dict(draft.answers)


async def opens_the_page(stage: Stage, resident: Person) -> FormWindow:
    """Go on with the whole form in a browser, on another device."""
    await resident.types("เว็บ")
    await resident.sees("กรอกทั้งหมดบนเว็บก็ได้")
    await resident.presses("เปิดหน้าปลอดภัย")
    there = urlsplit(resident.opened[-1])
    page = FormWindow(stage.browser, f"{there.path}?{there.query}")
    await page.open()
    return page


async def test_two_answers_to_one_question_at_the_same_moment_are_one(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    await resident.types(ANSWERS[0])
    asked = await resident.sees(QUESTIONS[1])
    await asyncio.gather(*(resident.presses(label, on=asked) for label in ("1 ใบ", "3 ใบ")))
    await resident.sees("ปุ่มนี้เป็นปุ่มเก่า", anew=False)
    await stage.all_said()
    kept = await answers_kept(stage)
    assert list(kept) == ["reason", "how-many"]
    assert kept["how-many"] in {1, 3}
    assert QUESTIONS[2] in resident.last.text


async def test_a_page_of_a_form_that_was_sent_from_the_other_device_changes_nothing(
    stage: Stage,
) -> None:
    resident = await stage.resident()
    await fills_in(resident)
    page = await opens_the_page(stage, resident)
    await resident.presses("ทำต่อ")
    await resident.presses("ส่งเรื่อง")
    await resident.sees(RECEIPT)
    told = await page.types(place="ที่อื่น").send()
    assert page.status == 410
    assert "แชท" in told
    [case] = await all_cases(stage)
    assert "ที่อื่น" not in str(case.answers)


async def test_a_page_overtaken_by_the_chat_asks_to_look_again(stage: Stage) -> None:
    resident = await stage.resident()
    await begins(resident)
    page = await opens_the_page(stage, resident)
    await resident.presses("ทำต่อ")
    await resident.sees(QUESTIONS[0])
    await resident.types(ANSWERS[0])
    await resident.sees(QUESTIONS[1])
    told = await page.types(reason="lost", phone="0812345678").send()
    assert 'id="changed"' in told
    assert await answers_kept(stage) == {"reason": "none"}
