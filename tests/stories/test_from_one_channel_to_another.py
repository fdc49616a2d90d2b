"""A case that is begun on one channel goes on in another: from the web or the counter to a chat."""

import re
from base64 import b64decode
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import httpx
import zxingcpp
from PIL import Image

from tests.stories.bin_form import reference_in
from tests.stories.records import actions, console
from tests.stories.stage import Person, Stage
from tests.web.forms.form_filling import FormWindow

CODE = re.compile(r"SALA-\w{4}-\w{4}")
ANSWERS: Mapping[str, Any] = {
    "reason": "none",
    "how-many": "2",
    "house.number": "45/1",
    "house.village": "3",
    "place": "ใต้ต้นมะขาม",
    "phone": "081-234-5678",
}
AT_THE_COUNTER = {"intake-way": "counter", "intake-name": "สมชาย ใจดี", "intake-consent": "yes"}


async def fills_in(browser: httpx.AsyncClient, address: str, **more: str) -> httpx.Response:
    """Fill in the form of a bin and send it; return the page it leads to."""
    form = FormWindow(browser, address)
    await form.open()
    form.types(**ANSWERS, **more)
    await form.send()
    await form.send("send")
    return await browser.get(form.location)


async def brings_here(resident: Person, page: httpx.Response) -> str:
    """Type the code of a page in the chat; return the reference of the case that has come."""
    [code] = set(CODE.findall(page.text))
    await resident.types(code)
    told = await resident.sees("ย้ายมาที่แชทนี้แล้ว")
    return reference_in(told.text)


async def test_a_form_of_the_web_is_answered_in_the_chat(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    page = await fills_in(stage.browser, "/services/waste-bin/form")
    notice = await group.sees("ขอถังขยะ")
    resident = await stage.resident()
    reference = await brings_here(resident, page)
    await officer.presses("ถามผู้ยื่นเรื่อง", in_=group, on=notice)
    asked = await group.sees("พิมพ์คำถาม")
    await stage.answers(officer, group, asked, "ทางเข้าอยู่ไหน")
    question = await resident.sees("ทางเข้าอยู่ไหน")
    await resident.presses("ตอบคำถาม", on=question)
    await resident.sees("พิมพ์ข้อความถึงเจ้าหน้าที่")
    await resident.types("หลังวัดค่ะ")
    await resident.sees("เจ้าหน้าที่จะตอบกลับที่นี่")
    await group.sees(f"{reference} (ขอถังขยะ) ตอบกลับมาแล้ว")
    assert await actions(stage, reference) == ["file", "claim", "ask", "answer"]


async def test_who_came_to_the_counter_hears_of_it_in_the_chat(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    async with console(stage, await stage.hire("Nid")) as browser:
        slip = await fills_in(browser, "/console/file/waste-bin", **AT_THE_COUNTER)
    reference = reference_in(slip.text)
    seen = await stage.browser.get(scanned(slip.text))
    assert reference in seen.text
    assert "สมชาย" not in seen.text
    notice = await group.sees(reference)
    resident = await stage.resident()
    assert await brings_here(resident, slip) == reference
    await officer.presses("รับเรื่อง", in_=group, on=notice)
    await resident.sees("รับเรื่องเลขที่")
    await officer.presses("เสร็จแล้ว", in_=group, on=await group.sees("malee รับเรื่อง"))
    await resident.sees("เสร็จแล้ว")
    assert await actions(stage, reference) == ["file", "claim", "accept", "finish"]


def scanned(slip: str) -> str:
    """Read the square code of a printed slip as the camera of a telephone does."""
    [drawn] = re.findall(r'src="data:image/png;base64,([^"]+)"', slip)
    [code] = zxingcpp.read_barcodes(Image.open(BytesIO(b64decode(drawn))))
    return str(code.text)
