"""What is said about a date that was not, or not quite, understood."""

from datetime import date

from services.kit.dates import Known
from services.kit.text import Day, Rendered, Text, _

BIRTHDAY = Known(1967, 2, 12)


def example(day: Known, partial: bool) -> Text:
    """Show how a date may be written."""
    if partial:
        return _(
            "Please type the day, month and year, for example {example}. If only the month or "
            "the year is known, type what you know.",
            example=day,
        )
    return _("Please type the day, month and year, for example {example}.", example=day)


def which_year(day: Known) -> Text:
    """Ask for the year of a day whose year is missing."""
    return _(
        "Of which year? Please type it with four digits, for example {year}.", year=Known(day.year)
    )


def which_of_these() -> Text:
    """Ask which year two digits mean."""
    return _("Which year do you mean? Press it, or type the year with four digits.")


def four_digits() -> Text:
    """Ask for the whole year in a form, where nothing can be asked back."""
    return _("Please write the year with four digits, for example {year}.", year=_("1967"))


def no_such_day() -> Text:
    """Explain a day or month that no calendar has."""
    return _("That day is not in the calendar. Please look at the day and the month once more.")


def no_such_year() -> Text:
    """Explain a year that nobody alive has on a paper."""
    return _(
        "We do not understand the year. Please type it with four digits, for example {year}.",
        year=_("1967"),
    )


def month_that_never_was() -> Text:
    """Explain the short year: January to March of it were never lived."""
    return _(
        "The Thai year 2483 began in April, so it had no January to March. Please look at your "
        "paper once more: the year may be 2482 or 2484."
    )


def out_of_bounds(first: date | None, last: date | None) -> Rendered:
    """Say between which days the answer has to be."""
    if first and last:
        return _("Please choose a day from {first} to {last}.", first=Day(first), last=Day(last))
    if first:
        return _("Please choose {first} or a later day.", first=Day(first))
    return _("Please choose {last} or an earlier day.", last=Day(last or date.max))
