"""Somebody who walks through one service, and what must hold at every step."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.messages import Kind
from bot.prompts import asked_now, is_over
from bot.turns import Draft, FileCase, Remembered
from services.kit import presses
from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings, Unfinished
from services.kit.journey import next_question, questions, sound_answers
from services.kit.message import Reply
from services.kit.presses import press
from services.kit.private import fits
from services.kit.service import Service
from tests.filling import SEALED
from tests.refusing import refused
from tests.talking import Talk


def again(asked: Field, stored: Stored) -> Given:
    """Return what a page sends when an answer is left as it stood in its inputs."""
    parts = dict(asked.parts(stored))
    text = parts.pop("", "")
    files = tuple(text.split(",")) if asked.face == "files" else ()
    return Given(text, parts=parts, attachments=files, whole=True)


def read_from_a_page(asked: Field, given: Given, around: Surroundings) -> list[str]:
    """Read what a page sent, and say what is not as it must be."""
    try:
        stored = asked.read(replace(given, whole=True), around)
    except InvalidAnswer as refusal:
        words = [refusal.explanation.render(each) for each in around.languages.values()]
        return [] if all(words) else [f"{asked.name} is refused without a word"]
    except Unfinished:
        return [f"{asked.name} asks for more on a page that gives everything at once"]
    shown = [asked.show(stored, around).render(each) for each in around.languages.values()]
    wrong = {
        "does not fit": not asked.accepts(stored, around),
        "is another answer when it is read again": asked.read(again(asked, stored), around)
        != stored,
        "is shown as nothing": not all(shown),
    }
    return [f"{asked.name} {what}" for what, holds in wrong.items() if holds]


@dataclass
class Walk:
    """One resident in one service."""

    talk: Talk
    service: Service
    breaches: list[str] = field(default_factory=list)
    filed: Mapping[str, Stored] | None = None
    seen: set[str] = field(default_factory=set)
    """Messages that were looked at already: the same again is fine again."""

    def begins(self) -> None:
        self.does(Kind.PRESS, press(presses.BEGIN, self.service.key))

    @property
    def draft(self) -> Draft | None:
        return self.talk.remembered.draft

    @property
    def asked(self) -> Field | None:
        """The question that is open."""
        return asked_now(self.draft, self.service) if self.draft else None

    @property
    def is_ready(self) -> bool:
        """Every question is answered, and there is something to send."""
        draft = self.draft
        return draft is not None and self.asked is None and not is_over(draft, self.talk.world())

    def answers(self, kind: Kind, text: str, more: Mapping[str, Any]) -> None:
        """Do something at the open question; the value of a button is put into its press."""
        if kind == Kind.PRESS and ":" not in text and self.draft and self.asked:
            text = press(presses.ANSWER, self.draft.id, self.asked.name, text)
        self.does(kind, text, **more)

    def fills_page(self) -> None:
        """Answer a private question on its page."""
        draft, asked = self.draft, self.asked
        if draft and asked:
            told = {"draft": draft.id, "answers": {asked.name: SEALED}}
            self.does(Kind.FILLED, json.dumps(told))

    def sends(self) -> None:
        """Send what was reviewed, and remember what was filed."""
        self.does(Kind.TEXT, "ส่ง")
        sent = [one.answers for one in self.talk.effects() if isinstance(one, FileCase)]
        self.filed = sent[0] if sent else self.filed

    def does(self, kind: Kind, text: str = "", **more: Any) -> None:
        """Do anything, and note what is not as it must be."""
        self.talk.does(kind, text, **more)
        self.breaches += [f"{kind} {text[:40]!r}: {what}" for what in self._broken()]

    def _broken(self) -> Iterator[str]:
        turn = self.talk.turn
        if not turn.replies and not turn.effects:
            yield "silence"
        yield from refused(filter(self._is_new, turn.replies), self.talk.around)
        if Remembered.from_data(turn.remembered.as_data()) != turn.remembered:
            yield "not kept as it was"
        for name, stored in self.talk.answers.items():
            asked = self.service.field(name)
            if asked is None or not fits(asked, stored, self.talk.world().around):
                yield f"the answer {name} does not fit"
            elif not asked.private and stored is not None:
                yield from self._not_the_same(asked, stored)

    def _is_new(self, reply: Reply) -> bool:
        words = reply.text.render() + str([button.label.render() for button in reply.buttons])
        known = words in self.seen
        self.seen.add(words)
        return not known

    def _not_the_same(self, asked: Field, stored: Stored) -> Iterator[str]:
        if asked.read(again(asked, stored), self.talk.world().around) != stored:
            yield f"the answer {asked.name} is another one when it is read again"

    def unsound(self) -> list[str]:
        """Say what is wrong with what was filed, if anything was."""
        if self.filed is None:
            return []
        answers, world = self.filed, self.talk.world()
        self.service.rule(answers, world.today, world.around.office)
        wrong = {
            "an answer does not fit": sound_answers(self.service, answers, world.around) != answers,
            "a question is open": next_question(self.service, answers) is not None,
            "an answer nobody was asked for": set(answers)
            > {asked.name for asked in questions(self.service, answers)},
        }
        return [what for what, holds in wrong.items() if holds]
