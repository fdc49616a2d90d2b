"""Everything the office remembers: one table per file, and the words they share."""

from models.announcement import Announcement
from models.announcement_chunk import AnnouncementChunk
from models.announcement_version import AnnouncementVersion
from models.api_answer import ApiAnswer
from models.api_token import ApiToken
from models.assessment import Assessment
from models.attachment import Attachment
from models.audit_entry import AuditEntry
from models.audit_head import AuditHead
from models.bill import Bill
from models.case import Case
from models.case_event import CaseEvent
from models.case_notice import CaseNotice
from models.case_presence import CasePresence
from models.case_words import CaseWords
from models.channel_address import ChannelAddress
from models.chat_line import ChatLine
from models.composed_service import ComposedService
from models.conversation import Conversation
from models.data_request import DataRequest
from models.digest_choice import DigestChoice
from models.inbound_event import InboundEvent
from models.joint_step import JointStep
from models.loan import Loan
from models.loan_item import LoanItem
from models.merged_resident import MergedResident
from models.office_setting import OfficeSetting
from models.office_state import OfficeState
from models.one_time_code import OneTimeCode
from models.outbox_message import OutboxMessage
from models.own_sentence import OwnSentence
from models.payment import Payment
from models.payment_share import PaymentShare
from models.payment_slip import PaymentSlip
from models.pickup_round import PickupRound
from models.prepared_text import PreparedText
from models.promise_warning import PromiseWarning
from models.queue_ticket import QueueTicket
from models.rating import Rating
from models.receipt import Receipt
from models.receipt_series import ReceiptSeries
from models.resident import Resident
from models.round_stop import RoundStop
from models.saved_filter import SavedFilter
from models.staff import Staff
from models.staff_chat import StaffChat
from models.staff_identity import StaffIdentity
from models.staff_passkey import StaffPasskey
from models.staff_password import StaffPassword
from models.staff_session import StaffSession
from models.staff_wish import StaffWish
from models.subscription import Subscription
from models.subscription_topic import SubscriptionTopic

__all__ = [
    "Announcement",
    "AnnouncementChunk",
    "AnnouncementVersion",
    "ApiAnswer",
    "ApiToken",
    "Assessment",
    "Attachment",
    "AuditEntry",
    "AuditHead",
    "Bill",
    "Case",
    "CaseEvent",
    "CaseNotice",
    "CasePresence",
    "CaseWords",
    "ChannelAddress",
    "ChatLine",
    "ComposedService",
    "Conversation",
    "DataRequest",
    "DigestChoice",
    "InboundEvent",
    "JointStep",
    "Loan",
    "LoanItem",
    "MergedResident",
    "OfficeSetting",
    "OfficeState",
    "OneTimeCode",
    "OutboxMessage",
    "OwnSentence",
    "Payment",
    "PaymentShare",
    "PaymentSlip",
    "PickupRound",
    "PreparedText",
    "PromiseWarning",
    "QueueTicket",
    "Rating",
    "Receipt",
    "ReceiptSeries",
    "Resident",
    "RoundStop",
    "SavedFilter",
    "Staff",
    "StaffChat",
    "StaffIdentity",
    "StaffPasskey",
    "StaffPassword",
    "StaffSession",
    "StaffWish",
    "Subscription",
    "SubscriptionTopic",
]
