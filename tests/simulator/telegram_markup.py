"""Telegram's text markup: what is left of a text when the markup is taken off, and its errors."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from tests.simulator.counting import utf16_units
from tests.simulator.telegram_fields import bad_request

HTML_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
HTML_PART = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*)>|&(#\d+|#x[0-9a-fA-F]+|\w+);|(<)")
KNOWN_ENTITIES = frozenset({"lt", "gt", "amp", "quot"})
HREF = re.compile(r"""href\s*=\s*["']([^"']*)["']""")
RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
MARKDOWN_MARKS = {
    "*": "bold",
    "__": "underline",
    "_": "italic",
    "~": "strikethrough",
    "||": "spoiler",
    "```": "pre",
    "`": "code",
}
MARKDOWN_PART = re.compile(r"\\(.)|(```|\|\||__|[*_~`])|\[|\]\(([^)]*)\)|(^>)|(.)", re.S | re.M)
LINK = "["

Entity = dict[str, Any]


@dataclass(slots=True)
class Reading:
    """The plain text so far, and the marks that are still open."""

    mode: str
    plain: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    open: list[tuple[str, int, Entity]] = field(default_factory=list)
    units: int = 0

    def say(self, text: str) -> None:
        self.plain.append(text)
        self.units += utf16_units(text)

    def begin(self, mark: str, **details: str) -> None:
        self.open.append((mark, self.units, dict(details)))

    def end(self, kind: str, **details: str) -> None:
        _mark, start, known = self.open.pop()
        if self.units > start:
            length = self.units - start
            self.entities.append(
                {"type": kind, "offset": start, "length": length} | known | details
            )

    @property
    def text(self) -> str:
        return "".join(self.plain)


def take_off(text: str, parse_mode: str | None) -> tuple[str, list[Entity]]:
    """The text as people read it, with its entities; raises Refused for wrong markup."""
    match (parse_mode or "").lower():
        case "":
            return text, []
        case "html":
            reading = _read_html(text)
        case "markdownv2":
            reading = _read_markdown(text)
        case "markdown":
            return re.sub(r"[*_`]", "", text), []
        case _:
            raise bad_request("unsupported parse_mode")
    if reading.open:
        mark = reading.open[-1][0]
        raise _unparsable(f"Can't find end of the entity starting with {mark!r}")
    return reading.text, reading.entities


def _unparsable(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def _read_html(text: str) -> Reading:
    reading, position = Reading("html"), 0
    for part in HTML_PART.finditer(text):
        reading.say(text[position : part.start()])
        position = part.end()
        closing, tag, attributes, entity, stray = part.groups()
        if stray:
            raise _unparsable(f'Unsupported start tag "" at byte offset {part.start()}')
        if entity:
            known = entity.startswith("#") or entity in KNOWN_ENTITIES
            reading.say(html.unescape(part.group()) if known else part.group())
        elif closing:
            _close_tag(reading, tag.lower())
        else:
            _open_tag(reading, tag.lower(), attributes, part.start())
    reading.say(text[position:])
    return reading


def _open_tag(reading: Reading, tag: str, attributes: str, place: int) -> None:
    if tag not in HTML_TAGS or (tag == "span" and "tg-spoiler" not in attributes):
        raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {place}')
    href = HREF.search(attributes)
    if tag == "a" and href:
        reading.begin(tag, url=html.unescape(href.group(1)))
    else:
        reading.begin(tag)


def _close_tag(reading: Reading, tag: str) -> None:
    if not reading.open or reading.open[-1][0] != tag:
        expected = reading.open[-1][0] if reading.open else ""
        raise _unparsable(f'Unmatched end tag, expected "</{expected}>", found "</{tag}>"')
    reading.end(HTML_TAGS[tag])


def _read_markdown(text: str) -> Reading:
    reading = Reading("markdown")
    for part in MARKDOWN_PART.finditer(text):
        escaped, mark, address, quote, letter = part.groups()
        if quote:
            continue
        inside_code = bool(reading.open) and reading.open[-1][0] in {"`", "```"}
        if inside_code and mark != reading.open[-1][0]:
            reading.say(escaped if escaped else part.group())
        elif escaped:
            reading.say(escaped)
        elif mark:
            _toggle(reading, mark)
        else:
            _say_or_link(reading, part.group(), address, letter)
    return reading


def _toggle(reading: Reading, mark: str) -> None:
    if reading.open and reading.open[-1][0] == mark:
        reading.end(MARKDOWN_MARKS[mark])
    elif any(open_mark == mark for open_mark, _start, _known in reading.open):
        raise _unparsable(f"Can't find end of the entity starting with {reading.open[-1][0]!r}")
    else:
        reading.begin(mark)


def _say_or_link(reading: Reading, whole: str, address: str | None, letter: str | None) -> None:
    if whole == LINK:
        reading.begin(LINK)
    elif address is not None and reading.open and reading.open[-1][0] == LINK:
        reading.end("text_link", url=address)
    elif letter is None or letter in RESERVED:
        sign = whole[0]
        raise _unparsable(
            f"Character '{sign}' is reserved and must be escaped with the preceding '\\'"
        )
    else:
        reading.say(letter)
