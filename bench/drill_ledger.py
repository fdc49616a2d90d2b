"""What the desk remembers at the end of a drill, read straight from its tables."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.bill import Bill
from models.case import Case
from models.database import Database
from models.inbound_event import InboundEvent
from models.loan import Loan
from models.loan_item import LoanItem
from models.outbox_message import OutboxMessage
from models.payment import Payment
from models.payment_slip import PaymentSlip
from models.receipt import Receipt
from models.vocabulary import BillState, OutboxState
from services.kit.private import is_sealed
from services.kit.sealing import FILE_NAME, Keyring, in_case, opened


@dataclass(frozen=True, slots=True)
class Ledger:
    """The desk's side of the story."""

    events: set[str]
    failed_events: set[str]
    cases: set[str]
    cases_of: Counter[str]
    failed_messages: list[str]
    numbers: list[str]
    """Private numbers, opened with the key of the desk."""
    billed: Counter[str]
    """Bills by the reference of their case."""
    unpaid: list[str]
    receipted: Counter[str]
    serials: list[int]
    payments: list[tuple[int, int]]
    """What came in, and what of it counts towards bills."""
    slips: Counter[str]
    """By their state."""
    lent: Counter[str]
    """Loans by the reference of their case."""
    held: Counter[str]
    """How many of each thing."""


async def read_ledger(url: str, folder: Path) -> Ledger:
    """Read everything the drill compares."""
    database = Database(url)
    async with database.reading() as session:
        ledger = await _read(session, Keyring(folder / FILE_NAME))
    await database.close()
    return ledger


async def _read(session: AsyncSession, keyring: Keyring) -> Ledger:
    events = await _all(session, select(InboundEvent.key, InboundEvent.error))
    cases = await _all(session, select(Case))
    given_up = select(OutboxMessage.error).where(OutboxMessage.state == OutboxState.FAILED)
    bills = await _all(session, select(Bill))
    receipts = await _all(session, select(Receipt))
    references = {case.id: case.reference for case in cases}
    return Ledger(
        events={key for key, _error in events},
        failed_events={key for key, error in events if error},
        cases=set(references.values()),
        cases_of=Counter(case.chat for case in cases),
        failed_messages=await _all(session, given_up),
        numbers=[
            str(opened(answer, keyring, in_case(case.id)(name)))
            for case in cases
            for name, answer in case.answers.items()
            if is_sealed(answer)
        ],
        billed=Counter(references[bill.case_id] for bill in bills),
        unpaid=[references[bill.case_id] for bill in bills if not _is_paid(bill)],
        receipted=Counter(references[one.case_id] for one in receipts),
        serials=sorted(one.serial for one in receipts),
        payments=await _all(session, select(Payment.satang, Payment.counted_satang)),
        slips=Counter(await _all(session, select(PaymentSlip.state))),
        lent=Counter(references[one.case_id] for one in await _all(session, select(Loan))),
        held=await _held(session),
    )


def _is_paid(bill: Bill) -> bool:
    return bill.state == BillState.PAID and bill.received_satang == bill.satang


async def _held(session: AsyncSession) -> Counter[str]:
    items = await _all(session, select(LoanItem))
    counted: Counter[str] = Counter()
    for item in items:
        counted[item.property_key] += item.count
    return counted


async def _all(session: AsyncSession, wanted: Any) -> list[Any]:
    return list((await session.exec(wanted)).all())


async def waiting_messages(url: str) -> int:
    """Return how many messages are still to be said."""
    database = Database(url)
    waiting = select(func.count(col(OutboxMessage.id))).where(
        OutboxMessage.state == OutboxState.WAITING
    )
    async with database.reading() as session:
        counted = (await session.exec(waiting)).one()
    await database.close()
    return int(counted)
