"""Tables as files: CSV that Excel opens rightly, and XLSX; written row by row, never as a whole.

A cell whose words begin like a formula would be carried out by a spreadsheet. Residents write
these words, so they get an apostrophe in front, as spreadsheets themselves mark plain words.
"""

import asyncio
import csv
import io
import tempfile
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from starlette.responses import Response, StreamingResponse

from services.kit.fields import Cell
from services.kit.text import Language, Rendered

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

BOM = "\ufeff"
"""Without it Excel reads Thai as Latin letters."""

DAY_FORMAT = "yyyy-mm-dd"
WIDTH = 16
PIECE = 64 * 1024

_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Value = str | int | float | Decimal | date | None
Rows = AsyncIterator[Sequence[Sequence[Cell]]]
"""Rows, some at a time."""


def harmless(words: str) -> str:
    """Keep a spreadsheet from taking somebody's words for a formula."""
    acts = words.startswith(_ACTS) or words.lstrip().startswith(_ACTS)
    return f"'{words}" if acts else words


def values(cells: Iterable[Cell], language: Language) -> list[Value]:
    """Put the cells of a row into a language; numbers and days stay what they are."""
    return [_value(cell, language) for cell in cells]


def _value(cell: Cell, language: Language) -> Value:
    if cell is None or isinstance(cell, int | float | Decimal | date):
        return cell
    return harmless(ILLEGAL_CHARACTERS_RE.sub("", cell.render(language)))


def csv_text(rows: Iterable[Sequence[Cell]], language: Language) -> str:
    """Write rows as CSV, with the line ends of its standard (RFC 4180)."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows(values(row, language) for row in rows)
    return written.getvalue()


async def csv_response(
    name: str, headings: Sequence[Rendered], rows: Rows, language: Language
) -> Response:
    """Send a table as it is being read."""

    async def lines() -> AsyncIterator[str]:
        yield BOM + csv_text([headings], language)
        async for some in rows:
            yield csv_text(some, language)

    return StreamingResponse(lines(), media_type=CSV_TYPE, headers=_saved_as(f"{name}.csv"))


async def xlsx_response(
    name: str, headings: Sequence[Rendered], rows: Rows, language: Language
) -> Response:
    """Write a table to a file, row by row, and send that; the desk goes on meanwhile."""
    sheet = Sheet(headings, language)
    async for some in rows:
        await asyncio.to_thread(sheet.add, some)
    file = await asyncio.to_thread(sheet.save)
    return StreamingResponse(_pieces(file), media_type=XLSX_TYPE, headers=_saved_as(f"{name}.xlsx"))


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    """Read a file that has no name; it is gone when it is closed, whoever hangs up before."""
    with file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece


class Sheet:
    """An XLSX file that is being written; openpyxl keeps its rows on the disk."""

    def __init__(self, headings: Sequence[Rendered], language: Language) -> None:
        self._language = language
        self._book = Workbook(write_only=True)
        self._sheet: Any = self._book.create_sheet()
        self._sheet.freeze_panes = "A2"
        for number in range(1, len(headings) + 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = WIDTH
        self._sheet.append([self._bold(value) for value in values(headings, language)])

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Append rows."""
        for row in rows:
            self._sheet.append([self._cell(value) for value in values(row, self._language)])

    def save(self) -> IO[bytes]:
        """Finish the file, and return it from its beginning."""
        file = tempfile.TemporaryFile()  # noqa: SIM115 -- whoever sends it closes it
        self._book.save(file)
        file.seek(0)
        return file

    def _cell(self, value: Value) -> object:
        if not isinstance(value, date):
            return value
        cell = WriteOnlyCell(self._sheet, value)
        cell.number_format = DAY_FORMAT
        return cell

    def _bold(self, value: Value) -> object:
        cell = WriteOnlyCell(self._sheet, value)
        cell.font = Font(bold=True)
        return cell


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
