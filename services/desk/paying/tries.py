"""Wrong tries at a notice: each row of them shuts it for longer, until somebody of staff helps.

Four digits are guessed in ten thousand tries. With these locks a notice bears about a hundred in
three months, by everybody together, and the owner always gets it opened by calling.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlmodel import col, select

from models.assessment import Assessment
from models.audit_entry import AuditEntry
from models.case import Case
from models.staff import Staff
from services.desk import audit
from services.desk.paying.rights import require_confirming
from services.desk.reaching import or_call
from services.desk.work import Work
from services.kit.errors import NotPossible
from services.kit.text import Moment, Rendered, _

LOOK_UP = "look_up"
OPEN_AGAIN = "look_up_opened"
MOST_OF_A_CHAT = 5
MOST_ABOUT_A_NOTICE = 20
"""By everybody about one notice: new chats do not help those who try one number after another."""

LOCKS = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30))
"""How long a notice is shut after the first row of wrong tries, the second, and so on."""

LOCKS_OF_A_CHAT = LOCKS[:2]
"""Nobody can open a chat again, and its owner may only have mixed up two numbers."""

REMEMBERED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Locked:
    """A notice that is shut for now."""

    subject: str
    until: datetime


def locked_until(
    tries: Sequence[datetime], most: int, locks: Sequence[timedelta] = LOCKS
) -> datetime | None:
    """Return until when it is shut after these wrong tries, in order; None when it never was."""
    rows = len(tries) // most
    if rows == 0:
        return None
    return tries[rows * most - 1] + locks[min(rows, len(locks)) - 1]


async def check_tries(work: Work, case: Case, subject: str) -> None:
    """Raise `NotPossible` while this chat, or this notice, is shut."""
    own = audit.account_digest(case.channel, case.chat)
    shut = (
        locked_until(await _wrong_tries(work, actor=own), MOST_OF_A_CHAT, LOCKS_OF_A_CHAT),
        locked_until(await _wrong_tries(work, subject=subject), MOST_ABOUT_A_NOTICE),
    )
    until = max((one for one in shut if one and one > work.now), default=None)
    if until is not None:
        raise NotPossible(_shut(work, until))


async def subject_of(work: Work, tax: str, notice: str) -> str:
    """Name what was tried. What is no notice of ours may be anything, so it is not kept."""
    known = select(Assessment.id).where(Assessment.tax == tax, Assessment.notice == notice)
    if (await work.session.exec(known)).first() is None:
        notice = f"#{sha256(notice.encode()).hexdigest()[:16]}"
    return f"{tax} {notice}"[:80]


def wrong_try(work: Work, case: Case, subject: str) -> AuditEntry:
    """Return the record of a wrong try, without the digits."""
    return AuditEntry(
        at=work.now,
        actor=audit.account_digest(case.channel, case.chat),
        action=LOOK_UP,
        subject=subject,
        outcome=audit.REFUSED,
        channel=case.channel,
    )


async def locked_notices(work: Work) -> list[Locked]:
    """Return the notices that are shut now, those that stay so longest first."""
    tries: dict[str, list[datetime]] = {}
    for entry in await _entries(work):
        if entry.action == OPEN_AGAIN:
            tries.pop(entry.subject, None)
        elif "#" not in entry.subject:
            tries.setdefault(entry.subject, []).append(entry.at)
    shut = ((one, locked_until(told, MOST_ABOUT_A_NOTICE)) for one, told in tries.items())
    locked = [Locked(subject, until) for subject, until in shut if until and until > work.now]
    return sorted(locked, key=lambda one: one.until, reverse=True)


async def open_again(work: Work, subject: str, staff: Staff) -> None:
    """Let a notice be looked up again: its wrong tries so far count no more. It is recorded."""
    require_confirming(work, staff)
    await audit.record(work, str(staff.id), OPEN_AGAIN, subject, audit.DONE, "console")


async def _wrong_tries(work: Work, **which: str) -> list[datetime]:
    """Return when it was tried wrongly, since somebody at the office opened it again."""
    entries = await _entries(work, **which)
    opened = [at for at, one in enumerate(entries, start=1) if one.action == OPEN_AGAIN]
    return [one.at for one in entries[opened[-1] if opened else 0 :] if one.action == LOOK_UP]


async def _entries(work: Work, **which: str) -> Sequence[AuditEntry]:
    wanted = select(AuditEntry).where(
        col(AuditEntry.at) > work.now - REMEMBERED,
        col(AuditEntry.action).in_((LOOK_UP, OPEN_AGAIN)),
        col(AuditEntry.outcome).in_((audit.REFUSED, audit.DONE)),
    )
    in_order = wanted.filter_by(**which).order_by(col(AuditEntry.at), col(AuditEntry.id))
    return (await work.session.exec(in_order)).all()


def _shut(work: Work, until: datetime) -> Rendered:
    office = work.around.office
    words = _(
        "That was wrong several times. To protect the owner, this is shut until {until}. If the "
        "notice is yours, come to the office with it ({hours}): we help you at once.",
        until=Moment(until),
        hours=office.hours,
    )
    return or_call(words, office)
