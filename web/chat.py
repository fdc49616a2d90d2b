"""The web chat: its page, and the few addresses the page's script talks to.

The browser holds a random secret and sends it as `Authorization: Bearer …`: no cookie, so no
other site can write in somebody's name. We keep its digest only.
"""

import asyncio
import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Any, Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.json_bodies import clean
from bot.files.refusals import EXPLANATIONS, Unwelcome
from bot.intake import DatabaseUnavailable
from bot.messages import Heard, Kind
from models.chat_line import ChatLine
from models.vocabulary import ChannelName
from services.kit import presses
from services.kit.apart import belongs_apart
from services.kit.errors import NotPossible
from services.kit.fields import Point
from services.kit.message import Written
from services.kit.text import BANGKOK, Rendered, Text, _
from web.chat_lines import (
    is_known,
    keep_own_line,
    late_lines,
    line_of,
    lines_after,
    shown_line,
)
from web.chat_words import BEHAVIOUR, WORDS
from web.embed import routes as embed_routes
from web.pages import SPOKEN, desk_of, languages_of, reader_language, render
from web.security import Pace, read_body, slow_down
from web.stored_files import stored_file
from web.upload_room import ask_for_room

LONGEST_TEXT = 5000
MOST_BYTES = 32 * 1024
LARGEST_FILE = 10 * 1024 * 1024
MULTIPART_ROOM = 4096
"""What the multipart form adds around the file."""
LONGEST_WAIT = 8.0
"""Seconds a page waits for news before it asks again: less than the server waits when it closes,
so that a restart cuts nobody off."""
LOOK_EVERY = 2.0
"""Seconds after which the database is looked at again: another process may have written."""
SECRET_BYTES = 32

STARTS = Pace(at_once=12, seconds=20)
MESSAGES = Pace(at_once=30, seconds=1)
FILES = Pace(at_once=10, seconds=6)
POLLS = Pace(at_once=60, seconds=0.5)
"""Per chat, but for starts, which are counted per address."""


Words = Annotated[str, AfterValidator(clean)]


