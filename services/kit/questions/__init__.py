"""The kinds of question a service may ask, one file each."""

from services.kit.questions.bank_account import BankAccount
from services.kit.questions.choice import Choice
from services.kit.questions.consent import Consent
from services.kit.questions.count import Count
from services.kit.questions.date import Date
from services.kit.questions.day_wish import DayWish
from services.kit.questions.digits import Digits
from services.kit.questions.document import Document
from services.kit.questions.house import House
from services.kit.questions.items import Items
from services.kit.questions.juristic_id import JuristicId
from services.kit.questions.money import Money
from services.kit.questions.national_id import NationalId
from services.kit.questions.number import Number
from services.kit.questions.office_choice import OfficeChoice
from services.kit.questions.phone import Phone
from services.kit.questions.photo import Photo
from services.kit.questions.place import Place
from services.kit.questions.several import Several
from services.kit.questions.time_slot import TimeSlot
from services.kit.questions.words import Line, Paragraph

__all__ = [
    "BankAccount",
    "Choice",
    "Consent",
    "Count",
    "Date",
    "DayWish",
    "Digits",
    "Document",
    "House",
    "Items",
    "JuristicId",
    "Line",
    "Money",
    "NationalId",
    "Number",
    "OfficeChoice",
    "Paragraph",
    "Phone",
    "Photo",
    "Place",
    "Several",
    "TimeSlot",
]
