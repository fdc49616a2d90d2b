"""Where a conversation stands: damaged or outdated memory put right, and forms put aside."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.turns import Draft, Expecting, Remembered, World
from services.kit.fields import Field
from services.kit.journey import questions, sound_answers
from services.kit.message import Reply
from services.kit.references import read_reference
from services.kit.text import _

Value = TypeVar("Value", Draft, Remembered)

ASIDE = Expecting("aside")
"""A form is open, but the last thing said was not its question: words are no answer to it."""

TALK = "talk"
"""Words, photos and pins go to a case one after the other, until the talk is ended."""

SLIP = "slip"
"""The picture of a transfer is awaited."""

AWAITED = frozenset(
    (
        TALK,
        SLIP,
        "staff:bill",
        "message",
        "comment",
        "reason",
        "staff:ask",
        "staff:reject",
        "staff:finish",
        "staff:reply",
    )
)
"""What words may be awaited for, outside a form; each about a case."""


def awaited(remembered: Remembered) -> Expecting | None:
    """Return what words are awaited for, outside a form."""
    return None if remembered.expecting == ASIDE else remembered.expecting


def is_talk(expecting: Expecting) -> bool:
    """Say whether whatever is typed goes to somebody of the office."""
    return expecting.what == TALK


def connected(remembered: Remembered, replies: Sequence[Reply]) -> Remembered:
    """Begin or end a talk when the desk's own answers say so."""
    for reply in replies:
        if reply.connects:
            remembered = replace(remembered, expecting=Expecting(TALK, reply.connects))
        elif reply.connects is not None:
            remembered = set_aside(remembered)
    return remembered


def set_aside(remembered: Remembered) -> Remembered:
    """Stop awaiting words; an open form waits until somebody comes back to it."""
    return replace(remembered, expecting=ASIDE if remembered.draft else None)


def at_form(remembered: Remembered, draft: Draft) -> Remembered:
    """Stand at the question, or the review, of this form."""
    return replace(remembered, draft=draft, expecting=None)


def without_form(remembered: Remembered) -> Remembered:
    """Forget the form, because it was sent or cancelled."""
    return replace(remembered, draft=None, expecting=None)


def mended(remembered: Remembered, world: World) -> tuple[Remembered, tuple[Reply, ...]]:
    """Return what can still be used of an old memory, and what to tell about the rest.

    A form may have changed since the answers were given: those that no longer fit are asked
    again, and the words that come meanwhile are not taken for an answer to another question.
    """
    sound = _changed(
        remembered,
        language=_known_language(remembered, world),
        notice_shown=_count(remembered.notice_shown),
        puzzled=_count(remembered.puzzled),
        expecting=_known_expecting(remembered.expecting),
    )
    if remembered.draft is None:
        return _without_aside(sound), ()
    if not _is_whole(remembered.draft, world):
        gone = _("The form you had begun is no longer offered. Please choose again.")
        return _without_aside(replace(sound, draft=None)), (Reply(gone),)
    return _with_sound_draft(sound, remembered.draft, world)


def _with_sound_draft(
    remembered: Remembered, draft: Draft, world: World
) -> tuple[Remembered, tuple[Reply, ...]]:
    service = world.services[draft.service_key]
    answers = sound_answers(service, draft.answers, world.around)
    asked = questions(service, answers)
    names = {one.name for one in asked}
    lost = [one for one in asked if one.name in draft.answers and one.name not in answers]
    changing = draft.changing if draft.changing in names and not lost else ""
    same = changing == draft.changing and not lost
    sound = _changed(
        draft, answers=answers, changing=changing, earlier=draft.earlier if same else None
    )
    if not lost:
        return _changed(remembered, draft=sound), ()
    return replace(remembered, draft=sound, expecting=ASIDE), (_ask_again(lost),)


def _changed(value: Value, **fields: object) -> Value:
    """Return the value itself when nothing changes, which is nearly always."""
    same = all(getattr(value, name) == field for name, field in fields.items())
    return value if same else replace(value, **fields)  # type: ignore[arg-type] # fields of either


def _ask_again(lost: list[Field]) -> Reply:
    if len(lost) == 1:
        return Reply(
            _(
                "The form has changed since you began. Your other answers are kept; "
                "please answer this again: {question}",
                question=lost[0].question,
            )
        )
    return Reply(
        _(
            "The form has changed since you began. {count} questions have to be answered again; "
            "your other answers are kept.",
            count=len(lost),
        )
    )


def _known_language(remembered: Remembered, world: World) -> str:
    code = remembered.language
    return code if isinstance(code, str) and code in world.around.languages else ""


def _count(number: object) -> int:
    return number if type(number) is int and number > 0 else 0


def _known_expecting(expecting: Expecting | None) -> Expecting | None:
    if expecting is None or expecting == ASIDE:
        return expecting
    what, reference = expecting.what, expecting.reference
    sound = isinstance(what, str) and what in AWAITED and isinstance(reference, str)
    return expecting if sound and read_reference(reference) else None


def _is_whole(draft: Draft, world: World) -> bool:
    return (
        isinstance(draft.id, str)
        and 0 < len(draft.id) <= 8
        and isinstance(draft.service_key, str)
        and draft.service_key in world.services
        and len(world.services[draft.service_key].fields) > 0
        and isinstance(draft.answers, Mapping)
        and isinstance(draft.changing, str)
        and isinstance(draft.messages, Mapping)
    )


def _without_aside(remembered: Remembered) -> Remembered:
    return replace(remembered, expecting=None) if remembered.expecting == ASIDE else remembered
