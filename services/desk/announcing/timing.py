"""When announcements may go out. Pure."""

from datetime import datetime, time, timedelta

from services.kit.text import BANGKOK

WAKES, SLEEPS = time(7, 0), time(20, 0)
"""Between these hours people are told what can wait; only emergencies come at night."""


def is_quiet(now: datetime) -> bool:
    """Say whether it is an hour in which only emergencies are said."""
    return not WAKES <= now.astimezone(BANGKOK).time() < SLEEPS


def next_waking(now: datetime) -> datetime:
    """Return when the quiet hours end; `now` outside of them."""
    if not is_quiet(now):
        return now
    here = now.astimezone(BANGKOK)
    day = here.date() + timedelta(days=1) if here.time() >= SLEEPS else here.date()
    return datetime.combine(day, WAKES, BANGKOK).astimezone(now.tzinfo)
