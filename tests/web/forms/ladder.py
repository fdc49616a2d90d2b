"""A service with questions of many kinds, for tests of its form."""

from services.kit.fields import Answers
from services.kit.questions import Choice, Line, Phone, Photo
from services.kit.service import Group, Service
from services.kit.text import _


def is_other(answers: Answers) -> bool:
    return answers.get("what") == "other"


LADDER = Service(
    key="ladder",
    title=_("Borrow a ladder"),
    summary=_("A ladder for one day."),
    group=Group.OFFICE,
    department="works",
    promise_days=3,
    next_steps=_("Come and take it."),
    fields=(
        Choice("what", _("Which one?"), choices={"long": _("Long"), "other": _("Another")}),
        Line("which", _("Which other one?"), only_if=is_other),
        Photo("photo", _("A photo?"), required=False),
        Phone("phone", _("Which number?")),
    ),
)
