"""Filling in any form from beginning to end, for tests of all services."""

from bot.prompts import asked_now
from bot.turns import Effect
from services.kit.fields import Field
from services.kit.questions import Count, House, Phone, Photo
from services.kit.service import Service
from tests.talking import Talk

EXAMPLES: dict[type[Field], str] = {
    Count: "1",
    House: "45/1 หมู่ 1",
    Phone: "081-234-5678",
}
"""What is typed for a kind of question without buttons; any words do for the others."""


def answer_everything(talk: Talk, service: Service) -> Effect:
    """Answer question after question, send, and return what the desk is then to do."""
    for _question in service.fields:
        draft = talk.remembered.draft
        asked = asked_now(draft, service) if draft else None
        if asked is not None:
            _answer(talk, asked)
    talk.presses("Send the request")
    return talk.effects()[-1]


def _answer(talk: Talk, asked: Field) -> None:
    options = asked.options(talk.around)
    if isinstance(asked, Photo):
        talk.sends_photo()
        talk.types("ต่อไป")
    elif options:
        talk.types(next(iter(options)))
    else:
        talk.types(EXAMPLES.get(type(asked), "คำตอบ"))
