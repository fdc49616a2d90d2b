"""National id: the thirteen digits of a Thai citizen, with their check digit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from stdnum.th import pin

from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings
from services.kit.questions.digits import digit_runs
from services.kit.text import Rendered, Text, _, counted, plain

LENGTH = 13
_EXAMPLE = "1-2345-67890-12-1"


@dataclass(frozen=True)
class NationalId(Field):
    """The number on an identity card. Private: only ever typed on a page of ours."""

    face: ClassVar[str] = "digits"
    length: ClassVar[int] = LENGTH
    private: bool = field(default=True, kw_only=True)

    def read(self, given: Given, around: Surroundings) -> Stored:
        digits = thirteen(given.text)
        if digits.startswith("0"):
            raise InvalidAnswer(
                _("A number that begins with 0 belongs to a company or an office. Please give the "
                  "number on the identity card of the person.")
            )  # fmt: skip
        if not pin.is_valid(digits):
            raise InvalidAnswer(one_digit_is_wrong())
        return digits

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return isinstance(stored, str) and stored.isdigit() and pin.is_valid(stored)

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        return plain(grouped(str(stored)))

    def mask(self, stored: Stored, around: Surroundings) -> Rendered:
        shown = grouped(str(stored))
        return plain(f"{shown[:7]}xxxxx-xx{shown[-2:]}")

    def parts(self, stored: Stored) -> Mapping[str, str]:
        return {"": grouped(stored)} if isinstance(stored, str) else {}


def thirteen(text: str) -> str:
    """Return the thirteen digits of a text. Raises `InvalidAnswer`."""
    runs = digit_runs(text)
    if len(runs) > 1:
        raise InvalidAnswer(_("Please type just one number with {length} digits.", length=LENGTH))
    if not runs:
        raise InvalidAnswer(_example())
    if len(runs[0]) != LENGTH:
        raise InvalidAnswer(_wrong_length(len(runs[0])))
    return runs[0]


def grouped(digits: str) -> str:
    """Write thirteen digits as they stand on a card: 1-2345-67890-12-1."""
    cuts = (digits[:1], digits[1:5], digits[5:10], digits[10:12], digits[12:])
    return "-".join(cut for cut in cuts if cut)


def one_digit_is_wrong() -> Text:
    """Explain a check digit that does not fit, without repeating the number."""
    return _(
        "The number has a mistake in it: perhaps one digit is different, or two have changed "
        "places. Please compare it with the paper, digit by digit."
    )


def _wrong_length(count: int) -> Rendered:
    return counted(
        "The number has 13 digits, and this one has {count}. Please look at it once more.",
        "The number has 13 digits, and this one has {count}. Please look at it once more.",
        count,
    )


def _example() -> Text:
    return _("Please type the 13 digits, for example {example}.", example=_EXAMPLE)
