"""Cases to put on paper, and the words of a paper line by line."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from models import Attachment, Case, CaseEvent
from services.desk.papers.facts import CaseFacts
from services.desk.papers.sheet import Sheet, written
from services.kit.fields import Stored, Surroundings
from services.kit.service import Service
from services.kit.text import Language

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""Monday 23 November 2569 BE, noon in Thailand: the office is open."""
EVENING = datetime(2026, 11, 20, 13, 5, tzinfo=UTC)
"""The Friday before, five past eight in the evening."""


def case_of(service: Service, answers: Mapping[str, Stored], **more: Any) -> Case:
    """A case as filing would have made it."""
    told: dict[str, Any] = {
        "id": UUID(int=1),
        "reference": "K7M2Q4XW9",
        "service_key": service.key,
        "department": service.department,
        "answers": dict(answers),
        "resident_id": UUID(int=2),
        "channel": "line",
        "chat": "Uresident",
        "filed_at": NOON,
        "due_on": date(2026, 12, 8),
    } | more
    return Case(**told)


def event(action: str, words: str | None = None) -> CaseEvent:
    """An entry of its history, four days later."""
    return CaseEvent(
        case_id=UUID(int=1),
        at=datetime(2026, 11, 27, 3, 0, tzinfo=UTC),
        actor="staff",
        action=action,
        status="done",
        words=words,
    )


def photo(state: str = "stored", media_type: str = "image/jpeg") -> Attachment:
    """A file that came with it."""
    return Attachment(
        channel="line", chat="Uresident", source={}, state=state, media_type=media_type, size=345678
    )


def facts_of(
    service: Service,
    answers: Mapping[str, Stored],
    around: Surroundings,
    events: Sequence[CaseEvent] = (),
    files: Sequence[Attachment] = (),
    **more: Any,
) -> CaseFacts:
    """Everything the papers of a case look at."""
    case = case_of(service, answers, **more)
    services = {service.key: service}
    return CaseFacts(case, services, around, "https://desk.example", events, files)


def data_of(sheet: Sheet, around: Surroundings, code: str) -> dict[str, Any]:
    """The sheet as the layout reads it."""
    return written(sheet, around.office, around.languages[code])


def lines_of(sheet: Sheet, around: Surroundings, language: str) -> list[str]:
    """Every line of a paper from top to bottom, without the drawing of its code."""
    data = data_of(sheet, around, language)
    head = [data[name] for name in ("office", "address", "number", "day", "title")]
    return "\n".join([*head, *_body(data["blocks"]), data["foot"]]).split("\n")


def _body(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    return [line for block in blocks for line in _block(block)]


def _block(block: Mapping[str, Any]) -> list[str]:
    if block["kind"] == "facts":
        return [f"{label} | {value}" for label, value in block["rows"]]
    return list(block.get("items") or block.get("lines") or [block["words"]])


def thai(around: Surroundings) -> Language:
    return around.languages["th"]
