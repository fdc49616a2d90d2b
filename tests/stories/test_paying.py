"""Paying in the chat: asked for, scanned, proved with a slip, confirmed, receipted."""

import asyncio
from base64 import b64decode
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from models import Payment, PaymentSlip, Receipt
from services.kit.promptpay import fields, parse
from tests.paying.slips import slip_picture, slip_text
from tests.stories.bin_form import asks_for_a_bin
from tests.stories.pictures import PROGRAM, picture
from tests.stories.records import actions, everything
from tests.stories.stage import Person, Stage

WRONG_SUM = slip_picture(slip_text()[:-4] + "0000")
"""A slip on which somebody changed a letter: its code does not add up."""

CARD, TAKEN, WAITS, RECEIPT = "ยอดที่ต้องจ่าย", "ได้รับสลิป", "มีสลิป", "ใบเสร็จเลขที่ 2570/00001"


async def asked_to_pay(stage: Stage) -> tuple[Any, Person, Person, str]:
    """A resident whose case was taken on, and who is asked for 250 baht in the chat."""
    group, [officer] = await stage.department_chat("malee")
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await group.sees(reference)
    await officer.presses("รับเรื่อง", in_=group)
    await group.sees("malee รับเรื่อง")
    await officer.presses("ขอเก็บเงิน", in_=group)
    asked = await group.sees("พิมพ์จำนวนเงิน")
    await stage.answers(officer, group, asked, "250 ค่าถังขยะ")
    await resident.sees(CARD)
    return group, officer, resident, reference


async def sends_slip(resident: Person, slip: bytes) -> None:
    """Press the button of the card and send the picture of a transfer."""
    await resident.presses("ส่งสลิป")
    await resident.sees("ส่งรูปสลิป")
    await resident.sends_photo(slip)
    await resident.sees(TAKEN)


async def codes_shown(stage: Stage) -> list[str]:
    """Return what the payment codes hold that the desk has sent."""
    said = [message for row in await stage.outbox() for message in row.messages]
    pictures = [b64decode(one["picture"]["png"]) for one in said if "picture" in one]
    drawn = [Image.open(BytesIO(png)) for png in pictures]
    return [code.text for one in drawn for code in zxingcpp.read_barcodes(one)]


async def test_from_the_request_to_the_receipt(stage: Stage) -> None:
    group, officer, resident, reference = await asked_to_pay(stage)
    [code] = await codes_shown(stage)
    assert parse(code)["54"] == "250.00"
    assert fields(parse(code)["30"])["02"] == reference.replace("-", "")
    await sends_slip(resident, slip_picture(slip_text()))
    await group.sees(WAITS)
    await officer.presses("เงินเข้าแล้ว", in_=group)
    await resident.sees(RECEIPT)
    await group.sees("จ่ายครบแล้ว")
    assert await actions(stage, reference) == ["file", "accept", "bill", "pay_slip", "paid"]


async def test_what_is_due_is_shown_again(stage: Stage) -> None:
    _group, _officer, resident, reference = await asked_to_pay(stage)
    await resident.types(reference)
    await resident.sees("เลขที่เรื่อง")
    await resident.presses("จ่ายเงิน")
    shown = await resident.sees(CARD)
    assert "250.00" in shown.text


async def test_words_are_no_slip(stage: Stage) -> None:
    _group, _officer, resident, _reference = await asked_to_pay(stage)
    await resident.presses("ส่งสลิป")
    await resident.sees("ส่งรูปสลิป")
    await resident.types("โอนแล้วค่ะ")
    await resident.sees("ขอเป็นรูปสลิป")
    await resident.presses("ยกเลิก")
    await resident.sees("ยังไม่ได้ส่งอะไร")
    assert await everything(stage, PaymentSlip) == []


@pytest.mark.parametrize("slip", [picture("JPEG"), WRONG_SUM], ids=["no code", "a wrong sum"])
async def test_a_slip_that_cannot_be_read_is_looked_at_by_eye(stage: Stage, slip: bytes) -> None:
    group, officer, resident, _reference = await asked_to_pay(stage)
    await sends_slip(resident, slip)
    await resident.sees("ดูด้วยตาเอง")
    await group.sees("อ่านรหัสเล็กบนสลิปไม่ได้")
    await officer.presses("ไม่พบเงินเข้า", in_=group)
    await resident.sees("ยังไม่พบเงิน")
    assert [slip.state for slip in await everything(stage, PaymentSlip)] == ["refused"]


async def test_a_slip_that_is_no_picture_is_asked_for_again(stage: Stage) -> None:
    _group, _officer, resident, _reference = await asked_to_pay(stage)
    await sends_slip(resident, PROGRAM)
    await resident.sees("รบกวนส่งอีกครั้ง")
    await resident.presses("ส่งรูปอีกครั้ง")
    await resident.sees("ส่งรูปสลิป")
    assert [slip.state for slip in await everything(stage, PaymentSlip)] == ["refused"]


async def test_the_same_slip_twice_counts_once(stage: Stage) -> None:
    group, _officer, resident, _reference = await asked_to_pay(stage)
    card = resident.last
    await sends_slip(resident, slip_picture(slip_text()))
    await group.sees(WAITS)
    await resident.presses("ส่งสลิป", on=card)
    await resident.sees("ส่งรูปสลิป")
    await resident.sends_photo(slip_picture(slip_text(), "JPEG"))
    await resident.sees("ไม่นับซ้ำ")
    states = [slip.state for slip in await everything(stage, PaymentSlip)]
    assert sorted(states) == ["repeated", "waiting"]


async def test_a_double_tap_confirms_once(stage: Stage) -> None:
    group, officer, resident, _reference = await asked_to_pay(stage)
    await sends_slip(resident, slip_picture(slip_text()))
    notice = await group.sees(WAITS)
    await asyncio.gather(
        officer.presses("เงินเข้าแล้ว", in_=group, on=notice),
        officer.presses("เงินเข้าแล้ว", in_=group, on=notice),
    )
    await group.sees("จัดการสลิปของเรื่อง", anew=False)
    await stage.all_said()
    assert len(await everything(stage, Payment)) == len(await everything(stage, Receipt)) == 1
    assert sum(RECEIPT in shown.text for shown in resident.screen) == 1


async def test_staff_of_another_department_confirm_nothing(stage: Stage) -> None:
    group, _officer, resident, _reference = await asked_to_pay(stage)
    await sends_slip(resident, slip_picture(slip_text()))
    await group.sees(WAITS)
    builder = await stage.officer("wichai", department="works")
    await builder.presses("เงินเข้าแล้ว", in_=group)
    await group.sees("เป็นของหน่วยงานอื่น")
    assert await everything(stage, Payment) == []
