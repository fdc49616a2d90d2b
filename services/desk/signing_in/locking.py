"""How long an account stays shut after wrong tries (pure)."""

from datetime import timedelta

FREE_TRIES = 4
"""Fat fingers on a small phone."""

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=12)
_MOST_DOUBLINGS = 12


def wait_after(tries: int) -> timedelta:
    """Return how long nobody may try after so many wrong tries in a row: double each time."""
    beyond = tries - FREE_TRIES
    if beyond <= 0:
        return timedelta()
    doublings: int = 2 ** min(beyond - 1, _MOST_DOUBLINGS)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


def tells_at(tries: int) -> bool:
    """Say whether this wrong try is the one of which the person hears: once, not with each."""
    return tries == FREE_TRIES + 1
