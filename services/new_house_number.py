"""A number for a new house: to be asked for within 15 days after it is finished."""

from services.kit.fields import Answers
from services.kit.questions import Choice, Date, Document, Line, NationalId, Phone, Place
from services.kit.service import Group, Paper, Service, Stage
from services.kit.text import _, counted


def is_on_other_land(answers: Answers) -> bool:
    """Whoever owns the land agrees in writing that the house stands there."""
    return answers.get("land") in {"family", "other"}


SERVICE = Service(
    key="new-house-number",
    title=_("Number for a house"),
    summary=_("Ask for the number of a new house."),
    group=Group.PERMITS,
    department="works",
    promise_days=7,
    to_be_confirmed=True,
    next_steps=_(
        "An officer looks at the house and prepares the certificate. Where the number itself is "
        "given by the district's registration office, we send it on and tell you."
    ),
    conditions=(
        _("Ask within 15 days after the house is finished; later a fine of up to 1,000 baht."),
        _("The number is given within 7 days in a municipality, otherwise within 30 days."),
        _("The owner of the house asks, or somebody with a written authority."),
    ),
    papers=(
        Paper(_("Photos of the house from all four sides")),
        Paper(_("Building permit or certificate of the building"), originals=0, copies=1),
        Paper(_("Title deed of the land, every page"), originals=0, copies=1),
        Paper(
            _("The land owner's consent in writing"),
            when=_("When the land belongs to somebody else"),
        ),
    ),
    stages=(
        Stage(_("Check the papers"), counted("{count} working day", "{count} working days", 1)),
        Stage(_("Look at the house"), counted("{count} working day", "{count} working days", 4)),
        Stage(
            _("Give the number, or send it on"),
            counted("{count} working day", "{count} working days", 2),
        ),
    ),
    laws=(_("Civil Registration Act, B.E. 2534"),),
    keywords=(
        "ขอเลขที่บ้าน", "เลขที่บ้านใหม่", "ขอบ้านเลขที่", "บ้านเลขที่ใหม่", "ทะเบียนบ้านใหม่",
        "ทะเบียนบ้านหลังใหม่", "เลขที่บ้าน", "เลขบ้าน", "ท.ร.9", "ทร.9",
        "house number", "new house number",
    ),
    not_keywords=("ถังขยะ", "ย้ายมา", "เบี้ย"),
    fields=(
        Choice(
            "land",
            _("On whose land does the house stand?"),
            short=_("Whose land"),
            personal=False,
            choices={
                "mine": _("My own"),
                "family": _("My family's"),
                "other": _("Somebody else's"),
            },
            words={
                "mine": ("ของฉัน", "ของผม", "ตัวเอง", "mine", "my own"),
                "family": ("พ่อ", "แม่", "ญาติ", "ครอบครัว", "family"),
                "other": ("คนอื่น", "เช่า", "other"),
            },
        ),
        Date(
            "finished",
            _("When was the house finished?"),
            hint=_("For example 15 Nov 2026."),
            short=_("Finished on"),
            latest=lambda today: today,
        ),
        Place(
            "place",
            _("Where is the house?"),
            hint=_("Send a pin, or type it, for example: beside house 45, village 3."),
            short=_("Place"),
        ),
        Document(
            "photos",
            _("Please send photos of the house from all four sides."),
            short=_("Photos"),
            most=6,
        ),
        Document(
            "consent",
            _("Please send the land owner's consent in writing."),
            hint=_("A photo is enough. You may skip this and bring it later."),
            short=_("Consent"),
            required=False,
            most=2,
            only_if=is_on_other_land,
        ),
        Document(
            "papers",
            _("Please send the building permit and the title deed."),
            hint=_("Photos are enough. You may skip this and bring them later."),
            short=_("Papers"),
            required=False,
            most=8,
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
