"""Danger first: whatever is being done here, whoever may be hurt hears whom to telephone."""

from collections.abc import Sequence
from dataclasses import replace

from bot.menu import emergency_words, menu
from bot.messages import Heard, Kind
from bot.prompts import led_by, prompt
from bot.staffroom import is_for_staff
from bot.standing import at_form, awaited, set_aside
from bot.turns import Draft, Remembered, Turn, World
from services.kit.danger import dangers_in, hotlines
from services.kit.message import Reply
from services.kit.text import Rendered

SAID = frozenset({Kind.TEXT, Kind.FILE})
"""What carries words of a person: a message, or what stands below a picture."""


def danger_told(text: str, world: World) -> Rendered | None:
    """Return whom to telephone, when the words mean danger."""
    dangers = dangers_in(text, world.around.office, world.today)
    return hotlines(dangers) if dangers else None


def offer_after(remembered: Remembered, told: Rendered, world: World) -> Turn:
    """Say it, and offer to go on from the menu.

    Nothing is begun by itself: nobody shall answer questions while something burns.
    """
    left = set_aside(remembered)
    return Turn(left, (menu(left, world, told),))


def warned(before: Remembered, heard: Heard, turn: Turn, world: World) -> Turn:
    """Say it before the answer to words that were given in a form, or about a case."""
    if heard.kind not in SAID or not _is_in_the_middle(before):
        return turn
    told = danger_told(heard.text, world)
    if told is None:
        return turn
    draft = before.draft
    if draft is not None and before.expecting is None and _is_puzzled(draft, turn):
        return Turn(at_form(before, draft), (led_by(told, prompt(draft, world)),))
    return replace(turn, replies=_led(told, turn.replies))


def is_cry_for_help(heard: Heard, world: World) -> bool:
    """Say whether somebody is in danger: they are greeted another time."""
    return heard.kind in SAID and danger_told(heard.text, world) is not None


def _led(told: Rendered, replies: Sequence[Reply]) -> tuple[Reply, ...]:
    """Put it first, in place of the numbers for any emergency where these were to be said."""
    if replies and replies[0].text == emergency_words():
        return (replace(replies[0], text=told), *replies[1:])
    return (Reply(told), *replies)


def _is_in_the_middle(before: Remembered) -> bool:
    """Free words outside are answered by `offer_after`; what staff type is no cry for help."""
    expecting = awaited(before)
    if expecting is not None:
        return not is_for_staff(expecting)
    return before.draft is not None and before.expecting is None


def _is_puzzled(draft: Draft, turn: Turn) -> bool:
    """Say whether the words led nowhere: then there is nothing else to answer."""
    return turn.remembered.draft == draft and not turn.effects
