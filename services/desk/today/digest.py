"""Digests: a few numbers in the morning for those who lead, each in their own chat, once.

Numbers and links only, so that it may be read on a locked screen. When nothing waits nothing is
sent on a working day, for a message about nothing is one nobody opens the next time; the weekly
one always comes, so that silence means that something is broken.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from sqlmodel import col, or_, select, update

from models.digest_choice import DigestChoice
from models.staff import Staff
from models.vocabulary import MessageClass, Role
from services.desk.climbing.people import own_chats
from services.desk.outbox import Destination
from services.desk.paying.till import dialect_of
from services.desk.permissions import READ, may
from services.desk.telling import STAFF_LANGUAGE
from services.desk.today import digest_words
from services.desk.today.piles import Scope, counts, moved_since
from services.desk.work import Work
from services.kit.calendar import is_open, is_working_day, week_of
from services.kit.message import Reply

READERS: Final = (Role.HEAD, Role.EXECUTIVE)


class Digest(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"


async def send_digests(work: Work) -> int:
    """Send what is due this morning, and return how many; nothing while the office is closed."""
    if not is_open(work.now, work.around.office):
        return 0
    due = [Digest.WEEKLY] if _opens_the_week(work) else []
    sent = 0
    for staff in await _readers(work):
        for kind in (*due, Digest.DAILY):
            sent += await _send(work, staff, kind)
    return sent


async def choice_of(work: Work, staff: Staff) -> DigestChoice:
    """Return what somebody wants; both until they say otherwise."""
    row = {"staff_id": staff.id, "daily": True, "weekly": True}
    writing = dialect_of(work).insert(DigestChoice).values(**row).on_conflict_do_nothing()
    await work.session.exec(writing)
    return await work.session.get_one(DigestChoice, staff.id, populate_existing=True)


async def choose(work: Work, staff: Staff, *, daily: bool, weekly: bool) -> None:
    """Keep which digests somebody wants."""
    choice = await choice_of(work, staff)
    choice.daily, choice.weekly = daily, weekly
    work.session.add(choice)


def reads_digests(staff: Staff) -> bool:
    """Say whether digests are written for this person."""
    return staff.role in READERS


async def _readers(work: Work) -> Sequence[Staff]:
    """Return who leads and has not been looked at today: after the morning, nobody."""
    last = col(DigestChoice.daily_on)
    wanted = (
        select(Staff)
        .join(DigestChoice, col(DigestChoice.staff_id) == col(Staff.id), isouter=True)
        .where(col(Staff.role).in_(READERS), col(Staff.left_at).is_(None))
        .where(or_(last.is_(None), last < work.today))
        .order_by(col(Staff.id))
    )
    return (await work.session.exec(wanted)).all()


async def _send(work: Work, staff: Staff, kind: Digest) -> bool:
    choice = await choice_of(work, staff)
    if not await _claimed(work, staff, kind) or not getattr(choice, kind):
        return False
    chat = (await own_chats(work.session, [staff.id])).get(staff.id)
    return await _WRITE[kind](work, staff, chat) if chat else False


async def _claimed(work: Work, staff: Staff, kind: Digest) -> bool:
    """Note it in the same transaction; False when it was sent already."""
    last = col(getattr(DigestChoice, f"{kind}_on"))
    since = work.today if kind is Digest.DAILY else week_of(work.today)
    claiming = (
        update(DigestChoice)
        .where(col(DigestChoice.staff_id) == staff.id, or_(last.is_(None), last < since))
        .values({f"{kind}_on": work.today})
        .execution_options(synchronize_session=False)
    )
    return bool((await work.session.exec(claiming)).rowcount)


async def _daily(work: Work, staff: Staff, chat: Destination) -> bool:
    found = await counts(work.session, _scope(work, staff))
    if not digest_words.is_worth_a_message(found):
        return False
    _say(work, chat, digest_words.daily(found, work.base_url))
    return True


async def _weekly(work: Work, staff: Staff, chat: Destination) -> bool:
    scope = _scope(work, staff)
    found = await counts(work.session, scope)
    moved = await moved_since(work.session, scope, work.now)
    _say(work, chat, digest_words.weekly(found, moved, work.base_url))
    return True


def _say(work: Work, chat: Destination, digest: Reply) -> None:
    """The first to wait when the month's messages run short: its numbers stand on the console."""
    work.say(chat, (digest,), STAFF_LANGUAGE, message_class=MessageClass.DIGEST)


def _scope(work: Work, staff: Staff) -> Scope:
    return Scope(None if may(staff, READ, None) else staff.department, staff.id, work.today)


def _opens_the_week(work: Work) -> bool:
    """The first working day of a week: Tuesday after a Monday that is a holiday."""
    first = week_of(work.today)
    days = (date.fromordinal(number) for number in range(first.toordinal(), work.today.toordinal()))
    return not any(is_working_day(day, work.around.office) for day in days)


_WRITE = {Digest.DAILY: _daily, Digest.WEEKLY: _weekly}
