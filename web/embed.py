"""The embed: one line on the office's other web site shows the chat there."""

from collections.abc import Mapping

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from services.kit.text import Text, _
from web.assets import assets
from web.pages import languages_of

WORDS: Mapping[str, Text] = {
    "open": _("Chat with the office"),
    "close": _("Close the chat"),
    "title": _("Chat with the office"),
}


async def send_embed(request: Request) -> Response:
    """Send the script with its words in every language: it follows the page it stands on."""
    words = {
        code: {name: text.render(language) for name, text in WORDS.items()}
        for code, language in languages_of(request).items()
    }
    settings = orjson.dumps({"words": words})
    script = assets()["embed.js"].content.replace(b"/* settings */", settings)
    return Response(
        script,
        media_type="text/javascript",
        headers={
            "Cache-Control": "public, max-age=3600",
            "Cross-Origin-Resource-Policy": "cross-origin",
        },
    )


routes: list[BaseRoute] = [Route("/embed.js", send_embed)]
