"""Turns inside a form: begin, answer, skip, back, change, review, send, cancel."""

from collections.abc import Sequence
from dataclasses import replace

from bot.menu import contact_button, continue_button, menu, menu_button, service_button
from bot.prompts import asked_now, choose_change, led_by, prompt, stacked
from bot.standing import ASIDE, at_form, set_aside, without_form
from bot.turns import Draft, FileCase, KeepFile, Remembered, Turn, World
from services.kit import presses
from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Unfinished
from services.kit.journey import next_question, previous_question, questions, sound_answers
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.service import Service
from services.kit.text import Rendered, Text, _, counted

Arguments = Sequence[str]
"""What stands in a press after its verb; empty when the verb was typed."""

NEW = "new"
"""begin:service:new: begin although another form is open, after we asked."""


def begin(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Open a form; one that is open already is never lost without asking."""
    service = world.services.get(arguments[0]) if arguments else None
    if service is None:
        return stale(remembered, world)
    draft = remembered.draft
    if draft and draft.answers and NEW not in arguments[1:]:
        return _ask_which(set_aside(remembered), draft, service, world)
    fresh = Draft(world.fresh_id, service.key)
    return Turn(at_form(remembered, fresh), (_introduction(service, world), prompt(fresh, world)))


def resume(remembered: Remembered, _arguments: Arguments, world: World) -> Turn:
    """Come back to the form that is open."""
    if remembered.draft is None:
        words = _("There is no unfinished form. What can we do for you?")
        return Turn(remembered, (menu(remembered, world, words),))
    return _stand(remembered, remembered.draft, world)


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
        return _stand(remembered, draft, world)
    keep = (KeepFile(given.attachment),) if given.attachment else ()
    try:
        stored = asked.read(given, world.around)
    except InvalidAnswer as mistake:
        return _explain(remembered, draft, mistake.explanation, world)
    except Unfinished as half:
        return replace(
            _stand(remembered, replace(draft, earlier=half.earlier), world), effects=keep
        )
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
        return _stand(remembered, draft, world)
    if asked.required:
        words = _("We need an answer to this question to help you.")
        return _stand(remembered, draft, world, words)
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
        return _stand(remembered, _onward(draft), world)
    before = previous_question(service, draft.answers, asked.name)
    if before is None:
        words = _("This is the first question. To leave the form, press Cancel.")
        return _stand(remembered, draft, world, words)
    return _stand(remembered, _onward(draft, before.name), world)


def change(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Ask which answer to change, or ask the chosen question again."""
    draft = remembered.draft
    if draft is None or not _is_of(draft, arguments):
        return stale(remembered, world)
    if len(arguments) < 2:
        return Turn(at_form(remembered, draft), (choose_change(draft, world),))
    if arguments[1] not in draft.answers:
        return stale(remembered, world)
    return _stand(remembered, _onward(draft, arguments[1]), world)


def change_numbered(remembered: Remembered, draft: Draft, number: int, world: World) -> Turn:
    """Ask the question again that has this number in the review."""
    asked = questions(world.services[draft.service_key], draft.answers)
    if not 1 <= number <= len(asked):
        return _stand(remembered, draft, world, _("There is no question with that number."))
    return _stand(remembered, _onward(draft, asked[number - 1].name), world)


def review(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Leave the question that was to be changed as it is and go on."""
    draft = remembered.draft
    if draft is None or not _is_of(draft, arguments):
        return stale(remembered, world)
    return _stand(remembered, _onward(draft) if draft.changing else draft, world)


def send(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """File the case, when every question is answered and the review has been shown."""
    draft = remembered.draft
    if draft is None or not _is_of(draft, arguments):
        return stale(remembered, world)
    if asked_now(draft, world.services[draft.service_key]) is not None:
        words = _("The form is not finished yet, so nothing has been sent.")
        return _stand(remembered, draft, world, words)
    filed = FileCase(draft.service_key, dict(draft.answers))
    return Turn(without_form(remembered), effects=(filed,))


def cancel(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Stop what is being done; nothing is sent."""
    draft = remembered.draft
    if arguments and (draft is None or not _is_of(draft, arguments)):
        return stale(remembered, world)
    left = without_form(remembered)
    if draft is None:
        words = _("There is nothing to cancel. What can we do for you?")
    else:
        words = _("The form is cancelled. Nothing was sent. What can we do for you?")
    return Turn(left, (menu(left, world, words),))


def restart(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Begin the form again from its first question."""
    draft = remembered.draft
    if draft is None and not arguments:
        return Turn(remembered, (menu(remembered, world),))
    if draft is None or not _is_of(draft, arguments):
        return stale(remembered, world)
    fresh = Draft(world.fresh_id, draft.service_key)
    return _stand(remembered, fresh, world, _("We begin again from the first question."))


def stale(remembered: Remembered, world: World) -> Turn:
    """Answer a button whose time is over, and offer the way on."""
    if remembered.draft is None:
        words = _(
            "That button is from earlier and does nothing any more. A form that was sent is safe "
            "with us: press Track my cases to see it."
        )
        return Turn(remembered, (menu(remembered, world, words),))
    words = _("That button is from earlier. Here is where you are now:")
    return _stand(remembered, remembered.draft, world, words)


def remind(remembered: Remembered, draft: Draft, world: World) -> Turn:
    """Words came while the form was put aside: ask its question again before taking an answer."""
    words = _("You have an unfinished form. Let us go on with it:")
    return _stand(remembered, draft, world, words)


def _accept(
    remembered: Remembered, draft: Draft, asked: Field, stored: Stored, world: World
) -> Turn:
    service = world.services[draft.service_key]
    answers = sound_answers(service, {**draft.answers, asked.name: stored}, world.around)
    return _stand(remembered, _onward(replace(draft, answers=answers)), world)


def _explain(remembered: Remembered, draft: Draft, mistake: Rendered, world: World) -> Turn:
    """Say what is wrong and ask again; the second time in a row, also offer a person."""
    puzzled = replace(remembered, puzzled=remembered.puzzled + 1)
    turn = _stand(puzzled, draft, world, mistake)
    if remembered.puzzled == 0:
        return turn
    words = _("If you are stuck, we are glad to help you. Your answers are kept.")
    return replace(turn, replies=(Reply(words, (contact_button(),)), *turn.replies))


def _stand(
    remembered: Remembered, draft: Draft, world: World, words: Rendered | None = None
) -> Turn:
    """Stand at the question, or the review, of the form and say so."""
    asked = prompt(draft, world)
    return Turn(at_form(remembered, draft), (led_by(words, asked) if words else asked,))


def _onward(draft: Draft, changing: str = "") -> Draft:
    """Leave the current question for another one, or for the next without an answer."""
    return replace(draft, changing=changing, earlier=None)


def _is_of(draft: Draft, arguments: Arguments) -> bool:
    return not arguments or arguments[0] == draft.id


def _is_current(draft: Draft, arguments: Arguments, world: World) -> bool:
    asked = asked_now(draft, world.services[draft.service_key])
    return (
        asked is not None
        and len(arguments) >= 2
        and arguments[0] == draft.id
        and arguments[1] == asked.name
    )


def _ask_which(remembered: Remembered, draft: Draft, service: Service, world: World) -> Turn:
    unfinished = world.services[draft.service_key]
    if unfinished is service:
        again = Button(_("Start over"), press(presses.RESTART, draft.id))
        words: Text = _("You have already begun this form. Go on with it, or start over?")
    else:
        again = Button(_("Begin the new one"), press(presses.BEGIN, service.key, NEW))
        words = _(
            "You have not finished the form “{title}”. Go on with it, or leave it and begin "
            "the new one?",
            title=unfinished.title,
        )
    return Turn(remembered, (Reply(words, (continue_button(), again, menu_button())),))


def choose_service(remembered: Remembered, meant: Sequence[Service]) -> Turn:
    """Several services fit the words: let the resident choose."""
    buttons = tuple(service_button(service) for service in meant[:11])
    words = _("Which of these would you like?")
    return Turn(set_aside(remembered), (Reply(words, (*buttons, menu_button())),))


def _introduction(service: Service, world: World) -> Reply:
    days = world.around.office.promises.get(service.key, service.promise_days)
    lines: list[Rendered] = [service.title, service.summary]
    if service.fee:
        lines.append(service.fee)
    lines.extend(_("Please have ready: {paper}", paper=paper) for paper in service.documents)
    lines.append(
        counted(
            "The office answers within {count} working day.",
            "The office answers within {count} working days.",
            days,
        )
    )
    if service.to_be_confirmed:
        lines.append(_("These details are still to be confirmed by the office."))
    return Reply(stacked(*lines))
