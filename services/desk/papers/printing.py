"""Printing: a written sheet becomes a PDF that opens on an old telephone. Knows nothing of cases.

The words go in as data beside the layout and are never read as its language, so nobody can write
anything that changes a paper. Blocks for some tens of milliseconds: call it in a thread.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import fontpkg_sarabun
import typst

LAYOUT = Path(__file__).with_name("layout.typ")
PDF_VERSION: Final = "1.7"
"""What readers have understood since 2006."""


def print_sheet(data: Mapping[str, object]) -> bytes:
    """Return the PDF of a sheet as `sheet.written` gives it."""
    return typst.compile(
        _layout(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=PDF_VERSION,
    )


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Only the font of the package: a paper looks the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(fontpkg_sarabun.ROOT / "files")],
    )
