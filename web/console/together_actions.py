"""What may be done to several ticked cases at once, and the words of its page."""

from dataclasses import dataclass

from models.vocabulary import CaseAction
from services.kit.text import Text, _
from web.console.access import Visit
from web.console.offered import form_for


@dataclass(frozen=True, slots=True)
class JointForm:
    """One action: its name in the list, and what its page asks for."""

    action: CaseAction
    title: Text
    explanation: Text
    button: Text
    words: Text | None = None
    day: Text | None = None
    assigns: bool = False


def _like_single(action: CaseAction, button: Text) -> JointForm:
    """Say the same as the form of one case, but for the button."""
    form = form_for(action)
    assert form is not None  # noqa: S101 -- the table of single forms holds all of these
    return JointForm(action, form.title, form.explanation, button, form.words, form.day)


JOINT_FORMS: tuple[JointForm, ...] = (
    _like_single(CaseAction.ACCEPT, _("Accept them")),
    JointForm(
        CaseAction.ASSIGN,
        _("Give to somebody"),
        _("Whoever you choose looks after them from now on and is told in their own chat."),
        _("Give them"),
        assigns=True,
    ),
    _like_single(CaseAction.REPLY, _("Send to each")),
    _like_single(CaseAction.EXPLAIN_DELAY, _("Send to each")),
    _like_single(CaseAction.NOTE, _("Keep with each")),
)


def joint_forms(visit: Visit) -> list[JointForm]:
    """Return what this person may do at all, in their own department or everywhere."""
    own = visit.staff.department
    return [form for form in JOINT_FORMS if visit.may(form.action, own)]


def joint_form(visit: Visit, action: str) -> JointForm | None:
    """Return the form of an action, or None when it is none or not theirs."""
    return next((form for form in joint_forms(visit) if form.action == action), None)
