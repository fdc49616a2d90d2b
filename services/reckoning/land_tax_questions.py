"""The questions of an estimate of the land and building tax, and the sum made of the answers."""

from datetime import date
from decimal import Decimal

from services.kit.dated import in_force
from services.kit.fields import Answers, Field
from services.kit.office import Office
from services.kit.questions import Choice, Money, Number
from services.kit.text import Rendered, _
from services.reckoning.land_tax import Holding, Use, land_tax
from services.reckoning.land_tax_words import told_estimate
from services.reckoning.land_value import Worth, building_value, square_wah

LAND = {"farming", "vacant"}
"""Uses without a building."""


def estimates(answers: Answers) -> bool:
    """Wants to know what the tax comes to."""
    return answers.get("what") == "estimate"


def farms(answers: Answers) -> bool:
    """Only for farms does it matter who owns them: people have an exemption, companies none."""
    return estimates(answers) and answers.get("use") == Use.FARMING


def lies_unused(answers: Answers) -> bool:
    """The longer land lies unused, the more it pays."""
    return estimates(answers) and answers.get("use") == Use.VACANT


def knows_value(answers: Answers) -> bool:
    """The value stands on the office's list, so the area need not be asked."""
    return estimates(answers) and answers.get("how") == "value"


def knows_area(answers: Answers) -> bool:
    """The value is worked out from area and price."""
    return estimates(answers) and answers.get("how") == "area"


def has_land(answers: Answers) -> bool:
    """Who owns the house only pays nothing for the land."""
    return knows_area(answers) and answers.get("use") != Use.MAIN_HOUSE


def may_have_building(answers: Answers) -> bool:
    """Farms and unused land are reckoned without a building."""
    return knows_area(answers) and answers.get("use") not in LAND


def has_building(answers: Answers) -> bool:
    """A building of some size: price, material and age matter."""
    return may_have_building(answers) and amount(answers, "metres") > 0


def amount(answers: Answers, name: str) -> Decimal:
    """Return a number that was given, or nothing where it was skipped."""
    return Decimal(str(answers.get(name) or 0))


def estimate(answers: Answers, today: date, office: Office) -> Rendered:
    """Work out the tax of one holding and show every step."""
    worth = worked_out(answers, today, office) if knows_area(answers) else None
    holding = Holding(
        Use(str(answers["use"])),
        worth.value if worth else amount(answers, "value"),
        person=answers.get("owner") != "company",
        year_unused=int(amount(answers, "years")) + 1,
    )
    return told_estimate(worth, land_tax([holding], today, office.tables), today, office.tables)


def worked_out(answers: Answers, today: date, office: Office) -> Worth:
    """Work out the value from area, price and age."""
    wah = square_wah(*(amount(answers, name) for name in ("rai", "ngan", "wah")))
    building = None
    if has_building(answers):
        building = building_value(
            amount(answers, "metres"),
            amount(answers, "metre-price"),
            str(answers["material"]),
            int(amount(answers, "age")),
            in_force(office.tables, "depreciation", today),
        )
    return Worth(wah, amount(answers, "wah-price"), building)


ESTIMATE: tuple[Field, ...] = (
    Choice(
        "use",
        _("What is it used for?"),
        short=_("Use"),
        hint=_("My home: your name stands in its house registration on 1 January."),
        only_if=estimates,
        choices={
            "farming": _("Farming"),
            "main-home": _("My home"),
            "main-house": _("My home, not my land"),
            "other-home": _("Another home"),
            "other": _("Shop, business"),
            "vacant": _("Nothing, unused"),
        },
        words={
            "farming": ("นา", "สวน", "ไร่", "เกษตร", "farm", "rice"),
            "main-house": ("ที่คนอื่น", "ที่ดินคนอื่น", "not my land"),
            "other-home": ("ให้เช่า", "หลังที่สอง", "หลังอื่น", "rent", "second"),
            "other": ("ร้าน", "ค้า", "โรงงาน", "โรงแรม", "shop", "business"),
            "vacant": ("ว่าง", "รกร้าง", "ไม่ได้ทำ", "unused", "empty"),
        },
    ),
    Choice(
        "owner",
        _("Who owns it?"),
        short=_("Owner"),
        only_if=farms,
        choices={"person": _("A person"), "company": _("A company")},
        words={
            "person": ("บุคคล", "คน", "ผม", "ฉัน", "person", "me"),
            "company": ("บริษัท", "นิติบุคคล", "หจก", "company"),
        },
    ),
    Number(
        "years",
        _("For how many years in a row was it unused before this year?"),
        short=_("Years unused"),
        hint=_("Type 0 if this is the first year."),
        only_if=lies_unused,
        least=0,
        most=99,
        unit=_("years"),
    ),
    Choice(
        "how",
        _("Do you know its official value?"),
        short=_("Value known?"),
        hint=_("It stands on the office's list (ภ.ด.ส.3) and on last year's notice."),
        only_if=estimates,
        choices={"value": _("Yes, the value"), "area": _("No, only the area")},
        words={"value": ("รู้", "ราคา", "yes"), "area": ("เนื้อที่", "ไม่รู้", "ไม่ทราบ", "no")},
    ),
    Money(
        "value",
        _("What is its official value in baht?"),
        short=_("Value"),
        hint=_("For example 1,250,000 or 1.25 million."),
        only_if=knows_value,
        most=Decimal(100_000_000_000),
    ),
    Number(
        "rai",
        _("How many rai of land?"),
        short=_("Rai"),
        hint=_("Type 0 if it is less than one rai."),
        only_if=has_land,
        most=100_000,
        decimals=2,
        unit=_("rai"),
    ),
    Number(
        "ngan",
        _("And how many ngan?"),
        short=_("Ngan"),
        only_if=has_land,
        required=False,
        most=3,
        unit=_("ngan"),
    ),
    Number(
        "wah",
        _("And how many square wah?"),
        short=_("Square wah"),
        only_if=has_land,
        required=False,
        most=400,
        decimals=1,
        unit=_("square wah"),
    ),
    Money(
        "wah-price",
        _("What is the official price of one square wah, in baht?"),
        short=_("Price of a wah"),
        hint=_("It stands on the office's list of prices."),
        only_if=has_land,
        most=Decimal(10_000_000),
    ),
    Number(
        "metres",
        _("How many square metres has the building?"),
        short=_("Building"),
        hint=_("Type 0 if there is none."),
        only_if=may_have_building,
        most=1_000_000,
        decimals=2,
        unit=_("square metres"),
    ),
    Money(
        "metre-price",
        _("What is the official price of one square metre of such a building, in baht?"),
        short=_("Price of a metre"),
        hint=_("It stands on the office's list of prices."),
        only_if=has_building,
        most=Decimal(1_000_000),
    ),
    Choice(
        "material",
        _("What is it built of?"),
        short=_("Built of"),
        only_if=has_building,
        choices={
            "brick": _("Brick or concrete"),
            "half-timber": _("Half wood"),
            "timber": _("Wood"),
        },
        words={
            "half-timber": ("ครึ่ง", "half"),
            "brick": ("ปูน", "ตึก", "อิฐ", "brick", "concrete"),
        },
    ),
    Number(
        "age",
        _("How many years old is the building?"),
        short=_("Age"),
        only_if=has_building,
        most=200,
        unit=_("years"),
    ),
)  # fmt: skip
