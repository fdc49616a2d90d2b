"""What a photo kept as evidence told about itself: for those who work on the case, and recorded."""

from datetime import datetime
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response
from starlette.routing import BaseRoute

from models.attachment import Attachment
from models.case import Case
from services.desk import audit, tracking
from services.desk.permissions import SEE_PRIVATE
from services.kit.errors import NotFound, NotPossible
from services.kit.fields import Stored
from services.kit.sealing import Unreadable, of_file
from services.kit.text import BANGKOK, Moment, Rendered, _, plain
from web.console import access
from web.console.access import Visit
from web.console.case_page import show_case
from web.console.private_answers import back_to_case

AS_WRITTEN = "%Y:%m:%d %H:%M:%S"
"""How telephones write into a photo when they took it, by their own clock."""


async def open_origin(visit: Visit) -> Response:
    """Show the case with when and where one photo was taken. Who looked is recorded first."""
    reference = visit.request.path_params["reference"]
    name: UUID = visit.request.path_params["file"]
    async with visit.desk.database.reading() as session:
        case = visit.require_sight(await tracking.find_case(session, reference))
        visit.require(SEE_PRIVATE, case.department)
        told = _told(visit, await _evidence(session, case, name))
    async with visit.desk.work() as work:
        what = f"{case.reference} {name}"
        await audit.record(work, str(visit.staff.id), SEE_PRIVATE, what, audit.DONE, "console")
    return await show_case(visit, case.reference, revealed={f"origin-{name}": told})


async def _evidence(session: AsyncSession, case: Case, name: UUID) -> Attachment:
    found = await session.get(Attachment, name)
    if found is None or found.case_id != case.id or not found.source.get("origin"):
        raise NotFound(_("Nothing was kept aside of this file."))
    return found


def _told(visit: Visit, evidence: Attachment) -> Rendered:
    place = of_file(evidence.sha256 or "")
    try:
        return origin_words(visit.desk.keyring.unseal(evidence.source["origin"], place))
    except Unreadable:
        raise NotPossible(
            _(
                "This answer cannot be opened: the key it was sealed with is missing, or it was "
                "sealed for another case. Please tell whoever runs the desk; “sala doctor” "
                "explains what to do."
            )
        ) from None


def origin_words(told: Stored) -> Rendered:
    """Put into words what a file told before it was washed."""
    origin = told if isinstance(told, dict) else {}
    return _(
        "As the telephone wrote it: taken {when}, at {place}. SHA-256 of the original: {digest}",
        when=_when(str(origin.get("taken", ""))),
        place=_where(origin.get("latitude"), origin.get("longitude")),
        digest=str(origin.get("original", "–")),
    )


def _when(written: str) -> Rendered:
    try:
        return Moment(datetime.strptime(written, AS_WRITTEN).replace(tzinfo=BANGKOK))
    except ValueError:
        return plain(written or "–")


def _where(latitude: object, longitude: object) -> str:
    return f"{latitude}, {longitude}" if latitude is not None and longitude is not None else "–"


routes: list[BaseRoute] = [
    access.pressed("/console/cases/{reference}/origin/{file:uuid}", open_origin, right=SEE_PRIVATE),
    access.opened("/console/cases/{reference}/origin/{file:uuid}", back_to_case, right=SEE_PRIVATE),
]
