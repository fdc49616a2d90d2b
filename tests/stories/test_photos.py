"""Photos: fetched from the messenger, kept, shown to staff, and asked for again when lost."""

import re

import pytest

from models.vocabulary import AttachmentState
from tests.stories.bin_form import (
    asks_for_a_bin,
    asks_with_photo,
    goes_on_from_photo,
    reaches_photo,
    sends,
)
from tests.stories.pictures import PROGRAM, colour_of, picture
from tests.stories.records import a_fetch_was_tried, console, files_become, the_case
from tests.stories.stage import Person, Stage
from tests.stories.test_after_sending import opens_own_case

STORED, LOST = AttachmentState.STORED, AttachmentState.LOST
NOT_HERE = "มาไม่ถึงเรา"


async def colours_in_console(stage: Stage, reference: str) -> list[str]:
    """Return the colours staff see when they open the pictures on the page of a case."""
    case = await the_case(stage, reference)
    staff = await stage.hire("Malee")
    async with console(stage, staff) as browser:
        page = await browser.get(f"/console/cases/{case.reference}")
        addresses = dict.fromkeys(re.findall(r'<img src="([^"]+)"', page.text))
        return [colour_of((await browser.get(address)).content) for address in addresses]


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
async def test_a_photo_of_the_broken_bin_reaches_the_department(stage: Stage, form: str) -> None:
    photo = picture(form)
    reference = await asks_with_photo(await stage.resident(), photo)
    await files_become(stage, STORED)
    assert await colours_in_console(stage, reference) == ["green"]


async def test_several_photos_come_in_their_order(stage: Stage) -> None:
    colours = ["red", "green", "blue"]
    photos = [picture("PNG", colour) for colour in colours]
    reference = await asks_with_photo(await stage.resident(), *photos)
    await files_become(stage, STORED, STORED, STORED)
    assert await colours_in_console(stage, reference) == colours


async def test_a_photo_may_be_skipped(stage: Stage) -> None:
    resident = await stage.resident()
    await reaches_photo(resident)
    await resident.presses("ข้าม")
    await resident.sees("เบอร์ไหน")
    await resident.types("0812345678")
    review = await resident.sees("ยังไม่ได้ส่ง")
    assert "(ข้าม)" in review.text
    assert await sends(resident)


async def test_a_photo_line_has_not_ready_is_fetched_a_little_later(on_line: Stage) -> None:
    on_line.simulator.line.contents.unready = 1
    photo = picture("JPEG")
    reference = await asks_with_photo(await on_line.resident(), photo)
    await a_fetch_was_tried(on_line)
    await on_line.time_passes(5)
    await files_become(on_line, STORED)
    assert await colours_in_console(on_line, reference) == ["green"]


async def loses_what_was_sent(stage: Stage) -> None:
    """The messenger deletes a file before the desk has fetched it."""
    await a_fetch_was_tried(stage)
    stage.simulator.line.contents.vanish(410)
    stage.simulator.line.contents.unready = 0
    await stage.time_passes(5)


async def sends_photo_late(stage: Stage, resident: Person) -> None:
    """Send a photo the messenger does not hand out at the first try."""
    stage.simulator.line.contents.unready = 1
    await resident.sends_photo(picture("JPEG", "red"))
    await resident.sees("ได้รับ 1 รูปแล้ว")


async def test_a_photo_lost_during_the_form_is_asked_for_again(on_line: Stage) -> None:
    resident = await on_line.resident()
    await reaches_photo(resident)
    await sends_photo_late(on_line, resident)
    await loses_what_was_sent(on_line)
    await resident.sees(NOT_HERE)
    await resident.sends_photo(picture("JPEG", "blue"))
    await resident.sees("ได้รับ 1 รูปแล้ว")
    await goes_on_from_photo(resident)
    reference = await sends(resident)
    await files_become(on_line, LOST, STORED)
    assert await colours_in_console(on_line, reference) == ["blue"]


async def test_a_photo_lost_after_sending_is_asked_for_with_its_case(on_line: Stage) -> None:
    resident = await on_line.resident()
    await reaches_photo(resident)
    await sends_photo_late(on_line, resident)
    await goes_on_from_photo(resident)
    reference = await sends(resident)
    await loses_what_was_sent(on_line)
    told = await resident.sees(NOT_HERE)
    assert reference in told.text
    await resident.presses("ส่งรูปอีกครั้ง")
    await resident.sees("ส่งรูปมาด้วยก็ได้")
    await resident.sends_photo(picture("JPEG", "blue"))
    await resident.sees("ส่งข้อความเรื่องเลขที่")
    await files_become(on_line, LOST, STORED)
    assert await colours_in_console(on_line, reference) == ["blue"]


async def test_telegram_has_lost_a_photo(on_telegram: Stage) -> None:
    resident = await on_telegram.resident()
    await reaches_photo(resident)
    on_telegram.simulator.telegram.files.gone = True
    await resident.sends_photo(picture("JPEG"))
    asked = await resident.sees(NOT_HERE)
    assert "มีรูปถัง" in asked.text


async def test_a_program_that_calls_itself_a_photo_is_refused_with_words(stage: Stage) -> None:
    resident = await stage.resident()
    await reaches_photo(resident)
    await resident.sends_file("bin.jpg", PROGRAM)
    told = await resident.sees(NOT_HERE)
    assert "รูปถ่ายหรือไฟล์ PDF" in told.text
    assert "มีรูปถัง" in told.text
    await files_become(stage, AttachmentState.REFUSED)
    kept = (stage.served.sala.fetcher.store.folder).rglob("*")
    assert [file for file in kept if file.is_file()] == []


async def test_a_photo_sent_as_a_document_is_a_photo(stage: Stage) -> None:
    resident = await stage.resident()
    await reaches_photo(resident)
    photo = picture("PNG")
    await resident.sends_file("photo.png", photo)
    await resident.sees("ได้รับ 1 รูปแล้ว")
    await goes_on_from_photo(resident)
    reference = await sends(resident)
    await files_become(stage, STORED)
    assert await colours_in_console(stage, reference) == ["green"]


async def test_a_photo_can_be_added_to_a_case_with_its_caption(on_telegram: Stage) -> None:
    resident = await on_telegram.resident()
    reference = await asks_for_a_bin(resident)
    await opens_own_case(resident, reference)
    await resident.presses("เขียนถึงเจ้าหน้าที่")
    await resident.sees("ส่งรูปมาด้วยก็ได้")
    await resident.sends_photo(picture("JPEG"), caption="ล้อหลุดด้วยครับ")
    await resident.sees("ส่งข้อความเรื่องเลขที่")
    staff = await on_telegram.hire("Malee")
    async with console(on_telegram, staff) as browser:
        page = await browser.get(f"/console/cases/{reference}", follow_redirects=True)
    assert "ล้อหลุดด้วยครับ" in page.text
