"""The outbox as the desk fills it: what to say to whom, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.columns import new_id
from models.vocabulary import MessageClass, OutboxState, Urgency
from services.kit.message import Reply, Written
from services.kit.text import Language

LEASE = timedelta(seconds=45)
"""How long the process that wrote a row has it to itself. Longer than any one delivery may take
(30 s); after a crash another process takes the row over."""

MOST_TOGETHER = 5
"""Messages in one row: the most LINE takes with one reply token."""


@dataclass(frozen=True, slots=True)
class Destination:
    """One chat, and the free reply that may still be open there."""

    channel: str
    chat: str
    reply_token: str = ""
    reply_until: datetime | None = None


def outbox_rows(
    to: Destination,
    replies: Sequence[Reply],
    language: Language,
    now: datetime,
    urgency: Urgency = Urgency.CONVERSATION,
    case_id: UUID | None = None,
    message_class: MessageClass = MessageClass.STATUS,
) -> list[dict[str, Any]]:
    """Build rows for `OutboxMessage`, leased to this process; the first may use the reply token."""
    written = [reply.written(language) for reply in replies]
    bundles = [written[at : at + MOST_TOGETHER] for at in range(0, len(written), MOST_TOGETHER)]
    return [
        outbox_row(to, bundle, now, urgency, case_id, message_class, first=number == 0)
        for number, bundle in enumerate(bundles)
    ]


def outbox_row(
    to: Destination,
    messages: list[Written],
    now: datetime,
    urgency: Urgency,
    case_id: UUID | None = None,
    message_class: MessageClass = MessageClass.STATUS,
    *,
    first: bool,
) -> dict[str, Any]:
    """Build one row; the `first` of an answer may use the reply token."""
    name = new_id()
    return {
        "id": name,
        "channel": to.channel,
        "chat": to.chat,
        "messages": messages,
        "urgency": urgency.value,
        "message_class": message_class.value,
        "state": OutboxState.WAITING.value,
        "reply_token": (to.reply_token or None) if first else None,
        "reply_until": to.reply_until if first else None,
        "retry_key": name,
        "case_id": case_id,
        "attempts": 0,
        "created_at": now,
        "due_at": now,
        "leased_until": now + LEASE,
        "finished_at": None,
        "cost": 0,
        "held_at": None,
        "insisted": False,
        "error": None,
    }
