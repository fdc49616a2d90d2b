"""Deadlines: until when the office has promised an answer, and which department answers."""

from datetime import date

from services.kit.calendar import is_working_day, working_days_after
from services.kit.office import Office
from services.kit.service import Service

__all__ = ["department_of", "due_on", "is_working_day", "promise_days"]


def promise_days(service: Service, office: Office) -> int:
    """Return the working days within which the office answers: its own word goes first."""
    return office.promises.get(service.key, service.promise_days)


def department_of(service: Service, office: Office) -> str:
    """Return the key of the department that answers: the office may have moved the service."""
    return office.handled_by.get(service.key, service.department)


def due_on(filed_on: date, working_days: int, office: Office) -> date:
    """Return the day a promise ends. The day of filing itself does not count."""
    days = working_days_after(filed_on, office)
    return [next(days) for _number in range(working_days)][-1] if working_days > 0 else filed_on
