"""Building permits: to build, change or pull down (form Kho.1, licence O.1). Filed at the counter.

The plans are five sets of large sheets with signatures, so this one is not sent in a chat: the
manual says what to bring.
"""

from services.kit.service import Group, Paper, Service, Stage
from services.kit.text import _, counted

SERVICE = Service(
    key="construction-permit",
    title=_("Building permit"),
    summary=_("To build, change or pull down a house or another building."),
    group=Group.PERMITS,
    department="works",
    promise_days=28,
    to_be_confirmed=True,
    fee=_(
        "By ministerial regulation: about 20 baht for the licence, and 0.50 to 4 baht per square "
        "metre for checking the plans."
    ),
    next_steps=_(
        "An officer checks the papers while you wait, then the plans and the place. When the "
        "permit is ready we tell you; please collect it within 30 days."
    ),
    conditions=(
        _("The owner of the building, or somebody with a written authority, applies (form Kho.1)."),
        _("Do not begin before the permit is there."),
        _("The office decides within 45 days; if it needs longer it tells you why in writing."),
    ),
    papers=(
        Paper(_("Application form Kho.1"), issuer=_("The office")),
        Paper(_("Plans and description of the work"), originals=5),
        Paper(_("Identity card of the applicant")),
        Paper(_("Title deed of the land, every page"), originals=0, copies=1),
        Paper(
            _("The land owner's consent in writing"),
            when=_("When the land belongs to somebody else"),
        ),
        Paper(_("Calculations of the structure"), when=_("For buildings that need an engineer")),
        Paper(
            _("Certificates of the engineer and the architect"),
            when=_("For buildings that need an engineer"),
        ),
    ),
    stages=(
        Stage(_("Check the papers"), counted("{count} working day", "{count} working days", 1)),
        Stage(
            _("Check plans, place and town plan"),
            counted("{count} working day", "{count} working days", 18),
        ),
        Stage(_("Decide and sign"), counted("{count} working day", "{count} working days", 9)),
    ),
    laws=(_("Building Control Act, B.E. 2522"),),
    keywords=(
        "ก่อสร้าง", "สร้างบ้าน", "ปลูกบ้าน", "สร้างอาคาร", "ต่อเติม", "รื้อถอน",
        "ขออนุญาตสร้าง", "ดัดแปลงอาคาร", "แบบแปลน", "เฮ็ดเฮือน",
        "ข.1", "ใบอนุญาต อ.1", "building permit", "build a house", "construction",
    ),
    not_keywords=("เสียงก่อสร้าง", "ร้องเรียน", "เสร็จแล้ว", "เลขที่บ้าน", "บ้านเลขที่", "complain"),
    fields=(),
)  # fmt: skip
