"""What staff can do to a case on its page: one form for each action, and who reads the words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.case import Case
from models.vocabulary import CaseAction, CaseStatus
from services.desk.progress import next_status
from services.kit.text import Text, _
from web.console.access import Visit


@dataclass(frozen=True, slots=True)
class Form:
    """One form under a case."""

    action: CaseAction
    title: Text
    explanation: Text
    button: Text
    done: Text
    """What the page says afterwards."""
    words: Text | None = None
    """The label of the box for words; None when a press is enough."""
    needs_words: bool = True
    day: Text | None = None
    """The label of the box for a day, where one is needed."""


FORMS: tuple[Form, ...] = (
    Form(
        CaseAction.ACCEPT,
        _("Accept the case"),
        _("You take the case on, and the resident hears that the office is on it."),
        _("Accept"),
        _("You accepted the case. The resident is being told."),
    ),
    Form(
        CaseAction.FINISH,
        _("It is done"),
        _("The resident hears that it is done, and is asked to rate it."),
        _("Mark as done"),
        _("The case is done. The resident is being told."),
        _("What was done (the resident reads this)"),
        needs_words=False,
    ),
    Form(
        CaseAction.ASK,
        _("Ask the resident"),
        _("The resident gets your question in the chat, and the case waits for the answer."),
        _("Send the question"),
        _("Your question is on its way."),
        _("Your question (the resident reads this)"),
    ),
    Form(
        CaseAction.REPLY,
        _("Write to the resident"),
        _("The resident gets your message in the chat. The case stays where it is."),
        _("Send the message"),
        _("Your message is on its way."),
        _("Your message (the resident reads this)"),
    ),
    Form(
        CaseAction.NOTE,
        _("Note for colleagues"),
        _("Only staff can read it."),
        _("Keep the note"),
        _("Your note is kept."),
        _("Your note (only staff read this)"),
    ),
    Form(
        CaseAction.EXPLAIN_DELAY,
        _("It takes longer"),
        _("The resident hears the reason and the new day, and gets them on paper."),
        _("Send the explanation"),
        _("The explanation is on its way."),
        _("The reason (the resident reads this)"),
        day=_("Answer by"),
    ),
    Form(
        CaseAction.REJECT,
        _("It cannot be done"),
        _("The case is closed, and the resident hears the reason."),
        _("Close as not possible"),
        _("The case is closed. The resident is being told."),
        _("The reason (the resident reads this)"),
    ),
)


def form_for(action: str) -> Form | None:
    """Return the form of an action, or None for a word that is no action of staff."""
    return next((form for form in FORMS if form.action == action), None)


def offered(visit: Visit, case: Case, *, blocked: bool = False) -> list[Form]:
    """Return the forms that this person may use on this case as it stands.

    `blocked`: nothing reaches the resident in a chat, and no form promises that it does.
    """
    possible = [form for form in FORMS if _possible(form, case) and _allowed(form, visit, case)]
    return [_unheard(form) for form in possible] if blocked else possible


def _unheard(form: Form) -> Form:
    if form.action == CaseAction.NOTE:
        return form
    return replace(
        form,
        explanation=_(
            "It is kept with the case and stands on its papers. The resident has no chat with us: "
            "please telephone, or write."
        ),
        words=form.words and _("Words (they stand on the papers of the case)"),
        button=_UNHEARD_BUTTONS.get(form.action, form.button),
    )


_UNHEARD_BUTTONS: Mapping[CaseAction, Text] = {
    CaseAction.ASK: _("Keep the question"),
    CaseAction.REPLY: _("Keep the message"),
    CaseAction.EXPLAIN_DELAY: _("Keep the explanation"),
}


def _possible(form: Form, case: Case) -> bool:
    return next_status(CaseStatus(case.status), form.action) is not None


def _allowed(form: Form, visit: Visit, case: Case) -> bool:
    return visit.may(form.action, case.department)
