"""What comes back from the page on which a resident went on with their draft."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.form_turns import take_in
from bot.menu import menu
from bot.messages import Heard
from bot.turns import Draft, Remembered, Turn, World
from services.kit.private import fits
from services.kit.text import _


def filled(remembered: Remembered, heard: Heard, world: World) -> Turn:
    """Take the answers of the page into the draft they were given for, and go on in the chat.

    An answer that does not fit its question is left out: what was answered before stands, and
    what was not is asked again. A private one fits only when it is sealed.
    """
    draft = remembered.draft
    named, answers = _told(heard.text)
    if draft is None or draft.id != named:
        words = _(
            "The form you filled in on the page is not open in this chat any more, so those "
            "answers were not kept. A form that was sent is safe with us: press Track my cases."
        )
        return Turn(remembered, (menu(remembered, world, words),))
    return _go_on(remembered, draft, answers, world)


def _go_on(remembered: Remembered, draft: Draft, answers: Mapping[str, Any], world: World) -> Turn:
    service = world.services[draft.service_key]
    fitting = {
        asked.name: answers[asked.name]
        for asked in service.fields
        if asked.name in answers and fits(asked, answers[asked.name], world.around)
    }
    together = {**draft.answers, **fitting}
    messages = {
        name: message
        for name, message in draft.messages.items()
        if together.get(name) == draft.answers.get(name)
    }
    kept = replace(draft, messages=messages, changing="", earlier=None)
    words = _("Thank you. We have what you filled in on the page.")
    return take_in(remembered, kept, together, world, words)


def _told(text: str) -> tuple[str, Mapping[str, Any]]:
    """Read the event; what cannot be read belongs to no draft."""
    try:
        told = json.loads(text)
        return str(told["draft"]), dict(told["answers"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return "", {}
