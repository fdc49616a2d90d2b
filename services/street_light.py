"""Street lights: a lamp of the office that is dark, flickers, or hangs loose."""

from services.kit.fields import Answers
from services.kit.questions import Choice, Line, Phone, Photo, Place
from services.kit.service import Group, Service, Stage
from services.kit.text import _, counted


def is_loose(answers: Answers) -> bool:
    """Something that hangs or sparks can kill: whoever asks is told whom to call first."""
    return answers.get("wrong") == "loose"


SERVICE = Service(
    key="street-light",
    title=_("Street light broken"),
    summary=_("A lamp at the roadside does not work? Tell us which, and we repair it."),
    group=Group.REPAIRS,
    department="works",
    promise_days=7,
    to_be_confirmed=True,
    next_steps=_("A technician looks at the lamp and repairs it. You hear from us here."),
    conditions=(
        _("For lamps on public roads that belong to our office. Anybody may report one."),
        _("Lamps on highways belong to the Department of Highways; we pass your report on."),
    ),
    stages=(
        Stage(_("Look at the lamp"), counted("{count} working day", "{count} working days", 3)),
        Stage(_("Repair it"), counted("{count} working day", "{count} working days", 4)),
    ),
    laws=(
        _("Subdistrict Council and Subdistrict Administrative Organisation Act, B.E. 2537"),
    ),
    keywords=(
        "ไฟทาง", "ไฟถนน", "ไฟกิ่ง", "ไฟสาธารณะ", "ไฟส่องสว่าง", "ไฟส่องทาง", "ไฟข้างทาง", "ไฟข้างถนน",
        "ไฟซอย", "ไฟในซอย", "ไฟหน้าวัด", "ไฟหน้าบ้าน", "เสาไฟ", "หลอดไฟ", "โคมไฟ",
        "street light", "streetlight", "street lamp", "lamp post", "light pole", "road light",
    ),
    not_keywords=("ค่าไฟ", "ไฟไหม้", "สายไฟ", "ไฟฟ้าดับทั้ง", "ไฟดับทั้ง", "แผน", "โครงการ"),
    fields=(
        Choice(
            "wrong",
            _("What is wrong with the lamp?"),
            short=_("What is wrong"),
            personal=False,
            choices={
                "dark": _("It is dark"),
                "flickers": _("It flickers"),
                "always": _("It is on all day"),
                "loose": _("It hangs or sparks"),
            },
            words={
                "dark": ("ดับ", "ไม่ติด", "มืด", "บ่ติด", "dark", "out"),
                "flickers": ("กระพริบ", "กะพริบ", "ติดๆดับๆ", "ติด ๆ ดับ ๆ", "flicker"),
                "always": ("ติดทั้งวัน", "กลางวัน", "all day"),
                "loose": ("ห้อย", "ประกาย", "ช็อต", "จะหล่น", "spark", "loose", "hang"),
            },
        ),
        Choice(
            "keep-away",
            _("Please keep away and call the electricity authority, 1129, first. Have you?"),
            short=_("Danger"),
            personal=False,
            only_if=is_loose,
            choices={"called": _("I have called 1129"), "safe": _("Nobody is near")},
        ),
        Line(
            "pole",
            _("Is there a number on the pole?"),
            hint=_("It helps us find the lamp. You may skip this."),
            short=_("Number of the pole"),
            personal=False,
            required=False,
            longest=40,
        ),
        Place(
            "place",
            _("Where is the lamp?"),
            hint=_("Send a pin, or type it, for example: beside the temple, village 2."),
            short=_("Place"),
        ),
        Photo(
            "photo",
            _("Do you have a photo of the pole?"),
            hint=_("You may skip this."),
            short=_("Photo"),
            required=False,
            most=3,
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            hint=_("Only if we cannot find the place. You may skip this."),
            short=_("Telephone"),
            required=False,
        ),
    ),
)  # fmt: skip
