"""Pictures of announcements: shown to everybody once they are published, kept small when chosen."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.files.refusals import Unwelcome
from bot.files.store import FileStore
from services.desk.announcing.editing import set_picture
from services.desk.announcing.finding import published
from services.desk.permissions import WRITE_ANNOUNCEMENT
from services.kit.errors import InvalidAnswer
from services.kit.text import _
from web.console.access import Visit, uploaded
from web.console.uploads import read_upload
from web.pages import desk_of
from web.stored_files import stored_file

LARGEST_BYTES = 10 * 1024 * 1024
LONGEST_EDGE = 1200
QUALITY = 82
"""Together well below the megabyte LINE takes for a preview, and soon loaded on a telephone."""


async def show(request: Request) -> Response:
    """The picture of a published announcement; messengers fetch it from here."""
    desk = desk_of(request)
    async with desk.database.reading() as session:
        found = await published(session, request.path_params["number"])
    file = FileStore(desk.data_dir).path((found.picture if found else None) or "missing")
    if not file.is_file():
        return Response(status_code=404)
    cached = {"Cache-Control": "public, max-age=86400"}
    return stored_file(file, "image/jpeg", f"announcement-{found.number if found else 0}", cached)


async def choose(visit: Visit) -> Response:
    """Put a picture beside a draft: washed like every file, then drawn small."""
    visit.require(WRITE_ANNOUNCEMENT, None)
    posted = await read_upload(visit, LARGEST_BYTES)
    store = FileStore(visit.desk.data_dir)
    try:
        large = await store.keep(_pieces(posted.content))
        if not large.media_type.startswith("image/"):
            raise InvalidAnswer(_NO_PICTURE)
        small = await asyncio.to_thread(_small, store.path(large.sha256))
        kept = await store.keep(_pieces(small))
    except Unwelcome:
        raise InvalidAnswer(_NO_PICTURE) from None
    wanted = visit.request.path_params["announcement"]
    async with visit.desk.work() as work:
        await set_picture(work, wanted, visit.staff, kept.sha256)
    return RedirectResponse(f"/console/announcements/{wanted}", 303)


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _small(file: Path) -> bytes:
    """Draw as a JPEG on white: every messenger takes it."""
    with Image.open(file) as picture:
        picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
        drawn = picture.convert("RGBA")
        page = Image.new("RGB", drawn.size, "white")
        page.paste(drawn, mask=drawn.getchannel("A"))
    out = BytesIO()
    page.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


_NO_PICTURE = _("This is no picture the desk can read. Please choose a photo (JPEG or PNG).")

routes: list[BaseRoute] = [
    Route("/announcements/{number:int}/picture", show, methods=["GET"]),
    uploaded("/console/announcements/{announcement:uuid}/picture", choose),
]
