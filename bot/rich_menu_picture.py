"""The picture of the rich menu, drawn with Pillow and the Sarabun typeface.

LINE: PNG or JPEG, 800 to 2,500 wide, at most 1 MB. On a phone 2,500 become about 375 points, so
the letters here end up as large as those of a heading.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import fontpkg_sarabun
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 2500, 1686
COLUMNS, ROWS = 2, 2
GAP = 22
RADIUS = 70

PAPER, SURFACE, EDGE = "#f1eee6", "#ffffff", "#ddd7ca"
ROOF, SOFT, INK, MUTED = "#0b4a3d", "#e3f0ea", "#1f2b27", "#55625c"
SAFFRON = "#e08a2e"

LABEL_SIZE, HINT_SIZE = 138, 90
MARGIN = 90
ICON = 300
FINENESS = 4
"""Pictograms are drawn so many times larger and made smaller, for smooth edges."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws a pictogram on a field of 100 by 100, in the colours of its area."""

    draw: ImageDraw.ImageDraw
    line: str
    ground: str
    unit: float

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
        return tuple(edge * self.unit for edge in (left, top, right, bottom))

    def wide(self, width: float) -> int:
        return round(width * self.unit)


@dataclass(frozen=True, slots=True)
class Tile:
    """One area of the picture: its words and its pictogram."""

    label: str
    hint: str
    pictogram: Callable[[Pen], None]


def draw(tiles: Sequence[Tile]) -> bytes:
    """Return the picture as PNG. The first area stands out: it is what most people come for."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    for place, tile in enumerate(tiles):
        _draw_tile(image, place, tile, strong=place == 0)
    file = BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def box(place: int) -> tuple[int, int, int, int]:
    """Return left, top, width and height of an area, counted from the left and the top."""
    row, column = divmod(place, COLUMNS)
    width, height = WIDTH // COLUMNS, HEIGHT // ROWS
    return column * width, row * height, width, height


def shapes_thai() -> bool:
    """Say whether Pillow can put Thai vowels and tone marks in their places here."""
    from PIL import features

    return bool(features.check("raqm"))


def _draw_tile(image: Image.Image, place: int, tile: Tile, *, strong: bool) -> None:
    left, top, width, height = box(place)
    pen = ImageDraw.Draw(image)
    frame = (left + GAP, top + GAP, left + width - GAP, top + height - GAP)
    pen.rounded_rectangle(frame, RADIUS, fill=ROOF if strong else SURFACE, outline=EDGE, width=4)
    middle = left + width // 2
    _draw_pictogram(image, tile, (middle - ICON // 2, top + 95), strong=strong)
    room = width - 2 * MARGIN
    label = _font("Bold", LABEL_SIZE, tile.label, room)
    hint = _font("Medium", HINT_SIZE, tile.hint, room)
    pen.text((middle, top + 600), tile.label, SURFACE if strong else INK, label, "ms")
    pen.text((middle, top + 742), tile.hint, SOFT if strong else MUTED, hint, "ms")


def _draw_pictogram(image: Image.Image, tile: Tile, at: tuple[int, int], *, strong: bool) -> None:
    size = ICON * FINENESS
    ground = SURFACE if strong else SOFT
    large = Image.new("RGB", (size, size), ROOF if strong else SURFACE)
    drawing = ImageDraw.Draw(large)
    drawing.ellipse((0, 0, size - 1, size - 1), fill=ground)
    tile.pictogram(Pen(drawing, ROOF, ground, size / 100))
    image.paste(large.resize((ICON, ICON), Image.Resampling.LANCZOS), at)


@cache
def _face(weight: str, size: int) -> ImageFont.FreeTypeFont:
    file = fontpkg_sarabun.ROOT / "files" / f"Sarabun-{weight}.ttf"
    return ImageFont.truetype(str(file), size)


def _font(weight: str, size: int, words: str, room: int) -> ImageFont.FreeTypeFont:
    """Return the largest face up to `size` in which the words fit."""
    length = _face(weight, size).getlength(words)
    return _face(weight, size if length <= room else int(size * room / length))


def paper(pen: Pen) -> None:
    """A sheet with lines, and a mark to add one."""
    pen.draw.rounded_rectangle(
        pen.box(29, 20, 65, 74), pen.wide(5), outline=pen.line, width=pen.wide(5)
    )
    for height in (36, 47, 58):
        pen.draw.line(pen.box(38, height, 56, height), pen.line, pen.wide(5))
    pen.draw.ellipse(pen.box(53, 53, 81, 81), fill=SAFFRON, outline=pen.ground, width=pen.wide(3))
    pen.draw.line(pen.box(67, 60, 67, 74), SURFACE, pen.wide(4))
    pen.draw.line(pen.box(60, 67, 74, 67), SURFACE, pen.wide(4))


def glass(pen: Pen) -> None:
    """A magnifying glass over a tick."""
    pen.draw.line(pen.box(61, 61, 78, 78), SAFFRON, pen.wide(10))
    pen.draw.ellipse(pen.box(71, 71, 83, 83), fill=SAFFRON)
    pen.draw.ellipse(pen.box(22, 22, 68, 68), fill=pen.ground, outline=pen.line, width=pen.wide(6))
    tick = [*pen.box(34, 45, 42, 54), *pen.box(42, 54, 57, 36)]
    pen.draw.line(tick, pen.line, pen.wide(6), joint="curve")


def bubble(pen: Pen) -> None:
    """Somebody speaks, and is answered."""
    pen.draw.polygon([*pen.box(34, 58, 34, 80), *pen.box(54, 58, 54, 58)], fill=pen.line)
    pen.draw.rounded_rectangle(pen.box(20, 24, 80, 64), pen.wide(12), fill=pen.line)
    for middle in (36, 50, 64):
        colour = SAFFRON if middle == 64 else SURFACE
        pen.draw.ellipse(pen.box(middle - 5, 39, middle + 5, 49), fill=colour)


def letters(pen: Pen) -> None:
    """A letter of each language, side by side."""
    pen.draw.rounded_rectangle(pen.box(17, 24, 55, 62), pen.wide(9), fill=pen.line)
    pen.draw.rounded_rectangle(
        pen.box(45, 40, 83, 78), pen.wide(9), fill=SAFFRON, outline=pen.ground, width=pen.wide(3)
    )
    face = _face("Bold", pen.wide(30))
    pen.draw.text((pen.wide(36), pen.wide(53)), "ก", SURFACE, face, "ms")
    pen.draw.text((pen.wide(64), pen.wide(69)), "A", SURFACE, face, "ms")
