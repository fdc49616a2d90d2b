"""Filling in any form from beginning to end, for tests of all services."""

import json
from datetime import date

from bot.messages import Kind
from bot.prompts import asked_now
from bot.rehearsing import typed_example
from bot.turns import Effect
from services.kit import presses
from services.kit.fields import Field
from services.kit.presses import press
from services.kit.questions import Document, Items, Photo
from services.kit.service import Service
from tests.talking import Talk

TODAY = date(2026, 11, 23)
SEALED = {"sealed": "a token", "shown": "1-2345-xxxxx-xx-1"}


SEND = "Send the request"
WAYS = 6
"""Answers of the first question that are tried: some only lead to an estimate, with no filing."""


def answer_everything(talk: Talk, service: Service) -> Effect:
    """Answer question after question, send, and return what the desk is then to do."""
    begun = talk.remembered
    for way in range(WAYS):
        talk.remembered = begun
        _answer_all(talk, service, way)
        if SEND in talk.buttons:
            break
    talk.presses(SEND)
    return talk.effects()[-1]


def _answer_all(talk: Talk, service: Service, way: int) -> None:
    """Answer everything, the first question in the way that is told."""
    for number, _question in enumerate(service.fields):
        draft = talk.remembered.draft
        asked = asked_now(draft, service) if draft else None
        if asked is not None:
            _answer(talk, asked, 0 if number else way)


def _answer(talk: Talk, asked: Field, way: int) -> None:
    options = list(asked.options(talk.around.on(TODAY)))
    if asked.private:
        _fill_on_the_page(talk, asked)
    elif isinstance(asked, Photo | Document):
        talk.sends_photo()
    elif options:
        _press(talk, asked, options[min(way, len(options) - 1)])
    else:
        talk.types(typed_example(asked, talk.around.on(TODAY)))
    if isinstance(asked, Items):
        talk.types("1")
    if talk.remembered.draft and talk.remembered.draft.earlier is not None:
        talk.types("ต่อไป")


def _press(talk: Talk, asked: Field, value: str) -> None:
    draft = talk.remembered.draft
    talk.sends_value(press(presses.ANSWER, draft.id if draft else "", asked.name, value))


def _fill_on_the_page(talk: Talk, asked: Field) -> None:
    draft = talk.remembered.draft
    told = {"draft": draft.id if draft else "", "answers": {asked.name: SEALED}}
    talk.does(Kind.FILLED, json.dumps(told))
