"""The bank's file: read, matched with what is due, and answered with what came of it."""

import asyncio

from starlette.responses import Response
from starlette.routing import BaseRoute

from services.desk.paying.bank_files import take_bank_file
from services.desk.paying.bank_lines import COLUMNS, NEEDED, BankFile, read_bank_file
from services.desk.paying.rights import require_confirming_at
from services.desk.paying.sheets import MOST_BYTES
from services.desk.permissions import CONFIRM_PAYMENT
from services.kit.errors import InvalidAnswer
from services.kit.text import Rendered, _
from web.console.access import Visit, opened, uploaded
from web.console.uploads import read_upload

BANK_FILES = "/console/payments/bank-file"


async def show_form(visit: Visit) -> Response:
    """Explain what a file must look like, and take one."""
    require_confirming_at(visit.desk.around.office, visit.staff)
    return _page(visit)


async def take_file(visit: Visit) -> Response:
    """Take every row that can be read, and list the others with what is wrong.

    Money that came in is never left out because of another row; sent again, it counts once.
    """
    require_confirming_at(visit.desk.around.office, visit.staff)
    posted = await read_upload(visit, MOST_BYTES)
    try:
        read = await asyncio.to_thread(read_bank_file, posted.content)
    except InvalidAnswer as mistake:
        return _page(visit, 400, refusal=mistake.explanation)
    if not read.lines:
        words = _("No row of this file could be read, so nothing was taken.")
        return _page(visit, 400, refusal=words, read=read)
    async with visit.desk.work() as work:
        came = await take_bank_file(work, read.lines, visit.staff, len(read.mistakes))
    return _page(visit, read=read, came=came)


def _page(
    visit: Visit,
    status: int = 200,
    refusal: Rendered | None = None,
    read: BankFile | None = None,
    came: object | None = None,
) -> Response:
    return visit.render(
        "payments/bank_file.html",
        status,
        columns=COLUMNS,
        needed=NEEDED,
        refusal=refusal,
        read=read,
        came=came,
    )


routes: list[BaseRoute] = [
    opened(BANK_FILES, show_form, right=CONFIRM_PAYMENT),
    uploaded(BANK_FILES, take_file, right=CONFIRM_PAYMENT),
]
