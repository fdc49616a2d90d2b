"""On which day of a month allowances are paid."""

from datetime import date, timedelta

from services.kit.calendar import is_working_day
from services.kit.dated import in_force
from services.kit.office import Office


def payment_day(month: date, office: Office) -> date:
    """Return the day of payment in a month: the usual one, or the last working day before it.

    Raises `NoRate`.
    """
    usual = in_force(office.tables, "elderly_payment", month).values["day"]
    day = month.replace(day=usual)
    while not is_working_day(day, office):
        day -= timedelta(days=1)
    return day


def next_payment_day(today: date, office: Office) -> date:
    """Return the next day of payment, today included."""
    this_month = payment_day(today, office)
    if this_month >= today:
        return this_month
    return payment_day(today.replace(day=1) + timedelta(days=31), office)
