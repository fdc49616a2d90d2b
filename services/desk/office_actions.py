"""Office actions: what staff do to a case, from a chat or from the console."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.case import Case
from models.resident import Resident
from models.staff import Staff
from models.vocabulary import ActorKind, CaseAction
from services.desk import department_notices, notices
from services.desk.outbox import Destination
from services.desk.papers.kinds import PaperKind
from services.desk.papers.links import paper_button
from services.desk.permissions import may
from services.desk.progress import BY_STAFF, next_status
from services.desk.queueing.leaving import hold_lines_for, leave_with_case
from services.desk.standing import too_late_for_staff
from services.desk.steps import Step, checked_words, load_case, take_step
from services.desk.telling import STAFF_LANGUAGE, tell_department, tell_resident, words_for
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotAllowed
from services.kit.message import Button, Reply
from services.kit.text import Text, _

LONGEST_DELAY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Done:
    """The case as it stands now, and the line that tells colleagues about it."""

    case: Case
    line: Reply


async def act(
    work: Work,
    reference: str,
    action: CaseAction,
    staff: Staff,
    words: str = "",
    expected_version: int | None = None,
    due_on: date | None = None,
) -> Case:
    """Do something to a case; the resident and every chat of the department are told.

    Raises `NotFound`, `NotAllowed`, `InvalidAnswer` when words are missing, and `NotPossible`
    when somebody was faster: `expected_version` is the one the person was looking at.
    """
    order = Order(reference, action, staff, words, expected_version, due_on=due_on)
    return (await carry_out(work, order)).case


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants to do; `here` is the chat they said it in, which needs no notice."""

    reference: str
    action: CaseAction
    staff: Staff
    words: str = ""
    expected_version: int | None = None
    here: Destination | None = None
    due_on: date | None = None
    """The new promise, when the action is to explain a delay."""
    channel: str = "console"
    """Where it was asked for, when not in a chat."""
    sentence: Text | None = None
    """Instead of words: a prepared sentence, which the resident reads in their own language."""
    quiet: bool = False
    """True: the department hears of it in another way, with much else."""


async def carry_out(work: Work, order: Order) -> Done:
    """Do it, and return the line for the chat it was said in. Raises as `act` does."""
    case = await load_case(work, order.reference)
    if order.action not in BY_STAFF or not may(order.staff, order.action, case.department):
        raise NotAllowed(not_permitted())
    words = checked_words(_words(work, order), _NEEDED.get(order.action))
    await hold_lines_for(work, case)
    await _change(work, case, order, words)
    await leave_with_case(work, case)
    said = await _said(work, case, order, words)
    told = await _tell_resident(work, case, order.action, said)
    line = department_notices.done_by_staff(
        words_for(work, case), order.action, order.staff.name, told=told
    )
    if order.action != CaseAction.NOTE and not order.quiet:
        await tell_department(work, case, line, order.here)
    return Done(case, line)


def _words(work: Work, order: Order) -> str:
    """What the history keeps: a prepared sentence as staff read it."""
    return order.sentence.render(work.language(STAFF_LANGUAGE)) if order.sentence else order.words


async def _said(work: Work, case: Case, order: Order, words: str) -> str:
    """What the resident reads."""
    if order.sentence is None:
        return words
    resident = await work.session.get(Resident, case.resident_id)
    return order.sentence.render(work.language(resident.language if resident else STAFF_LANGUAGE))


def not_permitted() -> Text:
    """Names neither the case nor anybody: it may be said in a group."""
    return _(
        "This belongs to another department or needs another role. "
        "The attempt is recorded. Please ask the department itself or an administrator."
    )


async def _change(work: Work, case: Case, order: Order, words: str) -> None:
    """Take the step, or explain who was faster. Nobody overwrites what they have not seen."""
    seen = order.expected_version in {None, case.version}
    status = next_status(case.status, order.action)
    if not seen or status is None:
        raise await too_late_for_staff(work, case, order.staff)
    due_on = _new_promise(work, order)
    step = Step(
        order.action,
        status,
        ActorKind.STAFF,
        staff_id=order.staff.id,
        words=words,
        due_on=due_on,
        channel=order.here.channel if order.here else order.channel,
    )
    if not await take_step(work, case, step):
        raise await too_late_for_staff(work, case, order.staff)


def _new_promise(work: Work, order: Order) -> date | None:
    """Return the day a delay is explained with; other actions leave the promise as it is."""
    if order.action != CaseAction.EXPLAIN_DELAY:
        return None
    if order.due_on is None or not work.today < order.due_on <= work.today + LONGEST_DELAY:
        raise InvalidAnswer(_("Please choose a new day: from tomorrow on, within a year."))
    return order.due_on


async def _tell_resident(work: Work, case: Case, action: CaseAction, words: str) -> bool:
    if action == CaseAction.NOTE:
        return True
    papers = _papers(work, case, action)
    notice = notices.news(words_for(work, case), action, words, papers)
    return await tell_resident(work, case, notice)


def _papers(work: Work, case: Case, action: CaseAction) -> tuple[Button, ...]:
    """Return the paper that says the same as the notice."""
    kind = _ON_PAPER.get(action)
    return (paper_button(work, case, kind),) if kind else ()


_ON_PAPER: Mapping[CaseAction, PaperKind] = {
    CaseAction.FINISH: PaperKind.RESULT,
    CaseAction.REJECT: PaperKind.RESULT,
    CaseAction.EXPLAIN_DELAY: PaperKind.DELAY,
}


_NEEDED: Mapping[CaseAction, Text] = {
    CaseAction.ASK: _("Please write the question for the resident."),
    CaseAction.REPLY: _("Please write what the resident is to read."),
    CaseAction.NOTE: _("Please write the note."),
    CaseAction.REJECT: _("Please write the reason. The resident will read it."),
    CaseAction.EXPLAIN_DELAY: _("Please write the reason. The resident will read it."),
}
