"""A resident's own page of news choices, opened with the secret address the chat gives them."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from models.channel_address import ChannelAddress
from services.desk.actor import Actor
from services.desk.subscribing.choices import Choices
from services.desk.subscribing.choosing import choices_of, choose_all
from services.desk.subscribing.words import NEWS_PAGE
from services.kit.errors import NotAllowed
from web.console.forms import TOKEN_FIELD, Form, form_token, read_form
from web.pages import desk_of, reader_language, render
from web.security import Pace, slow_down

PACE = Pace(at_once=20, seconds=3)
MOST_FIELDS = 60


async def show_choices(request: Request) -> Response:
    """Show what this person chose."""
    slow_down(request, "news choices", PACE)
    actor = await _actor(request)
    async with desk_of(request).work() as work:
        choices = await choices_of(work, actor)
    return render(
        request,
        "announcements/choices.html",
        choices=choices,
        form_token=_form_token(request),
        token_field=TOKEN_FIELD,
        done=request.query_params.get("done") == "kept",
    )


async def take_choices(request: Request) -> Response:
    """Keep what is ticked."""
    slow_down(request, "news choices", PACE)
    actor, desk = await _actor(request), desk_of(request)
    try:
        form = await read_form(request, _form_token(request), desk.base_url, MOST_FIELDS)
    except NotAllowed:
        raise HTTPException(403) from None
    async with desk.work() as work:
        await choose_all(work, actor, _read(form))
    return RedirectResponse(f"/news/{request.path_params['token']}?done=kept", 303)


def _read(form: Form) -> Choices:
    village = form.get("village", "")
    number = int(village) if village.isascii() and village.isdigit() and len(village) < 4 else None
    topics = tuple(key.removeprefix("topic:") for key in form if key.startswith("topic:"))
    return Choices("news" in form, topics, number, no_emergencies="emergencies" not in form)


async def _actor(request: Request) -> Actor:
    """Return whose page it is. Raises 404 for an address that is wrong or too old."""
    desk = desk_of(request)
    values = desk.links.read(NEWS_PAGE, request.path_params["token"], desk.clock())
    if values is None or len(values) != 2:
        raise HTTPException(404)
    channel, chat = values
    async with desk.database.reading() as session:
        address = await session.get(ChannelAddress, (channel, chat))
    if address is None or address.resident_id is None:
        raise HTTPException(404)
    language = reader_language(request)
    return Actor(channel, chat, chat, private=True, language=language,
                 resident_id=address.resident_id)  # fmt: skip


def _form_token(request: Request) -> str:
    return form_token(desk_of(request).secret_key, NEWS_PAGE, request.path_params["token"])


routes: list[BaseRoute] = [
    Route("/news/{token}", show_choices, methods=["GET"]),
    Route("/news/{token}", take_choices, methods=["POST"]),
]
