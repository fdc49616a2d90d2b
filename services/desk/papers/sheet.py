"""A sheet: what stands on a paper, part by part, before anybody knows how it will look. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import segno

from services.desk.papers.official import AsWritten, breakable, digits_of, official
from services.kit.office import Office
from services.kit.text import Language, Rendered, _, both, plain

Part = Mapping[str, object]
"""One part as the layout reads it: its `kind`, and words that are never read as markup."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences of the office."""

    words: Rendered

    def written(self, language: Language) -> Part:
        return {"kind": "paragraph", "words": on_paper(self.words, language)}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words somebody wrote, set apart."""

    words: Rendered

    def written(self, language: Language) -> Part:
        return {"kind": "quotation", "words": on_paper(AsWritten(self.words), language)}


@dataclass(frozen=True, slots=True)
class Heading:
    words: Rendered

    def written(self, language: Language) -> Part:
        return {"kind": "heading", "words": on_paper(self.words, language)}


@dataclass(frozen=True, slots=True)
class Facts:
    """A table of two columns: what it is, and what it says."""

    rows: Sequence[tuple[Rendered, Rendered]]

    def written(self, language: Language) -> Part:
        rows = [[on_paper(cell, language) for cell in row] for row in self.rows]
        return {"kind": "facts", "rows": rows}


@dataclass(frozen=True, slots=True)
class Listing:
    items: Sequence[Rendered]

    def written(self, language: Language) -> Part:
        return {"kind": "listing", "items": [on_paper(item, language) for item in self.items]}


@dataclass(frozen=True, slots=True)
class Signature:
    """A dotted line, and who signs below it."""

    lines: Sequence[Rendered]

    def written(self, language: Language) -> Part:
        return {"kind": "signature", "lines": [on_paper(line, language) for line in self.lines]}


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of an address, with words that say what it is for."""

    address: str
    words: Rendered

    def written(self, language: Language) -> Part:
        return {
            "kind": "code",
            "address": self.address,
            "svg": _drawn(self.address),
            "words": on_paper(both(self.words, plain(self.address)), language),
        }


Block = Paragraph | Quotation | Heading | Facts | Listing | Signature | Code


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper: who gives it, about what, when, and everything on it in order."""

    title: Rendered
    number: Rendered
    day: Rendered
    blocks: Sequence[Block]


def written(sheet: Sheet, office: Office, language: Language) -> dict[str, object]:
    """Put a sheet into a language, as the data that the layout reads."""
    return {
        "language": language.code,
        "digits": list(digits_of(language)),
        "office": on_paper(office.name, language),
        "address": on_paper(_address(office), language),
        "title": on_paper(sheet.title, language),
        "number": on_paper(sheet.number, language),
        "day": on_paper(sheet.day, language),
        "blocks": [block.written(language) for block in sheet.blocks],
        "foot": on_paper(_FOOT if language.code == "th" else _FOOT_OF_TRANSLATION, language),
        "page": _("Page {page} of {pages}", page="{page}", pages="{pages}").render(language),
    }


def on_paper(words: Rendered, language: Language) -> str:
    """Write words for paper; the office's own with its digits, other people's as they are."""
    text = words.render(language)
    return breakable(text) if isinstance(words, AsWritten) else official(text, language)


def _address(office: Office) -> Rendered:
    if not office.phone:
        return office.address
    return both(office.address, _("Telephone {number}", number=office.phone))


def _drawn(address: str) -> str:
    """Draw a QR code without a border: the paper around it is white."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", xmldecl=False, border=0)
    return drawn.getvalue().decode("utf-8")


_FOOT = _("Made by the office's electronic front desk.")
_FOOT_OF_TRANSLATION = _("This is a translation. The same paper in Thai is the official one.")
