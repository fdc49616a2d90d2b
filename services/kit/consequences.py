"""What filing a case may bring about besides: declared by a service, carried out by the desk.

Each names the questions it looks at, so that no shared code has to know any service. The table
from each consequence to what the desk does is `services.desk.consequences`.
"""

from dataclasses import dataclass
from typing import ClassVar

from services.kit.fields import Answers


@dataclass(frozen=True, slots=True)
class Consequence:
    """Something that follows when a case is filed, in the same transaction."""

    speaks_for_itself: ClassVar[bool] = False
    """True: what it says is the receipt, and the department hears of it in its own way. It is over
    before anybody could take on a case."""

    when: tuple[str, str] | None = None
    """Only when the question named first was answered with the value named second."""

    def follows(self, answers: Answers) -> bool:
        """Say whether it follows from these answers."""
        return self.when is None or answers.get(self.when[0]) == self.when[1]


@dataclass(frozen=True, slots=True)
class BillAssessed(Consequence):
    """Find what is due in the imported assessment list and ask for it."""

    tax: str = ""
    """Which list, e.g. `land`."""
    notice: str = "notice"
    """The question for the number of the assessment notice."""
    digits: str = "digits"
    """The question for the last four digits of the owner's number, which prove nothing but keep
    neighbours from looking."""
    instalments: str = ""
    """The question whose answer `three` asks to pay in three parts; empty: there is none."""


@dataclass(frozen=True, slots=True)
class ReserveProperty(Consequence):
    """Hold property of the office for the days asked for, if it is free on all of them."""

    items: str = "items"
    first: str = "first-day"
    last: str = "last-day"


@dataclass(frozen=True, slots=True)
class TakeTicket(Consequence):
    """Take a queue ticket for today."""

    speaks_for_itself: ClassVar[bool] = True

    line: str = "line"
    """The question for the queue, whose answers are keys of `[[queue]]` in the office file."""
    priority: str = "priority"
    """The question for a published reason to be served earlier; `none` is no reason."""


@dataclass(frozen=True, slots=True)
class OpenTalk(Consequence):
    """Stay connected: what the resident types next goes to the office until one of them ends it."""
