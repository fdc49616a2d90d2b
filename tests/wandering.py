"""Somebody who does anything at all in a chat, and what must hold at every step of it."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.commands import means_send, read_command
from bot.messages import Kind
from bot.prompts import asked_now, is_over
from bot.turns import Draft, FileCase, Remembered, Turn
from services.kit import presses
from services.kit.errors import NotEligible
from services.kit.fields import Answers, Field
from services.kit.journey import next_question, sound_answers
from services.kit.message import Reply
from services.kit.office import Office
from services.kit.questions import (
    BankAccount,
    Choice,
    Count,
    DayWish,
    House,
    Line,
    NationalId,
    Paragraph,
    Phone,
    Photo,
    Place,
)
from services.kit.service import Finding, Group, Service
from services.kit.text import _
from tests.talking import Talk

SEALED = {"sealed": "a token", "shown": "x-xxxx"}
LONGEST_TEXT = 4000
"""UTF-16 units: below Telegram's 4,096."""


FITTING: dict[type[Field], str] = {
    Choice: "2",
    Count: "2",
    House: "45/1 หมู่ 3",
    Phone: "0812345678",
    DayWish: "2026-11-30",
}
"""What answers a kind of question; the others take any words."""


Move = tuple[Kind, str, dict[str, Any]]


def wants_more(answers: Answers) -> bool:
    return answers.get("kind") == "b"


def not_thirteen(answers: Answers, _today: date, _office: Office) -> None:
    if answers.get("count") == 13:
        raise NotEligible(_("Thirteen is not possible."))


def say_it_for_one(answers: Answers, _today: date, _office: Office) -> Finding | None:
    """An estimate that is all there is to say, or one beside the review."""
    return Finding(_("It is one."), final=answers.get("line") == "1")


EVERYTHING = Service(
    key="everything",
    title=_("Ask everything"),
    summary=_("A form with every kind of question."),
    group=Group.WASTE,
    department="works",
    promise_days=3,
    next_steps=_("Nothing happens."),
    keywords=("everything",),
    rule=not_thirteen,
    finding=say_it_for_one,
    fields=(
        Choice("kind", _("Which?"), choices={"a": _("The first"), "b": _("The second")}),
        Line("line", _("A line?"), required=False),
        Paragraph("story", _("A story?"), only_if=wants_more),
        Count("count", _("How many?"), most=40, required=False, only_if=wants_more),
        House("house", _("Which house?"), required=False),
        Photo("photo", _("A photo?"), most=2),
        Place("place", _("Where?"), required=False),
        NationalId("card", _("Which card?"), required=False),
        BankAccount("bank", _("Which account?"), only_if=wants_more),
        DayWish("day", _("Which day?"), required=False),
        Phone("phone", _("Which number?")),
    ),
)


