"""The page after sending: the number, until when, and every way to come back to the case."""

from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.desk import Desk
from models.case import Case
from models.vocabulary import ChannelName
from services.desk.about import about
from services.desk.papers.links import paper_links
from services.desk.telling import words_for
from services.desk.work import Work
from services.kit.service import speaks_for_itself
from web.chat import chat_of
from web.forms.form_page import SENT
from web.forms.reading import around_today
from web.forms.said import payment_links, said_besides
from web.pages import desk_of, render


async def show_sent(request: Request) -> Response:
    """Say that it arrived; reloading, or sending the form again, comes back here."""
    desk = desk_of(request)
    values = desk.links.read(SENT, request.path_params["token"], desk.clock())
    if values is None or len(values) != 3:
        raise HTTPException(404)
    case_id, secret, code = values
    async with desk.database.reading() as session:
        case = await session.get(Case, UUID(case_id))
        if case is None:
            raise HTTPException(404)
        if _is_claimed(case, secret):
            return kept_to_oneself(_moved_on(request, desk, case))
        work = reading_work(desk, session)
        service = desk.services.get(case.service_key)
        receipt = service is None or not speaks_for_itself(service, case.answers)
        said = await said_besides(session, case, receipt=receipt)
        response = render(
            request,
            "forms/sent.html",
            about=words_for(work, case),
            next_steps=service.next_steps if service else None,
            promised=receipt,
            said=[(one.text, one.links) for one in said],
            ways=(*await payment_links(work, case), *await paper_links(work, case)),
            secret=secret,
            code=code,
            address=f"{desk.base_url}/my/{secret}",
        )
    return kept_to_oneself(response)


def _is_claimed(case: Case, secret: str) -> bool:
    """Say whether the case went on to a messenger: whoever holds this address may be another."""
    own = (ChannelName.WEBCHAT.value, chat_of(secret))
    return bool(secret) and (case.channel, case.chat) != own


def _moved_on(request: Request, desk: Desk, case: Case) -> Response:
    """Say that it arrived and where it goes on, with no more than everybody reads by its number."""
    told = about(case, desk.services, desk.around.office, desk.base_url)
    return render(request, "forms/moved_on.html", about=told)


def reading_work(desk: Desk, session: AsyncSession) -> Work:
    """Return what use cases that only read are given: nothing said here is sent."""
    always = (desk.services, desk.base_url, desk.links, desk.keyring)
    return Work(session, desk.clock(), around_today(desk), *always)


def kept_to_oneself(response: Response) -> Response:
    """Keep a page with a secret address out of caches, indexes and the logs of other sites."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


routes: list[BaseRoute] = [Route("/sent/{token}", show_sent)]
