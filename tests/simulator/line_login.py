"""LINE Login: identity tokens for people of the simulator, and the address that looks at them."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from tests.simulator.wire import Answer, Call, json_answer

ISSUER = "https://access.line.me"
LIFETIME = 3600
FORM = "application/x-www-form-urlencoded"


class LineLogin:
    """The Login channel beside the desk's account, of the same provider."""

    def __init__(self, now: Callable[[], float], channel_id: str = "2000000001") -> None:
        self.now = now
        self.channel_id = channel_id

    def token(self, user: str, **changed: object) -> str:
        """Hand out a token as LINE's app would; `changed` replaces parts of what it says."""
        now = int(self.now())
        said: dict[str, object] = {
            "iss": ISSUER,
            "sub": user,
            "aud": self.channel_id,
            "exp": now + LIFETIME,
            "iat": now,
            "amr": ["linesso"],
            "name": "Somchai",
        }
        body = ".".join((_packed({"alg": "ES256", "typ": "JWT"}), _packed(said | changed)))
        return f"{body}.{self._signature(body)}"

    async def verify(self, call: Call) -> Answer:
        """Look at a token, and refuse it in LINE's own words."""
        if call.content_type != FORM:
            return _refused("Unsupported content type")
        asked = dict(parse_qsl(call.body.decode()))
        said = self._opened(asked.get("id_token", ""))
        if said is None or "client_id" not in asked:
            return _refused("Invalid IdToken.")
        return self._answer(said, asked)

    def _answer(self, said: dict[str, Any], asked: Mapping[str, str]) -> Answer:
        if said["iss"] != ISSUER:
            return _refused("Invalid IdToken Issuer.")
        if said["exp"] <= self.now():
            return _refused("IdToken expired.")
        if said["aud"] != asked["client_id"]:
            return _refused("Invalid IdToken Audience.")
        return json_answer(said)

    def _opened(self, token: str) -> dict[str, Any] | None:
        body, _dot, signature = token.rpartition(".")
        if not hmac.compare_digest(signature, self._signature(body)):
            return None
        written = body.partition(".")[2]
        opened: dict[str, Any] = json.loads(urlsafe_b64decode(written + "=" * (-len(written) % 4)))
        return opened

    def _signature(self, body: str) -> str:
        """Sign with a secret of our own: only this simulator has to believe it."""
        return hmac.new(self.channel_id.encode(), body.encode(), hashlib.sha256).hexdigest()


def _packed(value: object) -> str:
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _refused(why: str) -> Answer:
    return json_answer({"error": "invalid_request", "error_description": why}, 400)
