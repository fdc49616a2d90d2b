"""PDF files are looked through and kept as they are: drawing them anew would break a signature.

What acts by itself, carries other files or goes on behind its own end is refused. Used by
`bot.files.washing` only, in a process of its own: qpdf unpacks what is hidden in object streams.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf

BEGINNING = b"%PDF-"
END = re.compile(rb"%%EOF[\s\x00]*\Z")
"""Behind the end only what editors leave there: line ends, and a few zeroes."""

ARCHIVE_END = b"PK\x05\x06"
ARCHIVE_TAIL = 66_000
"""The end of a ZIP archive stands at most 64 KB before the end of its file."""

MOST_OBJECTS = 100_000
MOST_DEEP = 60

ACTING_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMedia"})
ACTIONS = frozenset(
    {
        "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Rendition",
        "/Movie", "/Sound", "/RichMediaExecute",
    }
)  # fmt: skip
"""Actions that run something, send something or open something else; a link to a page may stay."""

HOLDERS = frozenset({"/EmbeddedFile", "/RichMedia", "/FileAttachment", "/3D", "/Movie", "/Screen"})


class Broken(Exception):
    """Nothing can be made of this file."""


class Locked(Exception):
    """A password is needed."""


class Unsafe(Exception):
    """The file holds something that acts or hides; the text says what."""


def look_through(arrived: Path) -> None:
    """Return when the file is a harmless PDF. Raises `Broken`, `Locked` and `Unsafe`."""
    _check_edges(arrived.read_bytes())
    try:
        with pikepdf.open(arrived) as document:
            if not document.pages:
                raise Broken("no pages")
            _check_objects(document.objects)
    except pikepdf.PasswordError as failure:
        raise Locked from failure
    except (pikepdf.PdfError, RuntimeError, ValueError, KeyError, TypeError) as failure:
        raise Broken(type(failure).__name__) from failure


def _check_edges(content: bytes) -> None:
    """A file that is two kinds at once hides the second before, behind or in the end."""
    if not content.startswith(BEGINNING):
        raise Broken("does not begin as a PDF")
    if not END.search(content, max(len(content) - 2048, 0)):
        raise Unsafe("goes on behind its end") if b"%%EOF" in content else Broken("has no end")
    if ARCHIVE_END in content[-ARCHIVE_TAIL:]:
        raise Unsafe("is an archive as well")


def _check_objects(found: Iterable[pikepdf.Object]) -> None:
    for count, one in enumerate(found, start=1):
        if count > MOST_OBJECTS:
            raise Unsafe("too many objects")
        for inside in _parts(one, MOST_DEEP):
            _check_dictionary(inside)


def _parts(one: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    """Go through what stands inside one object itself; what it refers to comes by itself."""
    if depth == 0:
        raise Unsafe("too deep")
    if isinstance(one, pikepdf.Array):
        inner: Iterable[pikepdf.Object] = list(one)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield one
        inner = [value for _name, value in one.items()]
    else:
        return
    for value in inner:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _parts(value, depth - 1)


def _check_dictionary(one: pikepdf.Object) -> None:
    keys = set(one.keys())
    if acting := keys & ACTING_KEYS:
        raise Unsafe(f"holds {min(acting)}")
    for key, forbidden in (("/S", ACTIONS), ("/Type", HOLDERS), ("/Subtype", HOLDERS)):
        named = one.get(key)
        if isinstance(named, pikepdf.Name) and str(named) in forbidden:
            raise Unsafe(f"holds {named}")
