"""What a notice says about a case: the names of things, so that notices stay plain functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.case import Case
from services.desk.names import department_name, service_title, status_name, village_name
from services.kit.office import Office
from services.kit.references import shown
from services.kit.service import Service
from services.kit.text import Day, Rendered


@dataclass(frozen=True, slots=True)
class About:
    """A case in words. Holds no answer of the resident."""

    reference: str
    """As it stands in buttons; see `number` for how it is shown."""
    status: str
    service: Rendered
    department: Rendered
    village: Rendered | None
    due_on: date
    console: str
    """Address of the case in the console."""

    @property
    def number(self) -> str:
        return shown(self.reference)

    @property
    def status_name(self) -> Rendered:
        return status_name(self.status)

    @property
    def due(self) -> Rendered:
        return Day(self.due_on)


def about(case: Case, services: Mapping[str, Service], office: Office, base_url: str) -> About:
    """Put the names to a case."""
    return About(
        reference=case.reference,
        status=case.status,
        service=service_title(services, case.service_key),
        department=department_name(office, case.department),
        village=None if case.village is None else village_name(office, case.village),
        due_on=case.due_on,
        console=f"{base_url}/console/cases/{case.reference}",
    )
