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
    CLAIM = "claim"
    """The resident went on in another chat, with a code."""
    BILL = "bill"
    """The office asks for a payment, or takes that back."""
    PAY_SLIP = "pay_slip"
    """The resident sends the slip of a transfer."""
    PAID = "paid"
    """Money for the case came in."""
    HAND_OUT = "hand_out"
    """Property of the office is given to whoever borrows it."""
    PLAN_VISIT = "plan_visit"
    """The office says on which day it comes."""
    CANCEL_VISIT = "cancel_visit"
    """The office does not come on that day after all."""
    MISS_VISIT = "miss_visit"
    """The day came, and it could not be done."""
    EXPLAIN_DELAY = "explain_delay"
    """The office says why it takes longer, and promises another day."""
    ASSIGN = "assign"
    """Somebody of the department looks after the case from now on, or nobody does."""
    HAND_OVER = "hand_over"
    """Another department looks after the case from now on."""
    UNREACHABLE = "unreachable"
    """The resident can no longer be reached on the channel they used."""


class ActorKind(StrEnum):
    RESIDENT = "resident"
    STAFF = "staff"
    SYSTEM = "system"


class Role(StrEnum):
    """What a member of staff may do. The table of rights is in `services.desk.permissions`."""

    OFFICER = "officer"
    COUNTER = "counter"
    """Serves whoever comes in: files for them, calls the queue, hands property out."""
    HEAD = "head"
    EXECUTIVE = "executive"
    ADMIN = "admin"
    AUDITOR = "auditor"


class ChannelName(StrEnum):
    LINE = "line"
    TELEGRAM = "telegram"
    WEBCHAT = "webchat"
    COUNTER = "counter"
    """No messenger: filed by staff for somebody who stands there or telephones."""


class IntakeWay(StrEnum):
    """How somebody came for whom staff filed."""

    COUNTER = "counter"
    TELEPHONE = "telephone"


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
    CLAIM_CASE = "claim_case"
    MAKE_PASSKEY = "make_passkey"
    USE_PASSKEY = "use_passkey"
    RECOVERY = "recovery"
    """Stands once for the code of an app, when the phone is gone."""


class Urgency(StrEnum):
    """What becomes of a message when its free reply is no longer possible."""

    CONVERSATION = "conversation"
    """May be dropped: the resident is in the chat and can write again."""
    MUST_ARRIVE = "must_arrive"
    """Reference numbers, news of a case, notices to staff: sent as a paid push if need be."""


class MessageClass(StrEnum):
    """What a message is about, the most important first: who gets the month's messages."""

    DANGER = "danger"
    """Somebody may be hurt: never held back for the sake of the month's messages."""
    DEADLINE = "deadline"
    """A day or a turn somebody must not miss."""
    STATUS = "status"
    ANNOUNCEMENT = "announcement"
    DIGEST = "digest"


class LoanState(StrEnum):
    """Overdue is none of them: it follows from the day."""

    RESERVED = "reserved"
    """Held, until the office says yes."""
    APPROVED = "approved"
    PICKED_UP = "picked_up"
    RETURNED = "returned"


class TicketState(StrEnum):
    """Where a queue ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    """The person is asked to a counter, or is being served there."""
    DONE = "done"
    NO_SHOW = "no_show"
    """Nobody came when the number was called."""
    CANCELLED = "cancelled"
    """The person gave it back."""
    EXPIRED = "expired"
    """The day ended before the number was called; the person is told."""


class TicketWay(StrEnum):
    """How somebody took a queue ticket."""

    CHAT = "chat"
    FORM = "form"
    DOOR = "door"
    """On their own phone, from the code at the door."""
    KIOSK = "kiosk"
    COUNTER = "counter"
    """Staff took it for them."""


class RoundState(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"


class StopState(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    MISSED = "missed"
    """The crew was there and could not do it, or did not get there."""
    REMOVED = "removed"
    """Taken off the round before it began."""


class DataWish(StrEnum):
    """What a resident asks about their own data."""

    COPY = "copy"
    ERASE = "erase"
    CORRECT = "correct"


class BillState(StrEnum):
    OPEN = "open"
    PAID = "paid"
    CANCELLED = "cancelled"


class SlipState(StrEnum):
    ARRIVING = "arriving"
    """The picture is being fetched and read."""
    WAITING = "waiting"
    """To be compared with the bank account by an officer."""
    REPEATED = "repeated"
    """The same transfer was shown before; it counts for nothing."""
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    """No money came in with it."""


class PaymentSource(StrEnum):
    """Who says that money came in."""

    BANK = "bank"
    SLIP = "slip"
    COUNTER = "counter"


class PaymentState(StrEnum):
    MATCHED = "matched"
    """All of it counts towards bills."""
    LISTED = "listed"
    """Something of it counts towards nothing: somebody has to decide."""
    REFUND = "refund"
    """The rest is to be given back."""
    KEPT = "kept"
    """The rest stays with the office, with a note why."""


class ListedReason(StrEnum):
    """Why a payment was listed."""

    UNKNOWN = "unknown"
    """No bill has its references."""
    UNDER = "under"
    OVER = "over"
    TWICE = "twice"
    """The bill was paid already."""
    CLOSED = "closed"
    """The bill was cancelled, or its case withdrawn."""


class ComposedState(StrEnum):
    """Where a service stands that the office put together itself."""

    DRAFT = "draft"
    """Never published."""
    PUBLISHED = "published"
    RETIRED = "retired"
    """Not offered any more; still known to the cases filed with it."""


class SettingState(StrEnum):
    """Whether a change of the office holds."""

    PROPOSED = "proposed"
    """It waits for a second person."""
    IN_FORCE = "in_force"
    DECLINED = "declined"
