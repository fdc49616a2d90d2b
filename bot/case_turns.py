"""Turns about cases that were filed: follow, write, withdraw, rate, say that it is not done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot import paying_turns, talk_turns
from bot.form_turns import stale
from bot.menu import continue_button, menu_button
from bot.messages import Heard
from bot.prompts import led_by, prompt
from bot.staffroom import asking as staff_asking
from bot.staffroom import is_for_staff
from bot.staffroom import words_turn as staff_words
from bot.standing import TALK, is_talk, set_aside
from bot.turns import (
    AskData,
    Comment,
    Dispute,
    Effect,
    Expecting,
    KeepFile,
    ListCases,
    Rate,
    Remembered,
    ShowCase,
    Turn,
    Withdraw,
    World,
    WriteToOffice,
)
from models.vocabulary import DataWish
from services.kit import presses
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.references import read_reference, shown
from services.kit.text import Rendered, Text, _

MOST_WORDS = 2000
"""Letters of one message to the office; a history keeps no more in one entry."""

MOST_COMMENT = 1000
"""Letters beside a rating; see `models.rating`."""

Arguments = Sequence[str]


def track(remembered: Remembered, _arguments: Arguments, _world: World) -> Turn:
    """Show the resident's own cases."""
    return _aside(remembered, ListCases())


