"""The page of a case while it is open: who else is here, and whether something is new.

A stream asks the database every few seconds and holds no connection in between, so it sees what
any process did, and many open pages cost little. It ends by itself after a while, and the browser
begins it again; so it also ends when somebody signs out, leaves, or may not see the case any more.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute

from models.case import Case
from services.desk import sessions, tracking
from services.desk.permissions import READ, may
from services.desk.presence import be_here, colleagues_here, go_away
from services.kit.text import Language
from web.console.access import Visit, opened, pressed
from web.console.actions import back_to_case
from web.console.forms import written
from web.console.marking import mark_of
from web.pages import languages_of, reader_language

EVERY: Final = 3.0
"""Seconds between two looks."""
LOOKS: Final = 100
"""Looks of one stream: five minutes."""
MOST_OF_ONE: Final = 12
"""Open pages of one session: a desktop full of tabs, and nobody takes the room of all."""
MOST_STREAMS: Final = 200
"""Open pages of one process; whoever comes later sees a page that does not freshen itself."""

STREAM: Final = "text/event-stream"

Pause = Callable[[float], Awaitable[None]]


@dataclass
class Streams:
    """How many streams a process has open; a field of the application, like its limits."""

    open: Counter[str] = field(default_factory=Counter)
    """By session."""

    def has_room(self, whose: str) -> bool:
        return self.open.total() < MOST_STREAMS and self.open[whose] < MOST_OF_ONE


async def live(visit: Visit) -> Response:
    """Tell an open page what is new, until it is closed; anybody else is led to the page."""
    if STREAM not in visit.request.headers.get("accept", ""):
        return await back_to_case(visit)
    async with visit.desk.database.reading() as session:
        found = await tracking.find_case(session, visit.request.path_params["reference"])
        case = visit.require_sight(found)
    streams = _streams(visit)
    if not streams.has_room(visit.token):
        raise HTTPException(503)
    mark = visit.request.query_params.get("mark", "")
    headers = {"X-Accel-Buffering": "no"}
    pieces = _counted(streams, visit.token, events(visit, case, mark, asyncio.sleep))
    return StreamingResponse(pieces, media_type=STREAM, headers=headers)


async def be_seen(visit: Visit) -> Response:
    """Take the word of a page that it is still open, that somebody types on it, or that it ends."""
    async with visit.desk.database.reading() as session:
        found = await tracking.find_case(session, visit.request.path_params["reference"])
        case = visit.require_sight(found)
    state = written(visit.form, "state")
    async with visit.desk.work() as work:
        if state == "gone":
            await go_away(work, case.id, visit.staff.id)
        else:
            await be_here(work, case.id, visit.staff.id, typing=state == "typing")
    return Response(status_code=204)


async def events(visit: Visit, case: Case, mark: str, pause: Pause) -> AsyncIterator[str]:
    """Yield what an open page is told, a beat when nothing happened, and its end."""
    language = languages_of(visit.request)[reader_language(visit.request)]
    told_new, shown = False, ""
    for _look in range(LOOKS):
        async with visit.desk.database.reading() as session:
            if not await _still_theirs(session, visit, case):
                yield "event: end\ndata: \n\n"
                return
            now, here = await mark_of(session, case), await _here(session, visit, case, language)
        if now != mark and not told_new:
            told_new = True
            yield "event: news\ndata: \n\n"
        yield ": \n\n" if here == shown else f"event: here\ndata: {json.dumps(here)}\n\n"
        shown = here
        await pause(EVERY)


async def _still_theirs(session: AsyncSession, visit: Visit, case: Case) -> bool:
    """Say whether whoever opened the page is still signed in and may still see the case."""
    found = await sessions.find_session(session, visit.token, visit.desk.clock())
    department = (await session.exec(select(Case.department).where(Case.id == case.id))).first()
    return found is not None and may(found[0], READ, department)


async def _here(session: AsyncSession, visit: Visit, case: Case, language: Language) -> str:
    found = await colleagues_here(session, case.id, visit.staff.id, visit.desk.clock())
    return " · ".join(one.words.render(language) for one in found)


async def _counted(streams: Streams, whose: str, pieces: AsyncIterator[str]) -> AsyncIterator[str]:
    streams.open[whose] += 1
    try:
        async for piece in pieces:
            yield piece
    finally:
        streams.open[whose] -= 1
        streams.open += Counter()  # forgets whoever has none open any more


def _streams(visit: Visit) -> Streams:
    state = visit.request.app.state
    if not hasattr(state, "case_streams"):
        state.case_streams = Streams()
    streams: Streams = state.case_streams
    return streams


routes: list[BaseRoute] = [
    opened("/console/cases/{reference}/live", live, right=READ),
    pressed("/console/cases/{reference}/here", be_seen, right=READ),
]
