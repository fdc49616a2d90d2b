"""Turns of staff at the counters: call the next person, and say what became of them."""

from collections.abc import Sequence
from typing import Final

from bot.standing import set_aside
from bot.turns import Remembered, ServeLine, Turn

NEXT: Final = "next"
"""q:next:line:counter; without them the desk asks, or calls at once where there is one counter."""
AGAIN: Final = "again"
GONE: Final = "gone"
"""Nobody came."""
DONE: Final = "done"
ONWARD: Final = "on"
"""q:on:ticket asks where to; q:on:ticket:line does it."""

_ARGUMENTS = {NEXT: (0, 2), AGAIN: (1,), GONE: (1,), DONE: (1,), ONWARD: (1, 2)}


def call_next(remembered: Remembered) -> Turn:
    """Take the typed words for it."""
    return Turn(set_aside(remembered), effects=(ServeLine(NEXT),))


def press_turn(remembered: Remembered, arguments: Sequence[str]) -> Turn | None:
    """Take a button of the counters; None when it is not one of ours."""
    action, *more = arguments or (NEXT,)
    if len(more) not in _ARGUMENTS.get(action, ()):
        return None
    return Turn(set_aside(remembered), effects=(ServeLine(action, tuple(more)),))
