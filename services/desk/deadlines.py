"""Deadlines: until when the office has promised an answer, and which department answers."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import holidays

from services.kit.office import Office
from services.kit.service import Service

SATURDAY = 5


def promise_days(service: Service, office: Office) -> int:
    """Return the working days within which the office answers: its own word goes first."""
    return office.promises.get(service.key, service.promise_days)


def department_of(service: Service, office: Office) -> str:
    """Return the key of the department that answers: the office may have moved the service."""
    return office.handled_by.get(service.key, service.department)


def due_on(filed_on: date, working_days: int, office: Office) -> date:
    """Return the day a promise ends. The day of filing itself does not count."""
    days = _working_days_after(filed_on, office)
    return [next(days) for _number in range(working_days)][-1] if working_days > 0 else filed_on


def is_working_day(day: date, office: Office) -> bool:
    """Say whether the office is open: Monday to Friday, no public holiday, none of its own."""
    return (
        day.weekday() < SATURDAY
        and day not in office.holidays
        and day not in _public_holidays(day.year)
    )


def _working_days_after(day: date, office: Office) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        if is_working_day(day, office):
            yield day


@cache
def _public_holidays(year: int) -> frozenset[date]:
    """The days on which the country's offices are closed, with the Ploughing Ceremony.

    Days the cabinet adds late are missing: the office file holds them (`[holidays] days`).
    """
    return frozenset(
        holidays.country_holidays("TH", years=year, categories=("public", "government"))
    )
