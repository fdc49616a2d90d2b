"""Lists: the office's own list of what is due, imported as often as it changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import col, select

from models.assessment import Assessment
from models.staff import Staff
from services.desk import audit
from services.desk.paying.rights import require_confirming
from services.desk.paying.sheets import Mistake, Names, Row, explained, read_sheet
from services.desk.paying.till import take_the_till
from services.desk.work import Work
from services.kit.consequences import BillAssessed
from services.kit.errors import InvalidAnswer
from services.kit.money import to_satang
from services.kit.service import Service
from services.kit.text import Text, _
from services.kit.thai import western

COLUMNS: Names = {
    "notice": ("เลขที่แจ้งประเมิน", "เลขที่หนังสือ", "เลขที่ ภดส 6", "notice number"),
    "digits": ("เลขท้าย 4 ตัว", "เลขบัตร 4 ตัวท้าย", "last four digits", "last 4 digits"),
    "amount": ("จำนวนเงิน", "ภาษี", "ค่าภาษี", "tax"),
    "due": ("ชำระภายใน", "วันครบกำหนด", "due date"),
    "warned": ("วันที่ได้รับหนังสือเตือน", "warned on"),
    "warned until": ("ชำระตามหนังสือเตือนภายใน", "warning until"),
}
"""The last two are for those who were warned; a list without them is taken as it is."""

NEEDED = ("notice", "digits", "amount", "due")
YEARS = range(2560, 2700)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    notice: str
    digits: str
    satang: int
    due_on: date
    warned_on: date | None
    warned_until: date | None


@dataclass(frozen=True, slots=True)
class WrittenList:
    """A file as it was read."""

    entries: Sequence[Entry]
    mistakes: Sequence[Mistake]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a list would change. Lines that are missing in it stay: a list may be a supplement."""

    new: Sequence[Entry] = ()
    changed: Sequence[tuple[Assessment, Entry]] = ()
    same: int = 0
    mistakes: Sequence[Mistake] = field(default_factory=list)

    @property
    def acceptable(self) -> bool:
        return not self.mistakes and bool(self.new or self.changed)


def taxes(services: Iterable[Service]) -> dict[str, Text]:
    """Return which lists there are, with the service that looks something up in each."""
    wanted = ((then, service.title) for service in services for then in service.then)
    return {one.tax: title for one, title in wanted if isinstance(one, BillAssessed) and one.tax}


def read_list(data: bytes) -> WrittenList:
    """Read a CSV or XLSX file. Raises `InvalidAnswer` when it is none."""
    entries: dict[str, Entry] = {}
    mistakes = []
    for row in read_sheet(data, COLUMNS, NEEDED):
        try:
            entry = _entry(row)
            if entry.notice in entries:
                raise InvalidAnswer(_("This notice number stands in the list twice."))
        except InvalidAnswer as mistake:
            mistakes.append(explained(row, mistake))
        else:
            entries[entry.notice] = entry
    return WrittenList(list(entries.values()), mistakes)


async def compare(work: Work, tax: str, year: int, told: WrittenList) -> Comparison:
    """Say what a list would change. Changes nothing."""
    if tax not in taxes(work.services.values()) or year not in YEARS:
        raise InvalidAnswer(_("Please choose the list, and a year such as 2569."))
    known = await _known(work, tax, year)
    new = [entry for entry in told.entries if entry.notice not in known]
    old = [(known[entry.notice], entry) for entry in told.entries if entry.notice in known]
    changed = [(before, entry) for before, entry in old if _values(before) != _values(entry)]
    return Comparison(new, changed, len(old) - len(changed), told.mistakes)


async def accept(
    work: Work, tax: str, year: int, told: WrittenList, staff: Staff | None
) -> Comparison:
    """Take a list. `staff` is None on the command line of the server itself."""
    if staff is not None:
        require_confirming(work, staff)
    await take_the_till(work)
    found = await compare(work, tax, year, told)
    if found.mistakes:
        raise InvalidAnswer(_("The list has mistakes. Please put them right, then try again."))
    for entry in found.new:
        work.session.add(_assessment(work, tax, year, entry))
    for before, entry in found.changed:
        for name, value in _values(entry).items():
            setattr(before, name, value)
        before.imported_at = work.now
        work.session.add(before)
    await work.session.flush()
    by = str(staff.id) if staff else "command line"
    await audit.record(work, by, "import_list", f"{tax} {year}", audit.DONE)
    return found


def notice_key(written: str) -> str:
    """Return a notice number as it is compared: Thai digits, spaces and small letters aside."""
    return "".join(western(written).split()).upper()


async def _known(work: Work, tax: str, year: int) -> dict[str, Assessment]:
    wanted = select(Assessment).where(Assessment.tax == tax, Assessment.year == year)
    found = await work.session.exec(wanted.order_by(col(Assessment.notice)))
    return {one.notice: one for one in found}


def _is_list(then: object) -> bool:
    return isinstance(then, BillAssessed) and bool(then.tax)


def _entry(row: Row) -> Entry:
    notice = notice_key(row.text("notice", 40))
    if not notice:
        raise InvalidAnswer(_("The notice number is missing."))
    digits = western(row.text("digits", 8)).zfill(4)
    if not (digits.isdecimal() and len(digits) == 4):
        raise InvalidAnswer(_("The last four digits of the owner's number are missing."))
    warned = row.day("warned") if row.text("warned", 40) else None
    until = row.day("warned until") if row.text("warned until", 40) else None
    return Entry(notice, digits, to_satang(row.amount("amount")), row.day("due"), warned, until)


def _values(one: Assessment | Entry) -> Mapping[str, object]:
    names = ("notice", "digits", "satang", "due_on", "warned_on", "warned_until")
    return {name: getattr(one, name) for name in names}


def _assessment(work: Work, tax: str, year: int, entry: Entry) -> Assessment:
    return Assessment(
        tax=tax,
        year=year,
        notice=entry.notice,
        digits=entry.digits,
        satang=entry.satang,
        due_on=entry.due_on,
        warned_on=entry.warned_on,
        warned_until=entry.warned_until,
        imported_at=work.now,
    )
