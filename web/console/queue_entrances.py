"""The code at the door and the machines: made here, printed here, and ended here."""

from typing import Any

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.one_time_code import OneTimeCode
from services.desk import audit
from services.desk.permissions import LINK_CHAT
from services.desk.work import Work
from services.kit.errors import NotFound
from services.kit.lining_up import rule_on
from services.kit.qr import qr_svg
from services.kit.text import Moment, _
from web.console.access import Visit, opened, pressed
from web.console.forms import written
from web.console.queue import QUEUE
from web.queueing.entrances import (
    Entrance,
    end_entrance,
    entrance_address,
    entrances,
    open_entrance,
)

ENTRANCES = f"{QUEUE}/entrances"


async def show_entrances(visit: Visit) -> Response:
    """List what gives out numbers, for whoever may also link chats: heads and admins."""
    _require(visit)
    async with visit.desk.database.reading() as session:
        found = await entrances(session, visit.desk.clock())
    return visit.render(
        "queue/entrances.html",
        doors=[one for one in found if one.purpose == Entrance.DOOR],
        kiosks=[
            (one, entrance_address(visit.desk.links, one))
            for one in found
            if one.purpose == Entrance.KIOSK
        ],
        display=f"{visit.desk.base_url}/queue/display",
    )


async def make_entrance(visit: Visit) -> Response:
    """Make a code for the door, or a link for a machine."""
    _require(visit)
    kind = written(visit.form, "kind")
    if kind not in list(Entrance):
        raise NotFound(_("There is no such page."))
    async with visit.desk.work() as work:
        made = await open_entrance(work, Entrance(kind))
        await _record(work, visit, "open_queue_entrance", made.purpose)
    return RedirectResponse(ENTRANCES, 303)


async def end(visit: Visit) -> Response:
    """End one: its code gives out no numbers any more."""
    _require(visit)
    async with visit.desk.work() as work:
        await end_entrance(work, written(visit.form, "key"))
        await _record(work, visit, "end_queue_entrance", "")
    return RedirectResponse(ENTRANCES, 303)


async def show_poster(visit: Visit) -> Response:
    """Show the newest code of the door on a sheet to be printed and hung up."""
    async with visit.desk.database.reading() as session:
        found = await entrances(session, visit.desk.clock())
    door = next((one for one in found if one.purpose == Entrance.DOOR), None)
    if door is None:
        return RedirectResponse(ENTRANCES, 303)
    return visit.render("queue/poster.html", **_poster(visit, door))


async def back_to_entrances(_visit: Visit) -> Response:
    """Lead a reload after a refusal back to the list."""
    return RedirectResponse(ENTRANCES, 303)


def _poster(visit: Visit, door: OneTimeCode) -> dict[str, Any]:
    return {
        "code": qr_svg(entrance_address(visit.desk.links, door)),
        "made": Moment(door.made_at),
        "rule": rule_on(visit.desk.around.office, visit.today),
    }


def _require(visit: Visit) -> None:
    visit.require(LINK_CHAT, visit.staff.department)


async def _record(work: Work, visit: Visit, action: str, subject: str) -> None:
    await audit.record(work, str(visit.staff.id), action, subject, audit.DONE, "console")


routes: list[BaseRoute] = [
    opened(ENTRANCES, show_entrances, right=LINK_CHAT),
    pressed(ENTRANCES, make_entrance, right=LINK_CHAT),
    pressed(f"{ENTRANCES}/end", end, right=LINK_CHAT),
    opened(f"{ENTRANCES}/end", back_to_entrances, right=LINK_CHAT),
    opened(f"{QUEUE}/poster", show_poster, right=LINK_CHAT),
]
