"""A number as it is shown and printed where it was just taken: at the machine or at a counter."""

from typing import Any

from bot.desk import Desk
from services.desk.queueing.links import ticket_address
from services.desk.queueing.notices import place_words
from services.desk.queueing.standing import Place, label
from services.kit.qr import qr_svg
from services.kit.text import Moment
from web.queueing.said import may_be_too_late


def printed(desk: Desk, place: Place) -> dict[str, Any]:
    """Return what the slip says, with the code that leads to the page of the number."""
    return {
        "label": label(place.ticket),
        "queue": place.queue,
        "taken": Moment(place.ticket.taken_at),
        "place": place_words(place),
        "late": may_be_too_late(place, desk.clock(), desk.around.office),
        "code": qr_svg(ticket_address(desk.links, place.ticket)),
    }
