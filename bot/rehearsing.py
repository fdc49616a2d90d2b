"""Holding a conversation about one service with nobody there: nothing is stored, nothing is sent.

For trying out a service before residents meet it, by hand or from beginning to end.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.conversation import take_turn
from bot.messages import Heard, Kind
from bot.prompts import asked_now
from bot.turns import FileCase, Remembered, Turn, World
from services.kit import presses
from services.kit.fields import Field, Surroundings
from services.kit.message import Reply
from services.kit.presses import press
from services.kit.private import SEALED, SHOWN
from services.kit.questions import (
    BankAccount,
    Consent,
    Count,
    Date,
    Digits,
    Document,
    House,
    Items,
    JuristicId,
    Line,
    Money,
    NationalId,
    Number,
    Phone,
    Photo,
)
from services.kit.service import Service
from services.kit.text import BANGKOK

EXAMPLES: dict[type[Field], str] = {
    BankAccount: "ธ.ก.ส. 123-4-56789-0 สมชาย ใจดี",
    Consent: "ยินยอม",
    Count: "1",
    House: "45/1 หมู่ 1",
    JuristicId: "0-9940-00165-50-1",
    Money: "500 บาท",
    NationalId: "1-2345-67890-12-1",
    Phone: "081-234-5678",
}
"""What is typed for a kind of question without buttons; any words do for the others."""

LONG_AGO = date(1947, 2, 12)
"""A birthday that is old enough for everything."""

MOST_STEPS = 100
"""A form that is not done after so many answers goes round in circles."""


@dataclass
class Rehearsal:
    """One chat with a desk that offers one service."""

    service: Service
    around: Surroundings
    now: datetime
    language: str = "th"
    remembered: Remembered = field(init=False)
    turn: Turn = field(init=False)
    steps: int = 0

    def __post_init__(self) -> None:
        self.remembered = Remembered(language=self.language, notice_shown=1)
        self.presses(press(presses.BEGIN, self.service.key))

    def types(self, words: str) -> Sequence[Reply]:
        """Type something."""
        return self._does(Kind.TEXT, words)

    def presses(self, value: str) -> Sequence[Reply]:
        """Press a button."""
        return self._does(Kind.PRESS, value)

    def sends_photo(self) -> Sequence[Reply]:
        """Send a photo; it goes nowhere."""
        return self._does(Kind.FILE, media="image")

    def fills_in_private(self, asked: Field, shown: str = "•••") -> Sequence[Reply]:
        """Answer a private question as its page would."""
        answers = {asked.name: {SEALED: "rehearsed", SHOWN: shown}}
        return self._does(Kind.FILLED, json.dumps({"draft": self.draft_id, "answers": answers}))

    @property
    def draft_id(self) -> str:
        return self.remembered.draft.id if self.remembered.draft else ""

    @property
    def asked(self) -> Field | None:
        """The question that is open; none at the review, and when all is over."""
        draft = self.remembered.draft
        return asked_now(draft, self.service) if draft else None

    @property
    def filed(self) -> FileCase | None:
        """What would have been filed by the last step."""
        return next((one for one in self.turn.effects if isinstance(one, FileCase)), None)

    def _does(self, kind: Kind, text: str = "", **more: Any) -> Sequence[Reply]:
        self.steps += 1
        heard = Heard("webchat", f"r{self.steps}", "r", "r", kind, text, True, **more)
        self.turn = take_turn(self.remembered, heard, self._world(kind))
        self.remembered = self.turn.remembered
        return self.turn.replies

    def _world(self, kind: Kind) -> World:
        today = self.now.astimezone(BANGKOK).date()
        return World(
            services={self.service.key: self.service},
            around=self.around.on(today),
            today=today,
            now=self.now,
            base_url="",
            fresh_id=f"R{self.steps:05d}",
            attachment_id=f"rehearsed-{self.steps}" if kind == Kind.FILE else "",
        )


def rehearse(service: Service, around: Surroundings, now: datetime) -> FileCase | None:
    """Answer every question with an example and send; None when that leads nowhere."""
    held = Rehearsal(service, around, now)
    for _step in range(MOST_STEPS):
        if held.asked is None:
            break
        _answer(held, held.asked)
    held.presses(press(presses.SEND, held.draft_id))
    return held.filed


def typed_example(asked: Field, around: Surroundings) -> str:
    """Return words that answer a question, whatever its kind and its bounds."""
    options = asked.options(around)
    if isinstance(asked, Date):
        return _fitting_day(asked, around).isoformat()
    if isinstance(asked, Number):
        return str(max(asked.least, min(asked.most, 1)))
    if isinstance(asked, Digits):
        return "1234567890"[: asked.length]
    if isinstance(asked, Line):
        return "คำตอบ"[: asked.longest]
    return next(iter(options)) if options else EXAMPLES.get(type(asked), "คำตอบ")


def _answer(held: Rehearsal, asked: Field) -> None:
    around = held.around.on(held.now.astimezone(BANGKOK).date())
    options = list(asked.options(around))
    if asked.private:
        held.fills_in_private(asked)
    elif isinstance(asked, Photo | Document):
        held.sends_photo()
    elif options:
        held.presses(press(presses.ANSWER, held.draft_id, asked.name, options[0]))
    else:
        held.types(typed_example(asked, around))
    if isinstance(asked, Items):
        held.types("1")
    if held.remembered.draft and held.remembered.draft.earlier is not None:
        held.types("ต่อไป")


def _fitting_day(asked: Date, around: Surroundings) -> date:
    bounds = [bound(around.day) for bound in (asked.latest, asked.earliest) if bound]
    kept = [day for day in (LONG_AGO, *bounds) if _fits(asked, day, around)]
    return kept[0] if kept else around.day


def _fits(asked: Date, day: date, around: Surroundings) -> bool:
    partial = {"year": day.year, "month": day.month, "day": day.day}
    return asked.accepts(partial if asked.partial else day.isoformat(), around)
