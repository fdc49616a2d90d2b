"""Files of residents, shown to staff who may read the case and to nobody else."""

from mimetypes import guess_extension
from pathlib import Path
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute

from bot.fetcher import FileStore
from models.attachment import Attachment
from models.case import Case
from models.vocabulary import AttachmentState
from services.desk import tracking
from services.kit.errors import NotFound
from services.kit.text import _
from web.console.access import Visit, opened

SHOWN_IN_PAGE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
"""Kinds a browser only draws. Everything else is handed over as a download, never opened here."""

_ALONE = "default-src 'none'; sandbox"
"""Even opened by itself, a resident's file can run nothing and load nothing."""


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
    media_type = attachment.media_type or ""
    drawn = media_type in SHOWN_IN_PAGE
    return FileResponse(
        path,
        media_type=media_type if drawn else "application/octet-stream",
        filename=f"{case.reference}-{attachment.id.hex[-6:]}{guess_extension(media_type) or ''}",
        content_disposition_type="inline" if drawn else "attachment",
        headers={"Content-Security-Policy": _ALONE, "X-Content-Type-Options": "nosniff"},
    )


_MISSING = _("There is no such file, or it has not arrived yet.")

routes: list[BaseRoute] = [opened("/console/cases/{reference}/files/{file:uuid}", send_file)]
