"""Branches and leaves: a heap that the office comes and takes away, so that nobody burns it."""

from datetime import date

from services.kit.errors import NotEligible
from services.kit.fields import Answers
from services.kit.office import Office
from services.kit.questions import Choice, DayWish, Phone, Photo, Place
from services.kit.service import Group, Service, Stage
from services.kit.site_visit import SiteVisit
from services.kit.text import _, counted


def refuse_what_is_dangerous(answers: Answers, _today: date, _office: Office) -> None:
    """Fire and electricity cannot wait for the office's next round."""
    if answers.get("danger") == "wires":
        raise NotEligible(
            _(
                "Please do not touch it and keep away from the wires. Call the electricity "
                "authority now: 1129, day and night. They cut what touches their wires."
            )
        )
    if answers.get("danger") == "burning":
        raise NotEligible(
            _(
                "If it is burning, call the fire brigade now: 199. Please never burn branches or "
                "leaves; once the fire is out, ask us to take away the rest."
            )
        )


SERVICE = Service(
    key="branch-pickup",
    title=_("Branch pickup"),
    summary=_("The office takes away branches and leaves that you have put in a heap."),
    group=Group.WASTE,
    department="health",
    promise_days=7,
    to_be_confirmed=True,
    fee=_(
        "Free of charge for a usual heap. A large amount may have a fee for each trip by the "
        "local ordinance; the office tells you before it comes."
    ),
    next_steps=_(
        "The office puts your place on the list of a day and tells you which day it comes. "
        "Please leave the heap where the truck can reach it."
    ),
    conditions=(
        _("The branches are cut already and lie where a truck can reach them."),
        _("Branches that touch electric wires are cut by the electricity authority, call 1129."),
        _("Nothing is burned: the smoke harms you and your neighbours."),
    ),
    stages=(
        Stage(
            _("The office looks at your request and chooses the day"),
            counted("{count} working day", "{count} working days", 2),
        ),
        Stage(
            _("The truck comes and takes the heap away"),
            counted("{count} working day", "{count} working days", 5),
        ),
    ),
    laws=(
        _("Public Health Act, B.E. 2535"),
        _("Act on Keeping the Country Clean and Orderly, B.E. 2535"),
    ),
    keywords=(
        "กิ่งไม้", "กิงไม้", "กิ่งใม้", "กิ่งมะม่วง", "ใบไม้", "ใบใม้", "เศษไม้", "เศษใบไม้", "ขี้ใบไม้",
        "ไม่มีที่ทิ้ง", "บ่มีหม่องถิ่ม", "เก็บกิ่ง", "ขนกิ่ง", "ฮานไม้", "ง่าไม้", "ใบตอง",
        "branch pickup", "branches", "leaves", "leaf pickup", "garden waste", "collect branches",
    ),
    not_keywords=(
        "สายไฟ", "พาดสาย", "ช่วยตัด", "ขอตัด", "มาตัด", "ให้ตัด", "จะล้ม", "สิล้ม", "คนเผา", "เผาใบไม้",
        "เผากิ่ง", "ควัน", "ร้องเรียน", "wires", "power line", "cut the tree", "burning", "smoke",
        "complain",
    ),
    fields=(
        Choice(
            "danger",
            _("Does the heap touch electric wires, or is it burning?"),
            short=_("Wires or fire"),
            personal=False,
            choices={
                "none": _("No, neither"),
                "wires": _("It touches wires"),
                "burning": _("It is burning"),
            },
            words={
                "none": ("ไม่", "บ่", "เปล่า", "no"),
                "wires": ("สายไฟ", "ไฟฟ้า", "wire"),
                "burning": ("ไหม้", "เผา", "ควัน", "burn", "fire"),
            },
        ),
        Choice(
            "amount",
            _("About how much is there?"),
            short=_("How much"),
            personal=False,
            choices={
                "bags": _("A few bags"),
                "heap": _("A heap"),
                "truck": _("One truckload"),
                "more": _("More than that"),
            },
            words={
                "bags": ("ถุง", "กระสอบ", "นิดหน่อย", "bag"),
                "heap": ("กอง", "heap", "pile"),
                "truck": ("คันรถ", "กระบะ", "รถหนึ่ง", "truck"),
                "more": ("เยอะ", "มาก", "หลายคัน", "หลาย", "more", "a lot"),
            },
        ),
        Place(
            "place",
            _("Where does the heap lie?"),
            short=_("The place"),
            hint=_("Send a pin, or type it, for example: in front of house 45/1 Moo 3."),
        ),
        Photo(
            "photo",
            _("Do you have a photo of the heap?"),
            short=_("Photo"),
            hint=_("It shows which truck to send. You may skip this."),
            required=False,
            most=3,
        ),
        DayWish(
            "day",
            _("Which day would suit you?"),
            short=_("Wished day"),
            hint=_("The office tries to come on that day and tells you if another is needed."),
            personal=False,
            days_ahead=(1, 14),
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            short=_("Telephone"),
            hint=_("For example 081-234-5678. The number of a relative is fine too."),
        ),
    ),
    rule=refuse_what_is_dangerous,
    site_visit=SiteVisit(
        amount="amount",
        remember=_("Please leave the heap where the truck can reach it."),
    ),
)  # fmt: skip
