"""Deadlines: until when the office has promised an answer, and which department answers."""

from datetime import date, timedelta

from services.kit.calendar import is_working_day, working_days_after
from services.kit.office import Office
from services.kit.service import Service

__all__ = [
    "counted_from",
    "department_of",
    "due_on",
    "is_working_day",
    "last_working_day",
    "promise_days",
    "promised_by",
]


def promise_days(service: Service, office: Office) -> int:
    """Return the working days within which the office answers: its own word goes first."""
    return office.promises.get(service.key, service.promise_days)


def department_of(service: Service, office: Office) -> str:
    """Return the key of the department that answers: the office may have moved the service."""
    return office.handled_by.get(service.key, service.department)


def promised_by(service: Service, filed_on: date, office: Office) -> date:
    """Return until when a case is answered: the promise, but never later than its act allows.

    Ten working days are two weeks, and three around Songkran, when an act goes on counting.
    """
    promised = due_on(filed_on, promise_days(service, office), office)
    if service.law_days is None:
        return promised
    return min(promised, last_working_day(filed_on + timedelta(days=service.law_days), office))


def counted_from(service: Service, filed_on: date, due: date, office: Office) -> date:
    """Return the day from which the days of an act are counted to a promised day.

    That is the day of filing, until somebody made a new promise: then as many days before it.
    """
    if service.law_days is None or promised_by(service, filed_on, office) == due:
        return filed_on
    return due - timedelta(days=service.law_days)


def last_working_day(day: date, office: Office) -> date:
    """Return this day, or the working day before it."""
    while not is_working_day(day, office):
        day -= timedelta(days=1)
    return day


def due_on(filed_on: date, working_days: int, office: Office) -> date:
    """Return the day a promise ends. The day of filing itself does not count."""
    days = working_days_after(filed_on, office)
    return [next(days) for _number in range(working_days)][-1] if working_days > 0 else filed_on
