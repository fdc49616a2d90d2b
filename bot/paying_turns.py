"""Turns about paying: see what is due, send the slip of a transfer."""

from collections.abc import Sequence
from dataclasses import replace

from bot.form_turns import stale
from bot.messages import Heard
from bot.prompts import led_by
from bot.standing import SLIP, set_aside
from bot.turns import Effect, Expecting, KeepFile, Remembered, SendSlip, ShowDue, Turn, World
from services.kit import presses
from services.kit.message import Button, Reply, Wanted
from services.kit.presses import press
from services.kit.references import read_reference, shown
from services.kit.text import Rendered, _

Arguments = Sequence[str]


def pay(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Show what is to be paid next for a case; an open form waits."""
    reference = _reference(arguments)
    if not reference:
        return stale(remembered, world)
    return Turn(set_aside(remembered), effects=(ShowDue(reference),))


def slip(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Await the picture of a transfer."""
    reference = _reference(arguments)
    if not reference:
        return stale(remembered, world)
    expecting = Expecting(SLIP, reference)
    return Turn(replace(remembered, expecting=expecting), (asking(expecting),))


def is_for_slip(expecting: Expecting) -> bool:
    """Say whether the picture of a transfer is awaited."""
    return expecting.what == SLIP


def take_slip(remembered: Remembered, expecting: Expecting, heard: Heard, attachment: str) -> Turn:
    """Take the picture that was awaited."""
    if heard.media not in {"image", "file"}:
        return ask_for_picture(remembered, expecting)
    effects: tuple[Effect, ...] = (
        KeepFile(attachment),
        SendSlip(expecting.reference, attachment),
    )
    return Turn(set_aside(remembered), effects=effects)


def ask_for_picture(remembered: Remembered, expecting: Expecting) -> Turn:
    """Explain that words do not prove a transfer."""
    words = _("We need the picture of the slip here.")
    return Turn(remembered, (led_by(words, asking(expecting)),))


def asking(expecting: Expecting) -> Reply:
    """Ask for the picture, and offer the way out."""
    words: Rendered = _(
        "Please send the picture of the slip for {reference}: the whole slip, with its small "
        "square code.",
        reference=shown(expecting.reference),
    )
    cancel = Button(_("Cancel"), press(presses.CANCEL, expecting.reference))
    return Reply(words, (cancel,), Wanted.PHOTO)


def _reference(arguments: Arguments) -> str:
    return (read_reference(arguments[0]) or "") if arguments else ""
