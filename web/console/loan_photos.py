"""A photo of what came back damaged, kept in the history of the case for staff."""

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from services.desk.permissions import LEND
from web.console.access import Visit, uploaded
from web.console.photo_notes import LARGEST, keep_photo
from web.console.uploads import read_upload


async def take_photo(visit: Visit) -> Response:
    """Keep one photo. Raises `InvalidAnswer` for what is none."""
    posted = await read_upload(visit, LARGEST)
    await keep_photo(visit, visit.request.path_params["reference"], LEND, posted.content)
    return RedirectResponse("/console/loans?done=photo", 303)


routes: list[BaseRoute] = [uploaded("/console/loans/{reference}/photo", take_photo, right=LEND)]
"""Stands before the steps of a loan: `photo` is none of them."""
