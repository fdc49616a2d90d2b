"""Links to rate a finished case: in the result letter as a code, and on the resident's page."""

from datetime import datetime, timedelta

from models.case import Case
from models.vocabulary import CaseAction
from services.desk.progress import next_status
from services.desk.work import Work
from services.kit.links import Links
from services.kit.message import Button
from services.kit.text import _

PURPOSE = "rate"
LIFETIME = timedelta(days=90)
"""As long as somebody keeps the letter on the table. Counted from the answer, so that the letter
has the same code whenever it is printed."""


def rate_address(links: Links, case: Case) -> str:
    """Return the full address of the page on which a case is rated."""
    until = (case.closed_at or case.changed_at) + LIFETIME
    return links.address("/rate", PURPOSE, [case.reference], until)


def read_rate_code(links: Links, code: str, now: datetime) -> str:
    """Return the reference of a link's case; nothing for one that is forged or over."""
    values = links.read(PURPOSE, code, now)
    return values[0] if values else ""


def rating_links(work: Work, case: Case) -> tuple[Button, ...]:
    """Return the button that leads there, once a case is done."""
    if next_status(case.status, CaseAction.RATE) is None:
        return ()
    return (Button(_("Rate or change it"), url=rate_address(work.links, case)),)
