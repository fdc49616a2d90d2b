"""Site visit: a service for which a crew goes to a place, and what it has to know there.

Declared by a service; its cases can then be gathered into rounds (`services.desk.rounds`). It
names the questions a crew looks at, so that no shared code has to know any service.
"""

from dataclasses import dataclass

from services.kit.fields import Answers
from services.kit.text import Text


@dataclass(frozen=True, slots=True)
class SiteVisit:
    """Which questions say where, when and how much. One that a service does not ask is skipped."""

    place: str = "place"
    house: str = "house"
    """Where it is when no place was given."""
    day: str = "day"
    """The wished day."""
    amount: str = ""
    photo: str = "photo"
    phone: str = "phone"
    urgent: tuple[str, str] | None = None
    """The question and the answer with which a case goes first, before those filed earlier."""
    remember: Text | None = None
    """What the resident is asked to prepare, said together with the day."""

    def is_urgent(self, answers: Answers) -> bool:
        """Say whether these answers cannot wait for their turn."""
        return self.urgent is not None and answers.get(self.urgent[0]) == self.urgent[1]

    def named(self) -> tuple[str, ...]:
        """Return every question it looks at."""
        urgent = self.urgent[0] if self.urgent else ""
        every = (self.place, self.house, self.day, self.amount, self.photo, self.phone, urgent)
        return tuple(name for name in every if name)
