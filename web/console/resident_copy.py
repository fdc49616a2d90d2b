"""The copy of everything about one person: a ZIP with JSON, their files, and a page to read."""

import asyncio
import json
import tempfile
import zipfile
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from mimetypes import guess_extension
from typing import IO, Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute

from bot.files.store import FileStore
from models.attachment import Attachment
from models.case import Case
from models.vocabulary import AttachmentState, DataWish
from services.desk import audit, tracking
from services.desk.permissions import PERSONAL_DATA, SEE_PRIVATE
from services.desk.residents import copying, requests
from services.desk.residents.reading import Person
from services.kit.errors import InvalidAnswer
from services.kit.private import is_sealed
from services.kit.references import shown
from services.kit.sealing import Unreadable, in_case
from services.kit.sealing import opened as unsealed
from services.kit.text import BANGKOK, Rendered, _, plain
from web.console.access import Visit, opened, pressed
from web.console.answers import Answered, answered, said
from web.console.forms import written
from web.console.residents import ONE, back, known, require_all
from web.pages import languages_of, reader_language
from web.security import Pace, slow_down

LEAST_REASON, MOST_REASON = 5, 300
PIECE = 64 * 1024
PACE = Pace(at_once=3, seconds=60)


@dataclass(frozen=True, slots=True)
class Copied:
    """What goes into the file: the data, and the files by the name they get."""

    data: dict[str, Any]
    files: Mapping[str, str]
    """The name in the ZIP, and the digest in the store."""
    private: Sequence[str]
    """References of cases whose private answers were opened for it."""


async def send_copy(visit: Visit) -> Response:
    """Record who takes it and why, answer an open request with it, then send it."""
    found = await known(visit, visit.request.path_params["resident"])
    require_all(visit, found)
    slow_down(visit.request, "copy", PACE, who=str(visit.staff.id))
    reason = written(visit.form, "reason")
    if not LEAST_REASON <= len(reason) <= MOST_REASON:
        raise InvalidAnswer(_("Please write in a few words what the copy is for."))
    async with visit.desk.database.reading() as session:
        copied = await copy_of(session, visit, found)
    page = visit.render("resident_copy.html", data=copied.data).body
    await _record(visit, found, copied, reason)
    store = FileStore(visit.desk.data_dir)
    file = await asyncio.to_thread(_packed, copied, bytes(page), store)
    saved = {"Content-Disposition": 'attachment; filename="one-person.zip"'}
    return StreamingResponse(_pieces(file), media_type="application/zip", headers=saved)


async def copy_of(session: AsyncSession, visit: Visit, found: Person) -> Copied:
    """Gather everything about one person, in plain values."""
    files: dict[str, str] = {}
    private: list[str] = []
    cases = []
    for case in found.cases:
        cases.append(await _case(session, visit, case, files, private))
    data = {
        "form": "sala-person-1",
        "made_at": visit.desk.clock().astimezone(BANGKOK).isoformat(timespec="seconds"),
        "language": found.resident.language,
        "first_seen_at": found.resident.first_seen_at.isoformat(),
        "chats": [
            {"channel": one.channel, "reachable": one.blocked_at is None} for one in found.chats
        ],
        "cases": cases,
        "requests": [
            {"kind": one.kind, "received_at": one.received_at.isoformat(), "outcome": one.outcome}
            for one in found.requests
        ],
        **await copying.beside_all_cases(session, found.resident.id),
    }
    return Copied(data, files, private)


