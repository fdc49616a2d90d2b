"""Looking for many words in what a person typed, at once. Pure.

Thai is looked for without spaces, as it is written; English as whole words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from services.kit.thai import tidy

_TOGETHER: Final = " + "


def any_in(entries: Iterable[str], words: str) -> bool:
    """Say whether one of these is in words that were tidied. `a + b` wants both."""
    return _finder(tuple(entries)).finds(words, words.replace(" ", ""))


@dataclass(frozen=True, slots=True)
class _Finder:
    """Looks for many words at once: every free message passes here."""

    thai: re.Pattern[str] | None
    english: re.Pattern[str] | None
    together: tuple[tuple["_Finder", ...], ...]

    def finds(self, words: str, close: str) -> bool:
        """Thai is written without spaces, and phones put some in; English words end somewhere."""
        return bool(
            (self.thai and self.thai.search(close))
            or (self.english and self.english.search(words))
            or any(all(one.finds(words, close) for one in parts) for parts in self.together)
        )


@lru_cache(maxsize=256)
def _finder(entries: tuple[str, ...]) -> _Finder:
    alone = [entry for entry in entries if _TOGETHER not in entry]
    thai = [re.escape(tidy(one).replace(" ", "")) for one in alone if not one.isascii()]
    english = [re.escape(one) for one in alone if one.isascii()]
    return _Finder(
        re.compile("|".join(thai)) if thai else None,
        re.compile(rf"(?<![a-z])(?:{'|'.join(english)})(?![a-z])") if english else None,
        tuple(
            tuple(_finder((part,)) for part in entry.split(_TOGETHER))
            for entry in entries
            if _TOGETHER in entry
        ),
    )
