"""Papers as PDF files, opened with a link from the chat, the resident's page or the console."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.desk import Desk
from models.case import Case
from services.desk.papers.kinds import LABELS, PaperKind
from services.desk.papers.links import PURPOSE, paper_address
from services.desk.papers.printing import print_sheet
from services.desk.papers.reading import (
    language_of_paper,
    read_case_facts,
    read_receipt_facts,
    receipts_of,
)
from services.desk.papers.receipt import receipt
from services.desk.papers.sheet import Sheet, written
from services.desk.papers.shelf import BUILDERS, available
from services.desk.rating_links import rate_address
from services.kit.text import Rendered
from web.pages import desk_of, languages_of
from web.security import Pace, slow_down

PACE = Pace(at_once=20, seconds=3)
"""Per address: printing keeps a processor busy for some tens of milliseconds."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper there is, and where it opens."""

    label: Rendered
    address: str


async def papers_of(session: AsyncSession, desk: Desk, case: Case) -> Sequence[Paper]:
    """Return the papers of a case, for a page that offers them."""
    facts = await read_case_facts(session, case, desk.services, desk.around, desk.base_url)
    receipts = await receipts_of(session, case.id)
    wanted: list[tuple[PaperKind, UUID | None]] = [
        *((kind, None) for kind in available(facts)),
        *((PaperKind.RECEIPT, receipt_id) for receipt_id in receipts),
    ]
    return [_paper(desk, case, kind, receipt_id) for kind, receipt_id in wanted]


async def send_paper(request: Request) -> Response:
    """Print the one paper a link was made for, in the language of whoever filed the case."""
    slow_down(request, "papers", PACE)
    desk = desk_of(request)
    token = request.path_params["token"]
    values = desk.links.read(PURPOSE, token, desk.clock())
    if values is None:
        raise HTTPException(404)
    async with desk.database.reading() as session:
        found = await session.get(Case, UUID(values[0]))
        if found is None:
            raise HTTPException(404)
        sheet = await _sheet(session, desk, found, values[1:])
        code = request.query_params.get("lang") or await language_of_paper(session, found)
    spoken = languages_of(request)
    language = spoken.get(code) or next(iter(spoken.values()))
    pdf = await asyncio.to_thread(print_sheet, written(sheet, desk.around.office, language))
    return _response(pdf, f"{found.reference}-{values[1]}.pdf")


async def _sheet(session: AsyncSession, desk: Desk, case: Case, values: Sequence[str]) -> Sheet:
    facts = await read_case_facts(session, case, desk.services, desk.around, desk.base_url)
    kind = PaperKind(values[0])
    if kind == PaperKind.RECEIPT:
        paid = await read_receipt_facts(session, case, UUID(values[1]))
        if paid is None:
            raise HTTPException(404)
        return receipt(paid)
    if kind not in available(facts):
        raise HTTPException(404)
    code = values[1] if kind == PaperKind.ACKNOWLEDGEMENT and len(values) > 1 else ""
    rating = rate_address(desk.links, case)
    return BUILDERS[kind](replace(facts, rate_address=rating, claim_code=code))


def _paper(desk: Desk, case: Case, kind: PaperKind, receipt_id: UUID | None) -> Paper:
    address = paper_address(desk.links, case.id, kind, desk.clock(), receipt_id)
    return Paper(LABELS[kind], address)


def _response(pdf: bytes, name: str) -> Response:
    """Show it in the browser; nobody between keeps it, and no search engine lists it."""
    return Response(
        pdf,
        media_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Robots-Tag": "noindex, nofollow",
            "Referrer-Policy": "no-referrer",
            "Content-Security-Policy": "frame-ancestors 'none'",
        },
    )


routes: list[BaseRoute] = [Route("/papers/{token}.pdf", send_paper)]
"""A link that expired, or was changed, leads to the page for what is not here."""
