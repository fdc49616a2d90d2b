"""A case with something to pay, and the people who pay and confirm."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import col, select

from bot.desk import Desk
from models import Attachment, Bill, Case, Payment, PaymentSlip, Receipt, Staff
from models.columns import new_id
from models.vocabulary import AttachmentState
from services.desk.actor import Actor
from services.desk.paying import bank_files, slips
from services.desk.paying.bank_lines import read_bank_file
from services.desk.paying.billing import Demand, ask_for, bill_and_case
from services.desk.paying.confirming import confirm_slip
from services.kit.message import Reply
from services.kit.slip_code import SlipCode
from tests.desk.people import file

HUNDRED = 10_000
"""One hundred baht."""


async def bill(desk: Desk, case: Case, satang: int = HUNDRED, what: str = "copy fee") -> Bill:
    """Ask for a payment, as the desk does by itself."""
    async with desk.work() as work:
        [made] = await ask_for(work, case, [Demand(satang, what, date(2026, 12, 23))])
    return made


async def billed(desk: Desk, resident: Actor, satang: int = HUNDRED) -> Bill:
    """A new case with one bill."""
    return await bill(desk, await file(desk, resident), satang)


async def send_slip(desk: Desk, bill: Bill, resident: Actor, code: SlipCode | None) -> PaymentSlip:
    """Send a slip in the chat; its picture is stored and read."""
    name = new_id()
    async with desk.work() as work:
        _bill, case = await bill_and_case(work.session, bill.id)
        await slips.send(work, case.reference, replace(resident, source={}), str(name))
        kept = await work.session.get_one(Attachment, name)
        kept.state = AttachmentState.STORED
        work.session.add(kept)
    async with desk.work() as work:
        await slips.note_code(work, name, code)
    return (await slip_rows(desk))[-1]


async def confirm(desk: Desk, slip: PaymentSlip, staff: Staff, satang: int | None = None) -> Reply:
    async with desk.work() as work:
        return await confirm_slip(work, slip.code, staff, satang)


def bank_csv(*lines: tuple[object, ...]) -> bytes:
    """Write a bank's file: date, amount, ref1, ref2, its own number."""
    rows = [",".join(f'"{value}"' for value in line) for line in lines]
    return "\n".join(["date,amount,ref1,ref2,bank reference", *rows]).encode()


def line_for(bill: Bill, amount: str = "100.00", number: str = "T1") -> tuple[object, ...]:
    return ("23/11/2569", amount, bill.ref1, bill.ref2, number)


async def take(desk: Desk, staff: Staff, data: bytes) -> bank_files.Imported:
    read = read_bank_file(data)
    assert not read.mistakes
    async with desk.work() as work:
        return await bank_files.take_bank_file(work, read.lines, staff)


async def bill_now(desk: Desk, bill: Bill) -> Bill:
    async with desk.database.reading() as session:
        return (await bill_and_case(session, bill.id))[0]


async def payments(desk: Desk) -> list[Payment]:
    return await _all(desk, Payment, col(Payment.recorded_at), col(Payment.id))


async def receipts(desk: Desk) -> list[Receipt]:
    return await _all(desk, Receipt, col(Receipt.year), col(Receipt.serial))


async def slip_rows(desk: Desk) -> list[PaymentSlip]:
    return await _all(desk, PaymentSlip, col(PaymentSlip.id))


async def _all(desk: Desk, table: Any, *order: Any) -> list[Any]:
    async with desk.database.reading() as session:
        return list(await session.exec(select(table).order_by(*order)))
