"""One quiet line about a service: how many asked last month, and how it went. Pure."""

from services.desk.figures.balance import Figures
from services.desk.figures.folding import LEAST, is_delicate
from services.kit.service import Service
from services.kit.text import Rendered, _, counted


def recent_words(
    service: Service, figures: Figures | None, month: Rendered
) -> tuple[Rendered, ...]:
    """Return complete sentences; none when so few asked that one would know who they are."""
    least = LEAST if is_delicate(service) else 1
    if figures is None or figures.received < least:
        return ()
    asked = counted(
        "In {month} the office received {count} request.",
        "In {month} the office received {count} requests.",
        figures.received,
        month=month,
    )
    return (asked, *_answered(figures, least), *_liked(figures))


def _answered(figures: Figures, least: int) -> tuple[Rendered, ...]:
    answers = figures.in_time + figures.late
    if answers < least:
        return ()
    return (
        _("{in_time} of {answers} answers came in time.", in_time=figures.in_time, answers=answers),
    )


def _liked(figures: Figures) -> tuple[Rendered, ...]:
    if figures.average_stars is None:
        return ()
    return (_("Residents gave {stars} of 5 stars.", stars=figures.average_stars),)
