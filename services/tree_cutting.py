"""Trees: one that leans over a road or a house, or has come down."""

from datetime import date

from services.kit.errors import NotEligible
from services.kit.fields import Answers
from services.kit.office import Office
from services.kit.questions import Choice, DayWish, Document, Phone, Photo, Place
from services.kit.service import Group, Paper, Service, Stage
from services.kit.site_visit import SiteVisit
from services.kit.text import _, counted


def is_somebody_elses(answers: Answers) -> bool:
    """A neighbour's tree is cut only with the neighbour's written consent."""
    return answers.get("owner") == "neighbour"


def can_wait(answers: Answers) -> bool:
    """A tree across a road is cleared as soon as somebody can come."""
    return answers.get("touches") in {"house", "nothing"}


def refuse_trees_on_wires(answers: Answers, _today: date, _office: Office) -> None:
    """A tree on a live wire is the electricity authority's: our people may not touch it."""
    if answers.get("touches") == "wire":
        raise NotEligible(
            _(
                "Please do not go near it. A tree on an electric wire can only be cut by the "
                "electricity authority: call 1129 now, day and night."
            )
        )


SERVICE = Service(
    key="tree-cutting",
    title=_("Have a tree cut"),
    summary=_("A tree that leans, blocks a road or has fallen: we come and cut it."),
    group=Group.WASTE,
    department="clerk",
    promise_days=7,
    to_be_confirmed=True,
    next_steps=_("We look at the tree, call you, and come with a saw and a lorry."),
    conditions=(
        _("For trees beside public roads and places, and for trees that put people in danger."),
        _("For a tree on somebody else's land we need the owner's consent in writing."),
        _("Trees on electric wires: the electricity authority, telephone 1129."),
    ),
    papers=(
        Paper(
            _("The owner's consent in writing"),
            when=_("When the tree stands on somebody else's land"),
        ),
    ),
    stages=(
        Stage(_("Look at the tree"), counted("{count} working day", "{count} working days", 3)),
        Stage(_("Cut it"), counted("{count} working day", "{count} working days", 4)),
    ),
    laws=(_("Disaster Prevention and Mitigation Act, B.E. 2550"),),
    keywords=(
        "ต้นไม้", "ตัดต้น", "จะล้มใส่", "จะล้มทับ", "สิล้มใส่", "กิ่งไม้พาด", "ตัดกิ่ง", "ช่วยตัดกิ่งไม้",
        "cut a tree", "cut the tree", "fallen tree", "tree cutting", "tree fell", "a tree",
        "the tree", "big tree", "old tree",
    ),
    not_keywords=(
        "เก็บกิ่ง", "ขนกิ่ง", "ตัดไว้แล้ว", "ปลูกต้นไม้", "แจกต้นไม้", "ขอต้นไม้", "เสาไฟจะล้ม", "ไม่มีที่ทิ้ง",
        "collect", "plant",
    ),
    rule=refuse_trees_on_wires,
    site_visit=SiteVisit(
        amount="touches",
        remember=_("Please park no car near the tree, and keep children away from it."),
    ),
    fields=(
        Choice(
            "touches",
            _("What does the tree touch, or threaten?"),
            short=_("What it touches"),
            personal=False,
            choices={
                "road": _("A road or path"),
                "house": _("A house"),
                "wire": _("An electric wire"),
                "nothing": _("Nothing yet"),
            },
            words={
                "wire": ("สายไฟ", "เสาไฟ", "wire"),
                "road": ("ถนน", "ทาง", "road", "path"),
                "house": ("บ้าน", "หลังคา", "house", "roof"),
                "nothing": ("ยังไม่", "เอน", "nothing"),
            },
        ),
        Choice(
            "owner",
            _("On whose land does it stand?"),
            short=_("Whose land"),
            personal=False,
            choices={
                "public": _("Public land"),
                "mine": _("My own"),
                "neighbour": _("Somebody else's"),
            },
            words={
                "public": ("สาธารณะ", "วัด", "หลวง", "public"),
                "mine": ("ของฉัน", "ของผม", "ตัวเอง", "บ้านเรา", "mine", "my own"),
                "neighbour": ("เพื่อนบ้าน", "คนอื่น", "neighbour", "neighbor"),
            },
        ),
        Document(
            "consent",
            _("Please send a photo of the owner's written consent."),
            hint=_("A signed sheet of paper is enough. You may skip this and bring it later."),
            short=_("Consent"),
            required=False,
            most=2,
            only_if=is_somebody_elses,
        ),
        Place(
            "place",
            _("Where does the tree stand?"),
            hint=_("Send a pin, or type it, for example: behind the school, village 1."),
            short=_("Place"),
        ),
        Photo(
            "photo",
            _("Please send a photo of the tree."),
            hint=_("Please stay at a safe distance. You may skip this."),
            short=_("Photo"),
            required=False,
            most=3,
        ),
        DayWish(
            "day",
            _("On which day would it suit you?"),
            hint=_("We try to keep it and call you before."),
            short=_("Wished day"),
            personal=False,
            days_ahead=(1, 14),
            only_if=can_wait,
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            hint=_("For example 081-234-5678. The number of a relative is fine too."),
            short=_("Telephone"),
        ),
    ),
)  # fmt: skip
