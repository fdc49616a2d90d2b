"""Businesses that may harm health (sawmills, repair shops, laundries …): licence of one year."""

from services.kit.service import Group, Paper, Service, Stage
from services.kit.text import _, counted

SERVICE = Service(
    key="health-hazard",
    title=_("Licence: hazards"),
    summary=_("A licence for a business that may harm health, such as a workshop or a farm."),
    group=Group.PERMITS,
    department="health",
    promise_days=20,
    to_be_confirmed=True,
    fee=_("By the local ordinance and the kind of business, at most 10,000 baht a year."),
    next_steps=_(
        "An officer checks the papers while you wait and then visits the place. You are told the "
        "result within 7 days of the decision."
    ),
    conditions=(
        _("For the kinds of business named by the Ministry of Public Health and our ordinance."),
        _("Apply before you begin, and renew before the licence of the year ends."),
        _("The office decides within 30 days and may take 15 days more, twice, telling you why."),
    ),
    papers=(
        Paper(_("Application form of the ordinance"), issuer=_("The office")),
        Paper(_("Identity card of the applicant")),
        Paper(_("Title deed or lease of the place"), originals=0, copies=1),
        Paper(_("Photos and a sketch of the place")),
        Paper(
            _("Certificate of the company, not older than 6 months"),
            issuer=_("Department of Business Development"),
            when=_("When a company applies"),
        ),
    ),
    stages=(
        Stage(_("Check the papers"), counted("{count} working day", "{count} working days", 1)),
        Stage(_("Visit the place"), counted("{count} working day", "{count} working days", 10)),
        Stage(_("Decide and sign"), counted("{count} working day", "{count} working days", 9)),
    ),
    laws=(_("Public Health Act, B.E. 2535"),),
    keywords=(
        "กิจการที่เป็นอันตราย", "อันตรายต่อสุขภาพ", "เปิดอู่", "ขออนุญาตเปิดร้าน", "ฟาร์มหมู",
        "เลี้ยงไก่", "อภ.1", "อภ.2",
        "อภ.",
        "hazardous business", "harmful to health", "health licence",
    ),
    not_keywords=("เหม็น", "กลิ่น", "รำคาญ", "ร้องเรียน", "smell", "complain"),
    fields=(),
)  # fmt: skip
