"""The whole road as one story: begun in the chat, finished on the web, paid, confirmed, rated."""

from typing import Any
from urllib.parse import urlsplit

from models import Receipt
from services.kit.promptpay import parse
from tests.papers.pdf_words import words_of
from tests.paying.slips import slip_picture, slip_text
from tests.stories.bin_form import QUESTIONS, REVIEW, begins, sends
from tests.stories.records import actions, everything
from tests.stories.stage import Person, Stage
from tests.stories.test_paying import CARD, RECEIPT, TAKEN, WAITS, codes_shown
from tests.web.forms.form_filling import FormWindow


async def finishes_on_the_web(stage: Stage, resident: Person) -> None:
    """Take the whole form to its page, where the first answer stands already, and fill it in."""
    await resident.types("เว็บ")
    await resident.sees("กรอกทั้งหมดบนเว็บก็ได้")
    await resident.presses("เปิดหน้าปลอดภัย")
    there = urlsplit(resident.opened[-1])
    page = FormWindow(stage.browser, f"{there.path}?{there.query}")
    first = await page.open()
    assert 'value="none" checked' in first
    rest = {"how-many": "2", "house.number": "45/1", "house.village": "3", "place": "ใต้ต้นมะขาม"}
    await page.types(reason="none", phone="081-234-5678", **rest).send()
    assert page.location.endswith("?done=1")
    await resident.sees(REVIEW)


async def asks_for_money(stage: Stage, group: Any, officer: Person) -> None:
    await officer.presses("ขอเก็บเงิน", in_=group)
    asked = await group.sees("พิมพ์จำนวนเงิน")
    await stage.answers(officer, group, asked, "250 ค่าถังขยะ")


async def sends_slip(resident: Person) -> None:
    await resident.presses("ส่งสลิป")
    await resident.sees("ส่งรูปสลิป")
    await resident.sends_photo(slip_picture(slip_text()))
    await resident.sees(TAKEN)


async def opens_receipt(stage: Stage, resident: Person) -> str:
    """Follow the link below the confirmation; return what stands on the paper."""
    await resident.presses("ใบเสร็จรับเงิน", on=await resident.sees(RECEIPT))
    paper = await stage.browser.get(resident.opened[-1])
    assert paper.headers["content-type"] == "application/pdf"
    return words_of(paper.content)


async def test_from_the_first_word_to_the_stars(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    resident = await stage.resident()
    await begins(resident)
    await resident.presses("ยังไม่มีถัง")
    await resident.sees(QUESTIONS[1])
    await finishes_on_the_web(stage, resident)
    reference = await sends(resident)
    await group.sees(reference)
    await officer.presses("รับเรื่อง", in_=group)
    await resident.sees("รับเรื่องเลขที่")
    await group.sees("malee รับเรื่อง")
    await asks_for_money(stage, group, officer)
    await resident.sees(CARD)
    [code] = await codes_shown(stage)
    assert parse(code)["54"] == "250.00"
    await sends_slip(resident)
    await group.sees(WAITS)
    await officer.presses("เงินเข้าแล้ว", in_=group)
    paper = await opens_receipt(stage, resident)
    [receipt] = await everything(stage, Receipt)
    assert receipt.number == "2570/00001"
    assert reference in paper
    assert "๒๕๐.๐๐" in paper
    await group.sees("จ่ายครบแล้ว")
    await officer.presses("เสร็จแล้ว", in_=group)
    done = await resident.sees("เสร็จแล้ว")
    await resident.presses("5 ดีมาก", on=done)
    await resident.sees("ขอบคุณ")
    expected = ["file", "accept", "bill", "pay_slip", "paid", "finish", "rate"]
    assert await actions(stage, reference) == expected
