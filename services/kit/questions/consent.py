"""Consent: a yes to the sentence that is the question; without it there is no way on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings
from services.kit.text import Rendered, _
from services.kit.thai import without_courtesy

YES = "yes"

_YES_WORDS = (
    "ยินยอม", "ตกลง", "ยอมรับ", "ใช่", "โอเค", "ได้", "รับรอง", "อนุญาต", "แม่น", "i agree",
)  # fmt: skip
_YES_ALONE = frozenset({YES, "y", "ok", "okay", "agree", "1", "ครับ", "ค่ะ", "จ้า", "เอา", "on"})
_NO_WORDS = ("ไม่", "บ่", "อย่า", "disagree", "do not", "don't", "not ")


@dataclass(frozen=True)
class Consent(Field):
    """A yes, kept as `yes`. The question says to what, and the hint what follows from it."""

    face: ClassVar[str] = "consent"

    def read(self, given: Given, around: Surroundings) -> Stored:
        typed = without_courtesy(given.text)
        refused = any(word in typed for word in _NO_WORDS)
        if refused or not (typed in _YES_ALONE or any(word in typed for word in _YES_WORDS)):
            raise InvalidAnswer(_explanation(given.whole))
        return YES

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return stored == YES

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        return _("Yes, I agree")

    def options(self, around: Surroundings) -> Mapping[str, Rendered]:
        return {YES: _("Yes, I agree")}


def _explanation(whole: bool) -> Rendered:
    if whole:
        return _("We may only go on with your consent. If you agree, please tick the box.")
    return _(
        "We may only go on with your consent. If you agree, press Yes, I agree; if not, press "
        "Cancel, and nothing is sent."
    )
