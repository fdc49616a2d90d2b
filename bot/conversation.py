"""One turn of a conversation, decided without touching the outside world.

From here one can follow everything a resident may do: type a command, answer a question, write
what was awaited about a case, say something else, press a button, send a pin or a photo.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import apart, form_turns, review_turns, things
from bot.case_turns import show_case, words_turn
from bot.codes import find_code
from bot.commands import means_change, means_nothing, means_send, read_command
from bot.danger_turns import is_cry_for_help, warned
from bot.filled import filled
from bot.free_words import free_words, meant_otherwise
from bot.greeting import greeted, with_language
from bot.lost_files import lost_file
from bot.messages import Heard, Kind
from bot.phrases import service_titled
from bot.prompts import asked_now, is_over, led_by, prompt
from bot.staffroom import group_turn, is_for_staff, left, moved
from bot.standing import at_form, awaited, mended, set_aside
from bot.taken_back import traced, unsent
from bot.talk_turns import noticed
from bot.turns import (
    Draft,
    MarkReachable,
    RedeemCode,
    Remembered,
    ServeLine,
    StaffAction,
    StaffDesk,
    Turn,
    World,
)
from bot.verbs import act, start
from services.kit import presses
from services.kit.fields import Field, Given
from services.kit.presses import read_press
from services.kit.references import read_reference
from services.kit.text import _
from services.kit.thai import without_courtesy

_NUMBER = re.compile(
    r"(?:แก้|แก้ไข|ขอแก้|change|edit)?\s*(?:ข้อ(?:ที่)?|no\.?|question|number)?\s*(\d{1,2})"
)


def take_turn(remembered: Remembered, heard: Heard, world: World) -> Turn:
    """Answer one event. Never raises, whatever was heard and however old the memory is."""
    if heard.kind in _QUIET:
        return _QUIET[heard.kind](remembered, heard, world)
    sound, news = mended(remembered, world)
    if not heard.private:
        return group_turn(sound, heard, world)
    spoken, chosen = with_language(sound, heard, world)
    turn = noticed(spoken, _KINDS[heard.kind](spoken, heard, world))
    turn = warned(spoken, heard, traced(spoken, heard, turn), world)
    if news or chosen:
        turn = replace(turn, replies=(*news, *turn.replies), effects=(*chosen, *turn.effects))
    if 0 < turn.remembered.puzzled <= spoken.puzzled:
        turn = replace(turn, remembered=replace(turn.remembered, puzzled=0))
    if _is_staff_business(spoken, turn) or is_cry_for_help(heard, world):
        return turn
    return greeted(turn, world)


def _text(remembered: Remembered, heard: Heard, world: World) -> Turn:
    if code := find_code(heard.text):
        return Turn(remembered, effects=(RedeemCode(code),))
    if command := read_command(heard.text, world.services):
        return act(remembered, command, world)
    draft = remembered.draft
    if draft is not None and remembered.expecting is None:
        return _words_in_form(remembered, draft, heard.text, world)
    if titled := service_titled(heard.text, world.services, world.around.languages):
        return act(remembered, [presses.BEGIN, titled.key], world)
    if expecting := awaited(remembered):
        return words_turn(remembered, expecting, heard.text)
    return free_words(remembered, heard.text, world)


def _words_in_form(remembered: Remembered, draft: Draft, text: str, world: World) -> Turn:
    """Take words while a question, or the review, is the last thing that was said."""
    if reference := read_reference(text):
        return show_case(remembered, [reference], world)
    asked = asked_now(draft, world.services[draft.service_key])
    if asked is None:
        return _words_at_review(remembered, draft, text, world)
    if _means_skip(asked, text, world):
        return form_turns.skip(remembered, (), world)
    given = Given(text=text, earlier=draft.earlier)
    turn = form_turns.answer(remembered, draft, given, world)
    understood = turn.remembered.puzzled <= remembered.puzzled
    return turn if understood else meant_otherwise(remembered, draft, text, world) or turn


def _words_at_review(remembered: Remembered, draft: Draft, text: str, world: World) -> Turn:
    if means_send(text):
        return review_turns.send(remembered, (), world)
    if means_change(text):
        return review_turns.change(remembered, (), world)
    if is_over(draft, world):
        return free_words(set_aside(remembered), text, world)
    if number := _NUMBER.fullmatch(without_courtesy(text)):
        return review_turns.change_numbered(remembered, draft, int(number[1]), world)
    words = _("To send it, press Send the request. To correct something, press Change an answer.")
    asked = led_by(words, prompt(draft, world))
    return meant_otherwise(remembered, draft, text, world) or Turn(
        at_form(remembered, draft), (asked,)
    )


def _means_skip(asked: Field, text: str, world: World) -> bool:
    return not asked.required and not asked.options(world.around) and means_nothing(text)


def _press(remembered: Remembered, heard: Heard, world: World) -> Turn:
    return act(remembered, read_press(heard.text), world)


def _joined(remembered: Remembered, _heard: Heard, world: World) -> Turn:
    return replace(start(remembered, (), world), effects=(MarkReachable(reachable=True),))


def _is_staff_business(before: Remembered, turn: Turn) -> bool:
    """Staff who link an account or act on a case are not greeted as residents."""
    awaiting = (before.expecting, turn.remembered.expecting)
    return any(expecting and is_for_staff(expecting) for expecting in awaiting) or any(
        isinstance(effect, RedeemCode | ServeLine | StaffAction | StaffDesk)
        for effect in turn.effects
    )


Decision = Callable[[Remembered, Heard, World], Turn]

_KINDS: Mapping[Kind, Decision] = {
    Kind.TEXT: _text,
    Kind.PRESS: _press,
    Kind.PLACE: things.pin,
    Kind.FILE: things.file,
    Kind.STICKER: things.sticker,
    Kind.JOINED: _joined,
    Kind.LOST_FILE: lost_file,
    Kind.FILLED: filled,
    Kind.APART: apart.kept_apart,
}

_QUIET: Mapping[Kind, Decision] = {Kind.LEFT: left, Kind.UNSENT: unsent, Kind.MOVED: moved}
"""Nobody is there to read an answer."""
