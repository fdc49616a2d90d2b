"""Talking with a person of the office: plain words go to a case until one of the two ends it."""

from dataclasses import replace

from bot.menu import emergency_words, menu
from bot.phrases import Topic, topic_of
from bot.prompts import apart
from bot.standing import TALK, is_talk, set_aside
from bot.turns import Expecting, KeepFile, Remembered, Turn, World, WriteInTalk
from services.kit import presses
from services.kit.hours import when_read
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.references import shown
from services.kit.text import _


def go_on(remembered: Remembered, reference: str, world: World) -> Turn:
    """Connect again: from here on plain words go to this case."""
    words = _(
        "What you type or send now goes to the office, to case {reference}.",
        reference=shown(reference),
    )
    told = apart(words, when_read(world.now, world.around.office))
    talking = replace(remembered, expecting=Expecting(TALK, reference))
    return Turn(talking, (Reply(told, (_end_button(reference),)),))


def say(remembered: Remembered, reference: str, words: str) -> Turn:
    """Pass words on; a cry for help is also told whom to call, for nobody may be reading."""
    emergency = topic_of(words) is Topic.EMERGENCY
    told = (Reply(emergency_words(), (_end_button(reference),)),) if emergency else ()
    return Turn(remembered, told, (WriteInTalk(reference, words),))


def send_file(remembered: Remembered, reference: str, attachment: str, words: str) -> Turn:
    """Pass a picture or document on, with the words below it."""
    kept = KeepFile(attachment)
    return Turn(remembered, effects=(kept, WriteInTalk(reference, words, attachment)))


def end(remembered: Remembered, world: World) -> Turn:
    """Stop passing words on. The office still answers what was asked."""
    left = set_aside(remembered)
    return Turn(left, (menu(left, world),))


def noticed(before: Remembered, turn: Turn) -> Turn:
    """Say it when a turn has led away from a talk: nobody should type into the void."""
    talk = before.expecting
    if talk is None or not is_talk(talk) or turn.remembered.expecting == talk:
        return turn
    words = _(
        "You have left the talk about case {reference}. What you type now does not go to the "
        "staff any more; they will still answer you here.",
        reference=shown(talk.reference),
    )
    again = Button(_("Back to the talk"), press(presses.TALK, talk.reference))
    return replace(turn, replies=(Reply(words, (again,)), *turn.replies))


def _end_button(reference: str) -> Button:
    return Button(_("End the talk"), press(presses.CANCEL, reference))
