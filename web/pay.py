"""The page of one bill: what is due, the code to scan, and where the slip is sent. No script."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.desk import Desk
from bot.files.refusals import Unwelcome
from models.bill import Bill
from models.case import Case
from models.columns import new_id
from models.receipt import Receipt
from models.vocabulary import BillState
from services.desk import attachments
from services.desk.about import about
from services.desk.actor import Actor
from services.desk.papers.kinds import PaperKind
from services.desk.papers.links import paper_address
from services.desk.paying import demands, slips
from services.desk.paying.amounts import shown_satang
from services.desk.paying.billing import bill_and_case, bills_of, is_payable
from services.desk.paying.growing import Standing, standing
from services.desk.paying.growth_words import explained
from services.desk.paying.receipts import receipts_of
from services.kit.errors import NotAllowed, NotFound, NotPossible
from services.kit.qr import qr_png, qr_svg
from services.kit.text import BANGKOK, Day
from web.console.forms import TOKEN_FIELD, check_token, form_token
from web.one_file import read_one_file
from web.pages import desk_of, render
from web.security import Pace, sent_from_here, slow_down
from web.upload_room import ask_for_room

PACE = Pace(at_once=30, seconds=2)
SLIPS = Pace(at_once=6, seconds=60)
"""Per address: nobody has more transfers to show."""

LARGEST_SLIP = 10 * 1024 * 1024
_SAID = frozenset(("sent", "missing", "unwelcome"))


@dataclass(frozen=True, slots=True)
class Opened:
    """One bill as its page shows it, with the other bills of its case."""

    now: Standing
    case: Case
    bills: list[Bill]
    receipts: dict[UUID, Receipt]

    @property
    def bill(self) -> Bill:
        """The bill with what it costs today."""
        return self.now.bill

    @property
    def payable(self) -> bool:
        return self.bill.state == BillState.OPEN and is_payable(self.case)


async def show_bill(request: Request) -> Response:
    """Show what is due and how to pay it."""
    return await _page(request, request.query_params.get("said", ""))


async def send_code(request: Request) -> Response:
    """Draw the payment code, for messengers that fetch the picture."""
    slow_down(request, "pay", PACE)
    opened = await _opened(request)
    code = demands.code_of(desk_of(request).around.office, opened.bill) if opened.payable else ""
    if not code:
        raise HTTPException(404)
    headers = {"Cache-Control": "private, max-age=300", "X-Robots-Tag": "noindex"}
    return Response(qr_png(code), media_type="image/png", headers=headers)


async def take_slip(request: Request) -> Response:
    """Take the picture of a transfer, as the chat would."""
    slow_down(request, "slip", SLIPS)
    desk, token = desk_of(request), request.path_params["token"]
    if not sent_from_here(request, desk.base_url):
        raise HTTPException(403)
    posted = await read_one_file(request, LARGEST_SLIP)
    _check_form(desk, token, posted.fields.get(TOKEN_FIELD, ""))
    opened = await _opened(request)
    if not posted.content or not opened.payable:
        return _back(token, "missing" if opened.payable else "")
    try:
        await ask_for_room(request, opened.case.chat, len(posted.content))
        source = await request.app.state.fetcher.store_upload(posted.content)
    except NotPossible:
        raise HTTPException(429) from None
    except Unwelcome:
        return _back(token, "unwelcome")
    await _keep(desk, opened, source)
    request.app.state.fetcher.hurry()
    return _back(token, "sent")


async def _keep(desk: Desk, opened: Opened, source: dict[str, object]) -> None:
    """Put the file to the case, in the name of the chat the case belongs to."""
    case = opened.case
    owner = Actor(case.channel, case.chat, case.chat, private=True, language="", source=source)
    async with desk.work() as work:
        bill, case = await bill_and_case(work.session, opened.bill.id)
        kept = await attachments.keep(work, new_id(), owner)
        await slips.take(work, bill, case, kept)


async def _opened(request: Request) -> Opened:
    desk = desk_of(request)
    told = desk.links.read(demands.PURPOSE, request.path_params["token"], desk.clock())
    if not told:
        raise HTTPException(404)
    async with desk.database.reading() as session:
        try:
            bill, case = await bill_and_case(session, UUID(told[0]))
        except NotFound:
            raise HTTPException(404) from None
        tables = desk.around.office.tables
        every = await standing(session, await bills_of(session, case.id), _today(desk), tables)
        receipts = {one.bill_id: one for one in await receipts_of(session, case.id)}
    now = next(one for one in every if one.bill.id == bill.id)
    return Opened(now, case, [one.bill for one in every], receipts)


async def _page(request: Request, said: str) -> Response:
    slow_down(request, "pay", PACE)
    desk = desk_of(request)
    opened = await _opened(request)
    office = desk.around.office
    code = demands.code_of(office, opened.bill) if opened.payable else ""
    receipt = opened.receipts.get(opened.bill.id)
    page = render(
        request,
        "pay/bill.html",
        bill=opened.bill,
        others=[one for one in opened.bills if one.id != opened.bill.id],
        other_page=lambda bill: demands.page_of(desk.links, bill),
        about=about(opened.case, desk.services, office, desk.base_url),
        payable=opened.payable,
        why=explained(opened.now) if opened.payable else (),
        code=qr_svg(code) if code else "",
        payee=office.payee,
        receipt=receipt,
        paper=_paper(desk, opened.case, receipt),
        said=said if said in _SAID else "",
        form_token=_form_token(desk, request.path_params["token"]),
        token=request.path_params["token"],
        amount=shown_satang,
        as_day=Day,
    )
    return _private(page)


def _today(desk: Desk) -> date:
    return desk.clock().astimezone(BANGKOK).date()


def _paper(desk: Desk, case: Case, receipt: Receipt | None) -> str:
    if receipt is None:
        return ""
    return paper_address(desk.links, case.id, PaperKind.RECEIPT, desk.clock(), receipt.id)


def _back(token: str, said: str) -> Response:
    return _private(RedirectResponse(f"/pay/{token}{f'?said={said}' if said else ''}#said", 303))


def _check_form(desk: Desk, token: str, given: str) -> None:
    """Refuse a form that no page of this bill has shown."""
    try:
        check_token(given, _form_token(desk, token))
    except NotAllowed:
        raise HTTPException(403) from None


def _form_token(desk: Desk, token: str) -> str:
    return form_token(desk.secret_key, "pay", token)


def _private(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


routes: list[BaseRoute] = [
    Route("/pay/{token}.png", send_code),
    Route("/pay/{token}", show_bill),
    Route("/pay/{token}/slip", take_slip, methods=["POST"]),
]
