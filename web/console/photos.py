"""Files of residents, shown to staff who may read the case and to nobody else."""

from pathlib import Path
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response
from starlette.routing import BaseRoute

from bot.files.store import FileStore
from models.attachment import Attachment
from models.case import Case
from models.vocabulary import AttachmentState
from services.desk import tracking
from services.desk.permissions import READ
from services.kit.errors import NotFound
from services.kit.text import _
from web.console.access import Visit, opened
from web.stored_files import stored_file


async def send_file(visit: Visit) -> Response:
    """Send one stored file of a case."""
    reference = visit.request.path_params["reference"]
    async with visit.desk.database.reading() as session:
        case = visit.require_sight(await tracking.find_case(session, reference))
        attachment = await _attachment(session, visit.request.path_params["file"], case)
    return _response(_path(visit, attachment), case, attachment)


async def _attachment(session: AsyncSession, file_id: UUID, case: Case) -> Attachment:
    found = await session.get(Attachment, file_id)
    if found is None or found.case_id != case.id or found.state != AttachmentState.STORED:
        raise NotFound(_MISSING)
    return found


def _path(visit: Visit, attachment: Attachment) -> Path:
    path = FileStore(visit.desk.data_dir).path(attachment.sha256 or "missing")
    if not path.is_file():
        raise NotFound(_MISSING)
    return path


def _response(path: Path, case: Case, attachment: Attachment) -> Response:
    name = f"{case.reference}-{attachment.id.hex[-6:]}"
    return stored_file(path, attachment.media_type or "", name)


_MISSING = _("There is no such file, or it has not arrived yet.")

routes: list[BaseRoute] = [
    opened("/console/cases/{reference}/files/{file:uuid}", send_file, right=READ)
]
