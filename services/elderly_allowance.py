"""Elderly allowance: am I eligible, registering, another account, moving house, a death."""

from collections.abc import Callable
from datetime import date, timedelta

from services.kit.errors import NotEligible
from services.kit.fields import Answers
from services.kit.office import Office
from services.kit.questions import (
    BankAccount,
    Choice,
    Date,
    Document,
    House,
    Line,
    NationalId,
    Phone,
)
from services.kit.service import Finding, Group, Paper, Service, Stage
from services.kit.text import Rendered, Text, _, counted
from services.reckoning.ages import read_born
from services.reckoning.elderly_allowance import registration
from services.reckoning.elderly_allowance_words import (
    told_move,
    told_payment,
    told_right,
    told_when,
)
from services.reckoning.telling import lines


def wishes(*these: str) -> Callable[[Answers], bool]:
    """Return the condition of a question to which only these wishes lead."""
    return lambda answers: answers.get("what") in these


def through_bank(answers: Answers) -> bool:
    """Money in the hand needs no account."""
    return answers.get("what") == "account" or answers.get("paid") == "bank"


def by_proxy(answers: Answers) -> bool:
    """Somebody else asks for one who cannot."""
    return answers.get("what") == "register" and answers.get("who") == "proxy"


def refuse_who_cannot_register(answers: Answers, today: date, office: Office) -> None:
    """A state pension excludes it, and outside the days of registration nothing can be taken in."""
    if answers.get("what") != "register":
        return
    if answers.get("pension") == "yes":
        raise NotEligible(pension_excludes())
    if answers.get("born"):
        born = read_born(answers["born"])
        if not registration(born, today, office.tables).window.is_open(today):
            raise NotEligible(told_when(born, today, office))


def pension_excludes() -> Text:
    """Say who is not paid, and where to ask."""
    return _(
        "Who gets a pension or other regular pay from the state cannot get this allowance as "
        "well. The state welfare card and the old-age pension of social security do not matter. "
        "If you are not sure, please talk to an officer."
    )


def found(answers: Answers, today: date, office: Office) -> Finding | None:
    """Answer what needs no case at once, and tell the others what follows."""
    match answers.get("what"):
        case "check":
            told = told_check(answers, today, office)
            return Finding(told, final=True, goes_on=("what", "register"))
        case "payday":
            return Finding(told_payment(today, office), final=True)
        case "register":
            return Finding(told_right(read_born(answers["born"]), today, office))
        case "moved":
            return Finding(told_move(today))
        case "death":
            return Finding(told_death())
    return None


def told_check(answers: Answers, today: date, office: Office) -> Rendered:
    """Say whether and when, from the two things it hangs on."""
    if answers.get("pension") == "yes":
        return pension_excludes()
    return told_right(read_born(answers["born"]), today, office)


def told_death() -> Rendered:
    """Say kindly what the family has to know."""
    return lines(
        _("We are sorry for your loss."),
        _("What was paid for the months after the death has to be given back."),
    )


