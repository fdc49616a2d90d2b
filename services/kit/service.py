"""An e-service as the office describes it: what it asks, what it decides, what it promises."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.kit.consequences import Consequence
from services.kit.fields import Answers, Field
from services.kit.office import Office
from services.kit.routing import Routing
from services.kit.site_visit import SiteVisit
from services.kit.text import Rendered, Text, _

Rule = Callable[[Answers, date, Office], None]
"""Look at the answers given so far, on a given day; raise `NotEligible` as soon as they say no.

Called after each answer and again before a case is filed, so it reads with `answers.get`.
"""


class Group(StrEnum):
    """Under which heading a service stands in the menu and on the pages."""

    WASTE = "waste"
    REPAIRS = "repairs"
    TAX = "tax"
    WELFARE = "welfare"
    PERMITS = "permits"
    OFFICE = "office"


GROUP_NAMES: dict[Group, Text] = {
    Group.WASTE: _("Rubbish and trees"),
    Group.REPAIRS: _("Repairs and water"),
    Group.TAX: _("Taxes"),
    Group.WELFARE: _("Allowances"),
    Group.PERMITS: _("Permits"),
    Group.OFFICE: _("Queue, ask, borrow"),
}
"""At most 20 letters in every language."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document the resident needs, as the licensing-facilitation act wants it listed."""

    name: Text
    originals: int = 1
    copies: int = 0
    issuer: Text | None = None
    when: Text | None = None
    """In which cases it is needed, when not always."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the office's work: what happens, how long it takes."""

    name: Text
    takes: Rendered
    """How long, in words, e.g. `counted("{count} working day", …)`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the office's rules already say about the answers: an estimate, a right, a date."""

    text: Rendered
    final: bool = False
    """True: this is what the resident came for. There is nothing to send; no case is filed."""
    goes_on: tuple[str, str] | None = None
    """A question and the answer to it that lead from here to filing, such as from “am I eligible”
    to “register”. Offered where the rule of the service would not refuse it today."""


def accept_all(answers: Answers, today: date, office: Office) -> None:
    """The rule of a service that refuses nobody."""


def find_nothing(answers: Answers, today: date, office: Office) -> Finding | None:
    """The finding of a service that calculates nothing."""


def offered_everywhere(_office: Office) -> bool:
    """The answer of a service that hangs on nothing the office has or lacks."""
    return True


@dataclass(frozen=True, kw_only=True)
class Service:
    """Everything we say and ask about one service. Nothing here touches the outside world."""

    key: str
    """Stable, a-z0-9-, at most 20 letters: it is stored with every case and sent in buttons."""
    title: Text
    """At most 20 letters in every language: it is the label of a button."""
    summary: Text
    group: Group
    fields: tuple[Field, ...]
    """Empty for a service that is not filed here: then the manual tells what to bring."""
    department: str
    """Who answers, by the key in the office file; an office may redirect it there."""
    promise_days: int
    """Working days within which the office answers; an office may set its own."""
    law_days: int | None = None
    """Calendar days within which an act demands the answer, holidays or not."""
    warn_after: tuple[int, ...] = ()
    """Of these calendar days, those after which whoever looks after a case is reminded of it."""
    pauses: bool = False
    """The days stand still while the resident is asked: their answer moves the promised day."""
    next_steps: Text
    """What happens after sending, in one or two sentences."""
    keywords: tuple[str, ...] = ()
    """Words a resident may type to begin, in any language, lower case."""
    not_keywords: tuple[str, ...] = ()
    """Words that mean something else even though a keyword is there."""
    fee: Text | None = None
    """What it costs, in words; without it the manual says that it is free of charge."""
    conditions: tuple[Text, ...] = ()
    """Who may ask, how and under which conditions (section 7 of the act)."""
    papers: tuple[Paper, ...] = ()
    stages: tuple[Stage, ...] = ()
    """The office's own steps; without them the manual shows one step of `promise_days`."""
    laws: tuple[Text, ...] = ()
    """The rules it rests on, by name."""
    to_be_confirmed: bool = False
    """True while promise, fee or papers are our best knowledge and the office must confirm."""
    offered: Callable[[Office], bool] = offered_everywhere
    """Whether an office with this file offers it at all: nobody lends who owns nothing to lend."""
    rule: Rule = accept_all
    finding: Callable[[Answers, date, Office], Finding | None] = find_nothing
    """Called at the review, with every question answered."""
    then: tuple[Consequence, ...] = ()
    """What filing a case brings about besides (a bill, a reservation, a queue ticket)."""
    routing: Routing | None = None
    """Where the answers decide who answers; `department` then is who does when they do not."""
    site_visit: SiteVisit | None = None
    """Where a crew goes to a place for it: then its cases are planned as rounds."""

    def field(self, name: str) -> Field | None:
        return next((asked for asked in self.fields if asked.name == name), None)


def speaks_for_itself(service: Service, answers: Answers) -> bool:
    """Say whether what follows from these answers is the receipt and the notice itself."""
    return any(then.speaks_for_itself and then.follows(answers) for then in service.then)


def offered_by(office: Office, services: Mapping[str, Service]) -> Mapping[str, Service]:
    """Return the services that can be begun at this office.

    The others are still there for the cases that were filed while they were offered.
    """
    return {key: one for key, one in services.items() if one.offered(office)}


def with_consequence(services: Mapping[str, Service], kind: type[Consequence]) -> list[Service]:
    """Return the services that bring this about when they are filed."""
    return [one for one in services.values() if any(isinstance(then, kind) for then in one.then)]
