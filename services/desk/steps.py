"""Steps: the one way a case changes. Each is an entry of its history and a new version."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal
from sqlmodel import col, update

from models.case import Case
from models.case_event import CaseEvent
from models.columns import Moment, new_id
from models.vocabulary import ActorKind, CaseAction, CaseStatus
from services.desk import audit
from services.desk.climbing.waiting import note_step
from services.desk.progress import answers_the_resident, is_open, leaves_unread, takes_on
from services.desk.tracking import find_case
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotFound
from services.kit.text import Text, _

MOST_WORDS = 2000
"""Letters in one entry of a history (`models.case_event`), counted as Telegram counts: an emoji is
two. So a notice that quotes all of them still fits into one message everywhere."""


ONLY_FOR_STAFF = frozenset({CaseAction.NOTE, CaseAction.ASSIGN, CaseAction.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class Step:
    """What is about to happen to a case."""

    action: CaseAction
    status: CaseStatus
    """Where the case will stand."""
    actor: ActorKind
    staff_id: UUID | None = None
    words: str = ""
    attachment_id: UUID | None = None
    message_key: str = ""
    due_on: date | None = None
    """A new promise, when the step makes one."""
    department: str | None = None
    """Which department looks after it from now on, when the step moves the case."""
    assignee_id: UUID | None = None
    """Who looks after it from now on, when the step is about that."""
    channel: str = ""
    """Where it was done, when `message_key` does not tell."""


async def load_case(work: Work, reference: str) -> Case:
    """Return a case as it is now. Raises `NotFound`."""
    found = await find_case(work.session, reference)
    if found is None:
        raise NotFound(no_such_case())
    return found


def no_such_case() -> Text:
    """The same words for a case that does not exist and for one that is not theirs to see."""
    return _(
        "We cannot find a case with this reference under your name. "
        "Please check it, or choose from your own cases in the menu."
    )


def checked_words(words: str, needed: Text | None = None) -> str:
    """Return words as they are kept. Raises `InvalidAnswer` when they are missing or too long."""
    kept = words.strip()
    if needed is not None and not kept:
        raise InvalidAnswer(needed)
    if len(kept.encode("utf-16-le")) // 2 > MOST_WORDS:
        raise InvalidAnswer(
            _("That is more than 2,000 letters. Please send it in two or more messages.")
        )
    return kept


async def take_step(work: Work, case: Case, step: Step) -> bool:
    """Change a case and its history, unless somebody changed it since `case` was read.

    One UPDATE that names the version decides: of two people at once exactly one gets True. On
    PostgreSQL the second waits here for the commit of the first.
    """
    changes = _changes(work, case, step)
    changing = (
        update(Case)
        .where(col(Case.id) == case.id, col(Case.version) == case.version)
        .values(version=case.version + 1, changed_at=work.now, **changes)
        .execution_options(synchronize_session=False)
    )
    changed = await work.session.exec(changing)
    await work.session.refresh(case)
    if changed.rowcount == 0:
        return False
    record_step(work, case, step)
    await note_step(work, case, step.action, step.actor, step.staff_id)
    return True


def record_step(work: Work, case: Case, step: Step) -> None:
    """Add an entry to the history of a case that stands where `step` says, and to the audit log."""
    if step.words or step.action == CaseAction.FILE:
        work.to_index.add(case.id)
    work.entries.append(_entry(work, case, step))
    work.session.add(
        CaseEvent(
            case_id=case.id,
            at=work.now,
            actor=step.actor,
            staff_id=step.staff_id,
            action=step.action,
            status=step.status,
            due_on=case.due_on,
            department=step.department,
            assignee_id=step.assignee_id,
            words=step.words or None,
            attachment_id=step.attachment_id,
            for_resident=step.action not in ONLY_FOR_STAFF,
            message_key=step.message_key or None,
        )
    )


def _entry(work: Work, case: Case, step: Step) -> dict[str, Any]:
    """Return the step as the audit log keeps it: no words, and nobody but staff by name."""
    return {
        "id": new_id(),
        "at": work.now,
        "actor": str(step.staff_id) if step.staff_id else audit.BY_KIND[step.actor],
        "action": step.action,
        "subject": case.reference,
        "outcome": audit.DONE,
        "note": "",
        "channel": step.channel or _came_by(case, step),
        "service": case.service_key,
        "status": step.status,
    }


def _came_by(case: Case, step: Step) -> str:
    if step.message_key:
        return step.message_key.partition(":")[0]
    return case.channel if step.actor == ActorKind.RESIDENT else ""


def _changes(work: Work, case: Case, step: Step) -> dict[str, Any]:
    changes: dict[str, Any] = {"status": step.status}
    if step.due_on:
        changes["due_on"] = step.due_on
    if is_open(case.status) != is_open(step.status):
        changes["closed_at"] = _closed_at(work, step)
    if case.assignee_id is None and takes_on(step.action):
        changes["assignee_id"] = step.staff_id
    return changes | _looking_after(step) | _reading(work, step)


def _looking_after(step: Step) -> dict[str, Any]:
    """Say who looks after the case, when the step is about that; a new department begins anew."""
    if step.action == CaseAction.HAND_OVER:
        return {"department": step.department, "assignee_id": None}
    return {"assignee_id": step.assignee_id} if step.action == CaseAction.ASSIGN else {}


def _reading(work: Work, step: Step) -> dict[str, Any]:
    """Note that something waits to be read, or that the department has answered it."""
    if step.actor == ActorKind.RESIDENT and leaves_unread(step.action):
        return {"unread_since": func.coalesce(col(Case.unread_since), literal(work.now, Moment))}
    if step.actor == ActorKind.STAFF and answers_the_resident(step.action):
        return {"unread_since": None}
    return {}


def _closed_at(work: Work, step: Step) -> datetime | None:
    return None if is_open(step.status) else work.now
