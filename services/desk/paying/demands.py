"""Demands: a bill as its resident is shown it, with the code to scan and its own page."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from models.bill import Bill
from models.case import Case
from models.vocabulary import MessageClass
from services.desk.actor import Actor
from services.desk.paying.billing import Demand, bill_and_case, next_open
from services.desk.paying.cards import Due, nothing_due, pay_card, stacked
from services.desk.paying.growing import standing_on
from services.desk.paying.growth_words import explained
from services.desk.resident_actions import own_case
from services.desk.telling import tell_resident, words_for
from services.desk.work import Work
from services.kit.errors import NotFound
from services.kit.links import Links
from services.kit.message import Picture, Reply
from services.kit.money import from_satang
from services.kit.office import Office
from services.kit.promptpay import code_for
from services.kit.qr import qr_png
from services.kit.text import _

PURPOSE = "pay"
LIFETIME = timedelta(days=400)
"""From the day of the bill: the same bill always has the same address."""

__all__ = ["Demand", "card_of", "code_of", "page_of", "read_page_token", "show_due", "tell_due"]


def code_of(office: Office, bill: Bill) -> str:
    """Return the payment code of what is still open; nothing where people pay at the counter."""
    payee = office.payee
    if payee is None or not (payee.biller or payee.proxy) or not bill.open_satang:
        return ""
    return code_for(payee, bill.ref1, bill.ref2, from_satang(bill.open_satang))


def page_of(links: Links, bill: Bill) -> str:
    """Return the address of the page of a bill; whoever holds it may see what is due, and pay."""
    return links.address("/pay", PURPOSE, [str(bill.id)], bill.created_at + LIFETIME)


async def read_page_token(work: Work, token: str) -> tuple[Bill, Case]:
    """Return the bill a token opens. Raises `NotFound`."""
    told = work.links.read(PURPOSE, token, work.now)
    if not told:
        raise NotFound(_("This page is no longer open. Please ask for the payment in the chat."))
    return await bill_and_case(work.session, UUID(told[0]))


def card_of(work: Work, bill: Bill, case: Case) -> Reply:
    """Return what the resident is told about a bill."""
    office = work.around.office
    page = page_of(work.links, bill)
    code = code_of(office, bill)
    picture = Picture(f"{page}.png", qr_png(code)) if code else None
    due = Due(
        words_for(work, case),
        bill.what_for,
        bill.open_satang,
        bill.due_on,
        bill.part,
        bill.parts,
        page,
        picture,
        office,
    )
    return pay_card(due)


async def show_due(work: Work, reference: str, actor: Actor) -> Reply:
    """Show residents what they are to pay next for their own case."""
    case = await own_case(work, reference, actor)
    bill = await next_open(work.session, case)
    if bill is None:
        return nothing_due(words_for(work, case))
    now = await standing_on(work.session, bill, work.today, work.around.office.tables)
    card = card_of(work, now.bill, case)
    return replace(card, text=stacked((*explained(now), card.text)))


async def tell_due(work: Work, bill: Bill) -> bool:
    """Tell the resident of a bill that staff have just made. False when nothing arrives there."""
    _bill, case = await bill_and_case(work.session, bill.id)
    return await tell_resident(work, case, card_of(work, bill, case), MessageClass.DEADLINE)
