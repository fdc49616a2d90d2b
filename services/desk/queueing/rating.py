"""Stars from who has just been served, on the page of their ticket."""

from uuid import UUID

from models.queue_ticket import QueueTicket
from models.vocabulary import TicketState
from services.desk import resident_actions
from services.desk.actor import Actor
from services.desk.queueing.holders import case_of
from services.desk.queueing.lines import change, load_ticket
from services.desk.steps import checked_words
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotPossible
from services.kit.text import _


async def rate_ticket(work: Work, ticket_id: UUID, stars: int, comment: str = "") -> QueueTicket:
    """Take 1 to 5 stars, perhaps with a word; who has a case rates that, as in the chat.

    Raises `NotPossible` before they were served and when they rated already.
    """
    ticket = await load_ticket(work, ticket_id)
    kept = checked_words(comment)
    if len(kept) > resident_actions.MOST_COMMENT:
        raise InvalidAnswer(_("That is more than 1,000 letters. Please say it a little shorter."))
    if case := await case_of(work, ticket):
        actor = Actor(
            case.channel, case.chat, case.chat, True, language="", resident_id=case.resident_id
        )
        await resident_actions.rate(work, case.reference, actor, stars)
        if kept:
            await resident_actions.comment(work, case.reference, actor, kept)
        return ticket
    if stars not in range(1, 6):
        raise InvalidAnswer(_("Please choose from 1 (very poor) to 5 (very good)."))
    if ticket.state != TicketState.DONE:
        raise NotPossible(_("You can rate it when you have been served."))
    if ticket.stars is not None:
        raise NotPossible(_("You have already rated this. Thank you, one rating is enough."))
    await change(work, ticket, stars=stars, comment=kept or None)
    return ticket
