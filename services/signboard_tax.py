"""Signboard tax: what it comes to, declaring a sign (ภ.ป.1), and paying."""

from calendar import monthrange
from datetime import date, timedelta

from services.kit.consequences import BillAssessed
from services.kit.dated import in_force
from services.kit.fields import Answers
from services.kit.money import baht
from services.kit.office import Office
from services.kit.questions import Choice, Digits, JuristicId, Line, Phone, Photo, Place
from services.kit.service import Finding, Group, Paper, Service, Stage
from services.kit.text import Day, Rendered, _, counted
from services.reckoning.late_payment import Fault, late_payment
from services.reckoning.signboard_tax_questions import SIGN, estimate, put_up_on, reckoned
from services.reckoning.telling import lines, unsure


def declares(answers: Answers) -> bool:
    """Wants to declare a sign."""
    return answers.get("what") == "file"


def is_company(answers: Answers) -> bool:
    """A company is found by its number, which is public."""
    return declares(answers) and answers.get("owner-kind") == "company"


def pays(answers: Answers) -> bool:
    """Wants to pay what is assessed."""
    return answers.get("what") == "pay"


def found(answers: Answers, today: date, office: Office) -> Finding | None:
    """Tell the estimate, and to who declares also until when that had to be."""
    if answers.get("what") == "estimate":
        told = estimate(answers, today, office.tables)
        return Finding(told, final=True, goes_on=("what", "file"))
    if declares(answers):
        told = estimate(answers, today, office.tables)
        return Finding(lines(told, told_deadline(answers, today, office)))
    return None


def told_deadline(answers: Answers, today: date, office: Office) -> Rendered:
    """Say until when the sign is declared in time, and what declaring late adds."""
    last = last_day_to_declare(answers, today, office)
    if today <= last:
        return _("It is declared in time: the last day is {day}.", day=Day(last))
    rule = in_force(office.tables, "signboard_tax_late", today)
    tax = reckoned(answers, today, office.tables).tax
    late = late_payment(tax, 0, Fault.BEFORE_NOTICE, rule)
    told = _(
        "The last day to declare it was {day}. Declaring it now, before the officer writes, adds "
        "{penalty}.",
        day=Day(last),
        penalty=baht(late.penalty),
    )
    return lines(told, unsure()) if late.to_be_confirmed else told


def last_day_to_declare(answers: Answers, today: date, office: Office) -> date:
    """Signs of earlier years have one day for all; a new one has some days of its own."""
    rule = in_force(office.tables, "signboard_tax_calendar", today).values
    put_up = put_up_on(answers)
    if put_up:
        return put_up + timedelta(days=rule["new_sign_days"])
    month = rule["file_month"]
    return date(today.year, month, monthrange(today.year, month)[1])


SERVICE = Service(
    key="signboard-tax",
    title=_("Signboard tax"),
    summary=_("Estimate the tax of a sign, declare it with photos (form ภ.ป.1), or pay it."),
    group=Group.TAX,
    department="finance",
    promise_days=7,
    to_be_confirmed=True,
    fee=_("Free of charge. Only the tax itself is paid."),
    next_steps=_(
        "A declaration is looked at by an officer, who sends you the assessment; you pay within "
        "15 days of it. To pay, you get the amount and how to pay it at once."
    ),
    conditions=(
        _("Who owns a sign that shows a name, a trade mark or goods declares it by 31 March."),
        _("A new or changed sign is declared within 15 days."),
        _("Small signs inside buildings, signs of the state, temples and schools pay nothing."),
        _("What is to be paid stands in the notice of assessment; an estimate never replaces it."),
    ),
    papers=(
        Paper(_("Photos of the sign"), when=_("To declare it")),
        Paper(_("Receipt of last year"), originals=0, copies=1, when=_("If there is one")),
        Paper(
            _("Company certificate, not older than 6 months"),
            originals=0,
            copies=1,
            when=_("If a company owns the sign"),
        ),
        Paper(_("Notice of assessment"), when=_("To pay")),
    ),
    stages=(
        Stage(
            _("An officer looks at the declaration and sends the assessment"),
            counted("{count} working day", "{count} working days", 5),
        ),
        Stage(_("You pay within the time of the assessment"), _("15 days")),
        Stage(
            _("The office checks the payment and sends the receipt"),
            counted("{count} working day", "{count} working days", 3),
        ),
    ),
    laws=(
        _("Signboard Tax Act, B.E. 2510"),
        _("Ministerial Regulation on the Rates of Signboard Tax, B.E. 2563"),
    ),
    keywords=(
        "ภาษีป้าย", "พาสีป้าย", "ภาสีป้าย", "ป้ายร้าน", "ภ.ป.1", "ภป.1", "ภป1", "ภ.ป.", "ยื่นป้าย",
        "เสียภาษี ป้าย", "ติดป้าย", "signboard", "sign tax", "sign board",
    ),
    not_keywords=("ร้องเรียน", "ทะเบียนรถ", "คิว", "แจ้งเตือน", "queue", "complain"),
    fields=(
        Choice(
            "what",
            _("What would you like to do about your signboard tax?"),
            short=_("Your wish"),
            personal=False,
            choices={
                "estimate": _("Estimate the tax"),
                "file": _("Declare a sign"),
                "pay": _("Pay the tax"),
            },
            words={
                "estimate": ("คำนวณ", "คิดยังไง", "เท่าไหร่", "ท่อใด๋", "estimate", "how much"),
                "file": ("ยื่น", "แจ้ง", "ภ.ป.1", "declare", "file"),
                "pay": ("จ่าย", "ชำระ", "ผ่อน", "pay"),
            },
        ),
        *SIGN,
        Photo(
            "photos",
            _("Please send a photo of each side of the sign."),
            short=_("Photos"),
            hint=_("The whole sign, with something beside it that shows its size."),
            only_if=declares,
        ),
        Place(
            "place",
            _("Where does the sign stand?"),
            short=_("The place"),
            hint=_("Send a pin, or type it, for example: in front of house 45/1 Moo 3."),
            only_if=declares,
        ),
        Choice(
            "owner-kind",
            _("Who owns the sign?"),
            short=_("Owner"),
            only_if=declares,
            choices={"person": _("A person"), "company": _("A company")},
            words={
                "person": ("บุคคล", "คน", "ผม", "ฉัน", "person", "me"),
                "company": ("บริษัท", "นิติบุคคล", "หจก", "company"),
            },
        ),
        Line(
            "owner",
            _("What is the name of the owner?"),
            short=_("Name"),
            hint=_("Of the person or the company."),
            only_if=declares,
        ),
        JuristicId(
            "company-id",
            _("What is the registration number of the company?"),
            short=_("Company number"),
            hint=_("13 digits, on the company certificate."),
            only_if=is_company,
        ),
        Line(
            "notice",
            _("What is the number of the notice of assessment?"),
            short=_("Notice number"),
            hint=_("It stands at the top of the office's letter."),
            only_if=pays,
        ),
        Digits(
            "digits",
            _("What are the last four digits of the owner's identity number?"),
            short=_("Last four digits"),
            hint=_("Only four digits, so that nobody else looks at your tax."),
            only_if=pays,
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
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            short=_("Telephone"),
            hint=_("For example 081-234-5678. The number of a relative is fine too."),
            only_if=declares,
        ),
    ),
    finding=found,
    then=(BillAssessed(when=("what", "pay"), tax="signboard", instalments="parts"),),
)  # fmt: skip
