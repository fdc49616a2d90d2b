"""References: the short number of a case, made to survive a telephone call and a tired typist."""

import re

SYMBOLS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits that are not mistaken for each other when read aloud or written by hand."""

LENGTH = 9
"""Eight symbols and one check symbol."""

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_BETWEEN = r"[\s\-\u2010-\u2015.]*"
_SEPARATORS = re.compile(_BETWEEN)
_LIKE_A_NUMBER = re.compile(r"[2-9]|[A-Z]-[A-Z]")
_CANDIDATE = re.compile(
    r"(?<![0-9A-Z])(?<![0-9A-Z][\-\u2010-\u2015])"
    rf"(?=([{SYMBOLS}](?:{_BETWEEN}[{SYMBOLS}]){{8}})(?![0-9A-Z]))"
)

_MISTYPED = re.compile(
    r"(?=.*[A-Z])(?:[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}"
    r"|(?=.*\d)[A-Z0-9]{3} [A-Z0-9]{3} [A-Z0-9]{3}|(?=.*\d)[A-Z0-9]{8,10})"
)
"""What people write who mean a reference; at least one letter keeps telephone numbers out."""


def with_check(body: str) -> str:
    """Return eight symbols with their check symbol behind them.

    Each symbol counts its place times its value, modulo the prime 31. Therefore every single
    wrong symbol and every swap of two neighbours changes the check symbol.
    """
    missing = -_weighted(body) * pow(LENGTH, -1, len(SYMBOLS))
    return body + SYMBOLS[missing % len(SYMBOLS)]


def read_reference(text: str) -> str | None:
    """Read a reference however it was written; None when it is not one or is mistyped."""
    written = _SEPARATORS.sub("", text.translate(_THAI_DIGITS)).upper()
    return written if _is_sound(written) else None


def seems_mistyped(text: str) -> bool:
    """Whether a whole message looks like a reference and is none: one symbol was misread."""
    written = text.translate(_THAI_DIGITS).upper().strip()
    return read_reference(text) is None and _MISTYPED.fullmatch(written) is not None


def find_references(text: str) -> list[str]:
    """Return the references that stand anywhere in a message, each once, in their order.

    One word in thirty-one passes the check by chance, so among other words a reference must
    also look like one: hold a digit, or be written in groups.
    """
    if whole := read_reference(text):
        return [whole]
    candidates = _CANDIDATE.findall(text.translate(_THAI_DIGITS).upper())
    found = (read_reference(one) for one in candidates if _LIKE_A_NUMBER.search(one))
    return list(dict.fromkeys(reference for reference in found if reference))


def shown(reference: str) -> str:
    """Write a reference in three groups of three, as people read numbers aloud."""
    return "-".join(reference[at : at + 3] for at in range(0, len(reference), 3))


def _is_sound(written: str) -> bool:
    return (
        len(written) == LENGTH
        and all(symbol in SYMBOLS for symbol in written)
        and _weighted(written) % len(SYMBOLS) == 0
    )


def _weighted(symbols: str) -> int:
    return sum(place * SYMBOLS.index(symbol) for place, symbol in enumerate(symbols, start=1))
