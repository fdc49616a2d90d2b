"""Who is behind an event: a resident in their own chat, or staff in theirs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from services.desk.outbox import Destination


@dataclass(frozen=True, slots=True)
class Actor:
    """The person and the chat an effect of a turn is carried out for."""

    channel: str
    chat: str
    person: str
    private: bool
    language: str
    resident_id: UUID | None = None
    """Set for everybody in a private chat; never in a group."""
    staff_id: UUID | None = None
    """Set when a member of staff acts for a resident who is not in any chat."""
    message_key: str = ""
    """`channel:message id`, so that an unsend finds what came from it."""
    media: str = ""
    source: Mapping[str, Any] = field(default_factory=dict)
    """Where the channel finds the file this event brought."""
    reply_token: str = ""
    reply_until: datetime | None = None

    @property
    def here(self) -> Destination:
        """The chat itself, with the free reply of this event."""
        return Destination(self.channel, self.chat, self.reply_token, self.reply_until)
