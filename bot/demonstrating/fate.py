"""What becomes of a made-up case: which steps, and how long each takes. Chance is an argument."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from models.vocabulary import CaseAction
from services.kit.text import BANGKOK

_FIRST_HOUR, _LAST_HOUR = 9, 16
_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Happening:
    """One step of a case, at its time."""

    at: datetime
    action: CaseAction


def fate(filed_at: datetime, chance: Random) -> Sequence[Happening]:
    """Say what happens to a case after it was filed, first things first.

    Most are done within days, some take weeks, a few are refused, taken back or forgotten for
    long, so that every list and figure has something to show.
    """
    accepted = at_work(filed_at + timedelta(hours=chance.lognormvariate(1.6, 1.0)), chance)
    steps = [Happening(accepted, CaseAction.ACCEPT)]
    if chance.random() < 0.25:
        steps.append(_after(steps, chance, 6, CaseAction.REPLY))
    if chance.random() < 0.15:
        steps.append(_after(steps, chance, 10, CaseAction.ASK))
        steps.append(Happening(steps[-1].at + timedelta(hours=5), CaseAction.WRITE))
    return [*steps, *_end(steps, chance)]


def at_work(moment: datetime, chance: Random) -> datetime:
    """Put a moment off to when somebody is at the office: a weekday, between nine and four."""
    there = moment.astimezone(BANGKOK)
    if there.hour >= _LAST_HOUR:
        there = (there + timedelta(days=1)).replace(hour=_FIRST_HOUR, minute=chance.randrange(60))
    if there.hour < _FIRST_HOUR:
        there = there.replace(hour=_FIRST_HOUR, minute=chance.randrange(60))
    return there + timedelta(days=max(0, 7 - there.weekday()) if there.weekday() >= _WEEKEND else 0)


def _end(steps: Sequence[Happening], chance: Random) -> list[Happening]:
    drawn = chance.random()
    if drawn < 0.04:
        return [_after(steps, chance, 24, CaseAction.REJECT)]
    if drawn < 0.07:
        return [_after(steps, chance, 24, CaseAction.WITHDRAW)]
    hours = 24 * (chance.lognormvariate(0.6, 0.8) if drawn < 0.93 else chance.uniform(12, 45))
    done = _after(steps, chance, hours, CaseAction.FINISH)
    if chance.random() < 0.4:
        return [done, Happening(done.at + timedelta(hours=chance.uniform(1, 40)), CaseAction.RATE)]
    return [done]


def _after(
    steps: Sequence[Happening], chance: Random, hours: float, action: CaseAction
) -> Happening:
    moment = steps[-1].at + timedelta(hours=hours * chance.uniform(0.5, 1.5))
    return Happening(at_work(moment, chance), action)
