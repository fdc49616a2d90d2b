"""Erasing what may be erased of one person: proposed by one member of staff, done by another."""

from uuid import UUID

from sqlmodel import col, select

from models.case import Case
from models.data_request import DataRequest
from models.staff import Staff
from models.vocabulary import DataWish
from services.desk import audit
from services.desk.residents import requests
from services.desk.residents.emptying import erase_cases, erase_chats
from services.desk.residents.erasable import Item, Verdict, erasable
from services.desk.residents.reading import cases_of, facts_of
from services.desk.signing_in.second_person import require_second_person
from services.desk.work import Work
from services.kit.errors import NotAllowed, NotPossible
from services.kit.text import _


async def verdicts(work: Work, resident_id: UUID) -> list[Verdict]:
    """Say what would become of everything, as it stands now."""
    cases = await cases_of(work.session, resident_id)
    return erasable(await facts_of(work.session, cases))


async def propose(work: Work, request_id: UUID, staff: Staff) -> DataRequest:
    """Ask a second person to agree. Nothing is erased yet."""
    asked = await _erase_request(work, request_id)
    asked.proposed_by, asked.proposed_at = staff.id, work.now
    work.session.add(asked)
    await work.session.flush()
    await audit.record(work, str(staff.id), "propose_erasing", str(asked.id), audit.DONE, "console")
    return asked


async def erase(work: Work, request_id: UUID, staff: Staff) -> list[Verdict]:
    """Erase what may be erased now. Raises `NotAllowed` for whoever proposed it."""
    asked = await _erase_request(work, request_id)
    if asked.proposed_by is None:
        raise NotPossible(_("Somebody has to look at it and propose it first."))
    if asked.proposed_by == staff.id:
        raise NotAllowed(_("You proposed this yourself. A second person has to agree."))
    await require_second_person(work, asked.proposed_by, staff)
    await _lock_cases(work, asked.resident_id)
    told = await verdicts(work, asked.resident_id)
    gone = {one.reference for one in told if one.item == Item.CASE and one.erase}
    cases = [c for c in await cases_of(work.session, asked.resident_id) if c.reference in gone]
    await erase_cases(work, [case.id for case in cases])
    if any(one.item == Item.CHATS and one.erase for one in told):
        await erase_chats(work, asked.resident_id)
    await requests.answer(work, asked, staff, requests.DONE)
    return told


async def _erase_request(work: Work, request_id: UUID) -> DataRequest:
    asked = await requests.load(work, request_id)
    if asked.kind != DataWish.ERASE:
        raise NotPossible(_("Nobody asked for this to be erased."))
    return asked


async def _lock_cases(work: Work, resident_id: UUID) -> None:
    """Let no case be opened again between the decision and the erasing."""
    wanted = select(col(Case.id)).where(Case.resident_id == resident_id)
    (await work.session.exec(wanted.with_for_update())).all()
