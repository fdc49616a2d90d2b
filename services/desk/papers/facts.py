"""What papers say about a case: rows put into words once, so that every paper says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.attachment import Attachment
from models.case import Case
from models.case_event import CaseEvent
from models.vocabulary import AttachmentState, CaseAction
from services.desk.about import About, about
from services.desk.deadlines import promised_by
from services.desk.papers.official import AsWritten, OfficialDay
from services.kit.calendar import is_open, next_opening
from services.kit.fields import Field, Stored, Surroundings
from services.kit.journey import questions
from services.kit.private import fits, show_answer
from services.kit.service import Service
from services.kit.text import BANGKOK, Rendered, _, plain

Row = tuple[Rendered, Rendered]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case with everything its papers look at."""

    case: Case
    services: Mapping[str, Service]
    around: Surroundings
    base_url: str
    events: Sequence[CaseEvent] = ()
    """What the resident may see of the history, oldest first."""
    files: Sequence[Attachment] = ()
    rate_address: str = ""
    """Where the resident may say how it was done; empty on papers that do not ask."""
    claim_code: str = ""
    """What takes the case into a chat; only on the slip that is printed while staff have it."""

    @property
    def service(self) -> Service | None:
        return self.services.get(self.case.service_key)

    @property
    def about(self) -> About:
        return about(self.case, self.services, self.around.office, self.base_url)

    @property
    def number(self) -> Rendered:
        return _("Reference {number}", number=self.about.number)

    @property
    def filed_on(self) -> date:
        """The day in Thailand."""
        return self.case.filed_at.astimezone(BANGKOK).date()

    @property
    def first_promise(self) -> date:
        """Until when the office promised an answer on the day of filing."""
        if self.service is None:
            return self.case.due_on
        office = self.around.office
        return promised_by(self.service, self.filed_on, office)

    @property
    def track_address(self) -> str:
        return f"{self.base_url}/track/{self.about.number}"

    def last(self, *actions: CaseAction) -> CaseEvent | None:
        """Return the latest entry of one of these kinds, if there is one."""
        return next((one for one in reversed(self.events) if one.action in actions), None)


def addressed(facts: CaseFacts) -> Rendered:
    """Address a letter: by name where staff filed for somebody, whose name they wrote down."""
    if facts.case.filed_for:
        return _("To {name}", name=AsWritten(plain(facts.case.filed_for)))
    return _("To the person who filed this request")


def filed_for_rows(facts: CaseFacts) -> list[Row]:
    """Name whom staff filed for, so that several slips on one counter can be told apart."""
    name = facts.case.filed_for
    return [(_("Filed for"), AsWritten(plain(name)))] if name else []


def answer_rows(facts: CaseFacts) -> list[Row]:
    """Return every question that was asked with its answer, private ones masked."""
    answers = facts.case.answers
    asked = questions(facts.service, answers) if facts.service else []
    around = facts.around.of_any_day()
    return [
        (one.short or one.question, AsWritten(_shown(one, answers[one.name], around)))
        for one in asked
        if one.name in answers
    ]


def _shown(asked: Field, stored: Stored, around: Surroundings) -> Rendered:
    """Show an answer; one that today's form does not understand stands there as it was kept."""
    if fits(asked, stored, around):
        return show_answer(asked, stored, around)
    if asked.private:
        return _("(not shown here)")
    if isinstance(stored, Mapping):
        return plain(" · ".join(f"{key}: {stored[key]}" for key in stored))
    return plain(" · ".join(stored) if isinstance(stored, list) else str(stored))


def file_lines(facts: CaseFacts) -> list[Rendered]:
    """Name the files that came with a case, in the order they came."""
    return [_file_line(number, one) for number, one in enumerate(facts.files, start=1)]


def counts_from(facts: CaseFacts) -> Rendered | None:
    """Return the day a request counts as received on, when nobody sat at the desk."""
    if is_open(facts.case.filed_at, facts.around.office):
        return None
    opening = next_opening(facts.case.filed_at, facts.around.office)
    return OfficialDay(opening.astimezone(BANGKOK).date()) if opening else None


def day_of(moment: datetime) -> OfficialDay:
    """Return the day of a moment in Thailand, as papers write it."""
    return OfficialDay(moment.astimezone(BANGKOK).date())


def whom_to_ask(facts: CaseFacts) -> Rendered:
    """Name the department, and the number that is answered."""
    office = facts.around.office
    department = office.departments.get(facts.case.department)
    phone = (department.phone if department else "") or office.phone
    if not phone:
        return facts.about.department
    return _("{department}, telephone {phone}", department=facts.about.department, phone=phone)


def _file_line(number: int, file: Attachment) -> Rendered:
    if file.state == AttachmentState.WAITING:
        return _("File {number}: on its way to us", number=number)
    if file.state != AttachmentState.STORED:
        return _("File {number}: did not reach us", number=number)
    size = max(1, round((file.size or 0) / 1000))
    if (file.media_type or "").startswith("image/"):
        return _("File {number}: photo, {size} kB", number=number, size=size)
    return _("File {number}: document, {size} kB", number=number, size=size)