async def _case(
    session: AsyncSession, visit: Visit, case: Case, files: dict[str, str], private: list[str]
) -> dict[str, Any]:
    say = languages_of(visit.request)[reader_language(visit.request)]
    kept = await _files(session, case)
    service = visit.desk.services.get(case.service_key)
    lines = answered(case, service, {str(one.id): one for one in kept}, visit.desk.around)
    rating = await tracking.rating_of(session, case.id)
    for one in kept:
        files[_name(case, one)] = str(one.sha256)
    return {
        "reference": shown(case.reference),
        "service": service.title.render(say) if service else case.service_key,
        "status": case.status,
        "filed_at": case.filed_at.isoformat(),
        "filed_by": case.filed_channel,
        "filed_for": case.filed_for,
        "consent_at": case.consent_at.isoformat() if case.consent_at else None,
        "due_on": case.due_on.isoformat(),
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "village": case.village,
        "place": [case.latitude, case.longitude] if case.latitude is not None else None,
        "answers": [
            {"question": line.question.render(say),
             "answer": _words(visit, case, line, private).render(say)} for line in lines
        ],
        "history": await _history(session, case),
        "messages": await _messages(session, case),
        "rating": {"stars": rating.stars, "comment": rating.comment} if rating else None,
        "files": [_name(case, one) for one in kept],
        **await copying.beside_the_case(session, case),
    }  # fmt: skip


def _words(visit: Visit, case: Case, line: Answered, private: list[str]) -> Rendered:
    """Put an answer into words; a private one is opened for those who work on the case."""
    stored = case.answers.get(line.private)
    if is_sealed(stored) and visit.may(SEE_PRIVATE, case.department):
        service = visit.desk.services.get(case.service_key)
        asked = service.field(line.private) if service else None
        try:
            answer = unsealed(stored, visit.desk.keyring, in_case(case.id)(line.private))
        except Unreadable:
            return _("(cannot be opened)")
        private.append(f"{case.reference} {line.private}")
        return said(asked, answer, visit.desk.around)
    files = ", ".join(_name(case, photo) for photo in line.photos)
    told = (line.phone, line.point, files)
    return line.shown or plain(" · ".join(one for one in told if one))


async def _history(session: AsyncSession, case: Case) -> list[dict[str, Any]]:
    """What the resident may see; notes among staff are the office's own."""
    entries = await tracking.history(session, case.id, for_resident=True)
    return [
        {"at": one.at.isoformat(), "by": one.actor, "what": one.action, "words": one.words}
        for one in entries
    ]


async def _messages(session: AsyncSession, case: Case) -> list[dict[str, Any]]:
    return [
        {"at": row.created_at.isoformat(), "state": row.state,
         "text": [str(one.get("text", "")) for one in row.messages]}
        for row in await tracking.case_messages(session, case)
    ]  # fmt: skip


async def _files(session: AsyncSession, case: Case) -> Sequence[Attachment]:
    wanted = select(Attachment).where(
        Attachment.case_id == case.id, Attachment.state == AttachmentState.STORED
    )
    return (await session.exec(wanted.order_by(col(Attachment.id)))).all()


def _name(case: Case, file: Attachment) -> str:
    return (
        f"files/{case.reference}-{file.id.hex[-8:]}{guess_extension(file.media_type or '') or ''}"
    )


def _packed(copied: Copied, page: bytes, store: FileStore) -> IO[bytes]:
    """Write the ZIP to a file without a name; a picture that is gone leaves out only itself."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- whoever sends it closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("person.json", json.dumps(copied.data, ensure_ascii=False, indent=2))
        packed.writestr("person.html", page)
        for name, digest in copied.files.items():
            if store.path(digest).exists():
                packed.write(store.path(digest), name)
    file.seek(0)
    return file


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece


async def _record(visit: Visit, found: Person, copied: Copied, reason: str) -> None:
    """Keep who took it, why, and which private answers are in it; close an open request."""
    who = str(visit.staff.id)
    async with visit.desk.work() as work:
        subject = str(found.resident.id)
        await audit.record(work, who, "copy_person", subject, audit.DONE, "console", reason)
        for one in copied.private:
            await audit.record(work, who, SEE_PRIVATE, one, audit.DONE, "console")
        for asked in found.requests:
            if asked.kind == DataWish.COPY and asked.done_at is None:
                fresh = await requests.load(work, asked.id)
                await requests.answer(work, fresh, visit.staff, requests.DONE)


routes: list[BaseRoute] = [
    pressed(f"{ONE}/copy", send_copy, right=PERSONAL_DATA),
    opened(f"{ONE}/copy", back, right=PERSONAL_DATA),
]
