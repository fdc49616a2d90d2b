"""Borrowing what the office lends: tents, tables, chairs, a sound system."""

from collections.abc import Mapping
from datetime import date, timedelta

from services.kit.consequences import ReserveProperty
from services.kit.errors import NotEligible
from services.kit.fields import Answers
from services.kit.office import Office
from services.kit.questions import Choice, Date, DayWish, Items, Line, Phone, Place
from services.kit.service import Group, Paper, Service, Stage
from services.kit.text import Day, Rendered, _, counted

FARTHEST = 90
"""Days ahead for which we take a wish; nobody knows the office's own plans much earlier."""


def lent(office: Office) -> Mapping[str, Rendered]:
    """What this office lends."""
    return {key: one.name for key, one in office.property.items()}


def at_most(office: Office) -> Mapping[str, int]:
    """How many of each there are in all; what is free on the days is seen when it is sent."""
    return {key: one.count for key, one in office.property.items()}


def lends_anything(office: Office) -> bool:
    """Nobody can borrow from an office that has nothing to lend."""
    return bool(lent(office))


def return_after_pickup(answers: Answers, _today: date, _office: Office) -> None:
    """Two days typed in the wrong order are a slip, but nobody could lend like that."""
    first, last = answers.get("first-day"), answers.get("last-day")
    if isinstance(first, str) and isinstance(last, str) and last < first:
        raise NotEligible(
            _(
                "You would bring it back before you get it: you get it on {first}. Please type "
                "the day of return again.",
                first=Day(date.fromisoformat(first)),
            )
        )


SERVICE = Service(
    key="borrow-property",
    title=_("Borrow tents, chairs"),
    summary=_("Tents, tables, chairs or a sound system of the office, for an event of yours."),
    group=Group.OFFICE,
    department="clerk",
    promise_days=3,
    to_be_confirmed=True,
    fee=_("Free of charge. What is lost or broken is repaired or replaced by the borrower."),
    next_steps=_(
        "We hold the things for you at once. An officer approves the request and tells you; "
        "please come for them on the day and bring them back on the last day."
    ),
    conditions=(
        _("For events of people, temples, schools and groups of our area, not for business."),
        _("First come, first served. What is lent out is published, without names."),
        _("Please bring everything back clean, complete and on time."),
        _("The borrower repairs or replaces what is lost or broken."),
    ),
    papers=(
        Paper(_("Identity card of the borrower"), when=_("Shown when the things are handed out")),
    ),
    stages=(
        Stage(
            _("The office checks the days and approves"),
            counted("{count} working day", "{count} working days", 3),
        ),
        Stage(_("The things are handed out against a signature"), _("On the day")),
        Stage(_("The things are counted and looked at when they come back"), _("On the day")),
    ),
    laws=(
        _(
            "Regulation of the Ministry of Finance on Procurement and Supplies Management, "
            "B.E. 2560, items 207–211"
        ),
    ),
    keywords=(
        "ยืมเต็นท์", "ยืมเต้น", "ยืมเต๊นท์", "ยืมโต๊ะ", "ยืมเก้าอี้", "ยืมเครื่องเสียง", "ยืมพัสดุ", "ยืมของ", "ขอยืม",
        "เต็นท์", "เต๊นท์", "คืนเต้น", "เก้าอี้", "เครื่องเสียง", "ขอใช้รถน้ำ", "borrow", "tent", "chairs",
    ),
    not_keywords=("เสียงดัง", "รบกวน", "ร้องเรียน", "เงินกู้", "ยืมเงิน", "noise", "complain", "money"),
    fields=(
        Items(
            "items",
            _("What would you like to borrow, and how many?"),
            short=_("Things"),
            hint=_("For example: 2 tents, 50 chairs."),
            personal=False,
            choices=lent,
            most=at_most,
        ),
        DayWish(
            "first-day",
            _("On which day will you get it?"),
            short=_("Day of pickup"),
            hint=_("A day on which the office is open."),
            personal=False,
            days_ahead=(1, FARTHEST),
        ),
        Date(
            "last-day",
            _("On which day will you bring it back?"),
            short=_("Day of return"),
            hint=_("The next people can have it from the day after."),
            personal=False,
            earliest=lambda today: today + timedelta(days=1),
            latest=lambda today: today + timedelta(days=FARTHEST + 30),
        ),
        Choice(
            "purpose",
            _("What is it for?"),
            short=_("Purpose"),
            personal=False,
            choices={
                "funeral": _("A funeral"),
                "merit": _("A temple event"),
                "wedding": _("A wedding"),
                "community": _("Village or school"),
                "other": _("Something else"),
            },
            words={
                "funeral": ("ศพ", "funeral"),
                "merit": ("บุญ", "บวช", "กฐิน", "ผ้าป่า", "วัด", "merit", "temple"),
                "wedding": ("แต่ง", "กินดอง", "wedding"),
                "community": ("หมู่บ้าน", "โรงเรียน", "กีฬา", "ชุมชน", "ประชุม", "village", "school"),
                "other": ("อื่น", "other"),
            },
        ),
        Place(
            "place",
            _("Where will it be used?"),
            short=_("The place"),
            hint=_("Send a pin, or type it, for example: at house 45/1 Moo 3."),
        ),
        Choice(
            "transport",
            _("Who carries it there and back?"),
            short=_("Transport"),
            personal=False,
            choices={
                "self": _("We do"),
                "office": _("Please help us"),
            },
            words={
                "self": ("เอง", "มารับ", "ไปเอา", "we", "myself"),
                "office": ("ช่วย", "อบต", "ให้ไปส่ง", "มาส่ง", "help", "deliver"),
            },
        ),
        Line(
            "borrower",
            _("Who signs for it?"),
            short=_("Borrower"),
            hint=_("First name and family name."),
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            short=_("Telephone"),
            hint=_("For example 081-234-5678. The number of a relative is fine too."),
        ),
    ),
    offered=lends_anything,
    rule=return_after_pickup,
    then=(ReserveProperty(),),
)  # fmt: skip
