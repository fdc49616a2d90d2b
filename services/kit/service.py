"""An e-service as the office describes it: what it asks, what it decides, what it promises."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.kit.fields import Answers, Field
from services.kit.text import Text

Rule = Callable[[Answers, date], None]
"""Look at the answers on a given day; raise `NotEligible` to refuse."""


def accept_all(answers: Answers, today: date) -> None:
    """The rule of a service that refuses nobody."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """Everything we say and ask about one service. Nothing here touches the outside world."""

    key: str
    """Stable, a-z0-9-, at most 20 letters: it is stored with every case and sent in buttons."""
    title: Text
    """At most 20 letters in every language: it is the label of a button."""
    summary: Text
    fields: tuple[Field, ...]
    department: str
    """Who answers, by the key in the office file; an office may redirect it there."""
    promise_days: int
    """Working days within which the office answers; an office may set its own."""
    next_steps: Text
    """What happens after sending, in one or two sentences."""
    keywords: tuple[str, ...] = ()
    """Words a resident may type to begin, in any language, lower case."""
    not_keywords: tuple[str, ...] = ()
    """Words that mean something else even though a keyword is there."""
    fee: Text | None = None
    documents: tuple[Text, ...] = ()
    to_be_confirmed: bool = False
    """True while promise, fee or papers are our best knowledge and the office must confirm."""
    rule: Rule = accept_all

    def field(self, name: str) -> Field | None:
        return next((asked for asked in self.fields if asked.name == name), None)
