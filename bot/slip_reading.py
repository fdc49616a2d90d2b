"""Slip reading: finds the small code on the picture of a transfer, once the picture is stored."""

import asyncio
from pathlib import Path
from uuid import UUID

import zxingcpp
from PIL import Image, UnidentifiedImageError

from bot.desk import Desk
from services.desk.paying import slips
from services.kit.promptpay import Unreadable
from services.kit.slip_code import SlipCode, read_slip_code

READ = ("JPEG", "PNG", "WEBP")
"""What stored pictures are, or were before they were drawn anew."""

LONGEST_SIDE = 2400
"""Pixels: a screenshot is read as it is, a photo from a camera is made smaller first."""


async def read_slip(desk: Desk, attachment_id: UUID, path: Path) -> None:
    """Read a file that is a slip, in a thread, and note what was found. Others pass unread."""
    async with desk.database.reading() as session:
        wanted = await slips.is_arriving(session, attachment_id)
    if not wanted:
        return
    code = await asyncio.to_thread(slip_code_in, path)
    async with desk.work() as work:
        await slips.note_code(work, attachment_id, code)


def slip_code_in(path: Path) -> SlipCode | None:
    """Return the code of a slip in a picture; None when there is none that is whole."""
    for text in _codes_in(path):
        try:
            return read_slip_code(text)
        except Unreadable:
            continue
    return None


def _codes_in(path: Path) -> list[str]:
    try:
        with Image.open(path, formats=READ) as picture:
            picture.draft("L", (LONGEST_SIDE, LONGEST_SIDE))
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            found = zxingcpp.read_barcodes(picture.convert("L"))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return []
    return [code.text for code in found]
