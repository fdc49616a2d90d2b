"""What filing a case brings about: one table from each consequence to the use case behind it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from models.case import Case
from services.desk.lending.reserving import reserve
from services.desk.paying.assessed import bill_assessed
from services.desk.queueing.taking import carry_ticket
from services.desk.talks import open_talk
from services.desk.work import Work
from services.kit.consequences import (
    BillAssessed,
    Consequence,
    OpenTalk,
    ReserveProperty,
    TakeTicket,
)
from services.kit.message import Reply
from services.kit.service import Service

Carrier = Callable[[Work, Case, Any], Awaitable[tuple[Reply, ...]]]
"""Does what follows and returns what to say about it after the receipt.

Raises `ResidentError` when it cannot be: then nothing of the filing counts.
"""

_CARRIERS: Mapping[type[Consequence], Carrier] = {
    BillAssessed: bill_assessed,
    OpenTalk: open_talk,
    ReserveProperty: reserve,
    TakeTicket: carry_ticket,
}


async def follow_up(work: Work, service: Service, filed: Case) -> tuple[Reply, ...]:
    """Carry out everything that follows from a case that has just been filed."""
    replies: list[Reply] = []
    for consequence in service.then:
        if consequence.follows(filed.answers):
            replies += await _CARRIERS[type(consequence)](work, filed, consequence)
    return tuple(replies)


def carriers() -> Mapping[type[Consequence], Carrier]:
    """Return the table, so that a test can see that no consequence is missing."""
    return _CARRIERS
