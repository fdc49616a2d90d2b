"""Mistakes a person can put right. Anything else is a bug and is left to crash loudly."""

from services.kit.text import Rendered, Text


class ResidentError(Exception):
    """Something we must explain to the person: what is wrong, and what to do next."""

    def __init__(
        self, explanation: Rendered, kept: tuple[object, ...] = (), about: str = ""
    ) -> None:
        super().__init__(explanation.message if isinstance(explanation, Text) else "")
        self.explanation = explanation
        self.kept = kept
        """Rows to be written although nothing else counts: the record of a wrong try."""
        self.about = about
        """The reference of the case that stands in the way: a button leads to it."""


class InvalidAnswer(ResidentError):
    """The answer does not fit the question; we ask the same question again."""


class NotEligible(ResidentError):
    """The rules of the service say no to these answers."""


class NotPossible(ResidentError):
    """The case does not stand where this could be done; somebody was faster, or it is closed."""


class NotAllowed(ResidentError):
    """This person may not do this. The refusal is recorded."""


class NotFound(ResidentError):
    """There is no such case, code or person, or it is not theirs to see."""
