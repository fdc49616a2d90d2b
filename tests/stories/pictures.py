"""Real pictures for the stories, and a file that only says it is one."""

from io import BytesIO

from PIL import Image

PROGRAM = b"MZ\x90\x00" + bytes(200)
"""How a Windows program begins, whatever its name is."""


def picture(form: str, colour: str = "green") -> bytes:
    """Draw a small picture in one colour, as JPEG, PNG or WebP."""
    drawn = BytesIO()
    Image.new("RGB", (64, 48), colour).save(drawn, form)
    return drawn.getvalue()
