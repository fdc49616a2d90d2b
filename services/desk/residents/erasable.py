"""What of one person may be erased, what stays, and why. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Item(StrEnum):
    """What is kept of a person."""

    CASE = "case"
    """Answers, place, words in the history, files, what was said about it."""
    CHATS = "chats"
    """Addresses, what stands in the chat window, and what the chat remembers."""
    FIGURES = "figures"
    LOG = "log"


class Why(StrEnum):
    """Why it is erased, or stays."""

    OVER = "over"
    OPEN = "open"
    LENT = "lent"
    MONEY = "money"
    NEEDED = "needed"
    NUMBERS = "numbers"
    NO_WORDS = "no_words"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What decides about one case."""

    reference: str
    is_open: bool
    has_bill: bool
    is_lent: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """One item, and what becomes of it."""

    item: Item
    erase: bool
    why: Why
    reference: str = ""


def erasable(cases: Sequence[CaseFacts]) -> list[Verdict]:
    """Decide item by item. Chats go when no case needs them any more."""
    told = [_case(facts) for facts in cases]
    needed = any(one.why in {Why.OPEN, Why.LENT} for one in told)
    chats = Verdict(Item.CHATS, not needed, Why.NEEDED if needed else Why.OVER)
    stays = [
        Verdict(Item.FIGURES, erase=False, why=Why.NUMBERS),
        Verdict(Item.LOG, erase=False, why=Why.NO_WORDS),
    ]
    return [*told, chats, *stays]


def _case(facts: CaseFacts) -> Verdict:
    """An open case is worked on; what was billed is kept for the accounts."""
    if facts.is_open:
        return Verdict(Item.CASE, erase=False, why=Why.OPEN, reference=facts.reference)
    if facts.is_lent:
        return Verdict(Item.CASE, erase=False, why=Why.LENT, reference=facts.reference)
    if facts.has_bill:
        return Verdict(Item.CASE, erase=False, why=Why.MONEY, reference=facts.reference)
    return Verdict(Item.CASE, erase=True, why=Why.OVER, reference=facts.reference)
