"""Newborn grant: the manual is complete, and an officer talks about the household in private."""

from datetime import date
from decimal import Decimal

from services.kit.dated import in_force
from services.kit.fields import Answers
from services.kit.money import baht
from services.kit.office import Office
from services.kit.questions import Phone, TimeSlot
from services.kit.service import Finding, Group, Paper, Service, Stage
from services.kit.text import _, counted


def how_much(_answers: Answers, today: date, office: Office) -> Finding:
    """Say the sum and the limits before anybody is called."""
    row = in_force(office.tables, "newborn_grant", today).values
    return Finding(
        _(
            "The grant is {amount} a month until the child is {age}. The household may earn at "
            "most {income} a year for each person on average.",
            amount=baht(Decimal(row["baht"])),
            age=row["until_age"],
            income=baht(Decimal(row["income"])),
        )
    )


SERVICE = Service(
    key="newborn-grant",
    title=_("Newborn grant"),
    summary=_("Money every month for a small child. What to bring, and an officer who calls you."),
    group=Group.WELFARE,
    department="clerk",
    promise_days=3,
    to_be_confirmed=True,
    next_steps=_(
        "An officer calls you at the time you choose, talks about your household with you alone, "
        "and agrees when you bring the papers."
    ),
    conditions=(
        _("The child and the person who brings it up are Thai."),
        _("The household's average income for each person is not above the limit of the grant."),
        _("The child does not live in a home of the state."),
        _("Register where the child really lives, wherever the house registration is."),
        _("The office takes in the papers; the Department of Children and Youth decides and pays."),
    ),
    papers=(
        Paper(_("Registration form ดร.01"), issuer=_("The office, or the department's website")),
        Paper(
            _("Household certificate ดร.02, signed by two certifiers"),
            issuer=_("The office, or the department's website"),
        ),
        Paper(_("Identity card of the person who brings up the child"), copies=1),
        Paper(
            _("Birth certificate of the child"),
            copies=1,
            issuer=_("District or municipal registrar"),
        ),
        Paper(_("First page of the pink mother-and-child book"), originals=0, copies=1),
        Paper(_("Bank book"), copies=1),
        Paper(
            _("Salary slip or proof of income of everybody who earns"),
            when=_("For everybody in the household with a regular income"),
        ),
        Paper(_("Identity cards of the two certifiers"), originals=0, copies=1),
    ),
    stages=(
        Stage(
            _("An officer calls you"),
            counted("{count} working day", "{count} working days", 3),
        ),
        Stage(
            _("The names are put up for objections, then the papers are sent on"),
            counted("{count} working day", "{count} working days", 15),
        ),
    ),
    laws=(_("Regulation of the Department of Children and Youth on the Newborn Grant"),),
    keywords=(
        "เด็กแรกเกิด", "แรกเกิด", "เงินอุดหนุนเด็ก", "เงินเด็ก", "เงินลูก", "ดร.01", "ดร01", "อุดหนุนบุตร",
        "newborn", "child grant", "baby grant",
    ),
    not_keywords=("ร้องเรียน",),
    fields=(
        Phone(
            "phone",
            _("Which telephone number may the officer call?"),
            short=_("Telephone"),
            hint=_("Choose one that you answer yourself."),
        ),
        TimeSlot(
            "time",
            _("When is a good time to talk alone?"),
            short=_("Time to call"),
            slots={
                "morning": _("Morning, 8:30–12"),
                "afternoon": _("Afternoon, 13–16:30"),
                "any": _("Any of the two"),
            },
        ),
    ),
    finding=how_much,
)  # fmt: skip
