"""What was said about a case on both sides, as one conversation; each message with its fate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.case_event import CaseEvent
from models.outbox_message import OutboxMessage
from models.vocabulary import ActorKind, CaseAction, OutboxState
from services.kit.text import Moment, Rendered, _

_SPOKEN = {
    CaseAction.ASK,
    CaseAction.REPLY,
    CaseAction.FINISH,
    CaseAction.REJECT,
    CaseAction.EXPLAIN_DELAY,
    CaseAction.ANSWER,
    CaseAction.WRITE,
    CaseAction.ATTACH,
    CaseAction.DISPUTE,
}


@dataclass(frozen=True, slots=True)
class Said:
    """One bubble: somebody's words, or what the desk said by itself."""

    at: datetime
    entry: CaseEvent | None
    rows: Sequence[OutboxMessage]
    """What was sent with it; none for the resident, and after ninety days."""

    @property
    def by_resident(self) -> bool:
        return self.entry is not None and self.entry.actor == ActorKind.RESIDENT

    @property
    def lines(self) -> list[str]:
        """The words: of the person, or of the messages when the desk spoke by itself."""
        if self.entry is not None and self.entry.words:
            return [self.entry.words]
        return [str(message["text"]) for row in self.rows for message in row.messages]


def conversation(history: Sequence[CaseEvent], messages: Sequence[OutboxMessage]) -> list[Said]:
    """Put the words of both sides in order. What goes out with a step carries its moment."""
    spoken = [entry for entry in history if entry.action in _SPOKEN and _said(entry)]
    moments = {entry.at for entry in spoken if entry.actor == ActorKind.STAFF}
    alone = [row for row in messages if row.created_at not in moments]
    every = [
        *(Said(entry.at, entry, _sent_with(entry, messages)) for entry in spoken),
        *(Said(row.created_at, None, (row,)) for row in alone),
    ]
    return sorted(every, key=lambda said: said.at)


def fate(row: OutboxMessage, now: datetime) -> Rendered:
    """Say what became of a message, in words that tell what to do."""
    if row.state == OutboxState.SENT:
        return _("Delivered {when}", when=Moment(row.finished_at or row.created_at))
    if row.state == OutboxState.FAILED:
        return _("Did not arrive: {why}", why=row.error or "–")
    if row.state == OutboxState.DROPPED:
        return _("Not sent: too late for a free answer")
    return _waiting(row, now)


def _waiting(row: OutboxMessage, now: datetime) -> Rendered:
    if row.error and row.attempts:
        return _(
            "Tried {count} times, next at {when}: {why}",
            count=row.attempts,
            when=Moment(row.due_at),
            why=row.error,
        )
    if row.reply_until is not None and row.reply_until > now:
        return _("On its way, as a free reply")
    if row.due_at > now:
        return _("Waits until {when}", when=Moment(row.due_at))
    return _("On its way")


def _said(entry: CaseEvent) -> bool:
    return bool(entry.words or entry.attachment_id)


def _sent_with(entry: CaseEvent, messages: Sequence[OutboxMessage]) -> list[OutboxMessage]:
    if entry.actor != ActorKind.STAFF:
        return []
    return [row for row in messages if row.created_at == entry.at]
