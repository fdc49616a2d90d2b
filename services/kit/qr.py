"""QR codes drawn as pictures: for a chat, a page and a printed slip."""

from io import BytesIO

import segno

MODULE = 10
"""Pixels of one square: a payment code then fills the width of an old phone."""

QUIET_ZONE = 4
"""Squares left white around it; without them some banks' apps do not find the code."""


def qr_png(text: str) -> bytes:
    """Draw a code in black and white, some two kilobytes large."""
    drawn = BytesIO()
    segno.make_qr(text, error="m").save(drawn, kind="png", scale=MODULE, border=QUIET_ZONE)
    return drawn.getvalue()


def qr_svg(text: str) -> str:
    """Draw a code for a page, sharp at every size."""
    drawn = BytesIO()
    code = segno.make_qr(text, error="m")
    code.save(drawn, kind="svg", border=QUIET_ZONE, xmldecl=False, svgns=True, omitsize=True)
    return drawn.getvalue().decode("utf-8")
