"""Whether two people are two: whoever made the other's way in could be both."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlmodel import col, select

from models.audit_entry import AuditEntry
from models.staff import Staff
from models.vocabulary import CodePurpose
from services.desk import codes, sessions
from services.desk.work import Work
from services.kit.errors import NotAllowed
from services.kit.text import _

GIVEN: Final = ("make_sign_in_link", "join")
"""What the log says of a link that somebody else gets to see first."""

LASTS: Final[timedelta] = codes.VALID_FOR[CodePurpose.SIGN_IN] + sessions.LASTS
"""After that no session is open any more that such a link began."""


async def require_second_person(work: Work, first: UUID, second: Staff) -> None:
    """Raise `NotAllowed` when the first could be sitting there with a link they made themselves."""
    given = select(AuditEntry.id).where(
        AuditEntry.actor == str(first),
        AuditEntry.subject == str(second.id),
        col(AuditEntry.action).in_(GIVEN),
        AuditEntry.at > work.now - LASTS,
    )
    if (await work.session.exec(given.limit(1))).first() is not None:
        raise NotAllowed(
            _(
                "Whoever asks for this made a link today that signs you in, so nobody could tell "
                "that two people decided. Please ask somebody else, or decide tomorrow."
            )
        )
