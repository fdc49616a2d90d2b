"""Slips as banks draw them: a picture with a small code in it."""

from io import BytesIO

import segno
from PIL import Image

from services.kit.promptpay import checksum


def slip_text(bank: str = "014", reference: str = "202611231234567890") -> str:
    """Write the code of a slip."""
    inside = f"0006000001{_field('01', bank)}{_field('02', reference)}"
    unchecked = f"{_field('00', inside)}5102TH9104"
    return unchecked + checksum(unchecked)


def slip_picture(text: str, form: str = "PNG") -> bytes:
    """Draw a slip: much green, and the code in a corner."""
    drawn = BytesIO()
    segno.make_qr(text).save(drawn, kind="png", scale=4)
    with Image.open(drawn) as code:
        slip = Image.new("RGB", (720, 1080), (235, 250, 240))
        slip.paste(code.convert("RGB"), (slip.width - code.width - 24, 780))
    whole = BytesIO()
    slip.save(whole, form)
    return whole.getvalue()


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"
