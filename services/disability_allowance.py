"""Disability allowance: how much, registering by oneself or through a carer, another account.

Nobody is asked what the disability is: the card says all the office needs.
"""

from collections.abc import Callable
from datetime import date, timedelta

from services.kit.dated import in_force
from services.kit.errors import NotEligible
from services.kit.fields import Answers
from services.kit.money import baht
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
from services.reckoning.disability_allowance import disability_allowance
from services.reckoning.telling import lines, source


def wishes(*these: str) -> Callable[[Answers], bool]:
    """Return the condition of a question to which only these wishes lead."""
    return lambda answers: answers.get("what") in these


def has_card(answers: Answers) -> bool:
    """Only a card that is there has a last day."""
    return answers.get("card") == "yes"


def by_another(answers: Answers) -> bool:
    """A guardian or somebody authorised asks for one who cannot."""
    return answers.get("what") == "register" and answers.get("who") in {"guardian", "proxy"}


def refuse_without_valid_card(answers: Answers, today: date, _office: Office) -> None:
    """The allowance hangs on the card; without a valid one nothing can be taken in."""
    if answers.get("what") != "register":
        return
    if answers.get("card") == "no":
        raise NotEligible(first_the_card())
    expires = answers.get("expires")
    if isinstance(expires, str) and date.fromisoformat(expires) < today:
        raise NotEligible(
            _(
                "The card has expired, and the allowance stops until it is renewed. Please renew "
                "it at the disability service centre first; then we take your request at once."
            )
        )


def first_the_card() -> Text:
    """Say where the card comes from."""
    return _(
        "First please get the disability card: a hospital certifies the disability, and the "
        "disability service centre of the province makes the card. Then register here. An officer "
        "gladly helps you with it."
    )


def found(answers: Answers, today: date, office: Office) -> Finding | None:
    """Answer at once how much it is, and tell who registers from when it is paid."""
    if answers.get("what") == "check":
        told = told_right(answers, today, office)
        return Finding(told, final=True, goes_on=("what", "register"))
    if answers.get("what") == "register":
        return Finding(told_right(answers, today, office))
    return None


def told_right(answers: Answers, today: date, office: Office) -> Rendered:
    """Say how much a month, from when, and what else may be had at the same time."""
    monthly = disability_allowance(answers.get("age") == "child", today, office.tables)
    return lines(
        _("An estimate: {amount} a month.", amount=baht(monthly)),
        _("It is paid from the month after you register. You can register on any working day."),
        _("It may be had together with the elderly allowance."),
        *([first_the_card()] if answers.get("card") == "no" else []),
        _("The office decides in the end, when it has seen your papers."),
        source(in_force(office.tables, "disability_allowance", today)),
    )


