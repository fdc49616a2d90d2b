"""What the copy for one person holds beside their answers and history, in plain values."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.bill import Bill
from models.case import Case
from models.chat_line import ChatLine
from models.conversation import Conversation
from models.loan import Loan
from models.loan_item import LoanItem
from models.outbox_message import OutboxMessage
from models.queue_ticket import QueueTicket
from models.receipt import Receipt
from models.round_stop import RoundStop
from models.subscription import Subscription
from models.subscription_topic import SubscriptionTopic
from models.vocabulary import ChannelName
from services.desk.residents.reading import chats_of

Values = dict[str, Any]

_BESIDE_A_CASE: Final[tuple[tuple[str, type[SQLModel], frozenset[str]], ...]] = (
    ("bills", Bill, frozenset({"what_for", "satang", "received_satang", "due_on", "state"})),
    ("receipts", Receipt, frozenset({"year", "serial", "satang", "paid_on"})),
    ("loans", Loan, frozenset({"first_day", "last_day", "state", "returned_on", "note"})),
    ("visits", RoundStop, frozenset({"state", "told_day", "visited_at", "note"})),
    ("tickets", QueueTicket, frozenset({"day", "letter", "number", "state", "stars", "comment"})),
)


async def beside_the_case(session: AsyncSession, case: Case) -> Values:
    """Return what was asked, paid, lent, visited and waited for, each only if there is any."""
    found = {
        name: await _rows(session, table, columns, case.id)
        for name, table, columns in _BESIDE_A_CASE
    }
    lent = (
        select(LoanItem)
        .join(Loan, col(Loan.id) == col(LoanItem.loan_id))
        .where(Loan.case_id == case.id)
    )
    found["lent"] = _plain(await session.exec(lent), None)
    return {name: rows for name, rows in found.items() if rows}


async def beside_all_cases(session: AsyncSession, resident_id: UUID) -> Values:
    """Return what belongs to no case: the news they want, drafts, and what was said in chats."""
    chats = [(one.channel, one.chat) for one in await chats_of(session, resident_id)]
    in_windows = [chat for channel, chat in chats if channel == ChannelName.WEBCHAT]
    lines = select(ChatLine).where(col(ChatLine.chat).in_(in_windows)).order_by(col(ChatLine.id))
    talks = select(Conversation).where(Conversation.resident_id == resident_id)
    return {
        "news": await _news(session, resident_id),
        "drafts": _plain(await session.exec(talks), frozenset({"remembered", "changed_at"})),
        "chat_window": _plain(
            await session.exec(lines), frozenset({"at", "from_resident", "message"})
        ),
        "messages": await _messages(session, chats),
    }


async def _news(session: AsyncSession, resident_id: UUID) -> Values | None:
    """What they chose, and when they agreed to which sentence."""
    kept = await session.get(Subscription, resident_id)
    if kept is None:
        return None
    topics = select(SubscriptionTopic.topic).where(SubscriptionTopic.resident_id == resident_id)
    told = kept.model_dump(mode="json", exclude={"resident_id", "chat"})
    return {**told, "topics": sorted(await session.exec(topics))}


async def _messages(
    session: AsyncSession, chats: Sequence[tuple[str, str]]
) -> list[dict[str, Any]]:
    """What was said outside cases, or is still held back."""
    said = select(OutboxMessage).where(
        col(OutboxMessage.case_id).is_(None),
        tuple_(col(OutboxMessage.channel), col(OutboxMessage.chat)).in_(chats),
    )
    return [
        {
            "at": row.created_at.isoformat(),
            "state": row.state,
            "text": [str(one.get("text", "")) for one in row.messages],
        }
        for row in await session.exec(said.order_by(col(OutboxMessage.id)))
    ]


async def _rows(
    session: AsyncSession, table: Any, columns: frozenset[str], case_id: UUID
) -> list[Values]:
    return _plain(await session.exec(select(table).where(table.case_id == case_id)), columns)


def _plain(rows: Any, columns: frozenset[str] | None) -> list[Values]:
    exclude = None if columns else {"loan_id"}
    return [one.model_dump(mode="json", include=columns, exclude=exclude) for one in rows]
