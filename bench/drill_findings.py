"""What a drill found: everything people did and saw, compared with what the desk remembers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.drill_errands import BAHT, RECEIPT, RECEIVED
from bench.drill_ledger import Ledger
from bench.drill_people import Notes
from services.kit.references import find_references

NEW_CASE = "มีเรื่องใหม่"
SATANG = 100 * BAHT


@dataclass
class Outcome:
    """What the drill found; every list but the numbers must be empty."""

    kills: int = 0
    events: int = 0
    told_again: int = 0
    cases: int = 0
    sealed: int = 0
    """Private numbers given on a page."""
    broken: int = 0
    """Pages whose sending broke and was repeated."""
    receipts: int = 0
    loans: int = 0
    repeated: dict[str, int] = field(default_factory=dict)
    """Messages with a reference that a resident saw again, by messenger."""
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)

    def line(self) -> str:
        verdict = "NOTHING LOST, NOTHING TWICE" if not self.problems else "FAILED"
        return (
            f"{verdict}: {self.kills} kills, {self.events} events acknowledged, "
            f"{self.told_again} told again, {self.cases} cases, {self.sealed} private numbers "
            f"({self.broken} pages sent again), "
            f"{self.receipts} receipts, {self.loans} loans, "
            f"seen again by residents: {self.repeated}, {self.seconds:.0f} s"
        )


def examine(
    outcome: Outcome, notes: Notes, ledger: Ledger, people: Sequence[Any], group: Any
) -> None:
    """Compare what people did and saw with what the desk remembers."""
    outcome.events, outcome.told_again = notes.events, notes.told_again
    outcome.cases, outcome.sealed = len(ledger.cases), len(notes.numbers)
    outcome.broken = notes.broken
    outcome.receipts, outcome.loans = len(ledger.serials), ledger.lent.total()
    found = (
        *_events(notes, ledger),
        *_told(ledger, people, group),
        *_private(notes, ledger),
        *_money(notes, ledger, people),
        *_loans(notes, ledger),
    )
    outcome.problems = [f"{what}: {which}" for what, which in found if which]
    outcome.repeated = {
        name: sum(times - 1 for times in _references(_of(people, name), RECEIVED).values())
        for name in ("line", "telegram")
    }


Found = Iterable[tuple[str, object]]


def _events(notes: Notes, ledger: Ledger) -> Found:
    return (
        ("acknowledged but never acted upon", notes.acknowledged - ledger.events),
        ("events that failed", ledger.failed_events),
        ("messages given up", ledger.failed_messages),
        ("cases that are missing", dict(notes.filed - ledger.cases_of)),
        ("more cases than were asked for", dict(ledger.cases_of - notes.filed)),
    )


def _told(ledger: Ledger, people: Sequence[Any], group: Any) -> Found:
    told = set(_references(people, RECEIVED))
    noticed = _references([group], NEW_CASE)
    return (
        ("references told that do not exist", told - ledger.cases),
        ("cases whose resident was not told", ledger.cases - told),
        ("cases the department was not told of", ledger.cases - set(noticed)),
        ("cases the department was told of twice", _several(noticed)),
    )


def _private(notes: Notes, ledger: Ledger) -> Found:
    """What was given on a page stands sealed in one case, and opens."""
    given, kept = Counter(notes.numbers), Counter(ledger.numbers)
    return (
        ("private numbers that are lost", given - kept),
        ("private numbers nobody sent, or sent once and kept twice", kept - given),
    )


def _money(notes: Notes, ledger: Ledger, people: Sequence[Any]) -> Found:
    """Every bill was asked for once, paid once, and has one receipt; their numbers have no gap."""
    billed = Counter(notes.billed)
    receipts = _references(people, RECEIPT)
    return (
        ("bills that are missing", billed - ledger.billed),
        ("bills nobody asked for", ledger.billed - billed),
        ("bills that are not paid to the satang", ledger.unpaid),
        ("receipts that are missing", billed - ledger.receipted),
        ("receipts too many", ledger.receipted - billed),
        ("gaps in the numbers", set(range(1, len(ledger.serials) + 1)) ^ set(ledger.serials)),
        ("payments of another sum", [one for one in ledger.payments if one != (SATANG, SATANG)]),
        ("payments beside the bills", len(ledger.payments) - billed.total()),
        ("slips that are not confirmed", ledger.slips - Counter(confirmed=billed.total())),
        ("slips too many", ledger.slips.total() - billed.total()),
        ("receipts nobody was told of", set(billed) - set(receipts)),
    )


def _loans(notes: Notes, ledger: Ledger) -> Found:
    return (
        ("loans that are missing or too many", ledger.lent.total() - notes.lent),
        ("cases with more than one loan", _several(ledger.lent)),
        ("chairs and tents held", ledger.held - Counter(chair=notes.lent, tent=notes.lent)),
        ("chairs and tents not held", Counter(chair=notes.lent, tent=notes.lent) - ledger.held),
    )


def _references(chats: Iterable[Any], words: str) -> Counter[str]:
    """Count the references in the messages of the desk that hold these words."""
    texts = (shown.text for chat in chats for shown in chat.screen if words in shown.text)
    return Counter(reference for text in texts for reference in find_references(text))


def _of(people: Sequence[Any], platform: str) -> list[Any]:
    return [person for person in people if person.platform.name == platform]


def _several(counted: Counter[str]) -> set[str]:
    return {reference for reference, times in counted.items() if times > 1}
