"""Operations: is the process alive, is the desk ready, and what does it count."""

from datetime import timedelta
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.desk import Desk
from models.outbox_message import OutboxMessage
from models.vocabulary import OutboxState

OLDEST_GOOD = timedelta(minutes=5)
"""When a message has been due for longer than this, nobody is being told anything any more."""

_outbox = OutboxMessage.__table__  # type: ignore[attr-defined] # SQLModel adds it


async def healthz(_request: Request) -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok")


async def readyz(request: Request) -> Response:
    """Say whether the database answers and the outbox moves; 503 when not."""
    desk: Desk = request.app.state.desk
    try:
        depth, age = await outbox_depth_and_age(desk)
    except Exception as failure:
        return JSONResponse({"ready": False, "database": type(failure).__name__}, 503)
    ready = age < OLDEST_GOOD
    told: dict[str, Any] = {"ready": ready, "database": "ok", "outbox_waiting": depth}
    told["outbox_age_seconds"] = round(age.total_seconds(), 1)
    return JSONResponse(told, 200 if ready else 503)


async def metrics(request: Request) -> Response:
    """Return the counters of this process and the state of the outbox."""
    desk: Desk = request.app.state.desk
    depth, age = await outbox_depth_and_age(desk)
    lines = (
        "# TYPE sala_outbox_waiting gauge\n"
        f"sala_outbox_waiting {depth}\n"
        "# TYPE sala_outbox_age_seconds gauge\n"
        f"sala_outbox_age_seconds {age.total_seconds():.1f}\n"
    ).encode()
    counted = generate_latest(desk.measures.registry) + lines
    return Response(counted, media_type=CONTENT_TYPE_LATEST)


async def outbox_depth_and_age(desk: Desk) -> tuple[int, timedelta]:
    """Return how many messages wait, and how long the longest overdue one has been due.

    What waits for a channel that is switched off is no fault of the desk that runs.
    """
    waiting = (_outbox.c.state == OutboxState.WAITING.value) & _outbox.c.channel.in_(desk.channels)
    async with desk.database.reading() as session:
        connection = await session.connection()
        counted = select(func.count(), func.min(_outbox.c.due_at)).where(waiting)
        depth, oldest = (await connection.execute(counted)).one()
    age = desk.clock() - oldest if oldest else timedelta()
    return depth, max(age, timedelta())


routes: list[BaseRoute] = [
    Route("/healthz", healthz),
    Route("/readyz", readyz),
    Route("/metrics", metrics),
]
