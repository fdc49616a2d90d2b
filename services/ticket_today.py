"""A queue ticket for today: a number in one of the office's lines, and a word when it is soon."""

from collections.abc import Mapping
from datetime import date

from services.kit.consequences import TakeTicket
from services.kit.fields import Surroundings
from services.kit.lining_up import PriorityRule, rule_on
from services.kit.office import Office
from services.kit.questions import OfficeChoice
from services.kit.service import Group, Service, Stage
from services.kit.text import Rendered, _


def lines(around: Surroundings) -> Mapping[str, Rendered]:
    """The lines at the counters of this office."""
    return {key: queue.name for key, queue in around.office.queues.items()}


def has_lines(office: Office) -> bool:
    """Without a line in the office file there is no number to take."""
    return bool(office.queues)


def reasons(around: Surroundings) -> Mapping[str, Rendered]:
    """What the office publishes; illness and disability are one answer, so nobody tells of them."""
    rule: PriorityRule = rule_on(around.office, around.today or date.max)
    return {"none": _("None of these"), **{key: one.name for key, one in rule.reasons.items()}}


SERVICE = Service(
    key="ticket-today",
    title=_("Queue number today"),
    summary=_("A number in the queue for today, so that you need not stand and wait."),
    group=Group.OFFICE,
    department="clerk",
    promise_days=1,
    to_be_confirmed=True,
    next_steps=_(
        "In the chat we write to you when it is soon your turn, and again when you are called. On "
        "the web you see it on the page of your number."
    ),
    conditions=(
        _("For people who come to the office today, while it is open."),
        _("First come, first served. Who is called earlier, and how often, is published."),
        _("One number for each person and line. A number is not for sale and costs nothing."),
        _("Who is not there when the number is called may take a new one."),
    ),
    stages=(
        Stage(_("You take a number and wait where you like"), _("At once")),
        Stage(_("We tell you when it is soon your turn, and call you"), _("The same day")),
        Stage(_("You are served at the counter and may rate it"), _("The same day")),
    ),
    keywords=(
        "คิว", "ขอคิว", "จองคิว", "บัตรคิว", "รับบัตรคิว", "กดคิว", "เอาคิว", "ต่อคิว", "รอคิว", "เลขคิว",
        "queue", "ticket", "waiting number",
    ),
    not_keywords=(
        "คิวรถ", "คิวช่าง", "คิวน้ำ", "คิวซ่อม", "คิวอาร์", "ลูกบาศก์", "ตัวชี้วัด", "qr code", "per cubic",
    ),
    fields=(
        OfficeChoice(
            "line",
            _("What do you come for today?"),
            short=_("Line"),
            hint=_("If you are not sure, choose the first; we pass you on."),
            personal=False,
            offered=lines,
            words={
                "general": ("ทั่วไป", "อื่น", "ไม่รู้", "ไม่แน่ใจ", "general", "other"),
                "tax": ("ภาษี", "การเงิน", "จ่าย", "tax", "pay"),
                "welfare": ("เบี้ย", "สวัสดิการ", "ผู้สูงอายุ", "คนพิการ", "welfare", "allowance"),
                "works": ("ช่าง", "ก่อสร้าง", "ถนน", "ไฟ", "works", "building"),
            },
        ),
        OfficeChoice(
            "priority",
            _("Does one of these fit you?"),
            short=_("Served earlier"),
            hint=_("Then you are called a little earlier. Nobody asks for a proof."),
            offered=reasons,
            words={
                "none": ("ไม่มี", "ไม่ใช่", "none"),
                "elderly": ("60", "หกสิบ", "อายุ", "แก่", "old", "aged"),
                "help": (
                    "พิการ", "ท้อง", "ครรภ์", "ป่วย", "เด็ก", "รถเข็น", "นาน",
                    "disab", "pregnan", "child",
                ),
            },
        ),
    ),
    then=(TakeTicket(),),
    offered=has_lines,
)  # fmt: skip
