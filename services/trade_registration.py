"""Registration of a trade (form Tho Pho): begin, change, or end."""

from services.kit.fields import Answers
from services.kit.questions import (
    Choice,
    Date,
    Document,
    House,
    Line,
    NationalId,
    Paragraph,
    Phone,
)
from services.kit.service import Group, Paper, Service, Stage
from services.kit.text import _, counted


def goes_on(answers: Answers) -> bool:
    """Who ends a trade is not asked how it was done."""
    return answers.get("what") in {"new", "change"}


def begins(answers: Answers) -> bool:
    """Only a new trade tells where it is done; the office knows it of the others."""
    return answers.get("what") == "new"


def changes(answers: Answers) -> bool:
    """Without knowing what is new, an officer could only telephone."""
    return answers.get("what") == "change"


def ends(answers: Answers) -> bool:
    """The day counts for the fee and for the tax office."""
    return answers.get("what") == "end"


def is_registered(answers: Answers) -> bool:
    """There is a certificate from the first time."""
    return changes(answers) or ends(answers)


def is_rented(answers: Answers) -> bool:
    """Whoever trades in somebody else's house shows that they may."""
    return begins(answers) and answers.get("own-house") == "no"


def sells_online(answers: Answers) -> bool:
    """Trading on the internet names the shop's address there."""
    return goes_on(answers) and answers.get("trade") == "online"


SERVICE = Service(
    key="trade-registration",
    title=_("Register a trade"),
    summary=_("Register your shop or your online trade, change it, or end it."),
    group=Group.PERMITS,
    department="finance",
    promise_days=1,
    to_be_confirmed=True,
    fee=_("50 baht for a new registration, 20 baht to change or end one."),
    next_steps=_("An officer checks what you sent and tells you what to pay and what to sign."),
    conditions=(
        _("For people and partnerships that trade at a place in our subdistrict."),
        _("Selling on the internet is a trade too."),
    ),
    papers=(
        Paper(_("Identity card of the applicant")),
        Paper(
            _("The house owner's consent, or the lease"),
            when=_("When the place is not your own house"),
        ),
        Paper(
            _("The trade certificate"),
            when=_("To change or end a registration"),
            issuer=_("The office"),
        ),
    ),
    stages=(
        Stage(
            _("Check, register and sign"), counted("{count} working day", "{count} working days", 1)
        ),
    ),
    laws=(_("Trade Registration Act, B.E. 2499"),),
    keywords=(
        "ทะเบียนพาณิชย์", "จดทะเบียนร้าน", "จดทะเบียนการค้า", "พาณิชย์อิเล็กทรอนิกส์", "ขายของออนไลน์",
        "ทะเบียนการค้า", "ทะเบียนร้านค้า", "จดทะเบียนขาย",
        "trade registration", "register a shop", "register my shop", "commercial registration",
    ),
    fields=(
        Choice(
            "what",
            _("What would you like to do?"),
            short=_("What"),
            personal=False,
            choices={
                "new": _("Register a new one"),
                "change": _("Change something"),
                "end": _("End my trade"),
            },
            words={
                "new": ("ใหม่", "ตั้ง", "จดครั้งแรก", "new"),
                "change": ("แก้ไข", "เปลี่ยนแปลง", "change"),
                "end": ("เลิก", "ปิดร้าน", "end", "close"),
            },
        ),
        Choice(
            "trade",
            _("How do you trade?"),
            short=_("Kind of trade"),
            personal=False,
            choices={"shop": _("In a shop"), "online": _("On the internet")},
            words={"shop": ("ร้าน", "หน้าร้าน", "shop"), "online": ("ออนไลน์", "เน็ต", "online")},
            only_if=goes_on,
        ),
        Line(
            "shop",
            _("What is the shop called?"),
            short=_("Name of the shop"),
            longest=100,
        ),
        Line(
            "goods",
            _("What do you sell or make?"),
            short=_("Goods"),
            personal=False,
            longest=200,
            only_if=goes_on,
        ),
        Line(
            "page",
            _("What is the address of the page?"),
            hint=_("For example the name of the shop on Facebook or Shopee."),
            short=_("Page"),
            longest=200,
            only_if=sells_online,
        ),
        Paragraph(
            "changes",
            _("What should be changed?"),
            hint=_("For example: the shop has moved to house 12 Moo 4."),
            short=_("The change"),
            longest=500,
            only_if=changes,
        ),
        Date(
            "ended",
            _("On which day did the trade end?"),
            hint=_("For example 15 Nov 2026."),
            short=_("Ended on"),
            only_if=ends,
            latest=lambda today: today,
        ),
        House(
            "house",
            _("What is its house number, and which village?"),
            hint=_("For example 45/1 Moo 3."),
            short=_("House"),
        ),
        Choice(
            "own-house",
            _("Is it your own house?"),
            short=_("Own house"),
            personal=False,
            choices={"yes": _("Yes, my own"), "no": _("No, rented or lent")},
            words={"yes": ("ใช่", "บ้านตัวเอง", "yes"), "no": ("เช่า", "ไม่ใช่", "no")},
            only_if=begins,
        ),
        Document(
            "consent",
            _("Please send the owner's consent or the lease."),
            hint=_("A photo is enough. You may skip this and bring it later."),
            short=_("Consent"),
            required=False,
            most=5,
            only_if=is_rented,
        ),
        Document(
            "certificate",
            _("Please send a photo of the trade certificate."),
            hint=_("You may skip this and bring it later."),
            short=_("Certificate"),
            required=False,
            most=3,
            only_if=is_registered,
        ),
        Line(
            "name",
            _("What is your first name and family name?"),
            short=_("Name"),
            longest=100,
        ),
        NationalId("id", _("What is your national id number?"), short=_("National id")),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            hint=_("For example 081-234-5678. The number of a relative is fine too."),
            short=_("Telephone"),
        ),
    ),
)  # fmt: skip
