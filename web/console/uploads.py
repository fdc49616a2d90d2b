"""A file that staff send with a form of the console."""

from web.console.access import Visit
from web.console.forms import TOKEN_FIELD
from web.one_file import Posted, read_one_file


async def read_upload(visit: Visit, largest: int) -> Posted:
    """Read a form with one file. Raises `NotAllowed` for one that is not ours."""
    posted = await read_one_file(visit.request, largest)
    visit.require_own_form(posted.fields.get(TOKEN_FIELD, ""))
    return posted
