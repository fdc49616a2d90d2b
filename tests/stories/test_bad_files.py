"""Files that mean no good: refused with words a resident can follow, or made harmless."""

import re
from io import BytesIO

import pytest
from PIL import Image

from models.vocabulary import AttachmentState
from tests.files import made
from tests.stories.bin_form import asks_with_photo, reaches_photo
from tests.stories.records import console, files, files_become, the_case
from tests.stories.stage import Stage

REFUSED = AttachmentState.REFUSED


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (made.pdf() + b"<script>alert(1)</script>", "มีสิ่งอื่นซ่อนอยู่"),
        (made.carrying_pdf(), "มีสิ่งอื่นซ่อนอยู่"),
        (made.locked_pdf(), "รหัสผ่าน"),
        (made.png_claiming(50_000, 50_000), "ใหญ่เกินไป"),
        (made.drawn("JPEG") + bytes(50 * 1024 * 1024), "ใหญ่เกินไป"),
        (made.drawn("JPEG", (800, 600))[:2000], "เปิดไม่ได้"),
        (b"PK\x03\x04" + bytes(200), "รูปถ่ายหรือไฟล์ PDF"),
    ],
    ids=[
        "two kinds at once",
        "carries a program",
        "locked",
        "enormous",
        "50 MB",
        "cut off",
        "an archive",
    ],
)
async def test_a_bad_file_is_refused_and_the_resident_told_what_to_send(
    on_line: Stage, content: bytes, told: str
) -> None:
    resident = await on_line.resident()
    await reaches_photo(resident)
    await resident.sends_file("paper.pdf", content)
    await files_become(on_line, REFUSED)
    await resident.sees(told)
    kept = on_line.served.sala.fetcher.store.folder.rglob("*")
    assert [file for file in kept if file.is_file()] == []


async def test_a_photo_of_an_apple_telephone_is_kept_as_everybody_can_see_it(
    on_line: Stage,
) -> None:
    resident = await on_line.resident()
    await reaches_photo(resident)
    await resident.sends_file("photo.heic", made.heic())
    await files_become(on_line, AttachmentState.STORED)
    assert [file.media_type for file in await files(on_line)] == ["image/jpeg"]


async def test_a_photo_does_not_tell_staff_where_a_resident_lives(stage: Stage) -> None:
    photo = made.telling_photo()
    reference = await asks_with_photo(await stage.resident(), photo)
    await files_become(stage, AttachmentState.STORED)
    case = await the_case(stage, reference)
    async with console(stage, await stage.hire("Malee")) as browser:
        page = await browser.get(f"/console/cases/{case.reference}")
        (address,) = dict.fromkeys(re.findall(r'<img src="([^"]+)"', page.text))
        shown = await browser.get(address)
    assert dict(Image.open(BytesIO(shown.content)).getexif()) == {}
    assert b"Telephone" in photo
    assert b"Telephone" not in shown.content
    assert "sandbox" in shown.headers["content-security-policy"]
