"""A grant asked for in private: we take a number and a time to call, and nothing about health.

What is asked, shown and stored never says which grant it is; only the manual does.
"""

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
    """Say the sum, and nothing of what it is for: this stands in a chat."""
    amount = Decimal(in_force(office.tables, "aids_grant", today).values["baht"])
    return Finding(_("The grant is {amount} a month.", amount=baht(amount)))


SERVICE = Service(
    key="aids-grant",
    title=_("Talk about a grant"),
    summary=_("An officer calls you and talks about a grant with you alone, in confidence."),
    group=Group.WELFARE,
    department="clerk",
    promise_days=3,
    to_be_confirmed=True,
    next_steps=_(
        "An officer calls you at the time you choose. Please send no papers here: you show them "
        "to the officer alone."
    ),
    conditions=(
        _("For AIDS patients with symptoms that a doctor certifies, who live in our area."),
        _("The patient has little income, nobody who provides for them, or cannot work."),
        _("Nothing about health is asked or kept here. Only the officer who calls learns of it."),
        _("Who cannot come may send somebody with a written authority."),
    ),
    papers=(
        Paper(_("Identity card"), copies=1, when=_("Shown to the officer, not sent here")),
        Paper(_("House registration"), copies=1, when=_("Shown to the officer, not sent here")),
        Paper(
            _("Medical certificate"),
            issuer=_("Hospital"),
            when=_("Shown to the officer, not sent here"),
        ),
        Paper(_("Bank book"), copies=1, when=_("If the money is to be sent to an account")),
        Paper(
            _("Written authority and both identity cards"),
            copies=1,
            when=_("If somebody else comes"),
        ),
    ),
    stages=(
        Stage(
            _("An officer calls you"),
            counted("{count} working day", "{count} working days", 3),
        ),
        Stage(
            _("The officer visits if needed, and the executive decides"),
            counted("{count} working day", "{count} working days", 15),
        ),
    ),
    laws=(
        _(
            "Regulation of the Ministry of Interior on Subsistence Grants by Local Governments, "
            "B.E. 2548"
        ),
    ),
    keywords=(
        "เอดส์", "เอชไอวี", "ผู้ป่วยเอดส์", "เงินสงเคราะห์", "เงินสงเคาะห์",
        "ปรึกษาเงินสงเคราะห์", "hiv", "aids grant",
    ),
    not_keywords=("ศพ", "ร้องเรียน"),
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
