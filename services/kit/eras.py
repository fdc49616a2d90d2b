"""Buddhist and Common years, also for the days when the Thai year still began in April."""

from datetime import date

BETWEEN = 543
"""Years between the two eras since 1 January 2484 BE (1941)."""

LAST_SHORT_YEAR = 2483
"""It had only nine months: 1 April to 31 December 1940. The years before it began on 1 April, so
their January to March came last and belong to the next Common year. Source: the act on the
calendar year of 2483 BE."""

APRIL = 4


def buddhist_year(day: date) -> int:
    """Return the year as it stands on a Thai paper of that day."""
    return buddhist(day.year, day.month)


def buddhist(year: int, month: int | None) -> int:
    """Return the Buddhist year of a month of the Common Era; an unknown month changes nothing."""
    old = month is not None and month < APRIL and year + BETWEEN <= LAST_SHORT_YEAR
    return year + BETWEEN - (1 if old else 0)


def common(year: int, month: int | None) -> int | None:
    """Return the Common year of a month of the Buddhist Era; None for a month that never was."""
    if month is None or month >= APRIL or year > LAST_SHORT_YEAR:
        return year - BETWEEN
    return None if year == LAST_SHORT_YEAR else year - BETWEEN + 1
