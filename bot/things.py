"""Pins, files and stickers: answers where they fit, and otherwise never met with silence."""

from collections.abc import Set
from dataclasses import replace

from bot.case_turns import ask_again, file_turn, unheard, words_turn
from bot.form_turns import answer
from bot.free_words import nothing_asked
from bot.messages import Heard
from bot.prompts import asked_now, led_by, prompt
from bot.staffroom import is_for_staff
from bot.standing import at_form, awaited
from bot.turns import Draft, KeepFile, Remembered, Turn, World
from services.kit.fields import Given, Point
from services.kit.journey import questions
from services.kit.message import Wanted
from services.kit.text import Rendered, Text, _

FILES = frozenset((Wanted.PHOTO, Wanted.DOCUMENT))
"""Questions answered with a file."""


def pin(remembered: Remembered, heard: Heard, world: World) -> Turn:
    """Take a place on the map."""
    point = heard.point or Point(0.0, 0.0)
    if expecting := awaited(remembered):
        if is_for_staff(expecting) or expecting.what == "comment":
            return ask_again(remembered, expecting, _("Please type your words here."))
        return words_turn(remembered, expecting, _map_link(point))
    draft = _at_question(remembered, {Wanted.PLACE}, world)
    if draft:
        return answer(remembered, draft, Given(point=point, earlier=draft.earlier), world)
    words = _("Thank you for the pin. It is not needed just now, so we do not keep it.")
    return _not_now(remembered, words, world)


def file(remembered: Remembered, heard: Heard, world: World) -> Turn:
    """Take a picture or another file."""
    attachment = world.attachment_id
    if expecting := awaited(remembered):
        return file_turn(remembered, expecting, heard, attachment)
    draft = _at_question(remembered, FILES, world)
    if draft:
        given = Given(attachment=attachment, media=heard.media, earlier=draft.earlier)
        return _told_of_words(heard, answer(remembered, draft, given, world))
    return _not_now(remembered, _file_not_now(remembered, heard.media, world), world)


def sticker(remembered: Remembered, _heard: Heard, world: World) -> Turn:
    """Thank for a sticker and go on."""
    if expecting := awaited(remembered):
        return ask_again(remembered, expecting, unheard("sticker"))
    return _not_now(remembered, unheard("sticker"), world)


def _told_of_words(heard: Heard, turn: Turn) -> Turn:
    """Words below a photo answer no question; we would only guess which one they are for."""
    taken = any(isinstance(effect, KeepFile) for effect in turn.effects)
    if not (taken and turn.replies and heard.text.strip()):
        return turn
    words = _(
        "We have the photo, but not the words below it. Please type them where they are asked."
    )
    first, *rest = turn.replies
    return replace(turn, replies=(led_by(words, first), *rest))


def _at_question(remembered: Remembered, wanted: Set[Wanted], world: World) -> Draft | None:
    """Return the draft when its open question takes this kind of answer."""
    draft = remembered.draft
    if draft is None or remembered.expecting is not None:
        return None
    asked = asked_now(draft, world.services[draft.service_key])
    return draft if asked and asked.wants in wanted else None


def _not_now(remembered: Remembered, words: Rendered, world: World) -> Turn:
    if remembered.draft and remembered.expecting is None:
        asked = led_by(words, prompt(remembered.draft, world))
        return Turn(at_form(remembered, remembered.draft), (asked,))
    return nothing_asked(remembered, words, world)


def _file_not_now(remembered: Remembered, media: str, world: World) -> Text:
    if media not in {"image", "file"}:
        return unheard(media)
    if remembered.draft and _takes_photos(remembered.draft, world):
        return _("To add a photo, press Back and send it at the question about photos.")
    if remembered.draft:
        return _("Thank you, but no photo is needed here, so we do not keep it.")
    return _(
        "Thank you for the photo. To send it to the office, first choose what it is about; for "
        "a case you have sent, press Track my cases."
    )


def _takes_photos(draft: Draft, world: World) -> bool:
    asked = questions(world.services[draft.service_key], draft.answers)
    return any(one.wants in FILES and one.name in draft.answers for one in asked)


def _map_link(point: Point) -> str:
    where = f"{point.latitude:.6f},{point.longitude:.6f}"
    return f"{point.label} https://maps.google.com/?q={where}".strip()[:2000]
