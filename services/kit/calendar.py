"""The office's calendar: working days, opening hours, fiscal years, Buddhist years. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

import holidays

from services.kit.office import Office, Opening
from services.kit.text import BANGKOK

SATURDAY = 5
BUDDHIST = 543
"""Years between the Common Era and the Buddhist Era, for dates since 1941 (2484 BE)."""


def is_working_day(day: date, office: Office) -> bool:
    """Say whether the office is open: Monday to Friday, no public holiday, none of its own."""
    return (
        day.weekday() < SATURDAY
        and day not in office.holidays
        and day not in public_holidays(day.year)
    )


def working_days_after(day: date, office: Office) -> Iterator[date]:
    """Yield the working days after a day, without end."""
    while True:
        day += timedelta(days=1)
        if is_working_day(day, office):
            yield day


def working_days_between(first: date, last: date, office: Office) -> int:
    """Count the working days after one day, up to and with another: as a promise counts them."""
    days = (first + timedelta(days=ahead) for ahead in range(1, (last - first).days + 1))
    return sum(is_working_day(day, office) for day in days)


def is_open(moment: datetime, office: Office) -> bool:
    """Say whether somebody sits at the desk at this moment."""
    local = moment.astimezone(BANGKOK)
    return is_working_day(local.date(), office) and any(
        opening.opens <= local.time() < opening.closes
        for opening in office.opening
        if local.weekday() in opening.days
    )


def next_opening(moment: datetime, office: Office) -> datetime | None:
    """Return when the office opens next, within a month; None when its file says never."""
    local = moment.astimezone(BANGKOK)
    for ahead in range(31):
        day = local.date() + timedelta(days=ahead)
        starts = sorted(
            datetime.combine(day, opening.opens, BANGKOK) for opening in _openings(day, office)
        )
        coming = [start for start in starts if start > local]
        if coming:
            return coming[0]
    return None


def after_open_hours(moment: datetime, length: timedelta, office: Office) -> datetime | None:
    """Return when the office has been open for so long after a moment.

    Within a year; None when its file says that it never opens.
    """
    local, left = moment.astimezone(BANGKOK), length
    for ahead in range(366):
        for begins, ends in open_times(local.date() + timedelta(days=ahead), office):
            begin = max(begins, local)
            if begin < ends and begin + left < ends:
                return begin + left
            left -= max(ends - begin, timedelta())
    return None


def open_times(day: date, office: Office) -> list[tuple[datetime, datetime]]:
    """Return from when until when the office is open on a day, the earliest first."""
    return sorted(
        (
            datetime.combine(day, opening.opens, BANGKOK),
            datetime.combine(day, opening.closes, BANGKOK),
        )
        for opening in _openings(day, office)
    )


def closing(day: date, office: Office) -> datetime | None:
    """Return when the office closes for a day; None on a day on which it does not open."""
    ends = [datetime.combine(day, opening.closes, BANGKOK) for opening in _openings(day, office)]
    return max(ends, default=None)


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def fiscal_year(day: date) -> int:
    """Return the Thai fiscal year, in the Buddhist Era: it begins on 1 October."""
    return day.year + BUDDHIST + (1 if day.month >= 10 else 0)


def _openings(day: date, office: Office) -> list[Opening]:
    if not is_working_day(day, office):
        return []
    return [opening for opening in office.opening if day.weekday() in opening.days]


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The days on which the country's offices are closed, with the Ploughing Ceremony.

    Days the cabinet adds late are missing: the office file holds them (`[holidays] days`).
    """
    return frozenset(
        holidays.country_holidays("TH", years=year, categories=("public", "government"))
    )
