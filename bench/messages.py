"""How much a resident has to do: presses and messages from "menu" to the receipt, by service.

Every way through a service that ends with a case is looked for; the shortest and the longest are
walked through the real conversation, with every required question answered and every other one
skipped. Beside it: the fields of a form that asks the same, and those of a form without "only if",
such as a Google Form, in which everybody reads everything.

    python -m bench.messages
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.messages import Kind
from bot.prompts import asked_now
from bot.rehearsing import typed_example
from bot.turns import Draft, FileCase
from locales import load_languages
from offices import SHIPPED
from services.catalogue import all_services
from services.kit import presses
from services.kit.errors import NotEligible
from services.kit.fields import Answers, Field, Given, Stored, Surroundings
from services.kit.journey import next_question, questions
from services.kit.office import read_office
from services.kit.presses import press
from services.kit.questions import Choice, Items
from services.kit.service import Service, offered_by
from tests.filling import SEALED, TODAY
from tests.talking import Talk

HEADING = (
    "| service | presses and messages | of them answers | fields of a form | "
    "fields without “only if” |\n|---|---|---|---|---|"
)
PARTS: Mapping[str, int] = {"house": 2, "bank": 3}
"""Fields a question needs on a form, when not one: a house its number and its village."""


def fields_of(asked: Field, around: Surroundings) -> int:
    """Return how many fields of a form ask the same as this question; a date is one."""
    return len(asked.options(around)) if isinstance(asked, Items) else PARTS.get(asked.face, 1)


def ways(service: Service, around: Surroundings, answers: Answers) -> Iterator[Answers]:
    """Return all answers that lead to a case, whatever is chosen on the way."""
    asked = next_question(service, answers)
    if asked is None:
        found = service.finding(answers, around.day, around.office)
        if found is None or not found.final:
            yield answers
        return
    for stored in possible(asked, around):
        given = {**answers, asked.name: stored}
        if is_allowed(service, given, around):
            yield from ways(service, around, given)


def possible(asked: Field, around: Surroundings) -> list[Stored]:
    """Return every choice, or one answer of any other kind."""
    if not asked.required:
        return [None]
    if asked.private:
        return [SEALED]
    if isinstance(asked, Choice):
        return list(asked.options(around))
    if isinstance(asked, Items):
        return [{next(iter(asked.options(around))): 1}]
    if asked.face == "files":
        return [["file-1"]]
    return [asked.read(Given(typed_example(asked, around), whole=True), around)]


def is_allowed(service: Service, answers: Answers, around: Surroundings) -> bool:
    """Say whether the rule of the service lets these answers pass."""
    try:
        service.rule(answers, around.day, around.office)
    except NotEligible:
        return False
    return True


@dataclass
class Walk:
    """One resident on one way, who counts every press and every message."""

    talk: Talk
    service: Service
    answers: Answers
    count: int = 0
    answering: int = 0
    filed: bool = field(default=False, init=False)

    def to_the_receipt(self) -> "Walk":
        """Go all the way. Raises `RuntimeError` when it does not end with a case."""
        self._does(Kind.TEXT, "menu")
        self._does(Kind.PRESS, press(presses.MENU, self.service.group))
        self._does(Kind.PRESS, press(presses.BEGIN, self.service.key))
        while (asked := self._asked()) is not None:
            before = self.count
            self._answers(asked)
            self.answering += self.count - before
        self._does(Kind.TEXT, "send")
        if not any(isinstance(one, FileCase) for one in self.talk.effects()):
            raise RuntimeError(f"{self.service.key} was not filed")
        return self

    def _draft(self) -> Draft:
        if self.talk.remembered.draft is None:
            raise RuntimeError(f"{self.service.key} has no form open")
        return self.talk.remembered.draft

    def _asked(self) -> Field | None:
        return asked_now(self._draft(), self.service)

    def _does(self, kind: Kind, text: str = "", **more: str) -> None:
        self.count += 1
        self.talk.does(kind, text, **more)

    def _answers(self, asked: Field) -> None:
        stored, draft = self.answers[asked.name], self._draft()
        if stored is None:
            self._does(Kind.PRESS, press(presses.SKIP, draft.id, asked.name))
        elif asked.private:
            self._fills_the_page(draft)
        elif asked.face == "files":
            self._does(Kind.FILE, media="image")
            self._says_enough()
        elif isinstance(asked, Items):
            self._does(Kind.TEXT, f"{next(iter(asked.options(self._around())))} 1")
            self._says_enough()
        elif isinstance(asked, Choice):
            self._does(Kind.PRESS, press(presses.ANSWER, draft.id, asked.name, str(stored)))
        else:
            self._does(Kind.TEXT, typed_example(asked, self._around()))

    def _around(self) -> Surroundings:
        return self.talk.world().around

    def _says_enough(self) -> None:
        """Press that it is enough, where there could be more."""
        if self._draft().earlier is not None:
            self._does(Kind.TEXT, "ต่อไป")

    def _fills_the_page(self, draft: Draft) -> None:
        """Open the page, fill in all that is private, and send it."""
        private = [one for one in questions(self.service, draft.answers) if one.private]
        answers = {one.name: SEALED for one in private}
        self.count += 1 + sum(fields_of(one, self._around()) for one in private)
        self._does(Kind.FILLED, json.dumps({"draft": draft.id, "answers": answers}))


def row(service: Service, around: Surroundings) -> str:
    """Return one line of the table."""
    if not service.fields:
        return f"| {service.title.render()} | 3, and a visit | – | – | – |"
    found = sorted(ways(service, around, {}), key=len)
    walks = [
        Walk(Talk(around), service, answers).to_the_receipt() for answers in (found[0], found[-1])
    ]
    everything = sum(fields_of(one, around) for one in service.fields)
    asked = [
        sum(fields_of(one, around) for one in service.fields if one.name in walk.answers)
        for walk in walks
    ]
    cells = [
        service.title.render(),
        _between(walks, lambda walk: walk.count),
        _between(walks, lambda walk: walk.answering),
        _span(*asked),
        str(everything),
    ]
    return f"| {' | '.join(cells)} |"


def _between(walks: list[Walk], figure: Callable[[Walk], int]) -> str:
    return _span(*(figure(walk) for walk in walks))


def _span(least: int, most: int) -> str:
    return f"{least}" if least == most else f"{least}–{most}"


def table() -> str:
    """Return the table for the office that is shipped."""
    office = read_office(SHIPPED)
    around = Surroundings(office, load_languages(office.politeness)).on(TODAY)
    offered = offered_by(office, all_services()).values()
    return "\n".join([HEADING, *(row(service, around) for service in offered)])


if __name__ == "__main__":
    print(table())
