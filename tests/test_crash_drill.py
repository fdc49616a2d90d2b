"""The crash drill in its short form: a real server process, killed at random moments."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from bench.crash_drill import drill
from bench.drill_findings import Outcome, examine
from bench.drill_ledger import Ledger
from bench.drill_people import Notes


@dataclass
class Screenless:
    """A chat in which nobody was told anything."""

    screen: list[object] = field(default_factory=list)


BAD = Ledger(
    events={"line:1"},
    failed_events=set(),
    cases={"AAA", "BBB", "CCC"},
    cases_of=Counter(somchai=3),
    failed_messages=[],
    numbers=["1", "1", "2"],
    billed=Counter(AAA=2),
    unpaid=["AAA"],
    receipted=Counter(AAA=1),
    serials=[2],
    payments=[(2000, 2000), (2000, 0)],
    slips=Counter(waiting=1),
    lent=Counter(CCC=2, AAA=1),
    held=Counter(chair=3, tent=1),
)
"""A desk that has lost some things, and done others twice."""


@pytest.mark.drill
@pytest.mark.timeout(300)
async def test_a_desk_that_is_killed_again_and_again_loses_nothing_and_repeats_nothing(
    database_url: str, tmp_path: Path
) -> None:
    outcome = await drill(database_url, tmp_path, kills=3, residents=6)
    assert outcome.problems == []
    assert outcome.repeated["line"] == 0
    assert min(outcome.cases, outcome.sealed, outcome.receipts, outcome.loans) > 0


def test_the_drill_sees_what_is_lost_and_what_is_twice() -> None:
    outcome, notes = Outcome(), Notes(Random(1))  # noqa: S311 -- repeatable, and no secret
    notes.acknowledged = {"line:1", "line:2"}
    notes.filed = Counter(somchai=2)
    notes.numbers = ["1", "2", "2"]
    notes.billed = ["AAA", "BBB"]
    notes.lent = 2
    examine(outcome, notes, BAD, [], Screenless())
    assert [problem.split(":")[0] for problem in outcome.problems] == [
        "acknowledged but never acted upon",
        "more cases than were asked for",
        "cases whose resident was not told",
        "cases the department was not told of",
        "private numbers that are lost",
        "private numbers nobody sent, or sent once and kept twice",
        "bills that are missing",
        "bills nobody asked for",
        "bills that are not paid to the satang",
        "receipts that are missing",
        "gaps in the numbers",
        "payments of another sum",
        "slips that are not confirmed",
        "slips too many",
        "receipts nobody was told of",
        "loans that are missing or too many",
        "cases with more than one loan",
        "chairs and tents held",
        "chairs and tents not held",
    ]