@dataclass
class Wanderer:
    """Does moves, and notes every rule that was broken on the way."""

    talk: Talk
    seen: list[str] = field(default_factory=lambda: [presses.MENU])
    breaches: list[str] = field(default_factory=list)

    def wanders(self, moves: Sequence[tuple[str, Any]]) -> list[str]:
        """Do all moves and return what went wrong."""
        self.talk.services[EVERYTHING.key] = EVERYTHING
        for way, what in moves:
            self._does(*self._move(way, what))
        return self.breaches

    def _move(self, way: str, what: Any) -> Move:
        if way == "fits":
            return self._fitting()
        shown = list(self.talk.buttons.values()) or [presses.MENU]
        ways: dict[str, Callable[[Any], Move]] = {
            "shown": lambda number: (Kind.PRESS, shown[number % len(shown)], {}),
            "old": lambda number: (Kind.PRESS, self.seen[number % len(self.seen)], {}),
            "filled": lambda answers: (Kind.FILLED, self._page(answers), {}),
            "lost": lambda number: (Kind.LOST_FILE, f"file-{number}", {}),
            "file": lambda media: (Kind.FILE, "", {"media": media}),
            "pin": lambda point: (Kind.PLACE, "", {"point": point}),
        }
        return ways[way](what) if way in ways else (Kind(way), what, {})

    def _page(self, answers: dict[str, Any]) -> str:
        draft = self.talk.remembered.draft
        return json.dumps({"draft": draft.id if draft else "gone", "answers": answers})

    def _fitting(self) -> Move:
        """Answer what is being asked as it should be answered, and send at the review."""
        draft = self.talk.remembered.draft
        asked = asked_now(draft, self.talk.services[draft.service_key]) if draft else None
        if asked is not None and asked.private:
            return Kind.FILLED, self._page({asked.name: SEALED}), {}
        if isinstance(asked, Photo):
            return Kind.FILE, "", {"media": "image"}
        if asked is None:
            return Kind.TEXT, "send" if draft else "everything", {}
        return Kind.TEXT, FITTING.get(type(asked), "some words"), {}

    def _does(self, kind: Kind, text: str, more: dict[str, Any]) -> None:
        before = self.talk.remembered
        self.talk.does(kind, text, **more)
        turn = self.talk.turn
        self.seen.extend(self.talk.buttons.values())
        self.breaches.extend(
            f"{kind} {text!r}: {what}" for what in self._broken(before, turn, text)
        )

    def _broken(self, before: Remembered, turn: Turn, text: str) -> Iterator[str]:
        yield from (what for reply in turn.replies for what in self._too_much(reply))
        if not turn.replies and not turn.effects:
            yield "silence"
        if Remembered.from_data(turn.remembered.as_data()) != turn.remembered:
            yield "not kept as it was"
        if any(isinstance(effect, FileCase) for effect in turn.effects):
            yield from self._filed_wrongly(before, text)
        elif before.draft and not self._was_told_to_forget(text):
            yield from self._lost(before.draft, turn.remembered.draft)

    def _too_much(self, reply: Reply) -> Iterator[str]:
        if len(reply.buttons) > 13:
            yield "more than thirteen buttons"
        for language in self.talk.around.languages.values():
            words = reply.text.render(language)
            if not 0 < len(words.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
                yield "an empty or too long message"
            labels = [button.label.render(language) for button in reply.buttons]
            if not all(0 < len(label) <= 20 for label in labels):
                yield f"a label too long in {labels}"
        if any(len(b.value.encode()) > presses.LONGEST_VALUE for b in reply.buttons):
            yield "a value too long"

    def _filed_wrongly(self, before: Remembered, text: str) -> Iterator[str]:
        if not (text.startswith(f"{presses.SEND}:") or means_send(text)):
            yield "filed without being told to send"
        draft = before.draft
        if draft is None or asked_now(draft, self.talk.services[draft.service_key]):
            yield "filed although the review was not shown"
        elif is_over(draft, self.talk.world()):
            yield "filed although the answer had been told"
        elif self._unsound(draft):
            yield "filed with answers missing or unsound"

    def _unsound(self, draft: Draft) -> bool:
        service = self.talk.services[draft.service_key]
        sound = sound_answers(service, draft.answers, self.talk.around)
        return sound != draft.answers or next_question(service, sound) is not None

    def _was_told_to_forget(self, text: str) -> bool:
        command = list(read_command(text, self.talk.services)) or presses.read_press(text)
        return command[0] in {presses.CANCEL, presses.RESTART} or command[-1] == "new"

    def _lost(self, before: Draft, after: Draft | None) -> Iterator[str]:
        if after is None or after.id != before.id:
            if before.answers and not is_over(before, self.talk.world()):
                yield "the form is gone"
            return
        service = self.talk.services[before.service_key]
        for asked in service.fields:
            gone = asked.name in before.answers and asked.name not in after.answers
            if gone and asked.only_if(after.answers) and not isinstance(asked, Photo):
                yield f"the answer {asked.name} is gone"
