"""Files that could not be fetched: whoever sent one is asked for it again."""

from dataclasses import replace

from bot.files.refusals import EXPLANATIONS, Refusal
from bot.menu import menu_button
from bot.messages import Heard
from bot.prompts import led_by, prompt, stacked
from bot.turns import Draft, Remembered, Turn, World
from services.kit import presses
from services.kit.fields import Stored
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.references import read_reference, shown
from services.kit.text import Rendered, _


def lost_file(remembered: Remembered, heard: Heard, world: World) -> Turn:
    """Take a lost photo out of the open form and ask again, or say how to send it again.

    This comes at any moment, so it never takes away the place where the resident stands outside
    the form.
    """
    draft = _without(remembered.draft, heard.text) if remembered.draft else None
    if draft is None or draft == remembered.draft:
        verb = presses.SLIP if heard.source.get("slip") else presses.WRITE
        again = _send_again(read_reference(str(heard.source.get("reference"))), verb)
        return Turn(remembered, (replace(again, text=_advised(again.text, heard)),))
    kept = replace(remembered, draft=draft)
    words = _("Sorry, a photo you sent did not reach us. Please send it once more.")
    if remembered.expecting is None:
        return Turn(kept, (led_by(_advised(words, heard), prompt(draft, world)),))
    later = _("Sorry, a photo you sent did not reach us. The form will ask for it once more.")
    return Turn(kept, (Reply(_advised(later, heard)),))


def _advised(words: Rendered, heard: Heard) -> Rendered:
    """Say what we can take, when the file came but was of another kind or too large."""
    refused = heard.source.get("refused")
    return stacked(words, EXPLANATIONS[Refusal(refused)]) if refused else words


def _without(draft: Draft, lost: str) -> Draft:
    """Return the draft without this file; the photos beside it stay, half an answer for now."""
    if lost in _ids(draft.earlier):
        return replace(draft, earlier=_rest(draft.earlier, lost))
    for name, stored in draft.answers.items():
        if lost in _ids(stored):
            others = {key: kept for key, kept in draft.answers.items() if key != name}
            return replace(draft, answers=others, changing="", earlier=_rest(stored, lost))
    return draft


def _send_again(reference: str | None, verb: str) -> Reply:
    if reference:
        words = _(
            "Sorry, the photo for case {reference} did not reach us. Please send it once more.",
            reference=shown(reference),
        )
        again = Button(_("Send it again"), press(verb, reference))
    else:
        words = _(
            "Sorry, a photo you sent did not reach us. If it was for a case, press Track my "
            "cases, choose the case and send it once more."
        )
        again = Button(_("Track my cases"), presses.TRACK)
    return Reply(words, (again, menu_button()))


def _ids(stored: Stored) -> list[str]:
    return [one for one in stored if isinstance(one, str)] if isinstance(stored, list) else []


def _rest(stored: Stored, lost: str) -> Stored:
    return [one for one in _ids(stored) if one != lost] or None
