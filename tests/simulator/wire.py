"""One call to a platform, its answer, and the record kept of both, as plain values."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

JSON_TYPE = b"application/json"


@dataclass(slots=True)
class Call:
    """What a client sent. `gone` waits until the client has closed its connection."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[bytes, bytes]
    body: bytes
    gone: Callable[[], Awaitable[None]]
    fields: dict[str, Any] = field(default_factory=dict)
    params: dict[str, str] = field(default_factory=dict)
    request_id: str = ""

    def header(self, name: str) -> str | None:
        value = self.headers.get(name.lower().encode())
        return None if value is None else value.decode("latin-1")

    @property
    def content_type(self) -> str:
        return (self.header("content-type") or "").split(";")[0].strip().lower()


@dataclass(slots=True)
class Answer:
    """What the platform answers."""

    status: int
    body: bytes = b""
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    content_type: bytes = JSON_TYPE

    def json(self) -> Any:
        return orjson.loads(self.body) if self.content_type == JSON_TYPE else self.body


def json_answer(value: object, status: int = 200, **headers: str) -> Answer:
    """An answer with a JSON body; an underscore in a header's name stands for a hyphen."""
    return Answer(
        status,
        orjson.dumps(value),
        [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()],
    )


@dataclass(slots=True)
class Recorded:
    """One call as it happened. `status` is None when the caller got no answer at all."""

    name: str
    method: str
    path: str
    at: float
    sent: bytes
    headers: Mapping[bytes, bytes]
    fields: dict[str, Any]
    status: int | None = None
    answer: bytes = b""
    fault: str | None = None
    acted: bool = False
    inside_webhook: bool = False

    @property
    def json(self) -> Any:
        """The JSON body of the call, or the fields of a form."""
        return self.fields or (orjson.loads(self.sent) if self.sent else None)

    @property
    def answered(self) -> Any:
        return orjson.loads(self.answer) if self.answer else None

    def header(self, name: str) -> str | None:
        value = self.headers.get(name.lower().encode())
        return None if value is None else value.decode("latin-1")
