"""Proposing: which of the waiting cases go on a round of a day. Pure.

Whoever asked first goes first, behind what cannot wait; nobody is visited before the day they
wished, and nobody whose answer the office is still waiting for.
"""

from collections.abc import Sequence
from datetime import date

from services.desk.rounds.errands import Errand

USUAL_STOPS = 10
"""What one crew does on a day, and what one link of a map can hold."""
MOST_STOPS = 40


def in_turn(errands: Sequence[Errand]) -> list[Errand]:
    """Return them in the order of their turn."""
    return sorted(errands, key=lambda one: (not one.urgent, one.filed_at, one.reference))


def proposed(errands: Sequence[Errand], day: date, most: int) -> set[str]:
    """Return the references of those whose turn it is on this day."""
    ready = [one for one in in_turn(errands) if one.is_ready and not one.too_early(day)]
    return {one.reference for one in ready[:most]}
