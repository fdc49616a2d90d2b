"""Merging: two residents turned out to be one person. Their chats go on, and it can be undone."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import col, select, update

from models.case import Case
from models.channel_address import ChannelAddress
from models.conversation import Conversation
from models.data_request import DataRequest
from models.merged_resident import MergedResident
from models.resident import Resident
from models.staff import Staff
from services.desk import audit
from services.desk.residents import merged_news
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotFound, NotPossible
from services.kit.text import _

UNDOING: Final = timedelta(days=30)

_CHATS: Final = (ChannelAddress, Conversation)


async def merge(work: Work, kept_id: UUID, merged_id: UUID, staff: Staff) -> MergedResident:
    """Let everything of one resident be another's. What moved is kept for undoing it."""
    if kept_id == merged_id:
        raise InvalidAnswer(_("These two are the same already."))
    for one in (kept_id, merged_id):
        if await work.session.get(Resident, one) is None:
            raise NotFound(_("There is no such resident here."))
    moved = await _what_moves(work, merged_id)
    await _move(work, moved, merged_id, kept_id)
    moved["news"] = await merged_news.join(work, kept_id, merged_id)
    done = MergedResident(
        kept_id=kept_id, merged_id=merged_id, moved=moved, at=work.now, by=staff.id
    )
    work.session.add(done)
    await work.session.flush()
    await audit.record(work, str(staff.id), "merge_residents", str(done.id), audit.DONE, "console")
    return done


async def undo(work: Work, merge_id: UUID, staff: Staff) -> MergedResident:
    """Give back what moved, as far as it is still where it was put."""
    wanted = select(MergedResident).where(MergedResident.id == merge_id).with_for_update()
    done = (await work.session.exec(wanted.execution_options(populate_existing=True))).first()
    if done is None:
        raise NotFound(_("There is no such resident here."))
    if done.undone_at is not None or not may_undo(work, done):
        raise NotPossible(_("This can no longer be undone."))
    await _move(work, done.moved, done.kept_id, done.merged_id)
    await merged_news.part(work, done.kept_id, done.merged_id, done.moved.get("news"))
    done.undone_at, done.undone_by = work.now, staff.id
    work.session.add(done)
    await work.session.flush()
    await audit.record(
        work, str(staff.id), "unmerge_residents", str(done.id), audit.DONE, "console"
    )
    return done


def may_undo(work: Work, done: MergedResident) -> bool:
    """Say whether it was recent enough."""
    return work.now - done.at <= UNDOING


async def _what_moves(work: Work, resident_id: UUID) -> dict[str, Any]:
    cases = await work.session.exec(select(Case.id).where(Case.resident_id == resident_id))
    wishes = select(DataRequest.id).where(DataRequest.resident_id == resident_id)
    chats = select(ChannelAddress.channel, ChannelAddress.chat)
    talks = select(Conversation.channel, Conversation.chat)
    theirs = {
        *(await work.session.exec(chats.where(ChannelAddress.resident_id == resident_id))),
        *(await work.session.exec(talks.where(Conversation.resident_id == resident_id))),
    }
    return {
        "cases": [str(one) for one in cases],
        "requests": [str(one) for one in await work.session.exec(wishes)],
        "chats": sorted([channel, chat] for channel, chat in theirs),
    }


async def _move(work: Work, moved: dict[str, Any], source: UUID, target: UUID) -> None:
    """Move rows that still belong to `source`; a talk that is under way there starts again."""
    for table, key in ((Case, "cases"), (DataRequest, "requests")):
        ids = [UUID(one) for one in moved[key]]
        rows = update(table).where(col(table.id).in_(ids), col(table.resident_id) == source)
        await work.session.exec(_quietly(rows.values(resident_id=target)))
    chats = [tuple(pair) for pair in moved["chats"]]
    for of in _CHATS:
        here = tuple_(col(of.channel), col(of.chat)).in_(chats)
        changes: dict[str, Any] = {"resident_id": target}
        if of is Conversation:
            changes["version"] = Conversation.version + 1
        rows = update(of).where(here, col(of.resident_id) == source)
        await work.session.exec(_quietly(rows.values(**changes)))


def _quietly(changing: Any) -> Any:
    """Objects in this session are not searched for what changed; nobody holds any."""
    return changing.execution_options(synchronize_session=False)
