"""Finding things and their numbers in one line: `เต็นท์ 2 โต๊ะ 10`, `two tents and ten tables`."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from services.kit.amounts import Unclear, read_amounts
from services.kit.text import Language, Rendered
from services.kit.thai import tidy

_FIRST_MARK = 0xE000
"""Names are replaced by signs for private use, so that digits in a name are not a number."""

_MARK = re.compile(r"[\ue000-\uf8ff]")
_PIECE = re.compile(r"[^\s\d,;+&\ue000-\uf8ff]{3,}")


def read_named(
    text: str, choices: Mapping[str, Rendered], languages: Iterable[Language]
) -> list[tuple[str, str]]:
    """Return what a text names, each with the words that say how many, which may be empty."""
    if text in choices:
        return [(text, "")]
    names = [
        (index, tidy(label.render(language)).replace("-", " "))
        for language in languages
        for index, label in enumerate(choices.values())
    ]
    marked = _marked(_MARK.sub(" ", tidy(text)).replace("-", " "), names)
    marks = list(_MARK.finditer(marked))
    if not marks:
        return []
    keys = list(choices)
    named = [keys[ord(mark[0]) - _FIRST_MARK] for mark in marks]
    return list(zip(named, _counts(marked, [mark.start() for mark in marks]), strict=True))


def _marked(tidied: str, names: list[tuple[int, str]]) -> str:
    for index, name in sorted(names, key=lambda pair: -len(pair[1])):
        tidied = tidied.replace(name, f" {_mark(index)} ") if name else tidied
    return _PIECE.sub(lambda piece: _beginning(piece[0], names), tidied)


def _beginning(piece: str, names: list[tuple[int, str]]) -> str:
    """Take the beginning of a name for the name, if it is the beginning of one thing only."""
    meant = {index for index, name in names if name.startswith(piece)}
    return _mark(meant.pop()) if len(meant) == 1 else piece


def _mark(index: int) -> str:
    return chr(_FIRST_MARK + index)


def _counts(marked: str, places: list[int]) -> list[str]:
    """Return the words between the names: before each when the first number comes first."""
    number_first = _says_number(marked[: places[0]])
    cuts = [0, *places] if number_first else [*places, len(marked)]
    between = [marked[begin:end] for begin, end in pairwise(cuts)]
    return [words if _says_number(words) else "" for words in between]


def _says_number(words: str) -> bool:
    try:
        return bool(read_amounts(words))
    except Unclear:
        return True
