"""Roads: a hole, mud, or something broken on a road of the subdistrict."""

from services.kit.questions import Choice, Phone, Photo, Place
from services.kit.service import Group, Service, Stage
from services.kit.text import _, counted

SERVICE = Service(
    key="road-repair",
    title=_("Report a bad road"),
    summary=_("A hole, a broken edge or mud on a road: tell us where, and we see to it."),
    group=Group.REPAIRS,
    department="works",
    promise_days=10,
    law_days=15,
    to_be_confirmed=True,
    next_steps=_(
        "We look at the place. Small damage is repaired from our own stock; a large repair goes "
        "into the budget, and we tell you when."
    ),
    conditions=(
        _("For roads of our subdistrict. Anybody may report damage."),
        _("Roads of the province or the highways department: we pass your report on to them."),
    ),
    stages=(
        Stage(_("Look at the road"), counted("{count} working day", "{count} working days", 3)),
        Stage(
            _("Repair it, or tell you when it will be"),
            counted("{count} working day", "{count} working days", 7),
        ),
    ),
    laws=(
        _("Subdistrict Council and Subdistrict Administrative Organisation Act, B.E. 2537"),
    ),
    keywords=(
        "เป็นหลุม", "เป็นบ่อ", "ถนนพัง", "ถนนชำรุด", "ถนนเสีย", "ถนนทรุด", "ถนนแตก", "ถนนขรุขระ", "ถนนเละ",
        "ทางขาด", "ทางพัง", "ทางเข้าหมู่บ้านพัง", "ไหล่ทาง", "ซ่อมถนน", "ซ่อมทาง", "ฝาท่อ",
        "pothole", "bad road", "broken road", "repair the road", "hole in the road", "road damage",
        "damaged road",
    ),
    not_keywords=("ไฟถนน", "ฮั้ว", "โครงการ", "light", "lamp"),
    fields=(
        Choice(
            "wrong",
            _("What is wrong with the road?"),
            short=_("What is wrong"),
            personal=False,
            choices={
                "hole": _("Holes"),
                "sunken": _("Sunk or broken"),
                "mud": _("Mud or dust"),
                "cover": _("A drain cover"),
                "other": _("Something else"),
            },
            words={
                "hole": ("หลุม", "บ่อ", "hole"),
                "sunken": ("ทรุด", "ขาด", "พัง", "แตก", "broken", "sunk"),
                "mud": ("โคลน", "ฝุ่น", "ดินแดง", "mud", "dust"),
                "cover": ("ฝาท่อ", "ท่อ", "cover", "drain"),
                "other": ("อื่น", "else", "other"),
            },
        ),
        Choice(
            "danger",
            _("Could somebody be hurt there today?"),
            hint=_("If so, we put up a warning first."),
            short=_("Danger"),
            personal=False,
            choices={"yes": _("Yes, it is urgent"), "no": _("Not right now")},
            words={
                "yes": ("อันตราย", "รีบ", "ด่วน", "รถล้ม", "urgent", "yes"),
                "no": ("ไม่", "บ่", "no"),
            },
        ),
        Place(
            "place",
            _("Where on the road is it?"),
            hint=_("Send a pin, or type it, for example: before the bridge, village 4."),
            short=_("Place"),
        ),
        Photo(
            "photo",
            _("Please send a photo of the road."),
            hint=_(
                "A photo tells us what to bring; its time and place, kept for the staff alone, "
                "help us find the spot. You may skip this."
            ),
            short=_("Photo"),
            required=False,
            most=3,
            evidence=True,
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
