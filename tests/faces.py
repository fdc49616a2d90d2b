"""Every face of a service: what residents and staff see of it, from the menu to the notice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.messages import Kind
from bot.turns import FileCase
from services.desk import department_notices, notices
from services.desk.about import About, about
from services.desk.papers.acknowledgement import acknowledgement
from services.desk.papers.filled_form import filled_form
from services.desk.papers.sheet import Sheet
from services.kit import presses
from services.kit.fields import Stored, Surroundings
from services.kit.message import Reply
from services.kit.presses import press
from services.kit.private import show_answer
from services.kit.service import Service
from services.kit.text import Rendered
from tests.filling import TODAY, answer_everything
from tests.papers.examples import case_of, facts_of
from tests.talking import Talk
from web.console.answers import answered


@dataclass
class Recorded(Talk):
    """A talk that keeps everything the desk said."""

    replies: list[Reply] = field(default_factory=list)

    def does(self, kind: Kind, text: str = "", **more: Any) -> list[str]:
        said = super().does(kind, text, **more)
        self.replies += self.turn.replies
        return said


@dataclass(frozen=True)
class Faces:
    """One service with an example of a case of it."""

    service: Service
    around: Surroundings
    chat: tuple[Reply, ...]
    """Everything said from the menu to the review, or what to bring to the office."""
    answers: Mapping[str, Stored]

    @property
    def about(self) -> About:
        case, services = case_of(self.service, self.answers), {self.service.key: self.service}
        return about(case, services, self.around.office, "https://desk.example")

    @property
    def receipt(self) -> Reply:
        return notices.receipt(self.about, self.service.next_steps)

    @property
    def notices_to_groups(self) -> tuple[Reply, ...]:
        return (department_notices.new_case(self.about), department_notices.details(self.about))

    @property
    def details(self) -> Reply:
        """What one member of staff is shown alone."""
        around = self.around.of_any_day()
        lines = [
            (one.question, show_answer(one, self.answers[one.name], around))
            for one in self.service.fields
            if one.name in self.answers
        ]
        return department_notices.private_details(self.about, lines)

    def on_the_console(self) -> Iterator[Rendered]:
        """What the page of the case shows of the answers."""
        for line in answered(case_of(self.service, self.answers), self.service, {}, self.around):
            yield line.question
            if line.shown:
                yield line.shown

    def papers(self) -> tuple[Sheet, Sheet]:
        facts = facts_of(self.service, self.answers, self.around.on(TODAY))
        return acknowledgement(facts), filled_form(facts)


def faces_of(service: Service, around: Surroundings) -> Faces:
    """Walk through a service and look at all of it."""
    talk = Recorded(around)
    talk.types("menu")
    talk.sends_value(press(presses.MENU, service.group))
    talk.sends_value(press(presses.BEGIN, service.key))
    filed = answer_everything(talk, service) if service.fields else None
    answers = filed.answers if isinstance(filed, FileCase) else {}
    return Faces(service, around, tuple(talk.replies), answers)
