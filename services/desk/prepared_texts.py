"""Prepared texts: what the office writes again and again, with gaps that each case fills."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Final
from uuid import UUID

from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.prepared_text import PreparedText
from models.resident import Resident
from models.staff import Staff
from models.vocabulary import CaseAction
from services.desk import audit
from services.desk.names import department_name, service_title, status_name, village_name
from services.desk.permissions import PREPARE_TEXTS, may
from services.desk.telling import STAFF_LANGUAGE
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound
from services.kit.office import Office
from services.kit.references import shown
from services.kit.service import Service
from services.kit.text import Day, Language, Rendered, Text, _, plain

LONGEST: Final = 1500
LONGEST_TITLE: Final = 60

ACTIONS: Final = (
    CaseAction.REPLY,
    CaseAction.ASK,
    CaseAction.FINISH,
    CaseAction.REJECT,
    CaseAction.EXPLAIN_DELAY,
)
"""What texts are prepared for."""

GAPS: Final[Mapping[str, Text]] = {
    "reference": _("the reference of the case"),
    "service": _("the name of the service"),
    "due": _("the day that was promised"),
    "status": _("where the case stands"),
    "village": _("the village"),
    "department": _("the department"),
    "department_phone": _("the telephone of the department"),
    "office": _("the name of the office"),
    "office_phone": _("the telephone of the office"),
    "office_hours": _("the opening hours"),
}
"""What may stand in braces, and what it becomes."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as somebody prepares it."""

    title: str
    action: str
    words_th: str
    words_en: str
    department: str | None = None
    service_key: str | None = None


def checked(wording: Wording, office: Office, services: Mapping[str, Service]) -> Wording:
    """Return a text that may be kept. Raises `InvalidAnswer`, saying what to mend."""
    if not 0 < len(wording.title) <= LONGEST_TITLE:
        raise InvalidAnswer(
            _("Please give it a name of at most {count} letters.", count=LONGEST_TITLE)
        )
    if wording.action not in ACTIONS:
        raise InvalidAnswer(_("Please choose what it is for."))
    if wording.department is not None and wording.department not in office.departments:
        raise InvalidAnswer(_("Please choose a department."))
    if wording.service_key is not None and wording.service_key not in services:
        raise InvalidAnswer(_("Please choose a service."))
    for words in (wording.words_th, wording.words_en):
        _check_words(words)
    return wording


def _check_words(words: str) -> None:
    if not words or len(words) > LONGEST:
        raise InvalidAnswer(
            _("Please write it in Thai and in English, at most {count} letters.", count=LONGEST)
        )
    unknown = sorted(set(gaps_in(words)) - GAPS.keys())
    if unknown:
        raise InvalidAnswer(
            _(
                "There is no gap with this name: {names}. The list below shows those there are.",
                names=", ".join(f"{{{name}}}" for name in unknown),
            )
        )


def gaps_in(words: str) -> list[str]:
    """Return the gaps of a text. Raises `InvalidAnswer` when a brace is left open or holds more."""
    try:
        found = list(Formatter().parse(words))
    except ValueError:
        raise InvalidAnswer(_BRACES) from None
    if any(name is not None and (spec or kind) for _words, name, spec, kind in found):
        raise InvalidAnswer(_BRACES)
    return [name for _words, name, _spec, _kind in found if name is not None]


_BRACES = _("A brace is left open, or holds more than the name of a gap.")


def filled(words: str, case: Case, office: Office, services: Mapping[str, Service],
           language: Language) -> str:  # fmt: skip
    """Fill the gaps of a text for one case, in one language."""
    values = {
        name: value.render(language) for name, value in _values(case, office, services).items()
    }
    return "".join(
        piece + (values.get(name, "") if name is not None else "")
        for piece, name, _spec, _kind in Formatter().parse(words)
    )


