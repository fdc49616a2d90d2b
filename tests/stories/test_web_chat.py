"""The same road in the office's own web chat, told over the addresses its script uses."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from models.vocabulary import AttachmentState
from services.kit.references import read_reference
from tests.stories.bin_form import (
    QUESTIONS,
    RECEIPT,
    REVIEW,
    asks_for_a_bin,
    begins,
    fills_in,
    goes_on_from_photo,
    reaches_photo,
    reference_in,
)
from tests.stories.pictures import PROGRAM, colour_of, picture
from tests.stories.records import actions, all_cases, console, files_become
from tests.stories.stage import Premises, Stage
from tests.stories.web_resident import WebResident, web_resident


@pytest.fixture
async def web(on_line: Stage) -> AsyncIterator[WebResident]:
    resident = await web_resident(on_line)
    yield resident
    await resident.browser.aclose()


async def receipt(web: WebResident) -> str:
    """Send what was reviewed, and return the reference."""
    await web.presses("ส่งเรื่อง")
    return reference_in((await web.sees(RECEIPT))["text"])


async def test_a_bin_is_asked_for_brought_and_rated_on_the_web(
    on_line: Stage, web: WebResident
) -> None:
    group, [officer] = await on_line.department_chat("malee")
    await begins(web)
    await web.presses("ยังไม่มีถัง")
    await web.sees(QUESTIONS[1])
    await answers_the_rest(web)
    reference = await receipt(web)
    await group.sees(reference)
    await officer.presses("เสร็จแล้ว", in_=group)
    await web.sees("เราทำได้ดีแค่ไหน")
    await web.presses("5 ดีมาก")
    await web.sees("อยากบอกอะไรเพิ่มไหม")
    await web.types("ดีมากค่ะ")
    await web.sees("เจ้าหน้าที่จะได้อ่าน")
    assert await actions(on_line, reference) == ["file", "finish", "rate", "rate"]


async def answers_the_rest(web: WebResident) -> None:
    """Answer the questions after the first, the place with a pin."""
    await web.presses("2 ใบ")
    await web.sees(QUESTIONS[2])
    await web.types("45/1 หมู่ 3")
    await web.sees(QUESTIONS[3])
    await web.sends_place(15.66, 102.53)
    await web.sees(QUESTIONS[4])
    await web.types("081-234-5678")
    await web.sees(REVIEW)


async def test_a_photo_from_the_web_is_seen_by_staff(on_line: Stage, web: WebResident) -> None:
    await reaches_photo(web)
    assert (await web.sends_photo(picture("JPEG", "red"))).status_code == 200
    await web.sees("ได้รับ 1 รูปแล้ว")
    await goes_on_from_photo(web)
    reference = await receipt(web)
    await files_become(on_line, AttachmentState.STORED)
    async with console(on_line, await on_line.hire("Malee")) as browser:
        page = await browser.get(f"/console/cases/{read_reference(reference)}")
        address = page.text.split('<img src="')[1].split('"')[0]
        assert colour_of((await browser.get(address)).content) == "red"


async def test_a_program_is_refused_on_the_web_with_words(web: WebResident) -> None:
    await reaches_photo(web)
    refused = await web.sends_photo(PROGRAM)
    assert refused.status_code == 415
    assert "รูปถ่ายหรือไฟล์ PDF" in refused.json()["error"]
    assert all(line["text"] for line in await web.lines())


async def test_a_case_from_line_is_followed_on_the_web(on_line: Stage, web: WebResident) -> None:
    reference = await asks_for_a_bin(await on_line.resident())
    await web.types(reference)
    card = await web.sees("สถานะ")
    assert "ได้รับเรื่องแล้ว" in card["text"]
    assert [button["label"] for button in card["buttons"]] == ["เมนู"]


async def test_a_reload_shows_every_line_again_in_its_order(web: WebResident) -> None:
    await fills_in(web)
    before = await web.lines()
    again = await web.lines()
    said = [line["text"] for line in again if line["mine"]]
    assert again == before
    assert said == ["ขอถังขยะ", "ยังไม่มีถัง", "2", "45/1 หมู่ 3", "ใต้ต้นมะขาม", "081-234-5678"]
    assert "buttons" in again[-1]


async def test_the_lines_and_the_form_are_there_after_a_restart(premises: Premises) -> None:
    async with premises.opened() as before:
        resident = await web_resident(before)
        await begins(resident)
        lines = await resident.lines()
    async with premises.opened():
        assert await resident.lines() == lines
        await resident.types("1")
        await resident.sees(QUESTIONS[1])
    await resident.browser.aclose()


async def test_a_message_posted_twice_changes_nothing_twice(
    on_line: Stage, web: WebResident
) -> None:
    await fills_in(web)
    [value] = [
        one["value"] for one in (await web.lines())[-1]["buttons"] if one["label"] == "ส่งเรื่อง"
    ]
    body = {"id": str(uuid4()), "kind": "press", "text": value, "label": "ส่งเรื่อง"}
    await web.looks_from_here()
    answers = [await web.repeats(body) for _time in range(3)]
    await web.sees(RECEIPT)
    await on_line.all_said()
    lines = await web.lines()
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum(RECEIPT in line["text"] for line in lines) == 1
    assert len(await all_cases(on_line)) == 1


async def test_english_is_spoken_to_a_browser_that_reads_english(on_line: Stage) -> None:
    resident = await web_resident(on_line)
    resident.browser.headers["Accept-Language"] = "en"
    await resident.follows()
    await resident.sees("Hello! This is the front desk")
    await resident.browser.aclose()
