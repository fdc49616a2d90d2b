"""Everything the office remembers: one table per file, and the words they share."""

from models.attachment import Attachment
from models.audit_entry import AuditEntry
from models.case import Case
from models.case_event import CaseEvent
from models.channel_address import ChannelAddress
from models.chat_line import ChatLine
from models.conversation import Conversation
from models.inbound_event import InboundEvent
from models.one_time_code import OneTimeCode
from models.outbox_message import OutboxMessage
from models.rating import Rating
from models.resident import Resident
from models.staff import Staff
from models.staff_chat import StaffChat
from models.staff_identity import StaffIdentity
from models.staff_session import StaffSession

__all__ = [
    "Attachment",
    "AuditEntry",
    "Case",
    "CaseEvent",
    "ChannelAddress",
    "ChatLine",
    "Conversation",
    "InboundEvent",
    "OneTimeCode",
    "OutboxMessage",
    "Rating",
    "Resident",
    "Staff",
    "StaffChat",
    "StaffIdentity",
    "StaffSession",
]
