"""The words of a PDF of ours, read by what each glyph stands for, as readers for the blind do."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

_STANDS_FOR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


def words_of(pdf: bytes) -> str:
    """Return everything that is written in a PDF, without any space: lines break as they like."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return re.sub(r"\s+", "", "".join(text for page in opened.pages for text in _page(page)))


def _page(page: Any) -> Iterator[str]:
    fonts = {name: _glyphs(font) for name, font in page.Resources.Font.items()}
    glyphs: dict[bytes, str] = {}
    told: list[bool] = []
    for step in pikepdf.parse_content_stream(page):
        match str(step.operator):
            case "Tf":
                glyphs = fonts[str(step.operands[0])]
            case "BDC":
                actual = _actual_text(step.operands)
                told.append(actual is not None)
                yield actual or ""
            case "EMC":
                told.pop()
            case "TJ" | "Tj" if not any(told):
                yield from _shown(step.operands, glyphs)


def _actual_text(operands: Any) -> str | None:
    """Return the words that stand for a piece drawn otherwise, such as a vowel above a tone."""
    told = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else None
    return str(told["/ActualText"]) if told is not None and "/ActualText" in told else None


def _shown(pieces: Any, glyphs: dict[bytes, str]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, pikepdf.Array):
            yield from _shown(piece, glyphs)
        elif isinstance(piece, pikepdf.String):
            drawn = bytes(piece)
            yield from (glyphs.get(drawn[at : at + 2], "") for at in range(0, len(drawn), 2))


def _glyphs(font: Any) -> dict[bytes, str]:
    """Return what each glyph of a font stands for."""
    table: bytes = font.ToUnicode.read_bytes()
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for glyph, letters in _STANDS_FOR.findall(table)
    }