SERVICE = Service(
    key="elderly-allowance",
    title=_("Elderly allowance"),
    summary=_("From 60 on: am I eligible, when and how much; register, change, report."),
    group=Group.WELFARE,
    department="clerk",
    promise_days=7,
    to_be_confirmed=True,
    next_steps=_("An officer checks what you sent and tells you if a paper is missing."),
    conditions=(
        _("Thai nationality, and your name in a house registration in our area."),
        _("60 years old within the fiscal year that is paid; “Am I eligible?” tells your own day."),
        _("No pension or other regular pay from the state, a state enterprise or a local office."),
        _("Register in October or November, or from January to September of the next year."),
        _("Who cannot come may send somebody with a written authority."),
        _("Who moves here registers again here."),
    ),
    papers=(
        Paper(_("Identity card"), copies=1),
        Paper(_("House registration"), copies=1),
        Paper(_("Bank book"), copies=1, when=_("If the money is to be sent to an account")),
        Paper(
            _("Written authority and both identity cards"),
            copies=1,
            when=_("If somebody else comes"),
        ),
        Paper(
            _("Death certificate"),
            originals=0,
            copies=1,
            issuer=_("District or municipal registrar"),
            when=_("To report a death"),
        ),
    ),
    stages=(
        Stage(
            _("An officer checks the papers"),
            counted("{count} working day", "{count} working days", 5),
        ),
        Stage(
            _("The names are put up and sent on for payment"),
            _("Until the fiscal year begins in October"),
        ),
    ),
    laws=(
        _(
            "Regulation of the Ministry of Interior on the Elderly Allowance of Local "
            "Governments, B.E. 2566"
        ),
        _("Act on the Elderly, B.E. 2546"),
    ),
    keywords=(
        "เบี้ยผู้สูงอายุ", "เบี้ยยังชีพ", "เบี้ยยังชีบ", "เบี้ยคนแก่", "เบี้ยคนชรา", "เงินคนแก่", "เงินผู้เฒ่า", "เงินคนเฒ่า",
        "เงินผู้สูงอายุ", "เบี้ยผู้เฒ่า", "เบี้ยชรา", "เบี้ยแก่", "ผู้สูงอายุ", "คนชรา", "ได้เบี้ยท่อใด๋", "เบี้ยไม่เข้า",
        "เกิด พ.ศ.", "ยืนยันสิทธิ", "สูงวัย", "old age", "elderly", "senior allowance",
    ),
    not_keywords=(
        "พิการ", "บัดพิการ", "เด็ก", "เอดส์", "ศพ", "ชมรม", "โรงเรียนผู้สูง", "ร้องเรียน",
        "ทุจริต", "คิว", "disab",
        "funeral", "queue",
    ),
    fields=(
        Choice(
            "what",
            _("What may we do for you about the elderly allowance?"),
            short=_("Your wish"),
            personal=False,
            choices={
                "check": _("Am I eligible?"),
                "payday": _("When is it paid?"),
                "register": _("Register"),
                "account": _("Another account"),
                "moved": _("I moved here"),
                "death": _("Report a death"),
            },
            words={
                "check": ("ได้หรือยัง", "ได้ไหม", "กี่บาท", "เท่าไหร่", "ท่อใด๋", "eligible", "how much"),
                "payday": ("วันไหน", "มื้อใด๋", "เมื่อไหร่", "ไม่เข้า", "เข้าวัน", "when", "payday"),
                "register": ("ลงทะเบียน", "ยืนยันสิทธิ", "สมัคร", "ขึ้นทะเบียน", "register"),
                "account": ("บัญชี", "ธนาคาร", "account", "bank"),
                "moved": ("ย้าย", "moved"),
                "death": ("ตาย", "เสียชีวิต", "เสียแล้ว", "death", "died"),
            },
        ),
        Date(
            "born",
            _("When was the elderly person born?"),
            short=_("Born"),
            hint=_("For example 12 Feb 1967. If only the year is known, type the year."),
            only_if=wishes("check", "register"),
            partial=True,
            latest=lambda today: today,
        ),
        Choice(
            "pension",
            _("Is there a pension or other regular pay from the state?"),
            short=_("State pension"),
            hint=_("For example as a retired official. Not: welfare card, social security."),
            only_if=wishes("check", "register"),
            choices={"no": _("No, none"), "yes": _("Yes, there is one"), "unsure": _("Not sure")},
            words={
                "no": ("ไม่มี", "ไม่ได้รับ", "บ่มี", "none"),
                "yes": ("บำนาญ", "ได้รับ", "pension"),
                "unsure": ("ไม่แน่ใจ", "ไม่ทราบ", "บ่ฮู้", "not sure"),
            },
        ),
        Line(
            "name",
            _("What is the name of the elderly person?"),
            short=_("Name"),
            hint=_("First name and family name."),
            only_if=wishes("register", "account", "moved", "death"),
        ),
        Line(
            "from",
            _("Where was the house registration before?"),
            short=_("Moved from"),
            hint=_("Subdistrict, district and province."),
            only_if=wishes("moved"),
        ),
        House(
            "house",
            _("What is the house number of the house registration, and which village?"),
            short=_("House"),
            hint=_("For example 45/1 Moo 3."),
            only_if=wishes("register", "moved"),
        ),
        Date(
            "died",
            _("On which day did this person die?"),
            short=_("Day of death"),
            hint=_("As on the death certificate, for example 12 Feb 2026."),
            only_if=wishes("death"),
            earliest=lambda today: today - timedelta(days=3660),
            latest=lambda today: today,
        ),
        Choice(
            "paid",
            _("How should the money come?"),
            short=_("Paid how"),
            only_if=wishes("register", "moved"),
            choices={"bank": _("To a bank account"), "cash": _("In cash")},
            words={"bank": ("บัญชี", "ธนาคาร", "โอน", "bank"), "cash": ("เงินสด", "มารับ", "cash")},
        ),
        Choice(
            "who",
            _("For whom do you register?"),
            short=_("For whom"),
            only_if=wishes("register"),
            choices={"self": _("For myself"), "proxy": _("For somebody else")},
            words={
                "self": ("ตัวเอง", "ตนเอง", "ผมเอง", "myself"),
                "proxy": ("แทน", "พ่อ", "แม่", "ยาย", "ตา", "ปู่", "ย่า", "mother", "father"),
            },
        ),
        Document(
            "authority",
            _("Please send the written authority and both identity cards."),
            short=_("Authority"),
            hint=_("A photo of each is enough."),
            only_if=by_proxy,
        ),
        Document(
            "papers",
            _("Please send photos of the papers."),
            short=_("Papers"),
            hint=_(
                "To register or move: identity card and house registration. Another account: bank "
                "book. A death: death certificate."
            ),
            only_if=wishes("register", "account", "moved", "death"),
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            short=_("Telephone"),
            hint=_("For example 081-234-5678. The number of a relative is fine too."),
            only_if=wishes("register", "account", "moved", "death"),
        ),
        NationalId(
            "id",
            _("What is the identity number of the elderly person?"),
            short=_("Identity number"),
            only_if=wishes("register", "account", "moved"),
        ),
        BankAccount(
            "account",
            _("To which bank account should the money go?"),
            short=_("Bank account"),
            hint=_("In the name of the elderly person, or of who is authorised."),
            only_if=through_bank,
        ),
    ),
    rule=refuse_who_cannot_register,
    finding=found,
)  # fmt: skip
