"""A form that comes a second time: the same again is one case, second thoughts are not lost."""

from models.case import Case
from services.kit.fields import Answers, Stored
from services.kit.private import SHOWN, is_sealed
from services.kit.references import shown
from services.kit.service import Service
from services.kit.text import Text, _


def says_the_same(case: Case, service: Service, answers: Answers) -> bool:
    """Say whether a form tells what the case it became tells.

    Files are left aside: those of the case are no longer the form's. Of a sealed answer only the
    mask can be compared, since it is sealed anew each time.
    """
    compared = [one.name for one in service.fields if one.face != "files"]
    return all(_told(case.answers.get(name)) == _told(answers.get(name)) for name in compared)


def sent_before(case: Case) -> Text:
    """Explain that this form has become a case already, and what to do with what stands in it."""
    return _(
        "This form was sent before, under {number}, and you have changed something since. To send "
        "it as one more request, look through it and go on; files have to be added again. To "
        "correct the first one, please write to the office about {number}.",
        number=shown(case.reference),
    )


def _told(stored: Stored) -> object:
    return stored[SHOWN] if isinstance(stored, dict) and is_sealed(stored) else stored
