"""Places that sell or store food: a certificate up to 200 square metres, a licence above."""

from datetime import date

from services.kit.dated import in_force
from services.kit.errors import NotEligible
from services.kit.fields import Answers
from services.kit.office import Office
from services.kit.questions import Choice, Document, House, Line, NationalId, Number, Phone, Place
from services.kit.service import Group, Paper, Service, Stage
from services.kit.text import _, counted


def send_large_places_to_the_counter(answers: Answers, today: date, office: Office) -> None:
    """A larger place needs a licence, and its papers are looked at together at the counter."""
    area = answers.get("area")
    largest = in_force(office.tables, "food_premises", today).values["largest_by_notice"]
    if isinstance(area, int) and area > largest:
        raise NotEligible(
            _(
                "A place of more than {largest} square metres needs a licence. Please bring the "
                "papers to the office.",
                largest=largest,
            )
        )


SERVICE = Service(
    key="food-premises",
    title=_("Food shop notice"),
    summary=_("Tell the office that you sell, cook or store food, and get your certificate."),
    group=Group.PERMITS,
    department="health",
    promise_days=7,
    to_be_confirmed=True,
    fee=_("By the local ordinance. The office will tell you the amount before you pay."),
    next_steps=_(
        "An officer checks what you sent, visits the shop, and tells you when the certificate is "
        "ready."
    ),
    conditions=(
        _("Up to 200 square metres: a certificate of notice. Above: a licence, at the counter."),
        _("Whoever cooks or serves has been trained in food hygiene."),
    ),
    papers=(
        Paper(_("Photos and a sketch of the place")),
        Paper(
            _("Certificate of food hygiene training"),
            originals=0,
            copies=1,
            issuer=_("The training institute"),
        ),
        Paper(
            _("Title deed or lease of the place"),
            originals=0,
            copies=1,
            when=_("When the place is not your own house"),
        ),
    ),
    stages=(
        Stage(_("Check the papers"), counted("{count} working day", "{count} working days", 1)),
        Stage(_("Visit the place"), counted("{count} working day", "{count} working days", 4)),
        Stage(_("Decide and sign"), counted("{count} working day", "{count} working days", 2)),
    ),
    laws=(_("Public Health Act, B.E. 2535"),),
    rule=send_large_places_to_the_counter,
    keywords=(
        "ร้านอาหาร", "ร้านส้มตำ", "ร้านข้าว", "ร้านขนม", "ร้านน้ำ", "ขายข้าว", "ขายอาหาร",
        "สถานที่จำหน่ายอาหาร", "สะสมอาหาร", "ร้านก๋วยเตี๋ยว", "ร้านกาแฟ", "ส.อ.1",
        "food shop", "restaurant", "sell food",
    ),
    not_keywords=(
        "เหม็น", "สกปรก", "น้ำเสีย", "เสียงดัง", "ร้องเรียน", "ป้าย", "ภาษี", "พาสี", "sign",
        "tax", "complain",
    ),
    fields=(
        Choice(
            "kind",
            _("What kind of place is it?"),
            short=_("Kind of place"),
            personal=False,
            choices={
                "eat": _("People eat there"),
                "take": _("They take it away"),
                "store": _("Food is stored"),
            },
            words={
                "eat": ("กินที่ร้าน", "นั่ง", "eat"),
                "take": ("กลับบ้าน", "take away", "takeaway"),
                "store": ("เก็บ", "โกดัง", "store"),
            },
        ),
        Number(
            "area",
            _("How large is it, about, in square metres?"),
            hint=_("Length times width, with the tables. For example 40."),
            short=_("Square metres"),
            personal=False,
            least=1,
            most=10000,
            unit=_("square metres"),
        ),
        Line(
            "shop",
            _("What is the shop called?"),
            short=_("Name of the shop"),
            longest=100,
        ),
        House(
            "house",
            _("What is its house number, and which village?"),
            hint=_("For example 45/1 Moo 3."),
            short=_("House"),
        ),
        Place(
            "place",
            _("Where is the shop?"),
            hint=_("Send a pin, or type it."),
            short=_("Place"),
            required=False,
        ),
        Document(
            "photos",
            _("Please send photos of the shop and the kitchen."),
            short=_("Photos"),
            most=5,
        ),
        Document(
            "training",
            _("Please send a photo of the hygiene certificate."),
            hint=_("If there is none yet, you may skip this and bring it later."),
            short=_("Certificate"),
            required=False,
            most=3,
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
