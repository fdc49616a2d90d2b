"""The words of the console for what the database keeps as keys, offered to its templates."""

from collections.abc import Mapping
from typing import Any

from models.vocabulary import ChannelName, IntakeWay, OutboxState
from services.desk import names
from services.desk.paying.amounts import shown_satang
from services.kit.office import Office
from services.kit.references import shown
from services.kit.service import Service
from services.kit.text import Counted, Day, Moment, Rendered, Text, _, counted, plain
from web.console.conversation import fate

DELIVERY_NAMES: Mapping[str, Text] = {
    OutboxState.WAITING: _("On its way"),
    OutboxState.SENT: _("Delivered"),
    OutboxState.FAILED: _("Did not arrive"),
    OutboxState.DROPPED: _("Not sent: too late for a free answer"),
}

CHANNEL_NAMES: Mapping[str, Text] = {
    ChannelName.LINE: _("LINE"),
    ChannelName.TELEGRAM: _("Telegram"),
    ChannelName.WEBCHAT: _("Web site"),
    ChannelName.COUNTER: _("Filed by staff"),
    "web": _("Web site"),
    "console": _("Console"),
    "api": _("A program"),
}


WAY_NAMES: Mapping[str, Text] = {
    IntakeWay.COUNTER: _("at the counter"),
    IntakeWay.TELEPHONE: _("by telephone"),
}


def delivery_name(state: str) -> Rendered:
    """Name what became of a message; the key itself when a later version brought a new one."""
    return DELIVERY_NAMES.get(state) or plain(state)


def channel_name(channel: str) -> Rendered:
    """Name a messenger; the key itself for one the console does not know."""
    return CHANNEL_NAMES.get(channel) or plain(channel)


def way_name(way: str) -> Rendered:
    """Name how somebody came for whom staff filed."""
    return WAY_NAMES.get(way) or plain(way)


def attempts(count: int) -> Counted:
    """Say how often something was tried."""
    return counted("tried once", "tried {count} times", count)


def messages_each(count: int) -> Counted:
    """Say what one notice to a chat costs."""
    return counted("each notice costs {count} message", "each notice costs {count} messages", count)


def naming(office: Office, services: Mapping[str, Service]) -> dict[str, Any]:
    """Return what every template of the console may use to name things."""
    return {
        "status_name": names.status_name,
        "action_name": names.action_name,
        "role_name": names.role_name,
        "department_name": lambda key: names.department_name(office, key),
        "service_title": lambda key: names.service_title(services, key),
        "village_name": lambda number: names.village_name(office, number),
        "delivery_name": delivery_name,
        "delivery_fate": fate,
        "channel_name": channel_name,
        "way_name": way_name,
        "shown_reference": shown,
        "attempts": attempts,
        "messages_each": messages_each,
        "as_day": Day,
        "amount": shown_satang,
        "as_moment": Moment,
    }
