"""The elderly allowance in words: whether, from when, how much, and when to register."""

from collections.abc import Iterator
from datetime import date

from services.kit.calendar import fiscal_year
from services.kit.dated import in_force
from services.kit.dates import Known
from services.kit.money import baht
from services.kit.office import Office
from services.kit.text import Day, Rendered, Text, _
from services.reckoning.ages import Born
from services.reckoning.elderly_allowance import beginning, monthly, registration
from services.reckoning.payment_day import next_payment_day
from services.reckoning.telling import lines, source, unsure


def told_right(born: Born, today: date, office: Office) -> Rendered:
    """Tell somebody when they are old enough, when to register, and how much it will be."""
    return lines(
        *_told_assumption(born),
        *_told_age(born, today, office),
        told_registration(born, today, office),
        *_told_amount(born, today, office),
        _("The office decides in the end, when it has seen your papers."),
        source(in_force(office.tables, "elderly_registration", today)),
    )


def told_when(born: Born, today: date, office: Office) -> Rendered:
    """Tell who cannot register today why, and when to come."""
    return lines(*_told_age(born, today, office), told_registration(born, today, office))


def told_registration(born: Born, today: date, office: Office) -> Rendered:
    """Say on which days to register, and from which month that pays."""
    found = registration(born, today, office.tables)
    if found.window.is_open(today):
        return _(
            "You can register now, until {closes}. You are then paid from {month} on.",
            closes=Day(found.window.closes),
            month=month(found.first_month),
        )
    return _(
        "You can register from {opens} to {closes}. You are then paid from {month} on.",
        opens=Day(found.window.opens),
        closes=Day(found.window.closes),
        month=month(found.first_month),
    )


def told_payment(today: date, office: Office) -> Rendered:
    """Say when the money comes next, and what to do when it does not."""
    return lines(
        _("The next day of payment is {day}.", day=Day(next_payment_day(today, office))),
        _("When the usual day is a holiday, it is paid on the last working day before."),
        _("If it has not come, please talk to an officer or bring your bank book to the office."),
        unsure(),
    )


def told_move(today: date) -> Rendered:
    """Say who pays until when after a move."""
    return lines(
        _(
            "The office of your old home pays until {day}; we pay from the month after.",
            day=Day(date(fiscal_year(today) - 543, 9, 30)),
        ),
        unsure(),
    )


def month(first: date) -> Rendered:
    """A month with its year."""
    return Known(first.year, first.month)


def _told_assumption(born: Born) -> Iterator[Text]:
    if born.assumed:
        yield _(
            "As the day or the month is not known, we count from {day}. An officer looks at your "
            "papers.",
            day=Day(born.day),
        )


def _told_age(born: Born, today: date, office: Office) -> Iterator[Text]:
    age = in_force(office.tables, "elderly_registration", today).values["age"]
    begins = beginning(born, today, office.tables)
    if begins.complete <= today:
        yield _("You are old enough. If you get the allowance already, there is nothing to do.")
    elif registration(born, today, office.tables).first_month == begins.first_month:
        yield _("You are {age} years old on {day}.", age=age, day=Day(begins.complete))
    else:
        yield _(
            "You are {age} years old on {day}. Who registered in time is paid from {month} on.",
            age=age,
            day=Day(begins.complete),
            month=month(begins.first_month),
        )


def _told_amount(born: Born, today: date, office: Office) -> Iterator[Rendered]:
    paid_from = max(today, registration(born, today, office.tables).first_month)
    found = monthly(born, paid_from, office.tables)
    yield _("An estimate: {amount} a month.", amount=baht(found.baht))
    if found.or_else is not None:
        yield _(
            "Your day of birth lies on the border: it may also be {amount}. An officer decides.",
            amount=baht(found.or_else),
        )
    if found.to_be_confirmed:
        yield unsure()
