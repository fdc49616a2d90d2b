"""The slip of a case that staff filed: what the resident takes home, or writes down."""

from base64 import b64encode
from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from models.case import Case
from models.case_event import CaseEvent
from models.vocabulary import ActorKind, CaseAction
from services.desk import tracking
from services.desk.about import about
from services.desk.papers.kinds import PaperKind
from services.desk.papers.links import paper_address
from services.desk.permissions import FILE_FOR_OTHERS, READ
from services.kit.errors import NotFound
from services.kit.qr import qr_png
from services.kit.text import _
from web.console.access import Visit

PURPOSE = "filed for"
LIFETIME = timedelta(days=1)


def address_of(visit: Visit, case_id: UUID, code: str) -> str:
    """Return where the slip is; the code is in the address, for it is kept nowhere else."""
    until = visit.desk.clock() + LIFETIME
    return f"/console/filed/{visit.desk.links.token(PURPOSE, (str(case_id), code), until)}"


async def filed_before(session: AsyncSession, key: str) -> Case | None:
    """Return the case a form has become already."""
    wanted = (
        select(Case)
        .join(CaseEvent, col(CaseEvent.case_id) == col(Case.id))
        .where(CaseEvent.message_key == key, CaseEvent.action == CaseAction.FILE)
    )
    return (await session.exec(wanted)).first()


async def show_filed(visit: Visit) -> Response:
    """Show the slip, to be printed or read out."""
    visit.require(FILE_FOR_OTHERS, visit.staff.department)
    desk = visit.desk
    values = desk.links.read(PURPOSE, visit.request.path_params["token"], desk.clock())
    if values is None:
        raise NotFound(_("There is no such page."))
    async with desk.database.reading() as session:
        case = await session.get_one(Case, UUID(values[0]))
        history = await tracking.history(session, case.id, for_resident=False)
    code = values[1]
    track = f"{desk.base_url}/track/{case.reference}"
    return visit.render(
        "filed.html",
        about=about(case, desk.services, desk.around.office, desk.base_url),
        case=case,
        code=code,
        told=[entry.words for entry in history if _is_told(entry)],
        slip=paper_address(desk.links, case.id, PaperKind.ACKNOWLEDGEMENT, desk.clock(), code),
        track=track,
        picture=b64encode(qr_png(track)).decode("ascii"),
        service=desk.services.get(case.service_key),
        may_read=visit.may(READ, case.department),
    )


def _is_told(entry: CaseEvent) -> bool:
    """Say whether an entry is what a chat would have told, such as a queue number."""
    return entry.action == CaseAction.NOTE and entry.actor == ActorKind.SYSTEM
