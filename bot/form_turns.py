"""Turns inside a form: answer, skip, back, and what to say to a button whose time is over."""

from collections.abc import Sequence
from dataclasses import replace

from bot.menu import contact_button, menu, menu_button
from bot.prompts import (
    apart,
    asked_now,
    choose_change,
    led_by,
    prompt,
)
from bot.standing import ASIDE, at_form
from bot.turns import Draft, ForgetTyped, KeepFile, Remembered, Turn, World
from services.kit import presses
from services.kit.errors import InvalidAnswer, NotEligible
from services.kit.fields import Answers, Field, Given, Stored, Unfinished
from services.kit.journey import next_question, previous_question, sound_answers
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.private import looks_private
from services.kit.text import Rendered, _

Arguments = Sequence[str]
"""What stands in a press after its verb; empty when the verb was typed."""

NEW = "new"
"""Last in a press that leaves answers behind: pressed after we asked."""


def resume(remembered: Remembered, _arguments: Arguments, world: World) -> Turn:
    """Come back to the form that is open."""
    if remembered.draft is None:
        words = _("There is no unfinished form. What can we do for you?")
        return Turn(remembered, (menu(remembered, world, words),))
    return stand(remembered, remembered.draft, world)


def answer_press(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Take the answer of a button, if its question is the one that is being asked."""
    draft = remembered.draft
    if draft is None or len(arguments) != 3 or not _is_current(draft, arguments, world):
        return stale(remembered, world)
    return answer(remembered, draft, Given(text=arguments[2], earlier=draft.earlier), world)


def answer(remembered: Remembered, draft: Draft, given: Given, world: World) -> Turn:
    """Take an answer to the question that is being asked; at the review there is none."""
    asked = asked_now(draft, world.services[draft.service_key])
    if asked is None:
        return stand(remembered, draft, world)
    if asked.private:
        return _not_in_the_chat(remembered, draft, given, world)
    evidence = bool(getattr(asked, "evidence", False))
    keep = (KeepFile(given.attachment, evidence=evidence),) if given.attachment else ()
    try:
        stored = asked.read(given, world.around)
    except InvalidAnswer as mistake:
        return _explain(remembered, draft, mistake.explanation, world)
    except Unfinished as half:
        return replace(stand(remembered, replace(draft, earlier=half.earlier), world), effects=keep)
    return replace(_accept(remembered, draft, asked, stored, world), effects=keep)


def skip(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Leave out a question that is not needed; what was gathered for it so far is kept."""
    draft = remembered.draft
    if not arguments and (draft is None or remembered.expecting == ASIDE):
        return resume(remembered, arguments, world)
    if draft is None or (arguments and not _is_current(draft, arguments, world)):
        return stale(remembered, world)
    asked = asked_now(draft, world.services[draft.service_key])
    if asked is None:
        return stand(remembered, draft, world)
    if asked.required:
        words = _("We need an answer to this question to help you.")
        return stand(remembered, draft, world, words)
    gathered = draft.earlier if asked.accepts(draft.earlier, world.around) else None
    return _accept(remembered, draft, asked, gathered, world)


def back(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Go to the question before this one; its answer stays until there is another."""
    draft = remembered.draft
    if not arguments and (draft is None or remembered.expecting == ASIDE):
        return resume(remembered, arguments, world)
    if draft is None or (arguments and not _is_current(draft, arguments, world)):
        return stale(remembered, world)
    service = world.services[draft.service_key]
    asked = asked_now(draft, service)
    if asked is None:
        return Turn(at_form(remembered, draft), (choose_change(draft, world),))
    if draft.changing and next_question(service, draft.answers) is None:
        return stand(remembered, onward(draft), world)
    before = previous_question(service, draft.answers, asked.name)
    if before is None:
        words = _("This is the first question. To leave the form, press Cancel.")
        return stand(remembered, draft, world, words)
    return stand(remembered, onward(draft, before.name), world)


def stale(remembered: Remembered, world: World) -> Turn:
    """Answer a button whose time is over, and offer the way on."""
    if remembered.draft is None:
        words = _(
            "That button is from earlier and does nothing any more. A form that was sent is safe "
            "with us: press Track my cases to see it."
        )
        return Turn(remembered, (menu(remembered, world, words),))
    words = _("That button is from earlier. Here is where you are now:")
    return stand(remembered, remembered.draft, world, words)


def remind(remembered: Remembered, draft: Draft, world: World) -> Turn:
    """Words came while the form was put aside: ask its question again before taking an answer."""
    words = _("You have an unfinished form. Let us go on with it:")
    return stand(remembered, draft, world, words)


def _accept(
    remembered: Remembered, draft: Draft, asked: Field, stored: Stored, world: World
) -> Turn:
    return take_in(remembered, draft, {**draft.answers, asked.name: stored}, world)


def take_in(
    remembered: Remembered,
    draft: Draft,
    answers: Answers,
    world: World,
    words: Rendered | None = None,
) -> Turn:
    """Go on with these answers, unless the rule of the service says no to them."""
    service = world.services[draft.service_key]
    sound = sound_answers(service, answers, world.around)
    try:
        service.rule(sound, world.today, world.around.office)
    except NotEligible as refusal:
        return _refuse(remembered, replace(draft, earlier=None), refusal.explanation, world)
    return stand(remembered, onward(replace(draft, answers=sound)), world, words)


def _refuse(remembered: Remembered, draft: Draft, explanation: Rendered, world: World) -> Turn:
    """Say why not, and stay at the question: the answer may have been a slip."""
    words = apart(explanation, _("If that answer was a mistake, please answer again."))
    service = world.services[draft.service_key]
    asked = asked_now(draft, service)
    again = [Button(_("Answer again"), presses.CONTINUE)]
    if asked and previous_question(service, draft.answers, asked.name):
        again.append(Button(_("Back"), press(presses.BACK, draft.id, asked.name)))
    buttons = (*again, contact_button(), menu_button())
    return Turn(at_form(remembered, draft), (Reply(words, buttons),))


def _not_in_the_chat(remembered: Remembered, draft: Draft, given: Given, world: World) -> Turn:
    """Keep nothing of an answer that belongs on the page, and say so kindly."""
    typed = looks_private(given.text)
    if typed:
        words = _(
            "Please do not type such numbers here. We have not kept it; please delete that "
            "message too."
        )
    else:
        words = _("This one is not answered in the chat, but on our safe page.")
    forget = (ForgetTyped(),) if typed else ()
    return replace(stand(remembered, draft, world, words), effects=forget)


def _explain(remembered: Remembered, draft: Draft, mistake: Rendered, world: World) -> Turn:
    """Say what is wrong and ask again; the second time in a row, also offer a person."""
    puzzled = replace(remembered, puzzled=remembered.puzzled + 1)
    turn = stand(puzzled, draft, world, mistake)
    if remembered.puzzled == 0:
        return turn
    words = _("If you are stuck, we are glad to help you. Your answers are kept.")
    return replace(turn, replies=(Reply(words, (contact_button(),)), *turn.replies))


def stand(
    remembered: Remembered, draft: Draft, world: World, words: Rendered | None = None
) -> Turn:
    """Stand at the question, or the review, of the form and say so."""
    asked = prompt(draft, world)
    return Turn(at_form(remembered, draft), (led_by(words, asked) if words else asked,))


def onward(draft: Draft, changing: str = "") -> Draft:
    """Leave the current question for another one, or for the next without an answer."""
    return replace(draft, changing=changing, earlier=None)


def _is_current(draft: Draft, arguments: Arguments, world: World) -> bool:
    asked = asked_now(draft, world.services[draft.service_key])
    return (
        asked is not None
        and len(arguments) >= 2
        and arguments[0] == draft.id
        and arguments[1] == asked.name
    )
