"""Registration of a trade (form Tho Pho): begin, change, or end."""

from services.kit.fields import Answers
from services.kit.questions import Choice, Document, House, Line, NationalId, Phone
from services.kit.service import Group, Paper, Service, Stage
from services.kit.text import _, counted


def is_rented(answers: Answers) -> bool:
    """Whoever trades in somebody else's house shows that they may."""
    return answers.get("own-house") == "no"


def sells_online(answers: Answers) -> bool:
    """Trading on the internet names the shop's address there."""
    return answers.get("trade") == "online"


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
        "ใบทะเบียนการค้า",
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
        ),
        Line(
            "page",
            _("What is the address of the page?"),
            hint=_("For example the name of the shop on Facebook or Shopee."),
            short=_("Page"),
            longest=200,
            only_if=sells_online,
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