class Said(BaseModel):
    """What the page sends for one thing its resident did."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    kind: Literal["text", "press", "place"]
    text: Words = Field(default="", max_length=LONGEST_TEXT)
    label: Words = Field(default="", max_length=200)
    """The words on the button that was pressed: shown to the resident, never believed."""
    latitude: float = Field(default=0, ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(default=0, ge=-180, le=180, allow_inf_nan=False)


async def show_chat(request: Request) -> Response:
    """Show the chat window; with `?embed=1` without the frame of the site around it."""
    desk = desk_of(request)
    wanted = desk.offered.get(request.query_params.get("begin", ""))
    language = languages_of(request)[reader_language(request)]
    settings: dict[str, Any] = {
        "words": {name: words.render(language) for name, words in WORDS.items()},
        "language": language.code,
        "largestFile": LARGEST_FILE,
        **BEHAVIOUR,
    }
    if wanted:
        begin = presses.press(presses.BEGIN, wanted.key)
        settings["begin"] = {"value": begin, "label": wanted.title.render(language)}
    embedded = request.query_params.get("embed") == "1"
    spoken = SPOKEN[language.code]
    return render(request, "chat.html", settings=settings, embedded=embedded, language_name=spoken)


async def start_chat(request: Request) -> Response:
    """Begin a conversation: give the browser its secret, and let the desk greet."""
    slow_down(request, "chat start", STARTS)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    await _take(request, _heard(request, chat_of(secret), str(UUID(bytes=secrets.token_bytes(16)))))
    return JSONResponse({"secret": secret}, headers=_NO_STORE)


async def take_message(request: Request) -> Response:
    """Take words, a pressed button or a place; 200 means that the desk has committed it."""
    chat = await _chat(request, "chat message", MESSAGES)
    try:
        said = Said.model_validate_json(await read_body(request, MOST_BYTES))
    except ValidationError as mistake:
        return _refuse(request, 400, _complaint(mistake))
    line = await keep_own_line(desk_of(request), chat, said.id, _own_words(request, said))
    await _take(request, _heard_words(request, chat, said))
    return JSONResponse({"id": str(line)}, headers=_NO_STORE)


async def take_file(request: Request) -> Response:
    """Take a photo or a document; what it is, is found in its content."""
    chat = await _chat(request, "chat file", FILES)
    said, content = await _upload(request)
    try:
        await ask_for_room(request, chat, len(content))
        source = await request.app.state.fetcher.store_upload(content, evidence=True)
    except Unwelcome as unwelcome:
        return _refuse(request, 415, EXPLANATIONS[unwelcome.refusal])
    except NotPossible as full:
        return _refuse(request, 413, full.explanation)
    shown = {name: value for name, value in source.items() if name != "origin"}
    line = await keep_own_line(desk_of(request), chat, said, {"text": "", "attachment": shown})
    media = "image" if source["media_type"].startswith("image/") else "file"
    heard = _heard(request, chat, _event(chat, said), Kind.FILE, media=media, source=source)
    await _take(request, heard)
    return JSONResponse({"id": str(line)}, headers=_NO_STORE)


async def send_lines(request: Request) -> Response:
    """Return the lines after `after`, waiting up to `wait` seconds for the first of them."""
    chat = await _chat(request, "chat poll", POLLS)
    try:
        after = UUID(request.query_params["after"]) if "after" in request.query_params else None
        wait = _seconds(request.query_params.get("wait", "0"))
    except ValueError:
        return _refuse(request, 400, _UNREADABLE)
    lines = await _wait_for_lines(request, chat, after, wait)
    return JSONResponse({"lines": [shown_line(line) for line in lines]}, headers=_NO_STORE)


async def send_file(request: Request) -> Response:
    """Give a resident the photo of their own line back, after a reload."""
    chat = await _chat(request, "chat poll", POLLS)
    async with desk_of(request).database.reading() as session:
        line = await line_of(session, chat, request.path_params["line"])
    source = line.message.get("attachment") if line else None
    if not source:
        raise HTTPException(404)
    path = request.app.state.fetcher.store.path(source["sha256"])
    if not path.is_file():
        raise HTTPException(404)
    return stored_file(path, source["media_type"], "sala", _NO_STORE)


def chat_of(secret: str) -> str:
    """Return the chat id the desk knows: whoever reads our database cannot write as a resident."""
    return sha256(secret.encode()).hexdigest()


async def _chat(request: Request, what: str, pace: Pace) -> str:
    """Return the chat of a request. Raises 401 for a secret that no chat was begun with."""
    scheme, _space, secret = request.headers.get("authorization", "").partition(" ")
    chat = chat_of(secret)
    async with desk_of(request).database.reading() as session:
        known = scheme.lower() == "bearer" and await is_known(session, chat)
    if not known:
        slow_down(request, "chat stranger", MESSAGES)
        raise HTTPException(401)
    slow_down(request, what, pace, who=chat)
    return chat


async def _wait_for_lines(
    request: Request, chat: str, after: UUID | None, wait: float
) -> list[ChatLine]:
    desk, webchat = desk_of(request), request.app.state.webchat
    clock = asyncio.get_running_loop().time
    until = clock() + wait
    while True:
        async with desk.database.reading() as session:
            lines = await lines_after(session, chat, after)
            left = until - clock()
            if wait and not lines and left <= 0:
                lines = await late_lines(session, chat)
        if lines or left <= 0 or await request.is_disconnected():
            return lines
        await webchat.wait_for(chat, min(left, LOOK_EVERY))


async def _upload(request: Request) -> tuple[UUID, bytes]:
    """Read the form of an upload; its announced length is checked before a byte is read."""
    announced = request.headers.get("content-length", "")
    if not announced.isdecimal():
        raise HTTPException(411)
    if int(announced) > LARGEST_FILE + MULTIPART_ROOM:
        raise HTTPException(413)
    async with request.form(max_files=1, max_fields=2) as form:
        file, said = form.get("file"), form.get("id")
        try:
            if not isinstance(file, UploadFile):
                raise HTTPException(400)
            return UUID(str(said)), await file.read()
        except ValueError:
            raise HTTPException(400) from None


async def _take(request: Request, heard: Heard) -> None:
    try:
        await request.app.state.intake.take([heard])
    except DatabaseUnavailable:
        raise HTTPException(503) from None


def _seconds(asked: str) -> float:
    """Return how long to wait. Raises `ValueError`; no number at all (NaN) waits not."""
    return min(max(0.0, float(asked)), LONGEST_WAIT)


def _own_words(request: Request, said: Said) -> Written:
    if said.kind == "place":
        language = languages_of(request)[reader_language(request)]
        return {"text": _("My location").render(language)}
    if said.kind == "press":
        return {"text": said.label or said.text}
    desk = desk_of(request)
    if belongs_apart(said.text, desk.around.office, desk.clock().astimezone(BANGKOK).date()):
        return {"text": _("(not kept)").render(languages_of(request)[reader_language(request)])}
    return {"text": said.text}


def _heard_words(request: Request, chat: str, said: Said) -> Heard:
    point = Point(said.latitude, said.longitude) if said.kind == "place" else None
    return _heard(request, chat, _event(chat, said.id), Kind(said.kind), said.text, point=point)


def _heard(
    request: Request,
    chat: str,
    event: str,
    kind: Kind = Kind.JOINED,
    text: str = "",
    **more: Any,
) -> Heard:
    return Heard(
        channel=ChannelName.WEBCHAT.value,
        event_id=event,
        chat=chat,
        person=chat,
        kind=kind,
        text=text,
        message_id=event,
        language=reader_language(request),
        at=desk_of(request).clock(),
        **more,
    )


def _event(chat: str, said: UUID) -> str:
    """Name an event by chat and browser's id, so that no browser can use up another's ids."""
    return str(uuid5(NAMESPACE_URL, f"{chat}/{said}"))


def _complaint(mistake: ValidationError) -> Text:
    if any(error["type"] == "string_too_long" for error in mistake.errors()):
        return _(
            "This is too long. Please write at most {most} letters at a time.", most=LONGEST_TEXT
        )
    return _UNREADABLE


def _refuse(request: Request, status: int, explanation: Rendered) -> Response:
    language = languages_of(request)[reader_language(request)]
    return JSONResponse({"error": explanation.render(language)}, status, headers=_NO_STORE)


_NO_STORE: Mapping[str, str] = {"Cache-Control": "no-store"}
_UNREADABLE = _("We could not read this. Please load the page again.")

routes: list[BaseRoute] = [
    Route("/chat", show_chat),
    Route("/chat/start", start_chat, methods=["POST"]),
    Route("/chat/messages", take_message, methods=["POST"]),
    Route("/chat/messages", send_lines),
    Route("/chat/files", take_file, methods=["POST"]),
    Route("/chat/files/{line:uuid}", send_file),
    *embed_routes,
]
