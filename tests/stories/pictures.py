"""Real pictures for the stories, and a file that only says it is one."""

from io import BytesIO
from operator import itemgetter

from PIL import Image

PROGRAM = b"MZ\x90\x00" + bytes(200)
"""How a Windows program begins, whatever its name is."""


def picture(form: str, colour: str = "green") -> bytes:
    """Draw a small picture in one colour, as JPEG, PNG or WebP."""
    drawn = BytesIO()
    Image.new("RGB", (64, 48), colour).save(drawn, form)
    return drawn.getvalue()


def colour_of(content: bytes) -> str:
    """Name the colour that is seen; the bytes are others once the desk has drawn it anew."""
    with Image.open(BytesIO(content)) as seen:
        red, green, blue = seen.convert("RGB").resize((1, 1)).tobytes()
    return max(("red", red), ("green", green), ("blue", blue), key=itemgetter(1))[0]
