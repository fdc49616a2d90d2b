"""Spraying against mosquitoes: after a case of dengue, or because there are many."""

from services.kit.fields import Answers
from services.kit.questions import Choice, DayWish, House, Phone, Place
from services.kit.service import Group, Service, Stage
from services.kit.site_visit import SiteVisit
from services.kit.text import _, counted


def at_houses(answers: Answers) -> bool:
    """A school or a temple has no house number to ask for."""
    return answers.get("where") in {"house", "around"}


def in_public(answers: Answers) -> bool:
    """Such a place is told by its name or a pin."""
    return answers.get("where") == "public"


def can_wait(answers: Answers) -> bool:
    """After a case of dengue we come at once, whatever day would suit."""
    return answers.get("why") == "none"


SERVICE = Service(
    key="mosquito-spraying",
    title=_("Mosquito spraying"),
    summary=_("We spray against mosquitoes and look for the places where they breed."),
    group=Group.WASTE,
    department="health",
    promise_days=3,
    to_be_confirmed=True,
    next_steps=_(
        "We call you and come to spray. Where somebody has dengue we come first, within a day."
    ),
    conditions=(
        _("For houses and public places in our subdistrict."),
        _("Please cover food and drinking water, and keep children and animals away meanwhile."),
    ),
    stages=(
        Stage(_("Agree on a time"), counted("{count} working day", "{count} working days", 1)),
        Stage(
            _("Spray and look around"), counted("{count} working day", "{count} working days", 2)
        ),
    ),
    laws=(_("Communicable Diseases Act, B.E. 2558"), _("Public Health Act, B.E. 2535")),
    keywords=(
        "พ่นยุง", "พ่นหมอกควัน", "หมอกควัน", "ยุงลาย", "ยุงเยอะ", "ยุงหลาย", "ยุงชุม", "ฉีดยุง", "ฉีดพ่น",
        "กำจัดยุง", "ไล่ยุง", "ไข้เลือดออก", "ทรายอะเบท",
        "mosquito", "dengue", "fogging",
    ),
    site_visit=SiteVisit(
        amount="where",
        urgent=("why", "case"),
        remember=_("Please cover food and water, and keep children and animals away."),
    ),
    fields=(
        Choice(
            "why",
            _("Has anybody there had dengue this month?"),
            hint=_("No name, please: only whether there is a case."),
            short=_("Dengue"),
            personal=True,
            choices={
                "case": _("Yes, or perhaps"),
                "none": _("No, just many"),
            },
            words={
                "case": ("มีคนป่วย", "เป็นไข้เลือดออก", "yes"),
                "none": ("ไม่มี", "บ่มี", "ยุงเยอะ", "no"),
            },
        ),
        Choice(
            "where",
            _("Where should we spray?"),
            short=_("Where"),
            personal=False,
            choices={
                "house": _("At my house"),
                "around": _("Houses around me"),
                "public": _("School, temple …"),
            },
            words={
                "house": ("บ้าน", "house", "home"),
                "around": ("ทั้งซอย", "รอบบ้าน", "เพื่อนบ้าน", "around"),
                "public": ("โรงเรียน", "วัด", "ศูนย์เด็ก", "ตลาด", "school", "temple"),
            },
        ),
        House(
            "house",
            _("What is your house number, and which village?"),
            hint=_("For example 45/1 Moo 3."),
            short=_("House"),
            only_if=at_houses,
        ),
        Place(
            "place",
            _("Where is it?"),
            hint=_("Send a pin, or type it, for example: the school, village 2."),
            short=_("Place"),
            only_if=in_public,
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
