"""Reading the body of a call to LINE, and refusing it the way LINE does."""

from collections.abc import Mapping

import orjson

from tests.simulator.line_shapes import Object
from tests.simulator.wire import Answer, Call, json_answer


class Refused(Exception):
    """The call is answered with an error instead of being carried out."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.body.decode())
        self.answer = answer

    @classmethod
    def because(cls, message: str, status: int = 400) -> "Refused":
        return cls(json_answer({"message": message}, status))


NOT_FOUND: Mapping[str, str] = {"message": "Not found"}


def read_object(call: Call) -> Object:
    """The JSON object of the body; raises Refused for anything else."""
    if call.content_type != "application/json":
        raise Refused.because(f"The content type, '{call.content_type}', is not supported", 415)
    try:
        body = orjson.loads(call.body)
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        raise Refused.because("The request body could not be parsed as JSON (line:1, column:1)")
    return body
