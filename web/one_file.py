"""One file of a plain form, read with limits before it is believed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_FIELDS = 12
ROOM = 16 * 1024
"""Bytes for what stands around the file."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What a form with one file brought; no content when no file was chosen."""

    content: bytes = b""
    fields: Mapping[str, str] = field(default_factory=dict)


async def read_one_file(request: Request, largest: int) -> Posted:
    """Read a form; its announced length is checked before a byte is read. Raises 411 or 413."""
    announced = request.headers.get("content-length", "")
    if not announced.isdecimal():
        raise HTTPException(411)
    if int(announced) > largest + ROOM:
        raise HTTPException(413)
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
        file = form.get("file")
        content = await file.read() if isinstance(file, UploadFile) else b""
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
    if len(content) > largest:
        raise HTTPException(413)
    return Posted(content, fields)
