"""The picture of a payment code: read again by a scanner, and small enough for every chat."""

from decimal import Decimal
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from services.kit.promptpay import bill_payment, fields, parse, transfer
from services.kit.qr import qr_png

MOST_BYTES = 100 * 1024
LINE_PREVIEW = 1024 * 1024
"""LINE takes a preview of 1 MB at most, and a picture of 10 MB (Messaging API, image message)."""

CODES = [
    bill_payment("099400016550100", "K7M2Q4XW9", "257001", Decimal("1234567.89")),
    bill_payment("099400016550100", "A" * 20, "9" * 20, Decimal("9999999.99")),
    transfer("0994000165501", Decimal("0.25")),
]


def scanned(picture: Image.Image) -> list[str]:
    return [one.text for one in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("code", CODES)
def test_a_scanner_reads_our_own_picture(code: str) -> None:
    drawn = Image.open(BytesIO(qr_png(code)))
    assert scanned(drawn) == [code]
    assert parse(scanned(drawn)[0])["53"] == "764"


@pytest.mark.parametrize("code", CODES)
def test_it_is_still_read_when_a_chat_shows_it_small_and_as_jpeg(code: str) -> None:
    drawn = Image.open(BytesIO(qr_png(code))).convert("L")
    small = BytesIO()
    drawn.resize((280, 280), Image.Resampling.LANCZOS).save(small, "JPEG", quality=60)
    assert scanned(Image.open(small)) == [code]


@pytest.mark.parametrize("code", CODES)
def test_it_fits_every_chat(code: str) -> None:
    drawn = qr_png(code)
    width, height = Image.open(BytesIO(drawn)).size
    assert drawn.startswith(b"\x89PNG")
    assert len(drawn) <= MOST_BYTES < LINE_PREVIEW
    assert 300 <= width == height <= 1024


def test_amount_and_references_stand_in_their_tags() -> None:
    [text] = scanned(Image.open(BytesIO(qr_png(CODES[0]))))
    told = parse(text)
    assert told["54"] == "1234567.89"
    inside = fields(told["30"])
    assert (inside["01"], inside["02"], inside["03"]) == ("099400016550100", "K7M2Q4XW9", "257001")
