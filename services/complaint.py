"""Complaints: something is wrong in the subdistrict, or somebody of the office did wrong."""

from datetime import date
from functools import partial

from services.kit.fields import Answers
from services.kit.office import Office
from services.kit.questions import Choice, Line, OfficeChoice, Paragraph, Phone, Photo, Place
from services.kit.routing import Routing, elsewhere_on, names_of, route_of, words_of
from services.kit.service import Finding, Group, Service, Stage
from services.kit.text import _, counted

ROUTING = Routing("complaint_categories")


def say_who_reads_it(answers: Answers, today: date, office: Office) -> Finding | None:
    """Say before it is sent when others are the better address, or who is to read it."""
    route = route_of(ROUTING, answers, office, today)
    if route is not None and route.above:
        return Finding(
            _(
                "The head and the executive of the office read this, not only the section it is "
                "about. Is it about money or favours? Then please use the confidential channel "
                "instead: the page /integrity of this web site. There you need not say who you are."
            )
        )
    other = elsewhere_on(str(answers.get("what", "")), office, ROUTING.table, today)
    if other is None:
        return None
    return Finding(
        _(
            "This is usually the work of {office}: telephone {phone}. You may send it to us all "
            "the same; we write it down and help to pass it on.",
            office=other.name,
            phone=other.phone,
        )
    )


SERVICE = Service(
    key="make-complaint",
    title=_("Make a complaint"),
    summary=_("Something is wrong in our subdistrict, or with our work: tell us about it."),
    group=Group.OFFICE,
    department="clerk",
    promise_days=15,
    law_days=15,
    warn_after=(7, 12, 14),
    pauses=True,
    to_be_confirmed=True,
    next_steps=_(
        "An officer of ours is responsible from today and takes it up within one working day. "
        "Within 15 days you have an answer, or are told why not and until when."
    ),
    conditions=(
        _("Anybody may complain. You need not give your name."),
        _("Your name and number are for the staff alone; the public never sees them."),
        _("If somebody is in danger, please telephone first: 191, 199 or 1669."),
        _("For corruption there is a confidential channel: the page /integrity of this web site."),
    ),
    stages=(
        Stage(_("Take it up"), counted("{count} working day", "{count} working days", 1)),
        Stage(
            _("Look into it, and answer you"),
            counted("{count} working day", "{count} working days", 14),
        ),
    ),
    laws=(
        _("Royal Decree on Good Governance, B.E. 2546"),
        _("Regulation of the Prime Minister's Office on complaints, B.E. 2552"),
    ),
    keywords=(
        "ร้องเรียน", "ร้องทุกข์", "เดือดร้อนรำคาญ", "เหตุรำคาญ", "กลิ่นเหม็น", "ส่งเสียงดัง", "หมาจรจัด",
        "สุนัขจรจัด", "พูดจาไม่ดี", "พูดไม่สุภาพ", "บริการแย่", "บุกรุกที่สาธารณะ",
        "complain", "stray dog", "bad smell", "too loud", "rude staff",
    ),
    not_keywords=(),
    routing=ROUTING,
    finding=say_who_reads_it,
    fields=(
        OfficeChoice(
            "about",
            _("What is it about?"),
            hint=_("Press one, or type it in your own words."),
            short=_("Category"),
            personal=False,
            offered=partial(names_of, ROUTING.table),
            heard=partial(words_of, ROUTING.table),
        ),
        Paragraph(
            "what",
            _("What happened?"),
            hint=_("In your own words: what, since when, and how it troubles you."),
            short=_("What happened"),
        ),
        Choice(
            "danger",
            _("Could somebody be hurt there today?"),
            hint=_("If so, we look at it first."),
            short=_("Danger"),
            personal=False,
            choices={"yes": _("Yes, it is urgent"), "no": _("Not right now")},
            words={
                "yes": ("อันตราย", "รีบ", "ด่วน", "urgent", "yes"),
                "no": ("ไม่", "บ่", "no"),
            },
        ),
        Place(
            "place",
            _("Where is it?"),
            hint=_("A pin, or words: beside the temple, village 4. You may skip this."),
            short=_("Place"),
            required=False,
        ),
        Photo(
            "photo",
            _("Do you have a photo of it?"),
            hint=_("It helps us to see what is wrong. You may skip this."),
            short=_("Photo"),
            required=False,
            most=5,
            evidence=True,
        ),
        Line(
            "name",
            _("What is your name?"),
            hint=_("Only the staff see it, never the public. You may skip this."),
            short=_("Your name"),
            required=False,
            longest=100,
        ),
        Phone(
            "phone",
            _("Which telephone number may we call?"),
            hint=_("Only if we have a question. You may skip this."),
            short=_("Telephone"),
            required=False,
        ),
    ),
)  # fmt: skip
