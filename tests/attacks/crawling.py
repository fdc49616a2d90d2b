"""A visitor who follows every link, fills every form with bad words, and reads what comes back."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import httpx

TYPED = {"text", "search", "url", "tel", "email", "number", "date", "time", "month", ""}
FITTING = {
    "house.number": "45/1", "phone": "0812345678", "amount": "250", "day": "2026-12-09",
    "first": "2026-11-01", "last": "2026-11-30", "year": "2570", "key": "composed", "days": "3",
    "until": "2026-12-30", "number": "7", "opens": "08:30", "closes": "16:30", "link": "",
    "effective_from": "2027-01-01", "letter": "Z", "counters": "2", "minutes": "5", "count": "3",
    "button-0-url": "", "button-1-url": "", "button-2-url": "", "position": "", "proxy": "",
    "biller": "099400016550199", "embed_origins": "", "website": "", "place": "",
}  # fmt: skip
"""What a field wants that takes only its own kind of words: the others on the form come through."""

LEFT_ALONE = re.compile(
    r"sign-out|/sessions|/leave|/account/password|/passkeys|/erase|/merge|forget|/retire|/stop|/lost|/staff/[^/]+/change"
)
"""Forms that would end the visit, or empty what was planted."""

_NUMBERS = re.compile(
    r"(?<=office/tables/)\w+|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12,}|[0-9A-Z]{9,}|\d+"
)


@dataclass
class Sent:
    """A form as a page offers it."""

    action: str = ""
    method: str = "get"
    multipart: bool = False
    fixed: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def filled(self, words: str, *, everything: bool) -> dict[str, str]:
        """Type the words into what is empty, or into everything that takes any words."""
        typed = {
            name: FITTING.get(name, words) if everything or not value else value
            for name, value in self.typed.items()
        }
        return self.fixed | typed


@dataclass
class PageReader(HTMLParser):
    """Collects what a page links to, offers to send, and draws."""

    links: list[str] = field(default_factory=list)
    forms: list[Sent] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    _select: str = ""
    _inside: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._handlers: dict[str, Callable[[dict[str, str]], None]] = {
            "a": self._link, "link": self._link, "img": self._image, "form": self._form,
            "input": self._input, "textarea": self._textarea, "button": self._button,
            "select": self._choice, "option": self._option,
        }  # fmt: skip

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        self._inside = tag
        handler = self._handlers.get(tag)
        if handler:
            handler(given)

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def _link(self, given: dict[str, str]) -> None:
        self.links.append(given.get("href", ""))

    def _image(self, given: dict[str, str]) -> None:
        self.links.append(given.get("src", ""))

    def _form(self, given: dict[str, str]) -> None:
        multipart = given.get("enctype", "").startswith("multipart")
        self.forms.append(Sent(given.get("action", ""), given.get("method", "get"), multipart))

    def _input(self, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "")
        if not self.forms or not name:
            return
        last = self.forms[-1]
        if kind == "file":
            last.files.append(name)
        elif kind in TYPED:
            last.typed[name] = given.get("value", "")
        elif kind == "hidden" or name not in last.fixed or "checked" in given:
            last.fixed[name] = given.get("value", "on")

    def _textarea(self, given: dict[str, str]) -> None:
        if self.forms and given.get("name"):
            self.forms[-1].typed[given["name"]] = ""

    def _button(self, given: dict[str, str]) -> None:
        if self.forms and given.get("name"):
            self.forms[-1].fixed.setdefault(given["name"], given.get("value", ""))

    def _choice(self, given: dict[str, str]) -> None:
        self._select = given.get("name", "")

    def _option(self, given: dict[str, str]) -> None:
        value = given.get("value", "")
        if self.forms and self._select and ("selected" in given or value):
            known = self.forms[-1].fixed
            if "selected" in given or self._select not in known:
                known[self._select] = value


def read_page(page: httpx.Response) -> PageReader:
    reader = PageReader()
    reader.feed(page.text)
    return reader


def kind_of(address: str) -> str:
    """Return what is alike in addresses of one kind, so that each kind is looked at a few times."""
    parts = urlsplit(address)
    names = sorted({name for name, _value in parse_qsl(parts.query, keep_blank_values=True)})
    return f"{_NUMBERS.sub('#', parts.path)}?{','.join(names)}"
