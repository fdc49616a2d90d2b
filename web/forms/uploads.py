"""Files of a form: kept as soon as they come, so that a mistake elsewhere loses none of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select
from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.files.refusals import EXPLANATIONS, Unwelcome
from models.attachment import Attachment
from models.columns import new_id
from models.vocabulary import AttachmentState, ChannelName
from services.desk import attachments
from services.desk.actor import Actor
from services.kit.errors import NotPossible
from services.kit.text import Rendered, _
from web.forms.posted import LARGEST_FILE
from web.pages import desk_of
from web.security import Pace, slow_down
from web.upload_room import ask_for_room

FILES = Pace(at_once=30, seconds=6)
"""Per address."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The chat whose files a form keeps: of a messenger, or one made for this form alone."""

    channel: str
    chat: str
    language: str = "th"

    def actor(self) -> Actor:
        """Act for this chat, as far as files go."""
        return Actor(self.channel, self.chat, self.chat, private=True, language=self.language)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is with us, as the form names it."""

    id: str
    media_type: str
    size: int

    @property
    def media(self) -> str:
        """What a question calls it."""
        return "image" if self.media_type.startswith("image/") else "file"

    @property
    def kilobytes(self) -> int:
        return max(1, round(self.size / 1024))


class _NotKept(Exception):
    """A file that came with the form and was not taken, with the words for it."""

    def __init__(self, explanation: Rendered) -> None:
        super().__init__("not kept")
        self.explanation = explanation


async def keep_files(
    request: Request, files: Sequence[UploadFile], owner: Owner, *, evidence: bool = False
) -> tuple[list[KeptFile], Rendered | None]:
    """Keep files that came with a form; say why when one of them was not taken."""
    kept: list[KeptFile] = []
    refusal: Rendered | None = None
    for file in files:
        try:
            kept.append(await _keep(request, file, owner, evidence=evidence))
        except _NotKept as not_kept:
            refusal = not_kept.explanation
    return kept, refusal


async def files_of(request: Request, ids: Iterable[str], owner: Owner) -> list[KeptFile]:
    """Return those of the files that are this owner's and belong to no case yet, in order."""
    wanted = [known for one in ids if (known := _uuid(one))]
    if not wanted:
        return []
    mine = select(Attachment).where(
        col(Attachment.id).in_(wanted),
        Attachment.channel == owner.channel,
        Attachment.chat == owner.chat,
        col(Attachment.case_id).is_(None),
        col(Attachment.state).in_((AttachmentState.WAITING, AttachmentState.STORED)),
    )
    async with desk_of(request).database.reading() as session:
        found = {one.id: _kept(one) for one in await session.exec(mine)}
    return [found[one] for one in dict.fromkeys(wanted) if one in found]


async def _keep(request: Request, file: UploadFile, owner: Owner, *, evidence: bool) -> KeptFile:
    slow_down(request, "form file", FILES)
    if file.size is not None and file.size > LARGEST_FILE:
        raise _NotKept(_("This file is larger than 10 MB. Please send a smaller one."))
    try:
        if owner.channel != ChannelName.COUNTER:
            await ask_for_room(request, owner.chat, file.size or 0)
        store = request.app.state.fetcher.store_upload
        source: dict[str, Any] = await store(await file.read(), evidence=evidence)
    except Unwelcome as unwelcome:
        raise _NotKept(EXPLANATIONS[unwelcome.refusal]) from None
    except NotPossible as full:
        raise _NotKept(full.explanation) from None
    actor = Actor(owner.channel, owner.chat, owner.chat, True, owner.language, source=source)
    async with desk_of(request).work() as work:
        kept = await attachments.keep(work, new_id(), actor, evidence=evidence)
    request.app.state.fetcher.hurry()
    return _kept(kept)


def _kept(attachment: Attachment) -> KeptFile:
    media_type = attachment.media_type or attachment.source.get("media_type") or "image/jpeg"
    size = attachment.size or attachment.source.get("size") or 0
    return KeptFile(str(attachment.id), media_type, size)


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
