"""Funeral aid: a sum once, for whoever holds the funeral of an elderly person."""

from datetime import date, timedelta
from decimal import Decimal

from services.kit.dated import in_force
from services.kit.fields import Answers
from services.kit.money import baht
from services.kit.office import Office
from services.kit.questions import BankAccount, Choice, Date, Document, House, Line, Phone
from services.kit.service import Finding, Group, Paper, Service, Stage
from services.kit.text import _, counted
from services.reckoning.telling import lines, unsure


def how_much(_answers: Answers, today: date, office: Office) -> Finding:
    """Say the sum before anything is sent, with how sure we are of it."""
    row = in_force(office.tables, "funeral_aid", today)
    told = _("The aid is {amount}, paid once.", amount=baht(Decimal(row.values["baht"])))
    return Finding(told if row.confirmed else lines(told, unsure()))


SERVICE = Service(
    key="funeral-aid",
    title=_("Funeral aid"),
    summary=_("Help with the cost of the funeral of an elderly person of little means."),
    group=Group.WELFARE,
    department="clerk",
    promise_days=30,
    to_be_confirmed=True,
    next_steps=_(
        "The office checks the papers and passes them on for payment. It tells you if something "
        "is missing and when the money is sent."
    ),
    conditions=(
        _("The person who died was 60 or older, of Thai nationality, and of little means."),
        _("You hold the funeral by the custom of your faith."),
    ),
    papers=(
        Paper(_("Death certificate"), copies=1, issuer=_("District or municipal registrar")),
        Paper(_("Identity card of the person who died"), originals=0, copies=1),
        Paper(_("House registration of the person who died"), originals=0, copies=1),
        Paper(_("Identity card of the person who asks"), copies=1),
        Paper(_("House registration of the person who asks"), copies=1),
        Paper(
            _("Certificate of little income"),
            issuer=_("Village head, subdistrict head or another official"),
        ),
        Paper(_("Bank book of the person who asks"), copies=1),
    ),
    stages=(
        Stage(
            _("The office checks the papers"),
            counted("{count} working day", "{count} working days", 5),
        ),
        Stage(
            _("The papers are passed on and the money is sent"),
            counted("{count} working day", "{count} working days", 25),
        ),
    ),
    laws=(_("Act on the Elderly, B.E. 2546"),),
    keywords=(
        "ค่าทำศพ", "ค่าจัดการศพ", "จัดการศพ", "เงินค่าศพ", "เงินทำศพ", "สงเคราะห์ศพ", "เงินช่วยงานศพ",
        "ช่วยค่าศพ", "funeral aid", "funeral money", "funeral grant",
    ),
    not_keywords=("ยืม", "เต็นท์", "เต้น", "เก้าอี้", "ร้องเรียน", "borrow"),
    fields=(
        Line(
            "name",
            _("What is the name of the person who died?"),
            short=_("Name"),
            hint=_("First name and family name."),
        ),
        Date(
            "died",
            _("On which day did this person die?"),
            short=_("Day of death"),
            hint=_("As on the death certificate, for example 12 Feb 2026."),
            earliest=lambda today: today - timedelta(days=3660),
            latest=lambda today: today,
        ),
        Choice(
            "relation",
            _("Who are you to this person?"),
            short=_("Relation"),
            choices={
                "family": _("Family"),
                "neighbour": _("Neighbour or friend"),
                "temple": _("Temple or society"),
            },
            words={
                "family": ("ลูก", "หลาน", "สามี", "ภรรยา", "เมีย", "ผัว", "พี่", "น้อง", "ญาติ", "child"),
                "neighbour": ("เพื่อน", "ข้างบ้าน", "friend"),
                "temple": ("วัด", "มูลนิธิ", "ชมรม", "temple"),
            },
        ),
        House(
            "house",
            _("Where did this person live?"),
            short=_("House"),
            hint=_("For example 45/1 Moo 3."),
        ),
        BankAccount(
            "account",
            _("To which bank account should the money go?"),
            short=_("Bank account"),
        ),
        Document(
            "papers",
            _("Please send photos or scans of the papers."),
            short=_("Papers"),
            hint=_("Death certificate, identity cards, certificate of little income, bank book."),
            most=8,
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            short=_("Telephone"),
            hint=_("For example 081-234-5678. The number of a relative is fine too."),
        ),
    ),
    finding=how_much,
)  # fmt: skip
