"""Words that are stored in the database and shown to people. Imports nothing of ours."""

from enum import StrEnum


class CaseStatus(StrEnum):
    """Where a case stands, in the order a resident meets the words."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    WAITING_FOR_RESIDENT = "waiting_for_resident"
    DONE = "done"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


class CaseAction(StrEnum):
    """What somebody did to a case. Each is one entry of its history."""

    FILE = "file"
    ACCEPT = "accept"
    ASK = "ask"
    """The office asks the resident something and waits."""
    ANSWER = "answer"
    """The resident answers what the office asked."""
    WRITE = "write"
    """The resident writes to the office about the case, unasked."""
    REPLY = "reply"
    """The office writes to the resident without waiting for anything."""
    NOTE = "note"
    """Staff write something only staff may read."""
    FINISH = "finish"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    DISPUTE = "dispute"
    """The resident says that it is not done; the case is opened again."""
    RATE = "rate"
    ATTACH = "attach"
    UNREACHABLE = "unreachable"
    """The resident can no longer be reached on the channel they used."""


class ActorKind(StrEnum):
    RESIDENT = "resident"
    STAFF = "staff"
    SYSTEM = "system"


class Role(StrEnum):
    """What a member of staff may do. The table of rights is in `services.desk.permissions`."""

    OFFICER = "officer"
    HEAD = "head"
    EXECUTIVE = "executive"
    ADMIN = "admin"
    AUDITOR = "auditor"


class ChannelName(StrEnum):
    LINE = "line"
    TELEGRAM = "telegram"
    WEBCHAT = "webchat"


class OutboxState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    """Given up: shown to staff, who may try again."""
    DROPPED = "dropped"
    """An answer of a conversation that came too late for its free reply; not worth a push."""


class AttachmentState(StrEnum):
    WAITING = "waiting"
    """Still with the messenger; to be fetched."""
    STORED = "stored"
    LOST = "lost"
    """Could not be fetched; the resident is asked again."""
    REFUSED = "refused"
    """Not a kind of file we take, or too large; the resident is told."""


class CodePurpose(StrEnum):
    SIGN_IN = "sign_in"
    LINK_STAFF = "link_staff"
    LINK_CHAT = "link_chat"


class Urgency(StrEnum):
    """What becomes of a message when its free reply is no longer possible."""

    CONVERSATION = "conversation"
    """May be dropped: the resident is in the chat and can write again."""
    MUST_ARRIVE = "must_arrive"
    """Reference numbers, news of a case, notices to staff: sent as a paid push if need be."""