def ask_data(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Keep that the resident asks for their data, or wants it erased."""
    if list(arguments) not in ([DataWish.COPY], [DataWish.ERASE]):
        return stale(remembered, world)
    return _aside(remembered, AskData(arguments[0]))


def show_case(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Show where one case stands."""
    reference = _reference(arguments)
    return _aside(remembered, ShowCase(reference)) if reference else stale(remembered, world)


def write(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Await what the resident wants to tell the office about a case."""
    return _await("message", remembered, arguments, world)


def dispute(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Await what is not done yet; the case is opened again with or without a reason."""
    return _await("reason", remembered, arguments, world)


def talk(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Go on talking with the office about a case."""
    reference = _reference(arguments)
    if not reference:
        return stale(remembered, world)
    return talk_turns.go_on(remembered, reference, world)


def withdraw(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Withdraw a case, after asking once."""
    reference = _reference(arguments)
    if not reference:
        return stale(remembered, world)
    if arguments[1:] == ["yes"]:
        return _aside(remembered, Withdraw(reference))
    question, yes = _WITHDRAWING["number" if arguments[1:] == ["number"] else ""]
    asked = Reply(
        Text(question.message, {"reference": shown(reference)}),
        (
            Button(yes, press(presses.WITHDRAW, reference, "yes")),
            Button(_("No, keep it"), press(presses.CASE, reference)),
        ),
    )
    return Turn(set_aside(remembered), (asked,))


def rate(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Take a rating, and await a word: the desk thanks and invites to add one."""
    reference = _reference(arguments)
    stars = arguments[1] if len(arguments) == 2 else ""
    if not reference or stars not in {"1", "2", "3", "4", "5"}:
        return stale(remembered, world)
    expecting = Expecting("comment", reference)
    return Turn(replace(remembered, expecting=expecting), effects=(Rate(reference, int(stars)),))


def words_turn(remembered: Remembered, expecting: Expecting, words: str) -> Turn:
    """Take the words that were awaited."""
    if is_for_staff(expecting):
        return staff_words(remembered, expecting, words)
    if paying_turns.is_for_slip(expecting):
        return paying_turns.ask_for_picture(remembered, expecting)
    longest = MOST_COMMENT if expecting.what == "comment" else MOST_WORDS
    words = words.strip()
    if not 0 < len(words) <= longest:
        mistake = _("That is a little long. Please use at most {longest} letters.", longest=longest)
        return ask_again(remembered, expecting, mistake)
    if is_talk(expecting):
        return talk_turns.say(remembered, expecting.reference, words)
    effect = _EFFECTS[expecting.what](expecting.reference, words)
    return Turn(set_aside(remembered), effects=(effect,))


def file_turn(remembered: Remembered, expecting: Expecting, heard: Heard, attachment: str) -> Turn:
    """Take a picture or document for the office, with the words below it; more may follow."""
    reference, media = expecting.reference, heard.media
    if paying_turns.is_for_slip(expecting):
        return paying_turns.take_slip(remembered, expecting, heard, attachment)
    if media not in {"image", "file"}:
        return ask_again(remembered, expecting, unheard(media))
    if expecting.what == "comment" or is_for_staff(expecting):
        return ask_again(remembered, expecting, _("Please type your words here."))
    if is_talk(expecting):
        return talk_turns.send_file(remembered, reference, attachment, heard.text.strip())
    sent = (KeepFile(attachment), WriteToOffice(reference, heard.text.strip(), attachment))
    effects: tuple[Effect, ...] = sent
    if expecting.what == "reason":
        effects = (Dispute(reference), *sent)
    awaited = replace(remembered, expecting=Expecting("message", reference))
    return Turn(awaited, effects=effects)


def skip_words(remembered: Remembered, expecting: Expecting, world: World) -> Turn:
    """Go on without the words that were awaited."""
    left = set_aside(remembered)
    if expecting.what == "reason":
        return Turn(left, effects=(Dispute(expecting.reference),))
    if expecting.what == "comment":
        return leave(remembered, world, _("Thank you for your rating."))
    return ask_again(remembered, expecting)


def cancel_words(remembered: Remembered, world: World) -> Turn:
    """Stop awaiting words; nothing is sent."""
    if remembered.expecting and is_talk(remembered.expecting):
        return talk_turns.end(remembered, world)
    return leave(remembered, world, _("All right, nothing was sent."))


def leave(remembered: Remembered, world: World, words: Rendered) -> Turn:
    """Stop awaiting words and go on with the open form, or with the menu."""
    left = replace(remembered, expecting=None)
    if left.draft:
        return Turn(left, (led_by(words, prompt(left.draft, world)),))
    return Turn(left, (Reply(words, (menu_button(),)),))


def ask_again(remembered: Remembered, expecting: Expecting, words: Rendered | None = None) -> Turn:
    """Say once more what is awaited."""
    again = asking(expecting)
    return Turn(remembered, (led_by(words, again) if words else again,))


def unheard(media: str) -> Text:
    """Explain kindly what we can do nothing with."""
    return _UNHEARD.get(media, _("We cannot read this kind of message."))


def _await(what: str, remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    reference = _reference(arguments)
    if not reference:
        return stale(remembered, world)
    expecting = Expecting(what, reference)
    return Turn(replace(remembered, expecting=expecting), (asking(expecting),))


def asking(expecting: Expecting) -> Reply:
    """Say what is awaited, and how to get out of it."""
    if is_for_staff(expecting):
        return staff_asking(expecting)
    if paying_turns.is_for_slip(expecting):
        return paying_turns.asking(expecting)
    sentence, ways = _ASKING[expecting.what]
    words = Text(sentence.message, {"reference": shown(expecting.reference)})
    buttons = (Button(name, press(verb, expecting.reference)) for verb, name in ways.items())
    return Reply(words, tuple(buttons))


def _aside(remembered: Remembered, effect: Effect) -> Turn:
    """Do something about a case; a form that is open is kept, and we say so."""
    kept: tuple[Reply, ...] = ()
    if remembered.draft:
        words = _("Your unfinished form is kept. Press Continue to go on with it.")
        kept = (Reply(words, (continue_button(),)),)
    return Turn(set_aside(remembered), kept, (effect,))


def _reference(arguments: Arguments) -> str:
    return (read_reference(arguments[0]) or "") if arguments else ""


_ASKING: Mapping[str, tuple[Text, Mapping[str, Text]]] = {
    "message": (
        _(
            "Please type what you want to tell the office about case {reference}. "
            "You may also send a photo.",
        ),
        {presses.CANCEL: _("Cancel")},
    ),
    TALK: (
        _(
            "You are talking with the office about case {reference}. "
            "Just type, or press End the talk."
        ),
        {presses.CANCEL: _("End the talk")},
    ),
    "comment": (
        _("Would you like to add a word about case {reference}? Just type it, or press Skip."),
        {presses.SKIP: _("Skip")},
    ),
    "reason": (
        _(
            "We are sorry that case {reference} is not done yet. What is missing? "
            "Type it, send a photo, or press Skip to have it opened again without a reason.",
        ),
        {presses.SKIP: _("Skip"), presses.CANCEL: _("Cancel")},
    ),
}

_WITHDRAWING: Mapping[str, tuple[Text, Text]] = {
    "": (
        _(
            "Do you really want to withdraw case {reference}? "
            "The office will then do nothing more about it."
        ),
        _("Yes, withdraw it"),
    ),
    "number": (
        _("Do you really want to give your number back? You lose your place in the queue."),
        _("Yes, give it back"),
    ),
}
"""The question before a case is withdrawn, or the number at the counters that came with it."""

_EFFECTS: Mapping[str, Callable[[str, str], Effect]] = {
    "message": WriteToOffice,
    "comment": Comment,
    "reason": Dispute,
}

_UNHEARD: Mapping[str, Text] = {
    "audio": _("We cannot listen to voice messages here. Please type your words."),
    "voice": _("We cannot listen to voice messages here. Please type your words."),
    "video": _("We cannot take a video here. Please send a photo instead."),
    "sticker": _("Thank you for the sticker!"),
}
