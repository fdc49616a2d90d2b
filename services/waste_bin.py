"""Waste bins: a first one, one more, or one in place of a broken or lost bin."""

from services.kit.fields import Answers
from services.kit.questions import Choice, Count, House, Phone, Photo, Place
from services.kit.service import Group, Service, Stage
from services.kit.text import Rendered, _, counted


def bins(count: int) -> Rendered:
    """Say how many bins."""
    return counted("{count} bin", "{count} bins", count)


def bin_is_broken(answers: Answers) -> bool:
    """A photo helps the office to see whether a bin can be mended."""
    return answers.get("reason") == "broken"


SERVICE = Service(
    key="waste-bin",
    title=_("Ask for a waste bin"),
    summary=_("A waste bin for your house, brought to you by the office."),
    group=Group.WASTE,
    department="health",
    promise_days=7,
    to_be_confirmed=True,
    fee=_(
        "The bin and the monthly collection may have a fee, set by the local ordinance. "
        "The office will tell you the amount before anything has to be paid."
    ),
    next_steps=_(
        "The office checks the request, calls you to agree on a day, "
        "and brings the bin to your house."
    ),
    conditions=(
        _("For houses and shops in our subdistrict. One house may ask for up to 3 bins."),
        _("The bin stays the office's. Please keep it where the lorry can reach it."),
    ),
    stages=(
        Stage(_("Check the request"), counted("{count} working day", "{count} working days", 2)),
        Stage(_("Bring the bin"), counted("{count} working day", "{count} working days", 5)),
    ),
    laws=(
        _("Public Health Act, B.E. 2535"),
        _("Act on Keeping the Country Clean and Orderly, B.E. 2535"),
    ),
    keywords=(
        "ถังขยะ", "ถังใหม่", "ขอถัง", "เก็บขยะ", "ค่าขยะ", "ถังแตก", "ถังหาย", "ถังพัง",
        "waste bin", "trash bin", "trash can", "rubbish bin", "garbage bin", "garbage can",
        "dustbin", "wheelie bin",
    ),
    not_keywords=(
        "เต็ม", "ล้น", "ไม่มา", "บ่มา", "ไม่เก็บ", "ไม่ได้เก็บ", "ตกค้าง", "เหม็น", "เผา", "ร้องเรียน",
        "full", "overflow", "not collected", "smell", "burn", "complain",
    ),
    fields=(
        Choice(
            "reason",
            _("Why do you need a waste bin?"),
            personal=False,
            choices={
                "none": _("I have no bin yet"),
                "broken": _("My bin is broken"),
                "lost": _("It is lost or stolen"),
                "more": _("I need one more"),
            },
            words={
                "none": ("ไม่มีถัง", "ยังไม่มี", "บ่มี", "ย้ายมา", "บ้านใหม่", "no bin"),
                "broken": ("แตก", "ชำรุด", "พัง", "รั่ว", "เสียหาย", "ร้าว", "broken", "crack"),
                "lost": ("ถังหาย", "หายไป", "ขโมย", "ลัก", "lost", "stolen", "missing"),
                "more": ("เพิ่ม", "ไม่พอ", "บ่พอ", "more", "another", "not enough"),
            },
        ),
        Count(
            "how-many",
            _("How many bins do you need?"),
            hint=_("One house may ask for up to 3."),
            personal=False,
            most=3,
            amount=bins,
        ),
        House(
            "house",
            _("What is your house number, and which village?"),
            hint=_("For example 45/1 Moo 3."),
        ),
        Place(
            "place",
            _("Where should we put the bin?"),
            hint=_("Send a pin, or type it, for example: in front of the house."),
        ),
        Photo(
            "photo",
            _("Do you have a photo of the broken bin?"),
            hint=_("It helps us bring the right one. You may skip this."),
            required=False,
            only_if=bin_is_broken,
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            hint=_("For example 081-234-5678. The number of a relative is fine too."),
        ),
    ),
)  # fmt: skip
