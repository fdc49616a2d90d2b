"""Water by lorry: for drinking and washing, where the taps are dry."""

from services.kit.fields import Answers
from services.kit.questions import Choice, Count, DayWish, House, Phone, Place
from services.kit.service import Group, Service, Stage
from services.kit.site_visit import SiteVisit
from services.kit.text import Rendered, _, counted


def households(count: int) -> Rendered:
    """Say for how many households."""
    return counted("{count} household", "{count} households", count)


def for_daily_use(answers: Answers) -> bool:
    """Only then it counts how many households drink of it."""
    return answers.get("use") == "house"


SERVICE = Service(
    key="water-delivery",
    title=_("Water by lorry"),
    summary=_("We bring water for household use when yours has run dry."),
    group=Group.REPAIRS,
    department="clerk",
    promise_days=3,
    to_be_confirmed=True,
    fee=_("Free of charge in a drought. At other times the office tells you first."),
    next_steps=_("We call you, agree on a time, and bring the water with the lorry."),
    conditions=(
        _("For households in our subdistrict that have no water for daily use."),
        _("The lorry must be able to reach the place, and you need something to fill."),
    ),
    stages=(
        Stage(_("Agree on a time"), counted("{count} working day", "{count} working days", 1)),
        Stage(_("Bring the water"), counted("{count} working day", "{count} working days", 2)),
    ),
    laws=(_("Disaster Prevention and Mitigation Act, B.E. 2550"),),
    keywords=(
        "ส่งน้ำ", "ขอน้ำ", "รถน้ำ", "น้ำอุปโภค", "น้ำกินน้ำใช้", "น้ำแล้ง", "ไม่มีน้ำใช้",
        "น้ำบ่มีใช้", "บ่มีน้ำใช้", "น้ำมาส่ง", "เอาน้ำมา", "ขาดน้ำใช้", "ภัยแล้ง",
        "water truck", "water delivery", "deliver water", "bring water",
    ),
    not_keywords=("ขอน้ำประปา", "น้ำท่วม"),
    site_visit=SiteVisit(
        amount="households",
        remember=_("Please have something ready that we can fill."),
    ),
    fields=(
        Choice(
            "use",
            _("What is the water for?"),
            short=_("What for"),
            personal=False,
            choices={
                "house": _("Washing and cooking"),
                "event": _("A funeral or event"),
                "fields": _("Fields or animals"),
            },
            words={
                "house": ("ใช้ในบ้าน", "กิน", "อาบ", "ซักผ้า", "cook", "wash"),
                "event": ("งานศพ", "งานบุญ", "งาน", "event", "funeral"),
                "fields": ("เกษตร", "สวน", "ไร่", "นา", "วัว", "ควาย", "field", "animal"),
            },
        ),
        Count(
            "households",
            _("How many households is it for?"),
            short=_("Households"),
            personal=False,
            most=50,
            amount=households,
            only_if=for_daily_use,
        ),
        Choice(
            "tank",
            _("What can we fill?"),
            short=_("To be filled"),
            personal=False,
            choices={
                "jars": _("Jars or barrels"),
                "tank": _("A tank"),
                "pond": _("A pond or cistern"),
            },
            words={
                "jars": ("โอ่ง", "ตุ่ม", "ถัง", "jar", "barrel"),
                "tank": ("แท็งก์", "แทงค์", "แทงก์", "tank"),
                "pond": ("บ่อ", "สระ", "pond", "cistern"),
            },
        ),
        House(
            "house",
            _("What is your house number, and which village?"),
            hint=_("For example 45/1 Moo 3."),
            short=_("House"),
        ),
        Place(
            "place",
            _("Where should the lorry stop?"),
            hint=_("Send a pin, or type it. At your house: you may skip this."),
            short=_("Place"),
            required=False,
        ),
        DayWish(
            "day",
            _("On which day would it suit you?"),
            hint=_("We try to keep it and call you before."),
            short=_("Wished day"),
            personal=False,
            days_ahead=(1, 14),
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            hint=_("For example 081-234-5678. The number of a relative is fine too."),
            short=_("Telephone"),
        ),
    ),
)  # fmt: skip
