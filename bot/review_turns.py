"""Turns at the review of a form: change, send, leave, start over, go on with it on the web."""

from bot.form_turns import NEW, Arguments, answer, onward, stale, stand
from bot.menu import continue_button, menu, menu_button
from bot.prompts import asked_now, choose_change, is_at_review, is_over, page_button
from bot.standing import at_form, set_aside, without_form
from bot.turns import Draft, FileCase, Remembered, Turn, World
from services.kit import presses
from services.kit.fields import Given
from services.kit.journey import questions
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.text import _

WHOLE_FORM = "?all=1"
"""Asks the page for every question instead of the private ones alone."""


def change(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Ask which answer to change, or ask the chosen question again."""
    draft = remembered.draft
    if draft is None or not _is_of(draft, arguments):
        return stale(remembered, world)
    if len(arguments) < 2:
        return Turn(at_form(remembered, draft), (choose_change(draft, world),))
    if arguments[1] not in draft.answers:
        return stale(remembered, world)
    if len(arguments) == 3:
        changed = onward(draft, arguments[1])
        return answer(remembered, changed, Given(text=arguments[2]), world)
    return stand(remembered, onward(draft, arguments[1]), world)


def change_numbered(remembered: Remembered, draft: Draft, number: int, world: World) -> Turn:
    """Ask the question again that has this number in the review."""
    asked = questions(world.services[draft.service_key], draft.answers)
    if not 1 <= number <= len(asked):
        return stand(remembered, draft, world, _("There is no question with that number."))
    return stand(remembered, onward(draft, asked[number - 1].name), world)


def review(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Leave the question that was to be changed as it is and go on."""
    draft = remembered.draft
    if draft is None or not _is_of(draft, arguments):
        return stale(remembered, world)
    return stand(remembered, onward(draft) if draft.changing else draft, world)


def send(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """File the case, when every question is answered and the review has been shown."""
    draft = remembered.draft
    if draft is None or not _is_of(draft, arguments):
        return stale(remembered, world)
    if asked_now(draft, world.services[draft.service_key]) is not None:
        words = _("The form is not finished yet, so nothing has been sent.")
        return stand(remembered, draft, world, words)
    if is_over(draft, world):
        words = _("There is nothing to send here: this is the answer already.")
        return stand(remembered, draft, world, words)
    filed = FileCase(draft.service_key, dict(draft.answers))
    return Turn(without_form(remembered), effects=(filed,))


def web(remembered: Remembered, _arguments: Arguments, world: World) -> Turn:
    """Hand over to the page on which the whole form that is open can be filled in."""
    draft = remembered.draft
    if draft is None:
        words = _("First choose what it is about; then you may fill in its form on the web.")
        return Turn(set_aside(remembered), (menu(remembered, world, words),))
    buttons = (*page_button(draft, world, WHOLE_FORM), continue_button(), menu_button())
    words = _(
        "You may fill in the whole form on the web. What you have answered is already there, "
        "and we go on here afterwards."
    )
    return Turn(set_aside(remembered), (Reply(words, buttons),))


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
    """Begin the form again from its first question; at the review, after asking once."""
    draft = remembered.draft
    if draft is None and not arguments:
        return Turn(remembered, (menu(remembered, world),))
    if draft is None or not _is_of(draft, arguments):
        return stale(remembered, world)
    if NEW not in arguments[1:] and is_at_review(draft, world) and not is_over(draft, world):
        return Turn(set_aside(remembered), (_really_start_over(draft),))
    fresh = Draft(world.fresh_id, draft.service_key)
    return stand(remembered, fresh, world, _("We begin again from the first question."))


def _really_start_over(draft: Draft) -> Reply:
    return Reply(
        _("Start over? Everything you have answered would be gone."),
        (continue_button(), Button(_("Start over"), press(presses.RESTART, draft.id, NEW))),
    )


def _is_of(draft: Draft, arguments: Arguments) -> bool:
    return not arguments or arguments[0] == draft.id
