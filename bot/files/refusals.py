"""Why a file is not kept, and what to say about it."""

from collections.abc import Mapping
from enum import StrEnum

from services.kit.text import Text, _


class Refusal(StrEnum):
    """What is wrong with a file."""

    WRONG_KIND = "wrong kind"
    TOO_LARGE = "too large"
    BROKEN = "broken"
    """It ends too early, or nothing can be made of it."""
    LOCKED = "locked"
    UNSAFE = "unsafe"
    """It holds something that acts or hides, or unpacks into far more than it is."""


EXPLANATIONS: Mapping[Refusal, Text] = {
    Refusal.WRONG_KIND: _(
        "A file of this kind does not open here. Please send a photo or a PDF, or take a photo of "
        "what you want to show."
    ),
    Refusal.TOO_LARGE: _(
        "This file is too large. Please send a smaller one, or take a photo of the page."
    ),
    Refusal.BROKEN: _("This file cannot be opened. Please send it again, or take a photo of it."),
    Refusal.LOCKED: _(
        "This PDF is locked with a password. Please take the password off, or send a photo of "
        "each page."
    ),
    Refusal.UNSAFE: _(
        "We cannot take this file, because something else is hidden in it. Please send a photo of "
        "each page."
    ),
}
"""What to tell whoever sent it, with what to do next."""


class Unwelcome(Exception):
    """A file is not kept. The text names no content, so that it may be logged."""

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        super().__init__(f"{refusal}: {detail}" if detail else refusal.value)
        self.refusal = refusal
