"""Land and building tax: what it comes to, when it is due, paying it, and objecting to it."""

from datetime import date, timedelta

from services.kit.consequences import BillAssessed
from services.kit.dated import in_force
from services.kit.fields import Answers
from services.kit.office import Office
from services.kit.questions import Choice, Date, Digits, Document, Line, Paragraph, Phone
from services.kit.service import Finding, Group, Paper, Service, Stage
from services.kit.text import Day, _, counted
from services.reckoning.land_tax_questions import ESTIMATE, estimate, estimates
from services.reckoning.land_tax_words import told_calendar
from services.reckoning.telling import lines, unsure


def pays(answers: Answers) -> bool:
    """Wants to pay what is assessed."""
    return answers.get("what") == "pay"


def objects(answers: Answers) -> bool:
    """Wants the assessment to be looked at again."""
    return answers.get("what") == "object"


def has_notice(answers: Answers) -> bool:
    """Paying and objecting both start from the office's notice."""
    return pays(answers) or objects(answers)


def found(answers: Answers, today: date, office: Office) -> Finding | None:
    """Tell the estimate, the calendar, or until when one may object."""
    if estimates(answers):
        return Finding(estimate(answers, today, office), final=True)
    if answers.get("what") == "calendar":
        return Finding(told_calendar(today, office.tables), final=True)
    return last_day_to_object(answers, today, office) if objects(answers) else None


def last_day_to_object(answers: Answers, today: date, office: Office) -> Finding:
    """Count from the day the notice arrived; the office decides about a late one."""
    rule = in_force(office.tables, "land_tax_objection", today)
    received = date.fromisoformat(str(answers["received"]))
    until = received + timedelta(days=rule.values["days"])
    told = _(
        "You may object within {days} days, that is until {day}.",
        days=rule.values["days"],
        day=Day(until),
    )
    late = _("That day is over. You may still send it; the office decides whether it counts.")
    sentences = [told, late] if today > until else [told]
    return Finding(lines(*sentences) if rule.confirmed else lines(*sentences, unsure()))


SERVICE = Service(
    key="land-tax",
    title=_("Land tax"),
    summary=_("Land and building tax: estimate it, see when it is due, pay it, or object to it."),
    group=Group.TAX,
    department="finance",
    promise_days=15,
    to_be_confirmed=True,
    fee=_("Free of charge. Only the tax itself is paid."),
    next_steps=_(
        "To pay, you get the amount and how to pay it at once. An objection is looked at by the "
        "office, and you are told what was decided."
    ),
    conditions=(
        _("Who owns land or a building on 1 January pays the tax of that year."),
        _("People pay nothing for farms and for their main home up to a value set by the law."),
        _("What is to be paid stands in the notice of assessment; an estimate never replaces it."),
        _("Who uses land differently than before tells the office within 60 days."),
    ),
    papers=(
        Paper(_("Notice of assessment (ภ.ด.ส.6)"), when=_("To pay or to object")),
        Paper(
            _("Papers that show your reason"),
            originals=0,
            copies=1,
            when=_("To object: title deed, house registration, photos"),
        ),
    ),
    stages=(
        Stage(_("The amount is found and you pay it"), _("At once")),
        Stage(
            _("The office checks the payment and sends the receipt"),
            counted("{count} working day", "{count} working days", 3),
        ),
        Stage(_("The executive decides about an objection"), _("60 days")),
    ),
    laws=(
        _("Land and Building Tax Act, B.E. 2562"),
        _("Royal Decree on the Rates of Land and Building Tax, B.E. 2564"),
    ),
    keywords=(
        "ภาษี", "พาสี", "ภาสี", "ภาษ๊", "ภ.ด.ส", "ภดส", "ภบท", "ที่ดินรกร้าง", "ใบประเมิน", "เสียภาษีที่นา",
        "land tax", "building tax", "property tax", "pay tax", "house tax",
    ),
    not_keywords=(
        "ป้าย", "ภ.ป.", "ภป.1", "ภป1", "คิว", "แจ้งเตือน", "ภาษีเงินได้", "ภาษีรถ", "ร้องเรียน", "ทุจริต",
        "signboard", "sign tax", "car tax", "income tax", "queue",
    ),
    fields=(
        Choice(
            "what",
            _("What would you like to do about your land and building tax?"),
            short=_("Your wish"),
            personal=False,
            choices={
                "estimate": _("Estimate the tax"),
                "pay": _("Pay the tax"),
                "calendar": _("When is it due?"),
                "object": _("Object to it"),
            },
            words={
                "estimate": ("คำนวณ", "ประมาณ", "เท่าไหร่", "ท่อใด๋", "estimate", "how much"),
                "pay": ("จ่าย", "ชำระ", "ผ่อน", "โอน", "pay"),
                "calendar": ("เมื่อไหร่", "วันไหน", "มื้อใด๋", "กำหนด", "when", "due"),
                "object": ("คัดค้าน", "ไม่ถูกต้อง", "ผิด", "แพงไป", "object", "wrong"),
            },
        ),
        *ESTIMATE,
        Line(
            "notice",
            _("What is the number of the notice of assessment?"),
            short=_("Notice number"),
            hint=_("It stands at the top of the letter ภ.ด.ส.6."),
            only_if=has_notice,
        ),
        Digits(
            "digits",
            _("What are the last four digits of the owner's identity number?"),
            short=_("Last four digits"),
            hint=_("Only four digits, so that nobody else looks at your tax."),
            only_if=has_notice,
            length=4,
        ),
        Choice(
            "parts",
            _("How would you like to pay?"),
            short=_("In parts"),
            hint=_("Three equal parts, one each month, are possible from a tax set by the law."),
            personal=False,
            only_if=pays,
            choices={"once": _("All at once"), "three": _("In three parts")},
            words={"once": ("เดียว", "ครั้งเดียว", "once"), "three": ("ผ่อน", "งวด", "three", "parts")},
        ),
        Date(
            "received",
            _("On which day did you get the notice?"),
            short=_("Notice arrived"),
            only_if=objects,
            earliest=lambda today: today - timedelta(days=366),
            latest=lambda today: today,
        ),
        Paragraph(
            "reason",
            _("What is not right, and why?"),
            short=_("Reason"),
            hint=_("For example: the land is a rice field, not unused."),
            only_if=objects,
            longest=1000,
        ),
        Document(
            "papers",
            _("Do you have papers or photos that show it?"),
            short=_("Papers"),
            hint=_("You may skip this and bring them later."),
            required=False,
            only_if=objects,
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            short=_("Telephone"),
            hint=_("For example 081-234-5678. The number of a relative is fine too."),
            only_if=objects,
        ),
    ),
    finding=found,
    then=(BillAssessed(when=("what", "pay"), tax="land", instalments="parts"),),
)  # fmt: skip
