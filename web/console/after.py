"""What the page of a case says after something was done, and what comes next. Pure."""

from collections.abc import Mapping
from datetime import date

from models.case import Case
from models.vocabulary import CaseAction, CaseStatus
from services.desk.progress import is_open
from services.kit.text import Day, Moment, Rendered, Text, _
from web.console.offered import form_for

_ASSIGNED: Mapping[str, Text] = {
    "assign": _("Who looks after the case is changed. Whoever it concerns knows."),
    "assign_untold": _(
        "Who looks after the case is changed. They have no chat with the desk: please tell them."
    ),
    "hand_over": _("The case is with the other department now, and the resident is being told."),
    "hand_over_untold": _(
        "The case is with the other department now. The resident cannot be told in the chat: "
        "please telephone, or write."
    ),
}

_NEXT: Mapping[str, Text] = {
    CaseStatus.RECEIVED: _("Accept it, so that the resident knows that somebody is on it."),
    CaseStatus.REOPENED: _("The resident says it is not done. Look again, and accept it anew."),
    CaseStatus.ACCEPTED: _("Do it, then press “It is done”. The resident then hears of it."),
    CaseStatus.IN_PROGRESS: _("Do it, then press “It is done”. The resident then hears of it."),
}


def after_words(done: str, *, blocked: bool) -> Rendered | None:
    """Say what was done, and do not claim that a resident heard it who cannot be reached."""
    form = form_for(done)
    if form is None:
        return _ASSIGNED.get(done)
    if blocked and form.action != CaseAction.NOTE:
        return _("It is kept in the history, but the resident cannot be told in the chat.")
    return form.done


def moved_words(*, told: bool) -> Text:
    """Say that a case went to another department."""
    return _ASSIGNED["hand_over" if told else "hand_over_untold"]


def next_step(case: Case, today: date, *, blocked: bool) -> Rendered:
    """Say in one sentence what has to happen now."""
    if case.unread_since is not None:
        return _("Read what the resident wrote {when}, and answer.", when=Moment(case.unread_since))
    if not is_open(case.status):
        return _("Nothing: the case is closed.")
    if case.due_on < today:
        return _("It is late: finish it, or explain why it takes longer.")
    if case.status == CaseStatus.WAITING_FOR_RESIDENT:
        return _("Wait for the resident's answer until {day}.", day=Day(case.due_on))
    if blocked and case.status != CaseStatus.RECEIVED:
        return _("Do it, then press “It is done” and tell the resident yourself.")
    return _NEXT[case.status]