SERVICE = Service(
    key="disability-allowance",
    title=_("Disability allowance"),
    summary=_("For holders of a disability card: how much it is, registering, another account."),
    group=Group.WELFARE,
    department="clerk",
    promise_days=7,
    to_be_confirmed=True,
    next_steps=_(
        "An officer checks what you sent and tells you if a paper is missing. You are paid from "
        "the month after you register."
    ),
    conditions=(
        _("Thai nationality, and your name in a house registration in our area."),
        _("A disability card that has not expired."),
        _("Not living in a home of the state."),
        _("A parent, guardian, carer or somebody with a written authority may register for you."),
    ),
    papers=(
        Paper(
            _("Disability card"),
            copies=1,
            issuer=_("Disability service centre of the province"),
        ),
        Paper(_("House registration"), copies=1),
        Paper(_("Bank book"), copies=1, when=_("If the money is to be sent to an account")),
        Paper(
            _("Written authority and both identity cards"),
            copies=1,
            when=_("If somebody else comes"),
        ),
        Paper(
            _("Court order or birth certificate"),
            originals=0,
            copies=1,
            when=_("If a guardian registers"),
        ),
    ),
    stages=(
        Stage(
            _("An officer checks the papers"),
            counted("{count} working day", "{count} working days", 5),
        ),
        Stage(_("The name is sent on for payment"), _("Paid from the next month on")),
    ),
    laws=(
        _(
            "Regulation of the Ministry of Interior on the Disability Allowance of Local "
            "Governments, B.E. 2553, with its amendments"
        ),
    ),
    keywords=(
        "พิการ", "บัดพิการ", "คนพิกาน", "เบี้ยพิกาน", "ออทิสติก", "disability", "disabled",
    ),
    not_keywords=(
        "ห้องน้ำคนพิการ", "ทางลาด", "ที่จอด", "ร้องเรียน", "คิว", "toilet", "ramp", "parking", "queue",
    ),
    fields=(
        Choice(
            "what",
            _("What may we do for you about the disability allowance?"),
            short=_("Your wish"),
            personal=False,
            choices={
                "check": _("How much is it?"),
                "register": _("Register"),
                "account": _("Another account"),
            },
            words={
                "check": ("เท่าไหร่", "กี่บาท", "ท่อใด๋", "how much", "eligible"),
                "register": ("ลงทะเบียน", "ขึ้นทะเบียน", "สมัคร", "ยื่น", "register"),
                "account": ("บัญชี", "ธนาคาร", "account", "bank"),
            },
        ),
        Choice(
            "age",
            _("How old is the person?"),
            short=_("Age"),
            only_if=wishes("check", "register"),
            choices={"child": _("Under 18"), "grown": _("18 or older")},
            words={"child": ("เด็ก", "ไม่ถึง 18", "child"), "grown": ("ผู้ใหญ่", "เกิน 18", "adult")},
        ),
        Choice(
            "card",
            _("Is there a disability card?"),
            short=_("Card"),
            only_if=wishes("check", "register"),
            choices={"yes": _("Yes, there is a card"), "no": _("Not yet")},
            words={"no": ("ไม่มี", "ยังไม่", "บ่มี", "no"), "yes": ("มี", "yes")},
        ),
        Date(
            "expires",
            _("Until which day is the card valid?"),
            short=_("Valid until"),
            hint=_("It stands on the card."),
            only_if=lambda answers: wishes("register")(answers) and has_card(answers),
            earliest=lambda today: today - timedelta(days=7300),
            latest=lambda today: today + timedelta(days=7300),
        ),
        Choice(
            "who",
            _("For whom do you register?"),
            short=_("For whom"),
            only_if=wishes("register"),
            choices={
                "self": _("For myself"),
                "guardian": _("My child or ward"),
                "proxy": _("For somebody else"),
            },
            words={
                "self": ("ตัวเอง", "ตนเอง", "myself"),
                "guardian": ("ลูก", "ผู้ปกครอง", "ผู้อนุบาล", "ผู้พิทักษ์", "child", "guardian"),
                "proxy": ("แทน", "มอบอำนาจ", "authority"),
            },
        ),
        Line(
            "name",
            _("What is the name on the disability card?"),
            short=_("Name"),
            hint=_("First name and family name."),
            only_if=wishes("register", "account"),
        ),
        House(
            "house",
            _("What is the house number of the house registration, and which village?"),
            short=_("House"),
            hint=_("For example 45/1 Moo 3."),
            only_if=wishes("register"),
        ),
        Document(
            "authority",
            _("Please send what shows that you may act for this person."),
            short=_("Authority"),
            hint=_("Written authority, court order or birth certificate; both identity cards."),
            only_if=by_another,
        ),
        Document(
            "papers",
            _("Please send photos of the papers."),
            short=_("Papers"),
            hint=_("Both sides of the card, house registration, first page of the bank book."),
            only_if=wishes("register", "account"),
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            short=_("Telephone"),
            hint=_("For example 081-234-5678. The number of a relative is fine too."),
            only_if=wishes("register", "account"),
        ),
        NationalId(
            "id",
            _("What is the identity number on the disability card?"),
            short=_("Identity number"),
            only_if=wishes("register", "account"),
        ),
        BankAccount(
            "account",
            _("To which bank account should the money go?"),
            short=_("Bank account"),
            only_if=wishes("register", "account"),
        ),
    ),
    rule=refuse_without_valid_card,
    finding=found,
)  # fmt: skip
