"""The office's list of what is due: shown with what it would change, then accepted."""

import asyncio
import hashlib
import re
import time
from pathlib import Path

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from services.desk.paying import lists, tries
from services.desk.paying.lists import Comparison
from services.desk.paying.rights import require_confirming_at
from services.desk.paying.sheets import MOST_BYTES
from services.desk.permissions import CONFIRM_PAYMENT
from services.kit.calendar import BUDDHIST
from services.kit.errors import InvalidAnswer, NotFound
from services.kit.text import Rendered, _
from web.console.access import Visit, opened, pressed, uploaded
from web.console.forms import Form, written
from web.console.uploads import read_upload

ASSESSMENTS = "/console/assessments"
KEPT_SECONDS = 24 * 3600
"""How long a file waits between looking and accepting."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


async def show_form(visit: Visit) -> Response:
    """Explain what a list must look like, and take one."""
    require_confirming_at(visit.desk.around.office, visit.staff)
    return await _page(visit)


async def look(visit: Visit) -> Response:
    """Read a list and show what it would change. Nothing is changed yet."""
    require_confirming_at(visit.desk.around.office, visit.staff)
    posted = await read_upload(visit, MOST_BYTES)
    try:
        tax, year = _chosen(posted.fields)
        told = await asyncio.to_thread(lists.read_list, posted.content)
        async with visit.desk.work() as work:
            found = await lists.compare(work, tax, year, told)
    except InvalidAnswer as mistake:
        return await _page(visit, 400, refusal=mistake.explanation)
    digest = await asyncio.to_thread(_put_aside, _folder(visit), posted.content)
    return await _page(visit, found=found, digest=digest, tax=tax, year=year)


async def accept(visit: Visit) -> Response:
    """Take the list that was just looked at."""
    require_confirming_at(visit.desk.around.office, visit.staff)
    file = _folder(visit) / _digest(visit.form)
    if not await asyncio.to_thread(file.is_file):
        raise NotFound(_("The list is not kept any more. Please choose the file once more."))
    data = await asyncio.to_thread(file.read_bytes)
    tax, year = _chosen(visit.form)
    told = await asyncio.to_thread(lists.read_list, data)
    async with visit.desk.work() as work:
        found = await lists.accept(work, tax, year, told, visit.staff)
    await asyncio.to_thread(file.unlink, missing_ok=True)
    return await _page(visit, accepted=found, tax=tax, year=year)


async def open_again(visit: Visit) -> Response:
    """Let a notice be looked up again that was shut after many wrong tries."""
    async with visit.desk.work() as work:
        await tries.open_again(work, written(visit.form, "subject"), visit.staff)
    return RedirectResponse(ASSESSMENTS, 303)


async def back(visit: Visit) -> Response:
    """Lead a reload of the last page back to the form."""
    return await show_form(visit)


async def _page(
    visit: Visit,
    status: int = 200,
    refusal: Rendered | None = None,
    found: Comparison | None = None,
    accepted: Comparison | None = None,
    digest: str = "",
    **chosen: object,
) -> Response:
    async with visit.desk.work() as work:
        locked = await tries.locked_notices(work)
    return visit.render(
        "payments/assessments.html",
        status,
        taxes=lists.taxes(visit.desk.services.values()),
        columns=lists.COLUMNS,
        needed=lists.NEEDED,
        refusal=refusal,
        found=found,
        accepted=accepted,
        digest=digest,
        locked=locked,
        tax=chosen.get("tax", ""),
        year=chosen.get("year", visit.today.year + BUDDHIST),
    )


def _chosen(form: Form) -> tuple[str, int]:
    year = written(form, "year")
    whole = year.isascii() and year.isdecimal() and len(year) == 4
    return written(form, "tax"), int(year) if whole else 0


def _digest(form: Form) -> str:
    digest = written(form, "digest")
    if not _DIGEST.fullmatch(digest):
        raise NotFound(_("The list is not kept any more. Please choose the file once more."))
    return digest


def _folder(visit: Visit) -> Path:
    return visit.desk.data_dir / "lists"


def _put_aside(folder: Path, content: bytes) -> str:
    """Keep a file until it is accepted, and let go of those nobody came back for."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - KEPT_SECONDS:
            old.unlink(missing_ok=True)
    digest = hashlib.sha256(content).hexdigest()
    (folder / digest).write_bytes(content)
    return digest


routes: list[BaseRoute] = [
    opened(ASSESSMENTS, show_form, right=CONFIRM_PAYMENT),
    uploaded(ASSESSMENTS, look, right=CONFIRM_PAYMENT),
    pressed(ASSESSMENTS + "/accept", accept, right=CONFIRM_PAYMENT),
    opened(ASSESSMENTS + "/accept", back, right=CONFIRM_PAYMENT),
    pressed(ASSESSMENTS + "/open-again", open_again, right=CONFIRM_PAYMENT),
    opened(ASSESSMENTS + "/open-again", back, right=CONFIRM_PAYMENT),
]
