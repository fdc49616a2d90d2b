"""Words about the queue that several pages say."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from models.vocabulary import TicketState, TicketWay
from services.desk.queueing.standing import LineView, Place
from services.kit.calendar import closing
from services.kit.office import Office
from services.kit.text import BANGKOK, Moment, Rendered, Text, _, counted

WAY_NAMES: Mapping[str, Text] = {
    TicketWay.CHAT: _("from the chat"),
    TicketWay.FORM: _("from the form"),
    TicketWay.DOOR: _("from the code at the door"),
    TicketWay.KIOSK: _("from the machine"),
    TicketWay.COUNTER: _("taken by staff"),
}


def about_minutes(minutes: int) -> Rendered:
    """Say how long it will take: never to the minute, and no wait at all is good news."""
    if minutes <= 0:
        return _("no wait")
    return counted("about {count} minute", "about {count} minutes", minutes)


def waiting(count: int) -> Rendered:
    """Say how many stand in a line."""
    if count <= 0:
        return _("Nobody is waiting")
    return counted("{count} person is waiting", "{count} people are waiting", count)


def line_words(one: LineView) -> Rendered:
    """Say in a few words how a line stands, for somebody who may join it."""
    return _(
        "{waiting}, {time}",
        waiting=waiting(len(one.waiting)),
        time=about_minutes(one.minutes_for_next),
    )


def may_be_too_late(place: Place, now: datetime, office: Office) -> Text | None:
    """Warn who may not be called before the office closes; nothing for everybody else."""
    ends = closing(now.astimezone(BANGKOK).date(), office)
    called_at = now + timedelta(minutes=place.minutes)
    if place.ticket.state != TicketState.WAITING or ends is None or called_at < ends:
        return None
    return _(
        "Many people are before you today: it may not be your turn before we close ({closes}).",
        closes=Moment(ends),
    )
