"""How a resident's file leaves us: it can run and load nothing, even opened by itself."""

from collections.abc import Mapping
from mimetypes import guess_extension
from pathlib import Path

from starlette.responses import FileResponse, Response

SHOWN_IN_PAGE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
"""Kinds a browser only draws. Everything else is handed over as a download, never opened here."""

ALONE = "default-src 'none'; sandbox"


def stored_file(
    path: Path, media_type: str, name: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Send a file of the store; `name` is what it is called when it is saved, without an end."""
    drawn = media_type in SHOWN_IN_PAGE
    return FileResponse(
        path,
        media_type=media_type if drawn else "application/octet-stream",
        filename=f"{name}{guess_extension(media_type) or ''}",
        content_disposition_type="inline" if drawn else "attachment",
        headers={
            "Content-Security-Policy": ALONE,
            "X-Content-Type-Options": "nosniff",
            **(headers or {}),
        },
    )
