"""Erasing one person's data: a preview, a proposal, and a second person who agrees."""

from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from services.desk.permissions import PERSONAL_DATA
from services.desk.residents import erasing
from services.desk.residents.erasable import Item, Why, erasable
from services.desk.residents.reading import facts_of
from services.kit.text import Text, _
from web.console.access import Visit, opened, pressed
from web.console.residents import RESIDENTS, address_of, known, request_of, require_all

ERASE = f"{RESIDENTS}/requests/{{asked:uuid}}/erase"

ITEMS: Mapping[Item, Text] = {
    Item.CASE: _("Case"),
    Item.CHATS: _("Chats: addresses, the chat window, what the chat remembers"),
    Item.FIGURES: _("The public figures"),
    Item.LOG: _("Audit log"),
}
REASONS: Mapping[Why, Text] = {
    Why.OVER: _("It is over and nothing needs it any more."),
    Why.OPEN: _("The office is still working on it."),
    Why.LENT: _("Property of the office is still with the borrower."),
    Why.MONEY: _("There is a bill for it: accounting law wants it kept."),
    Why.NEEDED: _("News of an open case still has to arrive."),
    Why.NUMBERS: _("They count cases, not people."),
    Why.NO_WORDS: _("It holds nothing a resident wrote."),
}


async def preview(visit: Visit) -> Response:
    """Show item by item what would be erased, and what stays and why."""
    asked = await request_of(visit)
    found = await known(visit, asked.resident_id)
    require_all(visit, found)
    async with visit.desk.database.reading() as session:
        told = erasable(await facts_of(session, found.cases))
    return visit.render(
        "resident_erase.html",
        asked=asked,
        person=found,
        verdicts=told,
        items=ITEMS,
        reasons=REASONS,
        own_proposal=asked.proposed_by == visit.staff.id,
    )


async def propose(visit: Visit) -> Response:
    """Ask a second person to agree."""
    asked = await request_of(visit)
    require_all(visit, await known(visit, asked.resident_id))
    async with visit.desk.work() as work:
        await erasing.propose(work, asked.id, visit.staff)
    return RedirectResponse(ERASE.replace("{asked:uuid}", str(asked.id)), 303)


async def erase(visit: Visit) -> Response:
    """Erase what may be erased, as the second person."""
    asked = await request_of(visit)
    require_all(visit, await known(visit, asked.resident_id))
    async with visit.desk.work() as work:
        await erasing.erase(work, asked.id, visit.staff)
    return RedirectResponse(address_of(asked.resident_id), 303)


routes: list[BaseRoute] = [
    opened(ERASE, preview, right=PERSONAL_DATA),
    pressed(ERASE, erase, right=PERSONAL_DATA),
    pressed(f"{ERASE}/propose", propose, right=PERSONAL_DATA),
    opened(f"{ERASE}/propose", preview, right=PERSONAL_DATA),
]
