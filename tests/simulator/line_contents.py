"""Pictures, sounds and files that people have sent on LINE, until they disappear."""

from dataclasses import dataclass, field

import filetype

from tests.simulator.line_bodies import NOT_FOUND
from tests.simulator.wire import Answer, Call, json_answer

UNKNOWN_TYPE = "application/octet-stream"


@dataclass(slots=True)
class Content:
    """One file. `unready` answers 202 so many times; `gone` is the status once it is deleted."""

    data: bytes
    unready: int = 0
    gone: int | None = None

    @property
    def media_type(self) -> str:
        return filetype.guess_mime(self.data) or UNKNOWN_TYPE


@dataclass(slots=True)
class LineContents:
    """The file host. `unready` is how often a newly sent file first answers 202."""

    unready: int = 0
    kept: dict[str, Content] = field(default_factory=dict)

    def keep(self, id_: str, data: bytes) -> Content:
        self.kept[id_] = Content(data, self.unready)
        return self.kept[id_]

    def vanish(self, status: int = 404) -> None:
        """LINE deletes what people sent after an unspecified time: 404 or 410 from now on."""
        for content in self.kept.values():
            content.gone = status

    async def download(self, call: Call) -> Answer:
        content = self.kept.get(call.params["message"])
        if content is None or content.gone:
            return json_answer(NOT_FOUND, content.gone or 404 if content else 404)
        if content.unready:
            content.unready -= 1
            return json_answer({}, 202)
        return Answer(200, content.data, content_type=content.media_type.encode())

    async def tell_transcoding(self, call: Call) -> Answer:
        content = self.kept.get(call.params["message"])
        if content is None or content.gone:
            return json_answer(NOT_FOUND, content.gone or 404 if content else 404)
        if content.unready:
            content.unready -= 1
            return json_answer({"status": "processing"})
        return json_answer({"status": "succeeded"})
