"""Files the pages are made of: style sheets, scripts and the Thai font, each cached for a year.

The address carries a digest, so that a browser keeps a file for good and still sees every change
at once. Style sheets and scripts share one digest because scripts import each other by name.
"""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

import fontpkg_sarabun
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

FOLDER = Path(__file__).parent / "static"
FONTS = ("Sarabun-Regular.ttf", "Sarabun-Bold.ttf")
"""The two weights the pages use; each further one costs every reader 50 kB."""

_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, ready to be sent."""

    content: bytes
    packed: bytes
    media_type: str
    version: str


@cache
def assets() -> dict[str, Asset]:
    """Read every file once, by its name below `/static/<version>/`."""
    ours = {file.name: file.read_bytes() for file in sorted(FOLDER.iterdir()) if file.is_file()}
    together = _digest(b"".join(ours.values()))
    fonts = {
        f"fonts/{name}": (fontpkg_sarabun.ROOT / "files" / name).read_bytes() for name in FONTS
    }
    return {name: _asset(name, content, together) for name, content in ours.items()} | {
        name: _asset(name, content, _digest(content)) for name, content in fonts.items()
    }


def static(name: str) -> str:
    """Return the address of a file. Raises `KeyError` for one that is not there."""
    return f"/static/{assets()[name].version}/{name}"


async def send_asset(request: Request) -> Response:
    """Send one file. An older version of a page gets today's file, but may not keep it."""
    asset = assets().get(request.path_params["name"])
    if asset is None:
        raise HTTPException(404)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    current = request.path_params["version"] == asset.version
    headers = {"Cache-Control": _FOR_EVER if current else "no-cache", "Vary": "Accept-Encoding"}
    if packed:
        headers["Content-Encoding"] = "gzip"
    content = asset.packed if packed else asset.content
    return Response(content, headers=headers, media_type=asset.media_type)


def _asset(name: str, content: bytes, version: str) -> Asset:
    media_type = "text/javascript" if name.endswith(".js") else guess_type(name)[0]
    return Asset(
        content, gzip.compress(content, mtime=0), media_type or "application/octet-stream", version
    )


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


routes: list[BaseRoute] = [Route("/static/{version}/{name:path}", send_asset)]
