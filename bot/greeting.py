"""The greeting: who we are, what we keep of a person and why, before anything else is said."""

from dataclasses import replace

from bot.menu import language_buttons
from bot.messages import Heard
from bot.prompts import stacked
from bot.turns import Effect, Remembered, SetLanguage, Turn, World
from services.kit.message import Button, Reply
from services.kit.text import _

NOTICE_VERSION = 1
"""Raised when the privacy notice says something new: everybody then sees it once more."""


def is_first_contact(remembered: Remembered) -> bool:
    """Say whether this person has not yet seen the privacy notice as it is today."""
    return remembered.notice_shown < NOTICE_VERSION


def with_language(
    remembered: Remembered, heard: Heard, world: World
) -> tuple[Remembered, tuple[Effect, ...]]:
    """Settle on a language: the one chosen on the page, else the first of the office (Thai)."""
    if remembered.language:
        return remembered, ()
    first = next(iter(world.around.languages))
    told = heard.language[:2] if isinstance(heard.language, str) else ""
    spoken = told if told in world.around.languages else first
    chosen: tuple[Effect, ...] = (SetLanguage(spoken),) if spoken != first else ()
    return replace(remembered, language=spoken), chosen


def greeting(remembered: Remembered, world: World) -> Reply:
    """Greet, tell in two lines what is kept and why, and offer the other language."""
    words = stacked(
        _("Hello! This is the front desk of {office}.", office=world.around.office.name),
        _("We keep what you send us only to handle your case and to tell you the result."),
        _("You may ask to see, correct or delete it (Personal Data Protection Act, PDPA)."),
    )
    links = [Button(_("Privacy notice"), url=f"{world.base_url}/privacy")] if world.base_url else []
    return Reply(words, (*links, *language_buttons(remembered, world)))


def greeted(turn: Turn, world: World) -> Turn:
    """Put the greeting before what is said, unless this person has had it."""
    if not is_first_contact(turn.remembered):
        return turn
    remembered = seen_notice(turn.remembered)
    return replace(
        turn, remembered=remembered, replies=(greeting(remembered, world), *turn.replies)
    )


def seen_notice(remembered: Remembered) -> Remembered:
    return replace(remembered, notice_shown=NOTICE_VERSION)
