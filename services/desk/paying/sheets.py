"""Sheets: the rows of a CSV or XLSX file as plain words, found by what their columns are called."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zipfile import ZipFile

import openpyxl

from services.desk.paying.amounts import read_amount
from services.kit.calendar import BUDDHIST
from services.kit.errors import InvalidAnswer, ResidentError
from services.kit.text import Rendered, Text, _
from services.kit.thai import western

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
"""A small file that unpacks to more than this was made to break us."""

MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 1000
LONGEST_TOLD = 200
_ENCODINGS = ("utf-8-sig", "cp874")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_EARLIEST_BUDDHIST = 2400
_FIRST_YEAR, _LAST_YEAR = 2000, 2200
"""No money of ours came before, and 9999 stands in files for "never"."""

Names = Mapping[str, Sequence[str]]
"""What we call a column, and what it is called in files, in small letters."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet, by our own names of its columns."""

    number: int
    """As a spreadsheet counts: the headings are row 1."""
    values: Mapping[str, str]

    def text(self, name: str, longest: int) -> str:
        """Return what stands in a column. Raises `InvalidAnswer` when it is too long."""
        told = self.values.get(name, "").strip()
        if len(told) > longest:
            raise InvalidAnswer(_("“{column}” is too long.", column=name))
        return told

    def amount(self, name: str) -> Decimal:
        """Return an amount in baht, more than nothing."""
        amount = read_amount(self.values.get(name, ""))
        if amount <= 0:
            raise InvalidAnswer(_("“{column}” must be more than nothing.", column=name))
        return amount

    def day(self, name: str) -> date:
        """Return a date, in the Buddhist or the Common Era."""
        found = _DATE.search(western(self.values.get(name, "")))
        try:
            return _day(found)
        except ValueError:
            raise InvalidAnswer(
                _("“{column}” is no date such as 30/06/2569 or 2026-06-30.", column=name)
            ) from None


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one row."""

    row: int
    explanation: Rendered
    told: str = ""
    """What stands in the row, so that it is found again."""


def read_sheet(data: bytes, names: Names, needed: Iterable[str]) -> list[Row]:
    """Read the first sheet of a file. Raises `InvalidAnswer` when it is none, or columns lack."""
    if len(data) > MOST_BYTES:
        raise InvalidAnswer(_("The file is too large: at most 5 MB, please."))
    table = _xlsx(data) if data.startswith(b"PK") else _csv(data)
    columns = _columns(table[0] if table else [], names)
    missing = [name for name in needed if name not in columns.values()]
    if missing:
        lacking = ", ".join(f"{name} ({names[name][0]})" for name in missing)
        raise InvalidAnswer(_("The first row must name these columns: {columns}.", columns=lacking))
    return [
        Row(number, {name: line[at] for at, name in columns.items() if at < len(line)})
        for number, line in enumerate(table[1:], start=2)
        if any(cell.strip() for cell in line)
    ]


def explained(row: Row, mistake: ResidentError) -> Mistake:
    """Say what is wrong with a row."""
    told = " · ".join(value.strip() for value in row.values.values() if value.strip())
    return Mistake(row.number, mistake.explanation, told[:LONGEST_TOLD])


def _columns(headings: Sequence[str], names: Names) -> dict[int, str]:
    known = {called: name for name, all_called in names.items() for called in (name, *all_called)}
    found = ((at, known.get(_plain(heading))) for at, heading in enumerate(headings))
    columns: dict[int, str] = {}
    for at, name in found:
        if name and name not in columns.values():
            columns[at] = name
    return columns


def _plain(heading: str) -> str:
    return re.sub(r"[\s_.-]+", " ", heading).strip().lower()


def _csv(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    headings = text.partition("\n")[0]
    delimiter = next((sign for sign in "\t;" if sign in headings), ",")
    try:
        return _within_limits(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        raise InvalidAnswer(_unreadable()) from None


def _decoded(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidAnswer(_unreadable())


def _xlsx(data: bytes) -> list[list[str]]:
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise InvalidAnswer(_unreadable())
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True)
        return _within_limits([_written(cell) for cell in row] for row in rows)
    except InvalidAnswer:
        raise
    except Exception:  # a broken workbook fails in ways nobody can list: in its XML, say
        raise InvalidAnswer(_unreadable()) from None


def _within_limits(rows: Iterable[list[str]]) -> list[list[str]]:
    kept: list[list[str]] = []
    for row in rows:
        if len(kept) > MOST_ROWS:
            raise InvalidAnswer(
                _("The file has too many rows: at most {count}, please.", count=MOST_ROWS)
            )
        kept.append([_kept(cell) for cell in row[:MOST_COLUMNS]])
    return kept


def _kept(cell: str) -> str:
    """Return a cell without NUL, which PostgreSQL cannot keep."""
    return cell[:LONGEST_CELL].replace("\x00", "")


def _written(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _day(found: re.Match[str] | None) -> date:
    if found is None:
        raise ValueError
    day, month, year = found[1], found[2], found[3]
    if found[4]:
        year, month, day = found[4], found[5], found[6]
    common = int(year) - (BUDDHIST if int(year) >= _EARLIEST_BUDDHIST else 0)
    if not _FIRST_YEAR <= common <= _LAST_YEAR:
        raise ValueError
    return date(common, int(month), int(day))


def _unreadable() -> Text:
    return _("This is no CSV or XLSX file we can read. Please save it as one and try again.")
