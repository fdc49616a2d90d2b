"""Filing: turn finished answers into a case."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from models.case import Case
from models.vocabulary import ActorKind, CaseAction, CaseStatus
from services.desk import department_notices
from services.desk.actor import Actor
from services.desk.attachments import bind
from services.desk.climbing.waiting import begin_waiting
from services.desk.consequences import follow_up
from services.desk.deadlines import promised_by
from services.desk.references import new_reference
from services.desk.routing import answering_department, hand_to_owner, tell_those_above
from services.desk.steps import Step, record_step
from services.desk.telling import tell_department, words_for
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotAllowed, NotPossible
from services.kit.fields import Answers, Stored
from services.kit.hours import paused_on
from services.kit.journey import next_question, sound_answers
from services.kit.message import Reply, Wanted
from services.kit.sealing import Unreadable, in_case, in_chat
from services.kit.service import Service, speaks_for_itself
from services.kit.text import _


@dataclass(frozen=True, slots=True)
class Filed:
    """A case as it was put on the desk, and what to say besides its receipt."""

    case: Case
    replies: tuple[Reply, ...] = ()


async def file_case(work: Work, service: Service, answers: Answers, actor: Actor) -> Filed:
    """Check every answer once more, apply the rule of the service, and put the case on the desk.

    Raises `InvalidAnswer` when the answers do not fit the form as it is today, `NotEligible` when
    the rule says no, `NotPossible` when the office does not offer it or the answers lead to no
    case. The caller owns the transaction.
    """
    if not service.offered(work.around.office):
        raise NotPossible(_("We do not offer this any more. The menu shows what we can do."))
    if paused := paused_on(service.key, work.today, work.around.office):
        raise NotPossible(paused)
    sound = _checked(work, service, answers)
    service.rule(sound, work.today, work.around.office)
    _refuse_what_is_answered(work, service, sound)
    filed = await _new_case(work, service, sound, actor)
    filed.answers = _sealed_for(work, filed, actor)
    work.session.add(filed)
    await work.session.flush()
    record_step(work, filed, _filed_step(actor))
    await _bind_files(work, service, filed, actor)
    replies = await follow_up(work, service, filed)
    if not speaks_for_itself(service, sound):
        notice = department_notices.new_case(words_for(work, filed))
        told = await tell_department(work, filed, notice)
        told += await hand_to_owner(work, service, filed)
        await begin_waiting(work, filed, told)
        await tell_those_above(work, service, filed)
    return Filed(filed, replies)


def _checked(work: Work, service: Service, answers: Answers) -> dict[str, Stored]:
    sound = sound_answers(service, answers, work.around)
    if sound != dict(answers) or next_question(service, sound) is not None:
        raise InvalidAnswer(
            _(
                "This form has changed since you filled it in, or an answer is missing. "
                "Please go through your answers once more and send it again."
            )
        )
    return sound


def _refuse_what_is_answered(work: Work, service: Service, answers: Answers) -> None:
    """An estimate or a date is what somebody came for: no case is filed of it, from anywhere."""
    finding = service.finding(answers, work.today, work.around.office)
    if finding is not None and finding.final:
        raise NotPossible(_("There is nothing to send here: this is the answer already."))


async def _new_case(work: Work, service: Service, answers: dict[str, Stored], actor: Actor) -> Case:
    if actor.resident_id is None:
        raise NotAllowed(_("Cases are sent from a private chat with the desk, not from here."))
    office = work.around.office
    place = _mapping_with(answers, "latitude")
    return Case(
        reference=await _unused_reference(work),
        service_key=service.key,
        department=answering_department(service, answers, office, work.today),
        answers=answers,
        resident_id=actor.resident_id,
        channel=actor.channel,
        chat=actor.chat,
        filed_channel=actor.channel,
        village=_whole(_mapping_with(answers, "village").get("village")),
        latitude=_degrees(place.get("latitude")),
        longitude=_degrees(place.get("longitude")),
        filed_at=work.now,
        changed_at=work.now,
        due_on=promised_by(service, work.today, office),
    )


def _sealed_for(work: Work, filed: Case, actor: Actor) -> dict[str, Stored]:
    """Bind the private answers to this case, once it is sure that they were given in this chat."""
    try:
        of, to = in_chat(actor.channel, actor.chat), in_case(filed.id)
        return work.keyring.moved(filed.answers, of, to)
    except Unreadable:
        raise InvalidAnswer(
            _("We could not read your private answers. Please fill them in once more, then send.")
        ) from None


async def _unused_reference(work: Work) -> str:
    """Draw until nobody has it: with a million cases one draw in a million would fail."""
    while True:
        reference = new_reference()
        taken = select(col(Case.id)).where(Case.reference == reference)
        if (await work.session.exec(taken)).first() is None:
            return reference


def _filed_step(actor: Actor) -> Step:
    return Step(
        CaseAction.FILE,
        CaseStatus.RECEIVED,
        ActorKind.STAFF if actor.staff_id else ActorKind.RESIDENT,
        staff_id=actor.staff_id,
        message_key=actor.message_key,
    )


async def _bind_files(work: Work, service: Service, filed: Case, actor: Actor) -> None:
    ids = [
        attachment
        for asked in service.fields
        if asked.wants in {Wanted.PHOTO, Wanted.DOCUMENT}
        for attachment in _listed(filed.answers.get(asked.name))
    ]
    if ids and await bind(work, ids, filed.id, actor) != len(set(ids)):
        raise InvalidAnswer(
            _("A photo of this case is not with us. Please add it again, then send.")
        )


def _mapping_with(answers: Mapping[str, Stored], part: str) -> Mapping[str, object]:
    """Return the first answer that has this part, whatever its question is called."""
    found = (a for a in answers.values() if isinstance(a, Mapping) and a.get(part) is not None)
    return next(found, {})


def _listed(stored: Stored) -> list[str]:
    return stored if isinstance(stored, list) else []


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _degrees(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
