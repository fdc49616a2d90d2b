"""Official information: ask to see, or to have a copy of, what the office holds."""

from services.kit.fields import Answers
from services.kit.questions import Choice, Line, Paragraph, Phone
from services.kit.service import Group, Paper, Service
from services.kit.text import _


def by_post(answers: Answers) -> bool:
    """Only what goes by post needs an address to send it to."""
    return answers.get("receive") == "post"


def wants_a_copy(answers: Answers) -> bool:
    """Who only looks comes to the office: there is nothing to receive."""
    return answers.get("form") in {"copy", "certified", "file"}


SERVICE = Service(
    key="office-information",
    title=_("Ask for documents"),
    summary=_("See, or get a copy of, documents and information that our office holds."),
    group=Group.OFFICE,
    department="clerk",
    promise_days=10,
    law_days=15,
    to_be_confirmed=True,
    fee=_(
        "Asking and looking are free of charge. Copies on paper cost about 1 baht a page (A4); "
        "the staff tell you the amount first."
    ),
    next_steps=_(
        "The staff look for it and tell you whether you can have it, how, and what copies "
        "cost. If we must say no, you are told why and where you may appeal."
    ),
    conditions=(
        _("Anybody may ask; you need not say what it is for."),
        _("It must be information our office has. We do not have to compile it anew."),
        _("Information about other people's private matters is not given out."),
        _("If it is refused, you may appeal within 15 days of being told."),
    ),
    papers=(
        Paper(
            _("National ID card"), originals=1, when=_("when you come to look or to fetch copies")
        ),
    ),
    laws=(_("Official Information Act, B.E. 2540"),),
    keywords=(
        "ข้อมูลข่าวสาร", "ขอข้อมูล", "ขอเอกสาร", "ขอสำเนา", "ขอดูเอกสาร", "ขอดูข้อมูล", "ขอดูรายงาน",
        "คัดสำเนา", "ขอเบิ่งเอกสาร", "ขอเบิ่งสัญญา", "ขอดูสัญญา", "ขอดูประกาศ", "เบิ่งเอกสาร",
        "official information", "freedom of information", "copy of document", "copy of a document",
        "see a document",
        "copies of document",
    ),
    not_keywords=("ผู้สูงอายุ", "พิการ", "ภาษี", "ใบอนุญาต", "ก่อสร้าง", "tax", "permit"),
    fields=(
        Paragraph(
            "what",
            _("Which document or information would you like?"),
            hint=_("For example: the minutes of the council meeting of last month."),
            short=_("What"),
        ),
        Choice(
            "form",
            _("How would you like to have it?"),
            personal=False,
            short=_("Form"),
            choices={
                "look": _("Look at it"),
                "copy": _("Copy on paper"),
                "certified": _("Certified copy"),
                "file": _("As a file"),
            },
            words={
                "look": ("ขอดู", "ดูเฉย", "ตรวจดู", "look"),
                "copy": ("ถ่ายเอกสาร", "สำเนา", "กระดาษ", "paper", "photocopy"),
                "certified": ("รับรอง", "certified"),
                "file": ("ไฟล์", "pdf", "file", "ดิจิทัล"),
            },
        ),
        Choice(
            "receive",
            _("How would you like to receive it?"),
            personal=False,
            short=_("How to receive it"),
            only_if=wants_a_copy,
            choices={
                "chat": _("In the chat"),
                "counter": _("At the office"),
                "post": _("By post"),
            },
            words={
                "chat": ("แชท", "ไลน์", "ทางนี้", "chat", "line", "here"),
                "counter": ("ไปรับ", "มารับ", "สำนักงาน", "อบต", "office", "counter"),
                "post": ("ไปรษณีย์", "ส่งมาที่บ้าน", "post", "mail"),
            },
        ),
        Paragraph(
            "address",
            _("To which address should we send it?"),
            hint=_("Name, house number, village, subdistrict, district, province, postcode."),
            short=_("Postal address"),
            only_if=by_post,
        ),
        Line(
            "name",
            _("What is your name?"),
            hint=_("You may skip this."),
            required=False,
            short=_("Name"),
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            hint=_("Only if we do not understand what you need. You may skip this."),
            required=False,
            short=_("Telephone"),
        ),
    ),
)  # fmt: skip
