"""Somebody talking with the desk in a test: what they do, what they then see. No database."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from bot.conversation import take_turn
from bot.messages import Heard, Kind
from bot.turns import Effect, Remembered, Turn, World
from services.catalogue import all_services
from services.kit.fields import Point, Stored, Surroundings
from services.kit.references import with_check
from services.kit.service import Service
from services.kit.text import ENGLISH
from services.waste_bin import SERVICE

REFERENCE = with_check("K7M2Q4XW")
MET = Remembered(language="en", notice_shown=1)
"""Somebody who speaks English and has seen the greeting."""


def bins_only() -> dict[str, Service]:
    """One service, so that a test knows every button of the menu."""
    return {SERVICE.key: SERVICE}


@dataclass
class Talk:
    """One chat with the desk. Every step returns what the desk said, in English."""

    around: Surroundings
    services: dict[str, Service] = field(default_factory=lambda: dict(all_services()))
    remembered: Remembered = MET
    private: bool = True
    steps: int = 0
    turn: Turn = field(default_factory=lambda: Turn(Remembered()))

    def does(self, kind: Kind, text: str = "", **more: Any) -> list[str]:
        self.steps += 1
        heard = Heard("line", f"e{self.steps}", "c", "p", kind, text, self.private, **more)
        self.turn = take_turn(self.remembered, heard, self.world(kind))
        self.remembered = self.turn.remembered
        return self.said

    def types(self, *texts: str) -> list[str]:
        for text in texts:
            self.does(Kind.TEXT, text)
        return self.said

    def presses(self, label: str) -> list[str]:
        """Press a button that is on the screen now."""
        return self.does(Kind.PRESS, self.buttons[label])

    def sends_value(self, value: str) -> list[str]:
        """Press a button from earlier, or one the desk sends at another time."""
        return self.does(Kind.PRESS, value)

    def sends_photo(self, media: str = "image") -> list[str]:
        return self.does(Kind.FILE, media=media)

    def sends_pin(self, latitude: float, longitude: float, label: str = "") -> list[str]:
        return self.does(Kind.PLACE, point=Point(latitude, longitude, label))

    def world(self, kind: Kind = Kind.TEXT) -> World:
        return World(
            services=self.services,
            around=self.around.on(date(2026, 11, 23)),
            today=date(2026, 11, 23),
            now=datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
            base_url="https://desk.example",
            fresh_id=f"D{self.steps:05d}",
            attachment_id=f"file-{self.steps}" if kind == Kind.FILE else "",
            fill_address=lambda draft: f"https://desk.example/fill/{draft}",
        )

    @property
    def said(self) -> list[str]:
        return [reply.text.render(ENGLISH) for reply in self.turn.replies]

    @property
    def last(self) -> str:
        return self.said[-1] if self.turn.replies else ""

    @property
    def buttons(self) -> dict[str, str]:
        """Label to value of everything that can be pressed now."""
        return {
            button.label.render(ENGLISH): button.value
            for reply in self.turn.replies
            for button in reply.buttons
        }

    def effects(self) -> tuple[Effect, ...]:
        return self.turn.effects

    @property
    def answers(self) -> dict[str, Stored]:
        return dict(self.remembered.draft.answers) if self.remembered.draft else {}
