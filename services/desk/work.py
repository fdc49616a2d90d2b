"""One piece of work at the desk: one transaction, one moment, and everything it looks at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from models.vocabulary import MessageClass, Urgency
from services.desk.outbox import Destination, outbox_rows
from services.kit.fields import Surroundings
from services.kit.links import Links
from services.kit.message import Reply
from services.kit.sealing import Keyring
from services.kit.service import Service
from services.kit.text import BANGKOK, Language


@dataclass(frozen=True, slots=True)
class Work:
    """What every use case of the desk is given. Nobody commits: whoever opened it does.

    `outbox` gathers what is to be said; it is written with one statement at the end of the
    transaction and handed to the sender after the commit.
    """

    session: AsyncSession
    now: datetime
    around: Surroundings
    services: Mapping[str, Service]
    base_url: str
    links: Links
    """Makes links that open a page without sign-in; see `services.kit.links`."""
    keyring: Keyring
    """Seals and opens private answers; see `services.kit.sealing`."""
    outbox: list[dict[str, Any]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    """What cases went through, for the audit log; written like the outbox."""
    changes: list[str] = field(default_factory=list)
    """What the desk has to read again after the commit; see `services.desk.changing`."""
    to_index: set[UUID] = field(default_factory=set)
    """Cases whose words changed; the search takes them up before the commit, all at once."""

    @property
    def today(self) -> date:
        """The day in Thailand."""
        return self.now.astimezone(BANGKOK).date()

    @property
    def gathered(self) -> tuple[int, int]:
        """How much there is to say and to record so far."""
        return len(self.outbox), len(self.entries)

    def drop_since(self, gathered: tuple[int, int]) -> None:
        """Forget what was gathered after that, because what it tells about was undone."""
        del self.outbox[gathered[0] :]
        del self.entries[gathered[1] :]

    def language(self, code: str) -> Language:
        """Return a language the office speaks, or its first when the code is not one of them."""
        languages = self.around.languages
        return languages.get(code) or next(iter(languages.values()))

    def say(
        self,
        to: Destination,
        replies: Sequence[Reply],
        language: str,
        urgency: Urgency = Urgency.MUST_ARRIVE,
        case_id: UUID | None = None,
        message_class: MessageClass = MessageClass.STATUS,
    ) -> None:
        """Put messages to one chat into the outbox of this transaction."""
        self.outbox.extend(
            outbox_rows(
                to, replies, self.language(language), self.now, urgency, case_id, message_class
            )
        )
