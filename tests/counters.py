"""A made-up service with private questions, a rule and findings, for tests of the conversation."""

from datetime import date

from services.kit.errors import NotEligible
from services.kit.fields import Answers
from services.kit.office import Office
from services.kit.questions import BankAccount, Choice, Count, Line, NationalId, Phone
from services.kit.service import Finding, Group, Paper, Service
from services.kit.text import _

SEALED_ID = {"sealed": "token-of-id", "shown": "x-xxxx-xxxx1-23-x"}
SEALED_BANK = {"sealed": "token-of-bank", "shown": "xxx-x-x1234-x"}


def wants_bank(answers: Answers) -> bool:
    """Cash needs no account."""
    return answers.get("how") == "bank"


def sixty(answers: Answers, _today: date, _office: Office) -> None:
    """Refuse the young as soon as their age is known."""
    age = answers.get("age")
    if isinstance(age, int) and age < 60:
        raise NotEligible(_("The allowance is for people of 60 and older."))


def estimate(answers: Answers, _today: date, _office: Office) -> Finding | None:
    """Somebody of 90 only wanted to know; somebody of 80 is told what to expect."""
    if answers.get("age") == 90:
        return Finding(_("It would be 1,000 baht a month."), final=True)
    if answers.get("age") == 80:
        return Finding(_("It is about 800 baht a month, to be confirmed."))
    return None


ALLOWANCE = Service(
    key="allowance",
    title=_("An allowance"),
    summary=_("Money every month."),
    group=Group.WELFARE,
    department="works",
    promise_days=3,
    next_steps=_("We look at it."),
    keywords=("allowance",),
    papers=tuple(Paper(_("Paper {number}", number=number)) for number in range(6)),
    rule=sixty,
    finding=estimate,
    fields=(
        Count("age", _("How old are you?"), most=120),
        Choice("how", _("How paid?"), choices={"bank": _("To a bank"), "cash": _("In cash")}),
        NationalId("card", _("What is the number of your card?")),
        Line("note", _("A note?"), required=False),
        BankAccount("bank", _("Which account?"), only_if=wants_bank, short=_("Account")),
        Phone("phone", _("Which number?")),
    ),
)

AT_THE_OFFICE = Service(
    key="at-the-office",
    title=_("A permit"),
    summary=_("Only at our office."),
    group=Group.PERMITS,
    department="works",
    promise_days=3,
    next_steps=_("You come."),
    papers=(Paper(_("A plan"), when=_("for a house")),),
    conditions=(_("You own the land."),),
    keywords=("permit",),
    fields=(),
)
