"""The office's own control: who did, or was refused, what. Never what a resident wrote."""

import hashlib
from collections.abc import Mapping

from models.audit_entry import AuditEntry
from models.vocabulary import ActorKind
from services.desk.work import Work

DONE = "done"
REFUSED = "refused"
RESIDENT = "resident"
DESK = "desk"
STAFF = "staff"
"""Somebody of the office, when it is not known who: whoever works on the machine itself."""
NOBODY = "nobody"
MACHINE = "command line"
"""Whoever types commands on the machine itself."""

BY_KIND: Mapping[str, str] = {
    ActorKind.RESIDENT: RESIDENT,
    ActorKind.STAFF: STAFF,
    ActorKind.SYSTEM: DESK,
}
"""Who stands in the log for a step that no account of staff took."""


def account_digest(channel: str, person: str) -> str:
    """Name an account that belongs to nobody we know, without keeping the account itself."""
    return "account:" + hashlib.sha256(f"{channel}:{person}".encode()).hexdigest()[:32]


async def record(
    work: Work,
    actor: str,
    action: str,
    subject: str,
    outcome: str,
    channel: str = "",
    note: str = "",
) -> None:
    """Add a line. `actor` is a staff id, or a digest of an account; `subject` a key or number.

    `note` is what staff wrote as their reason.
    """
    work.session.add(
        AuditEntry(
            at=work.now,
            actor=actor[:80],
            action=action[:40],
            subject=subject[:80],
            outcome=outcome,
            channel=channel,
            note=note[:500],
        )
    )
