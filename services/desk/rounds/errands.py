"""Errands: what a crew has to know of one case, read from its answers. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from models.case import Case
from models.vocabulary import CaseStatus
from services.desk.rounds.route import Position, Spot
from services.kit.dates import known_of
from services.kit.fields import Stored, Surroundings
from services.kit.private import fits, is_sealed
from services.kit.questions.house import village_in
from services.kit.service import Service
from services.kit.site_visit import SiteVisit
from services.kit.text import Rendered, plain


@dataclass(frozen=True, slots=True)
class Errand:
    """One case as a crew sees it. Holds no private answer: those stay sealed."""

    reference: str
    filed_at: datetime
    due_on: date
    status: str
    village: int | None
    position: Position | None
    where: tuple[Rendered, ...]
    """The house and the words for the place, as far as they were given."""
    wished: date | None
    amount: Rendered | None
    has_photo: bool
    phone: str
    urgent: bool

    @property
    def spot(self) -> Spot:
        return Spot(self.reference, self.village, self.position)

    @property
    def is_ready(self) -> bool:
        """Say whether nothing is awaited from the resident."""
        return self.status != CaseStatus.WAITING_FOR_RESIDENT

    def too_early(self, day: date) -> bool:
        """Say whether the resident wished a later day."""
        return self.wished is not None and self.wished > day

    def too_late(self, day: date) -> bool:
        """Say whether the promise will have passed."""
        return self.due_on < day


def errand_of(case: Case, service: Service | None, around: Surroundings) -> Errand:
    """Read a case; a service that is not on offer any more leaves only where and when."""
    visit = (service.site_visit if service else None) or SiteVisit()
    words = _words_of(case.answers.get(visit.place))
    return Errand(
        reference=case.reference,
        filed_at=case.filed_at,
        due_on=case.due_on,
        status=case.status,
        village=case.village or village_in(words, around.office),
        position=_position(case),
        where=_where(case, service, visit, around),
        wished=_day(case.answers.get(visit.day)),
        amount=_shown(case, service, visit.amount, around),
        has_photo=bool(_listed(case.answers.get(visit.photo))),
        phone=_plain(case.answers.get(visit.phone)),
        urgent=visit.is_urgent(case.answers),
    )


def _where(
    case: Case, service: Service | None, visit: SiteVisit, around: Surroundings
) -> tuple[Rendered, ...]:
    house = _shown(case, service, visit.house, around)
    words = _words_of(case.answers.get(visit.place))
    return (*((house,) if house else ()), *((plain(words),) if words else ()))


def _shown(case: Case, service: Service | None, name: str, around: Surroundings) -> Rendered | None:
    """Show an answer as its question does, unless it was skipped or does not fit any more."""
    asked, stored = service.field(name) if service else None, case.answers.get(name)
    if asked is None or stored is None or asked.private:
        return None
    anyday = around.of_any_day()
    return asked.show(stored, anyday) if fits(asked, stored, anyday) else None


def _words_of(place: Stored) -> str:
    return str(place.get("words", "")) if isinstance(place, Mapping) else ""


def _position(case: Case) -> Position | None:
    if case.latitude is None or case.longitude is None:
        return None
    return case.latitude, case.longitude


def _day(stored: Stored) -> date | None:
    known = known_of(stored) if isinstance(stored, str) else None
    return known.first() if known else None


def _listed(stored: Stored) -> list[str]:
    return stored if isinstance(stored, list) else []


def _plain(stored: Stored) -> str:
    return "" if is_sealed(stored) or not isinstance(stored, str) else stored
