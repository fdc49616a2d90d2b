"""Messages taken back (unsend): what a form holds of them is forgotten with them.

LINE asks that a message its sender took back is deleted on our side too. A form that was sent is
the office's record of what was asked; until then every answer still belongs to its writer.
"""

from dataclasses import replace

from bot.messages import Heard
from bot.standing import ASIDE
from bot.turns import Draft, ForgetMessage, Remembered, Turn, World


def unsent(remembered: Remembered, heard: Heard, _world: World) -> Turn:
    """Forget silently. The question is asked again when its writer comes back to the form."""
    forget = (ForgetMessage(heard.text),)
    draft = remembered.draft
    if draft is None or heard.text not in draft.messages.values():
        return Turn(remembered, effects=forget)
    kept = replace(remembered, draft=_without(draft, heard.text), expecting=ASIDE)
    return Turn(kept, effects=forget)


def traced(before: Remembered, heard: Heard, turn: Turn) -> Turn:
    """Note which message the answers of this turn came from."""
    draft = turn.remembered.draft
    if not heard.message_id or draft is None or draft == before.draft:
        return turn
    old = before.draft.answers if before.draft else {}
    new = [name for name in draft.answers if old.get(name) != draft.answers[name]]
    if not new:
        return turn
    messages = {**draft.messages, **dict.fromkeys(new, heard.message_id)}
    return replace(
        turn, remembered=replace(turn.remembered, draft=replace(draft, messages=messages))
    )


def _without(draft: Draft, message_id: str) -> Draft:
    gone = {name for name, message in draft.messages.items() if message == message_id}
    return replace(
        draft,
        answers={name: kept for name, kept in draft.answers.items() if name not in gone},
        messages={name: message for name, message in draft.messages.items() if name not in gone},
        changing="",
        earlier=None,
    )
