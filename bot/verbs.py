"""Verbs: what each button does, and each typed command that means the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot import (
    beginning,
    case_turns,
    form_turns,
    news_turns,
    paying_turns,
    queue_turns,
    review_turns,
    staffroom,
)
from bot.commands import START
from bot.free_words import contact
from bot.greeting import greeting, seen_notice
from bot.menu import group_page, has_services, help_reply, language_buttons, menu
from bot.prompts import led_by, prompt
from bot.standing import at_form, awaited, set_aside
from bot.turns import Expecting, Remembered, SetLanguage, Turn, World
from services.kit import presses
from services.kit.message import Reply
from services.kit.service import Group
from services.kit.text import _

Arguments = Sequence[str]
Verb = Callable[[Remembered, Arguments, World], Turn]


def act(remembered: Remembered, command: Sequence[str], world: World) -> Turn:
    """Do what a button or a typed command says; what we do not know is from another time."""
    verb, *arguments = command
    expecting = awaited(remembered)
    if expecting and verb in _WHILE_AWAITING and arguments in ([], [expecting.reference]):
        return _WHILE_AWAITING[verb](remembered, expecting, world)
    if verb in _VERBS:
        return _VERBS[verb](remembered, arguments, world)
    return form_turns.stale(remembered, world)


def start(remembered: Remembered, _arguments: Arguments, world: World) -> Turn:
    """Greet, whether or not we have met, and show the menu."""
    met = seen_notice(set_aside(remembered))
    return Turn(met, (greeting(met, world), menu(met, world)))


def _menu(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    named, page = (*arguments, "", "")[:2]
    group = next((one for one in Group if one == named and has_services(one, world)), None)
    left = set_aside(remembered)
    if group is None:
        return Turn(left, (menu(left, world),))
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 3 else 1
    return Turn(left, (group_page(group, left, world, number),))


def _help(remembered: Remembered, _arguments: Arguments, world: World) -> Turn:
    return _then_go_on(remembered, help_reply(remembered, world), world)


def _language(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    if not arguments:
        buttons = tuple(language_buttons(remembered, world))
        return Turn(remembered, (Reply(_("Which language would you like?"), buttons),))
    if arguments[0] not in world.around.languages:
        return form_turns.stale(remembered, world)
    speaking = replace(remembered, language=arguments[0])
    return replace(_in_new_language(speaking, world), effects=(SetLanguage(arguments[0]),))


def _in_new_language(speaking: Remembered, world: World) -> Turn:
    """Outside a form, say the greeting again: its privacy notice was in the other language."""
    if awaited(speaking) or (speaking.draft and speaking.expecting is None):
        return _then_go_on(speaking, Reply(_("From now on we speak English.")), world)
    return start(speaking, (), world)


def _then_go_on(remembered: Remembered, said: Reply, world: World) -> Turn:
    """Say something in between, then ask again what was being asked."""
    if expecting := awaited(remembered):
        return Turn(remembered, (Reply(said.text), case_turns.asking(expecting)))
    if remembered.draft and remembered.expecting is None:
        standing = at_form(remembered, remembered.draft)
        return Turn(standing, (led_by(said.text, prompt(remembered.draft, world)),))
    return Turn(remembered, (said,))


def _contact(remembered: Remembered, _arguments: Arguments, world: World) -> Turn:
    return contact(remembered, world)


def _staff(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    taken = staffroom.press_turn(remembered, arguments)
    return taken or form_turns.stale(remembered, world)


def _line(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    taken = queue_turns.press_turn(remembered, arguments)
    return taken or form_turns.stale(remembered, world)


def _sign_in(remembered: Remembered, _arguments: Arguments, _world: World) -> Turn:
    return staffroom.ask_to_sign_in(remembered)


def _news(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    taken = news_turns.choose(remembered, arguments, world)
    return taken or form_turns.stale(remembered, world)


def _help_while_awaiting(remembered: Remembered, _expecting: Expecting, world: World) -> Turn:
    return _help(remembered, (), world)


def _cancel_words(remembered: Remembered, _expecting: Expecting, world: World) -> Turn:
    return case_turns.cancel_words(remembered, world)


_WHILE_AWAITING: Mapping[str, Callable[[Remembered, Expecting, World], Turn]] = {
    presses.BACK: _cancel_words,
    presses.CANCEL: _cancel_words,
    presses.SKIP: case_turns.skip_words,
    presses.HELP: _help_while_awaiting,
}
"""What these mean while words about a case are awaited; elsewhere they speak of a form."""

_VERBS: Mapping[str, Verb] = {
    START: start,
    presses.MENU: _menu,
    presses.HELP: _help,
    presses.LANGUAGE: _language,
    presses.CONTACT: _contact,
    presses.CONTINUE: form_turns.resume,
    presses.BEGIN: beginning.begin,
    presses.ANSWER: form_turns.answer_press,
    presses.SKIP: form_turns.skip,
    presses.BACK: form_turns.back,
    presses.CHANGE: review_turns.change,
    presses.REVIEW: review_turns.review,
    presses.SEND: review_turns.send,
    presses.CANCEL: review_turns.cancel,
    presses.RESTART: review_turns.restart,
    presses.WEB: review_turns.web,
    presses.TRACK: case_turns.track,
    presses.CASE: case_turns.show_case,
    presses.DATA: case_turns.ask_data,
    presses.WRITE: case_turns.write,
    presses.TALK: case_turns.talk,
    presses.WITHDRAW: case_turns.withdraw,
    presses.RATE: case_turns.rate,
    presses.DISPUTE: case_turns.dispute,
    presses.PAY: paying_turns.pay,
    presses.SLIP: paying_turns.slip,
    presses.STAFF: _staff,
    presses.LINE: _line,
    presses.SIGN_IN: _sign_in,
    presses.NEWS: _news,
}
