"""Bank lines: what a bank's file tells, line by line, each with a digest that knows it again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from models.vocabulary import PaymentSource
from services.desk.paying.payments import Money
from services.desk.paying.sheets import Mistake, Names, Row, explained, read_sheet
from services.kit.errors import InvalidAnswer
from services.kit.money import to_satang

COLUMNS: Names = {
    "date": ("วันที่", "วันที่ทำรายการ", "วันที่ชำระ", "payment date", "transaction date"),
    "amount": ("จำนวนเงิน", "ยอดเงิน", "จำนวนเงินที่ชำระ", "เงินเข้า", "credit"),
    "ref1": ("ref 1", "reference 1", "เลขอ้างอิง 1", "อ้างอิง 1", "หมายเลขอ้างอิง 1"),
    "ref2": ("ref 2", "reference 2", "เลขอ้างอิง 2", "อ้างอิง 2", "หมายเลขอ้างอิง 2"),
    "bank reference": ("transaction id", "bank ref", "เลขที่รายการ", "รหัสรายการ"),
}
"""Date and amount must be there; a line without references is listed for somebody to decide."""

NEEDED = ("date", "amount")


@dataclass(frozen=True, slots=True)
class BankFile:
    """What was read of a file, and the rows that could not be: somebody has to look at those."""

    lines: Sequence[Money]
    mistakes: Sequence[Mistake]

    @property
    def satang(self) -> int:
        return sum(line.satang for line in self.lines)


def read_bank_file(data: bytes) -> BankFile:
    """Read a CSV or XLSX file of a bank. Raises `InvalidAnswer` when it is none.

    Two lines that are equal in everything are two payments: the second of a file is known by its
    number. The same line in two files that overlap is one.
    """
    seen: Counter[str] = Counter()
    lines, mistakes = [], []
    for row in read_sheet(data, COLUMNS, NEEDED):
        try:
            lines.append(_line(row, seen))
        except InvalidAnswer as mistake:
            mistakes.append(explained(row, mistake))
    return BankFile(lines, mistakes)


def _line(row: Row, seen: Counter[str]) -> Money:
    paid_on, satang = row.day("date"), to_satang(row.amount("amount"))
    ref1, ref2 = _reference(row, "ref1"), _reference(row, "ref2")
    bank_reference = row.text("bank reference", 80)
    told = "\x1f".join((paid_on.isoformat(), str(satang), ref1, ref2, bank_reference))
    seen[told] += 1
    digest = sha256(f"{told}\x1f{seen[told]}".encode()).hexdigest()
    return Money(PaymentSource.BANK, f"bank:{digest}", satang, paid_on, ref1, ref2, bank_reference)


def _reference(row: Row, name: str) -> str:
    return row.text(name, 40).replace(" ", "").replace("-", "").upper()
