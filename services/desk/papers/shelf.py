"""The shelf: one table from each paper of a case to the function that builds it."""

from collections.abc import Callable, Mapping

from models.vocabulary import CaseAction, CaseStatus
from services.desk.papers.acknowledgement import acknowledgement
from services.desk.papers.delay import explanation_of_delay
from services.desk.papers.facts import CaseFacts
from services.desk.papers.filled_form import filled_form
from services.desk.papers.kinds import PaperKind
from services.desk.papers.result_letter import result_letter
from services.desk.papers.sheet import Sheet

BUILDERS: Mapping[PaperKind, Callable[[CaseFacts], Sheet]] = {
    PaperKind.ACKNOWLEDGEMENT: acknowledgement,
    PaperKind.FORM: filled_form,
    PaperKind.RESULT: result_letter,
    PaperKind.DELAY: explanation_of_delay,
}
"""Receipts are not here: a case may have several, each built from what was paid."""


def available(facts: CaseFacts) -> tuple[PaperKind, ...]:
    """Return the papers there are of a case as it stands."""
    return tuple(kind for kind in BUILDERS if _exists(kind, facts))


def _exists(kind: PaperKind, facts: CaseFacts) -> bool:
    if kind == PaperKind.RESULT:
        return facts.case.status in {CaseStatus.DONE, CaseStatus.REJECTED}
    if kind == PaperKind.DELAY:
        return facts.last(CaseAction.EXPLAIN_DELAY) is not None
    return True
