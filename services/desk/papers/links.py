"""Links to papers: whoever holds one may read that one paper, without signing in."""

from datetime import datetime, timedelta
from uuid import UUID

from models.case import Case
from services.desk.papers.kinds import LABELS, PaperKind
from services.desk.papers.reading import read_case_facts, receipts_of
from services.desk.papers.shelf import available
from services.desk.work import Work
from services.kit.links import Links
from services.kit.message import Button

PURPOSE = "paper"
LIFETIME = timedelta(days=400)
"""A year and a month: as long as somebody may be asked for last year's paper."""

OUTSIDE = "?openExternalBrowser=1"
"""LINE then opens the address in the telephone's own browser: its inner one shows no PDF on
Android. Others pass over it. https://developers.line.biz/en/docs/line-login/using-line-url-scheme/
"""


def paper_address(
    links: Links, case_id: UUID, kind: PaperKind, now: datetime, which: UUID | str | None = None
) -> str:
    """Return the full address of a paper of a case.

    `which` is the id of a receipt; on the slip of a case that staff filed, the code that takes it
    into a chat, which is kept nowhere else.
    """
    values = [str(case_id), kind.value, *([str(which)] if which else [])]
    return f"{links.address('/papers', PURPOSE, values, now + LIFETIME)}.pdf{OUTSIDE}"


def paper_button(work: Work, case: Case, kind: PaperKind, receipt_id: UUID | None = None) -> Button:
    """Return the button that opens a paper of a case."""
    address = paper_address(work.links, case.id, kind, work.now, receipt_id)
    return Button(LABELS[kind], url=address)


async def paper_links(work: Work, case: Case) -> tuple[Button, ...]:
    """Return a button for every paper there is of a case by now."""
    facts = await read_case_facts(work.session, case, work.services, work.around, work.base_url)
    receipts = await receipts_of(work.session, case.id)
    return (
        *(paper_button(work, case, kind) for kind in available(facts)),
        *(paper_button(work, case, PaperKind.RECEIPT, one) for one in receipts),
    )
