"""Everything the office remembers: one table per file, and the words they share."""

from models.announcement import Announcement
from models.announcement_chunk import AnnouncementChunk
from models.announcement_version import AnnouncementVersion
from models.assessment import Assessment
from models.attachment import Attachment
from models.audit_entry import AuditEntry
from models.bill import Bill
from models.case import Case
from models.case_event import CaseEvent
from models.channel_address import ChannelAddress
from models.chat_line import ChatLine
from models.conversation import Conversation
from models.inbound_event import InboundEvent
from models.loan import Loan
from models.loan_item import LoanItem
from models.office_state import OfficeState
from models.one_time_code import OneTimeCode
from models.outbox_message import OutboxMessage
from models.payment import Payment
from models.payment_share import PaymentShare
from models.payment_slip import PaymentSlip
from models.pickup_round import PickupRound
from models.queue_ticket import QueueTicket
from models.rating import Rating
from models.receipt import Receipt
from models.receipt_series import ReceiptSeries
from models.resident import Resident
from models.round_stop import RoundStop
from models.staff import Staff
from models.staff_chat import StaffChat
from models.staff_identity import StaffIdentity
from models.staff_session import StaffSession
from models.subscription import Subscription
from models.subscription_topic import SubscriptionTopic

__all__ = [
    "Announcement",
    "AnnouncementChunk",
    "AnnouncementVersion",
    "Assessment",
    "Attachment",
    "AuditEntry",
    "Bill",
    "Case",
    "CaseEvent",
    "ChannelAddress",
    "ChatLine",
    "Conversation",
    "InboundEvent",
    "Loan",
    "LoanItem",
    "OfficeState",
    "OneTimeCode",
    "OutboxMessage",
    "Payment",
    "PaymentShare",
    "PaymentSlip",
    "PickupRound",
    "QueueTicket",
    "Rating",
    "Receipt",
    "ReceiptSeries",
    "Resident",
    "RoundStop",
    "Staff",
    "StaffChat",
    "StaffIdentity",
    "StaffSession",
    "Subscription",
    "SubscriptionTopic",
]
