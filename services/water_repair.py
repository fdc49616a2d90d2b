"""Village water supply: a broken pipe, no water, bad water, a meter that does not turn."""

from services.kit.fields import Answers
from services.kit.questions import Choice, House, Phone, Photo, Place
from services.kit.service import Group, Service, Stage
from services.kit.text import _, counted


def has_burst(answers: Answers) -> bool:
    """A burst pipe is where it is seen, and whoever passes may report it."""
    return answers.get("wrong") == "pipe"


def at_a_house(answers: Answers) -> bool:
    """The rest is looked for at the house where it is felt."""
    return answers.get("wrong") in {"none", "weak", "colour", "meter"}


SERVICE = Service(
    key="water-repair",
    title=_("Report tap water"),
    summary=_("A broken pipe, no water, or water that is not clear: tell us where."),
    group=Group.REPAIRS,
    department="works",
    promise_days=3,
    to_be_confirmed=True,
    next_steps=_("A technician comes and looks. You hear from us here what was found."),
    conditions=(
        _("For the village water supply of our office. Anybody may report a fault."),
    ),
    stages=(
        Stage(_("Look at the fault"), counted("{count} working day", "{count} working days", 1)),
        Stage(_("Repair it"), counted("{count} working day", "{count} working days", 2)),
    ),
    laws=(
        _("Subdistrict Council and Subdistrict Administrative Organisation Act, B.E. 2537"),
    ),
    keywords=(
        "ประปา", "ปะปา", "น้ำไม่ไหล", "น้ำบ่ไหล", "น้ำไหลอ่อน", "น้ำอ่อน", "น้ำไม่แรง", "ท่อแตก", "ท่อน้ำ",
        "มิเตอร์น้ำ", "มาตรน้ำ", "น้ำแดง", "น้ำขุ่น", "น้ำเหลือง", "น้ำสีแดง",
        "tap water", "water pipe", "no water", "water meter", "burst pipe", "water leak",
    ),
    not_keywords=(
        "ส่งน้ำ", "ขอน้ำ", "น้ำมาส่ง", "ท่อระบาย", "ท่อน้ำทิ้ง", "น้ำเสียไหล", "น้ำท่วม", "แจ้งเตือน", "deliver",
    ),
    fields=(
        Choice(
            "wrong",
            _("What is wrong with the water?"),
            short=_("What is wrong"),
            personal=False,
            choices={
                "pipe": _("A pipe has burst"),
                "none": _("No water comes"),
                "weak": _("It runs weakly"),
                "colour": _("Colour or smell"),
                "meter": _("The meter"),
            },
            words={
                "pipe": ("ท่อแตก", "ท่อ", "รั่ว", "นอง", "burst", "pipe", "leak"),
                "none": ("ไม่ไหล", "บ่ไหล", "no water"),
                "weak": ("อ่อน", "ไหลน้อย", "weak"),
                "colour": ("แดง", "ขุ่น", "กลิ่น", "เหม็น", "colour", "smell"),
                "meter": ("มิเตอร์", "meter"),
            },
        ),
        House(
            "house",
            _("What is your house number, and which village?"),
            hint=_("For example 45/1 Moo 3."),
            short=_("House"),
            only_if=at_a_house,
        ),
        Place(
            "place",
            _("Where do you see it?"),
            hint=_("Send a pin, or type it, for example: in front of the school, village 2."),
            short=_("Place"),
            only_if=has_burst,
        ),
        Photo(
            "photo",
            _("Do you have a photo?"),
            hint=_("You may skip this."),
            short=_("Photo"),
            required=False,
            most=3,
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            hint=_("For example 081-234-5678. The number of a relative is fine too."),
            short=_("Telephone"),
        ),
    ),
)  # fmt: skip