def _values(case: Case, office: Office, services: Mapping[str, Service]) -> dict[str, Rendered]:
    department = office.departments.get(case.department)
    village = plain("–") if case.village is None else village_name(office, case.village)
    return {
        "reference": plain(shown(case.reference)),
        "service": service_title(services, case.service_key),
        "due": Day(case.due_on),
        "status": status_name(case.status),
        "village": village,
        "department": department_name(office, case.department),
        "department_phone": plain((department.phone if department else "") or office.phone),
        "office": office.name,
        "office_phone": plain(office.phone),
        "office_hours": office.hours,
    }


async def texts_for(session: AsyncSession, case: Case) -> Sequence[PreparedText]:
    """Return what is prepared for a case, in the order of the names."""
    theirs = or_(col(PreparedText.department).is_(None), PreparedText.department == case.department)
    fitting = or_(
        col(PreparedText.service_key).is_(None), PreparedText.service_key == case.service_key
    )
    wanted = select(PreparedText).where(theirs, fitting).order_by(col(PreparedText.title))
    return (await session.exec(wanted)).all()


async def texts_for_any(
    session: AsyncSession, cases: Sequence[Case], action: str
) -> Sequence[PreparedText]:
    """Return what is prepared for an action on some of these cases, each text once."""
    wanted = select(PreparedText).where(PreparedText.action == action)
    found = await session.exec(wanted.order_by(col(PreparedText.title)))
    return [one for one in found if any(_is_meant_for(one, case) for case in cases)]


def _is_meant_for(text: PreparedText, case: Case) -> bool:
    return text.department in {None, case.department} and text.service_key in {
        None,
        case.service_key,
    }


async def all_texts(session: AsyncSession, staff: Staff) -> Sequence[PreparedText]:
    """Return what somebody may change, in the order of what it is for."""
    wanted = select(PreparedText).order_by(col(PreparedText.action), col(PreparedText.title))
    found = await session.exec(wanted)
    return [one for one in found if may(staff, PREPARE_TEXTS, one.department)]


async def words_for_case(
    session: AsyncSession,
    text_id: UUID,
    case: Case,
    office: Office,
    services: Mapping[str, Service],
    languages: Mapping[str, Language],
) -> str:
    """Return a prepared text filled for a case, in the language of its resident."""
    text = await session.get(PreparedText, text_id)
    if text is None:
        raise NotFound(_("There is no such prepared text."))
    if not _is_meant_for(text, case):
        raise NotFound(_("This prepared text is not meant for this case."))
    resident = await session.get(Resident, case.resident_id)
    code = resident.language if resident else STAFF_LANGUAGE
    words = text.words_en if code == "en" else text.words_th
    language = languages.get(code) or next(iter(languages.values()))
    return filled(words, case, office, services, language)


async def keep(work: Work, staff: Staff, wording: Wording, text_id: UUID) -> PreparedText:
    """Keep a new text, or a known one in other words. Raises `NotAllowed` and `InvalidAnswer`."""
    known = await work.session.get(PreparedText, text_id)
    _require(staff, wording.department)
    if known is not None:
        _require(staff, known.department)
    kept = checked(wording, work.around.office, work.services)
    text = known or PreparedText(
        id=text_id, title=kept.title, action=kept.action, words_th="", words_en=""
    )
    text.title, text.action = kept.title, kept.action
    text.words_th, text.words_en = kept.words_th, kept.words_en
    text.department, text.service_key = kept.department, kept.service_key
    text.changed_by, text.changed_at = staff.id, work.now
    work.session.add(text)
    await audit.record(
        work, str(staff.id), PREPARE_TEXTS, str(text_id), audit.DONE, "console", note=kept.title
    )
    return text


async def drop(work: Work, staff: Staff, text_id: UUID) -> None:
    """Throw a text away; what was sent with it stays. Raises `NotAllowed`."""
    known = await work.session.get(PreparedText, text_id)
    if known is None:
        return
    _require(staff, known.department)
    await work.session.delete(known)
    await audit.record(
        work, str(staff.id), PREPARE_TEXTS, str(text_id), audit.DONE, "console", note="deleted"
    )


def _require(staff: Staff, department: str | None) -> None:
    if not may(staff, PREPARE_TEXTS, department):
        raise NotAllowed(_("Your role at the office does not allow this."))
