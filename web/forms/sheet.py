"""A sheet: one form in one browser, from the first look to the case it becomes.

Nothing is kept of it on our side but its files. The page carries a sealed token with a secret of
its own; the chat that belongs to this secret is where the case is filed, unless the reader is
known from a messenger.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from models.vocabulary import ChannelName
from services.kit.links import Links
from web.chat import SECRET_BYTES, chat_of
from web.forms.uploads import Owner

TOKEN: Final = "_form"  # noqa: S105 -- the name of an input, not a secret
PURPOSE: Final = "form"
LIFETIME: Final = timedelta(days=2)
"""Long enough to look for a paper and go on the next day."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the token of a form says."""

    service_key: str
    secret: str
    channel: str = ""
    chat: str = ""
    """The chat of a messenger whose person is known to hold this form."""

    @property
    def own_chat(self) -> str:
        """The web chat of this form, where its files are kept until it is sent."""
        return chat_of(self.secret)

    @property
    def message_key(self) -> str:
        """What the case's history remembers, so that one form becomes one case."""
        return f"form:{self.own_chat}"

    def owner(self, language: str) -> Owner:
        """Name the chat the files of this form belong to."""
        return Owner(ChannelName.WEBCHAT, self.own_chat, language)

    def token(self, links: Links, now: datetime) -> str:
        """Return what the page carries."""
        values = (self.service_key, self.secret, self.channel, self.chat)
        return links.token(PURPOSE, values, now + LIFETIME)


def new_sheet(service_key: str) -> Sheet:
    """Begin a form."""
    return Sheet(service_key, secrets.token_urlsafe(SECRET_BYTES))


def read_sheet(links: Links, token: str, service_key: str, now: datetime) -> Sheet | None:
    """Return the form a page belongs to; None when it is too old, or of another service."""
    values = links.read(PURPOSE, token, now) if token else None
    sheet = Sheet(*values) if values and len(values) == 4 else None
    return sheet if sheet and sheet.service_key == service_key else None
