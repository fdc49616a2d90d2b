"""When somebody of the office reads what is written to it now. Pure."""

from datetime import date, datetime

from services.kit.calendar import is_open, next_opening
from services.kit.consequences import TakeTicket
from services.kit.office import Office
from services.kit.service import Service
from services.kit.text import BANGKOK, Day, Moment, Rendered, Text, _


def when_read(now: datetime, office: Office) -> Rendered:
    """Tell whether the office is open, or when it opens: nobody should wait for an answer at
    night.
    """
    if is_open(now, office):
        return _("The office is open now, so somebody will read it soon.")
    opening = next_opening(now, office)
    if opening is None:
        return _("Somebody reads it when the office is open: {hours}", hours=office.hours)
    return _(
        "The office is closed now. It opens on {opening}; somebody will read it then.",
        opening=Moment(opening),
    )


def not_now(service: Service, now: datetime, office: Office) -> Text | None:
    """Say why nobody need begin this service now; None when it can be begun."""
    if paused := paused_on(service.key, now.astimezone(BANGKOK).date(), office):
        return paused
    gives_numbers = any(isinstance(then, TakeTicket) for then in service.then)
    return no_numbers_now(now, office) if gives_numbers else None


def paused_on(service_key: str, day: date, office: Office) -> Text | None:
    """Say why the office paused a service, and until when; None when it did not."""
    pause = office.switched_off.get(service_key)
    if pause is None or not pause.on(day):
        return None
    if pause.until is None:
        return _(
            "We cannot take this just now: {why}. Cases already sent go on as usual.",
            why=pause.why,
        )
    return _(
        "We cannot take this until {day}: {why}. Cases already sent go on as usual.",
        day=Day(pause.until),
        why=pause.why,
    )


def no_numbers_now(now: datetime, office: Office) -> Text | None:
    """Say when queue numbers, which are for the day, are given out; None while they are."""
    if is_open(now, office):
        return None
    opening = next_opening(now, office)
    if opening is None:
        return _("Queue numbers are given out when the office is open: {hours}", hours=office.hours)
    return _(
        "Queue numbers are given out on the day, while the office is open. It opens on {opening}.",
        opening=Moment(opening),
    )
