"""Filling in a form on the web as a browser does, without JavaScript."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

import httpx

from services.kit.banks import BANKS
from services.kit.errors import InvalidAnswer
from services.kit.fields import Field as Question
from services.kit.fields import Given, Surroundings
from services.kit.questions import DayWish, Digits, JuristicId, NationalId
from services.kit.service import Service
from tests.files.made import drawn

_INPUT = re.compile(r"<(?:input|textarea|select|button)\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')

File = tuple[str, bytes, str]


def hidden_inputs(page: str) -> dict[str, list[str]]:
    """Return the hidden inputs of a page, which a browser sends back as they are."""
    found: dict[str, list[str]] = {}
    for tag in _INPUT.findall(page):
        attributes = dict(_ATTRIBUTE.findall(tag))
        if attributes.get("type") == "hidden":
            value = unescape(attributes.get("value", ""))
            found.setdefault(attributes["name"], []).append(value)
    return found


@dataclass
class FormWindow:
    """One form open in one browser."""

    client: httpx.AsyncClient
    address: str
    page: str = ""
    status: int = 0
    location: str = ""
    typed: dict[str, str | list[str]] = field(default_factory=dict)

    async def open(self) -> str:
        """Open the page for the first time."""
        self._came(await self.client.get(self.address))
        return self.page

    async def send(
        self,
        step: str = "go",
        files: Mapping[str, File] | None = None,
        **more: str,
    ) -> str:
        """Press a button of the page, with everything typed so far."""
        data: dict[str, str | list[str]] = {**hidden_inputs(self.page), **self.typed, **more}
        data["_step"] = step
        sent = [(name, file) for name, file in (files or {}).items()]
        answer = await self.client.post(
            self.address, data=data, files=sent or [("nothing", ("", b"", "text/plain"))]
        )
        self._came(answer)
        return self.page

    def types(self, **answers: str | list[str]) -> "FormWindow":
        """Type answers; what stood there is overwritten."""
        self.typed.update(answers)
        return self

    def mistaken(self) -> list[str]:
        """Return the names of the questions the page complains about."""
        return re.findall(r'question-mistaken" data-question="([^"]+)"', self.page)

    def asked(self) -> list[str]:
        """Return the names of the questions on the page."""
        return re.findall(r'data-question="([^"]+)"', self.page)

    def _came(self, answer: httpx.Response) -> None:
        self.page, self.status = answer.text, answer.status_code
        self.location = answer.headers.get("location", "")

    async def fill_in(self, service: Service, around: Surroundings) -> None:
        """Answer every question that comes up, until the page asks nothing more."""
        await self.open()
        answered: set[str] = set()
        while new := [name for name in self.asked() if name not in answered]:
            files: dict[str, File] = {}
            for name in new:
                self._answer(service, name, around, files)
            answered |= set(new)
            await self.send(files=files)

    def _answer(
        self, service: Service, name: str, around: Surroundings, files: dict[str, File]
    ) -> None:
        asked = service.field(name)
        assert asked is not None
        if asked.face == "files":
            files[name] = ("a.jpg", drawn("JPEG"), "image/jpeg")
        else:
            self.typed.update(example(asked, around))


def example(asked: Question, around: Surroundings) -> dict[str, str]:
    """Return inputs that answer a question, whatever it is."""
    listed = [{"": value} for value in asked.options(around)] if _is_chosen(asked) else []
    items = [{value: "1"} for value in asked.options(around)] if asked.face == "items" else []
    tried = EXAMPLES.get(type(asked)) or EXAMPLES_BY_FACE.get(asked.face) or [{"": "คำตอบ"}]
    for parts in (*listed, *items, *tried):
        if _is_taken(asked, parts, around):
            return {f"{asked.name}.{part}" if part else asked.name: parts[part] for part in parts}
    raise LookupError(f"no example answers {asked.name}")


def _is_chosen(asked: Question) -> bool:
    return asked.face in {"radio", "checks"} or isinstance(asked, DayWish)


def _is_taken(asked: Question, parts: Mapping[str, str], around: Surroundings) -> bool:
    text, others = parts.get("", ""), {part: parts[part] for part in parts if part}
    try:
        asked.read(Given(text=text, parts=others, whole=True), around)
    except InvalidAnswer:
        return False
    return True


EXAMPLES: dict[type[Question], list[dict[str, str]]] = {
    NationalId: [{"": "1101700230708"}],
    JuristicId: [{"": "0107536000269"}, {"": "0994000165501"}],
    Digits: [{"": "1" * length} for length in range(1, 15)],
}

_NUMBERS = ("1", "2", "5", "10", "50", "100", "1000", "100000")

EXAMPLES_BY_FACE: dict[str, list[dict[str, str]]] = {
    "number": [{"": number} for number in _NUMBERS],
    "phone": [{"": "081-234-5678"}],
    "house": [{"number": "45/1", "village": str(number)} for number in range(1, 30)],
    "place": [{"": "หน้าวัด"}],
    "consent": [{"": "yes"}],
    "bank": [{"bank": code, "account": "1234567890", "holder": "สมใจ ใจดี"} for code in BANKS],
    "date": [
        {"day": day, "month": month, "year": year}
        for year in ("2542", "2493", "2569", "2570", "2573", "2528")
        for month in ("11", "12", "3")
        for day in ("23", "24", "26", "27", "30", "12")
    ],
}
