"""Words that answer no question of ours: find out what is meant, and always offer a way on."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.beginning import ask_which, begin, choose_service
from bot.case_turns import show_case, track
from bot.danger_turns import danger_told, offer_after
from bot.form_turns import remind
from bot.greeting import is_first_contact
from bot.menu import (
    contact_lines,
    contact_reply,
    emergency_words,
    group_page,
    has_services,
    menu,
)
from bot.phrases import Topic, group_named, services_meant, topic_of
from bot.prompts import is_over, led_by, prompt, stacked
from bot.standing import at_form, set_aside
from bot.turns import Draft, Remembered, Turn, World
from services.kit.message import Reply
from services.kit.references import find_references, seems_mistyped
from services.kit.text import Rendered, _


def free_words(remembered: Remembered, text: str, world: World) -> Turn:
    """Answer words typed outside a form, or while a form is put aside."""
    if references := find_references(text):
        return show_case(remembered, references[:1], world)
    if told := danger_told(text, world):
        return offer_after(remembered, told, world)
    group = group_named(text, world.around.languages)
    if group and has_services(group, world):
        left = set_aside(remembered)
        return Turn(left, (group_page(group, left, world),))
    topic = topic_of(text)
    if topic in {Topic.EMERGENCY, Topic.TRACK}:
        return _TOPICS[topic](remembered, world)
    meant = services_meant(text, world.services)
    if meant:
        one = len(meant) == 1
        return (
            begin(remembered, [meant[0].key], world) if one else choose_service(remembered, meant)
        )
    return _TOPICS[topic](remembered, world) if topic else _puzzled(remembered, text, world)


def meant_otherwise(remembered: Remembered, draft: Draft, text: str, world: World) -> Turn | None:
    """Look again at words that answer no question: a reference, a cry for help, another wish."""
    if references := find_references(text):
        return show_case(remembered, references[:1], world)
    topic = topic_of(text)
    if topic is Topic.EMERGENCY:
        asked = led_by(emergency_words(), prompt(draft, world))
        return Turn(at_form(remembered, draft), (asked,))
    if topic in {Topic.GREETING, Topic.THANKS}:
        return remind(remembered, draft, world)
    meant = services_meant(text, world.services)
    if len(meant) == 1 and meant[0].fields and meant[0].key != draft.service_key:
        return Turn(set_aside(remembered), (ask_which(draft, meant[0], world),))
    return None


def contact(remembered: Remembered, world: World) -> Turn:
    """Tell how to reach a person."""
    return Turn(set_aside(remembered), (contact_reply(remembered, world),))


def _emergency(remembered: Remembered, world: World) -> Turn:
    return Turn(set_aside(remembered), (menu(remembered, world, emergency_words()),))


def _track(remembered: Remembered, world: World) -> Turn:
    return track(remembered, (), world)


def _thanks(remembered: Remembered, world: World) -> Turn:
    words = _("You are welcome. Is there anything else we can do for you?")
    return Turn(remembered, (menu(remembered, world, words),))


def _greet(remembered: Remembered, world: World) -> Turn:
    return Turn(remembered, (menu(remembered, world),))


def _no_such_case(remembered: Remembered, world: World) -> Turn:
    words = _(
        "There is no case with this reference. Please compare it letter by letter with the message "
        "you got, or press Track my cases."
    )
    return Turn(remembered, (menu(remembered, world, words),))


def _puzzled(remembered: Remembered, text: str, world: World) -> Turn:
    """Show the menu; from the second time in a row, also the way to a person."""
    if remembered.draft and not is_over(remembered.draft, world):
        return remind(remembered, remembered.draft, world)
    if seems_mistyped(text):
        return _no_such_case(remembered, world)
    if is_first_contact(remembered):
        return _greet(remembered, world)
    puzzled = replace(remembered, puzzled=remembered.puzzled + 1)
    words = _("Here is what we can do for you in this chat. Please press one.")
    if remembered.puzzled:
        person = _("For anything else, please speak to us in person:")
        words_and_person = stacked(person, *contact_lines(world.around.office), words)
        return Turn(puzzled, (menu(puzzled, world, words_and_person),))
    return Turn(puzzled, (menu(puzzled, world, words),))


_TOPICS: Mapping[Topic, Callable[[Remembered, World], Turn]] = {
    Topic.EMERGENCY: _emergency,
    Topic.TRACK: _track,
    Topic.CONTACT: contact,
    Topic.THANKS: _thanks,
    Topic.GREETING: _greet,
}


def nothing_asked(remembered: Remembered, words: Rendered, world: World) -> Turn:
    """Answer a picture, pin or sticker that nobody asked for."""
    if remembered.draft is None:
        return Turn(remembered, (menu(remembered, world, words),))
    turn = remind(remembered, remembered.draft, world)
    return replace(turn, replies=(Reply(words), *turn.replies))
