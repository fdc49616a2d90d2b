"""The counter: staff file for somebody who stands there or telephones, and has no chat with us."""

from dataclasses import dataclass

from models.inbound_event import InboundEvent
from models.resident import Resident
from models.staff import Staff
from models.vocabulary import ActorKind, CaseAction, CaseStatus, ChannelName, IntakeWay
from services.desk import audit
from services.desk.actor import Actor
from services.desk.filing import Filed, file_case
from services.desk.permissions import FILE_FOR_OTHERS, may
from services.desk.steps import MOST_WORDS, Step, record_step
from services.desk.telling import STAFF_LANGUAGE
from services.desk.work import Work
from services.kit.errors import NotAllowed
from services.kit.fields import Answers
from services.kit.service import Service
from services.kit.text import _


@dataclass(frozen=True, slots=True)
class Intake:
    """Who came, and how. That they agreed is recorded by filing at all."""

    name: str
    way: IntakeWay
    chat: str
    """Stands where a chat would: a name of its own for every form, so that its files are its."""
    key: str
    """The same for a form that is sent twice."""


async def file_for_other(
    work: Work, service: Service, answers: Answers, staff: Staff, intake: Intake
) -> Filed:
    """File for a resident, and keep who did it, for whom, how they came and that they agreed.

    Raises as `file_case` does, and `NotAllowed`. Sent twice at the same moment the database
    refuses the second one.
    """
    if not may(staff, FILE_FOR_OTHERS, staff.department):
        raise NotAllowed(_("Your role at the office does not allow this."))
    work.session.add(InboundEvent(key=intake.key, received_at=work.now))
    resident = Resident(language=STAFF_LANGUAGE, first_seen_at=work.now)
    work.session.add(resident)
    await work.session.flush()
    actor = Actor(
        ChannelName.COUNTER,
        intake.chat,
        intake.chat,
        private=True,
        language=STAFF_LANGUAGE,
        resident_id=resident.id,
        staff_id=staff.id,
        message_key=intake.key,
    )
    filed = await file_case(work, service, answers, actor)
    filed.case.filed_by_staff_id, filed.case.filed_for = staff.id, intake.name
    filed.case.intake_way, filed.case.consent_at = intake.way, work.now
    _note_what_follows(work, filed)
    reference = filed.case.reference
    await audit.record(
        work, str(staff.id), FILE_FOR_OTHERS, reference, audit.DONE, ChannelName.COUNTER
    )
    return filed


def _note_what_follows(work: Work, filed: Filed) -> None:
    """Keep for staff what a chat would have told besides the receipt, such as a queue number."""
    language = work.language(STAFF_LANGUAGE)
    for reply in filed.replies:
        words = reply.text.render(language)[: MOST_WORDS // 2]
        status = CaseStatus(filed.case.status)
        record_step(work, filed.case, Step(CaseAction.NOTE, status, ActorKind.SYSTEM, words=words))
