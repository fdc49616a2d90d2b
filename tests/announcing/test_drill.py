"""The announcement drill in its short form: a real desk, killed while it speaks to a crowd."""

from argparse import Namespace
from pathlib import Path

import pytest

from bench.announce import run
from bench.announce_outcome import Outcome, examine
from bench.crowd import Reader


@pytest.mark.drill
@pytest.mark.timeout(300)
async def test_a_desk_that_is_killed_while_it_announces_misses_nobody_and_repeats_nothing(
    database_url: str, tmp_path: Path
) -> None:
    wanted = Namespace(people=3000, telegram=40, kills=3, seed=1)
    outcome = await run(database_url, tmp_path, wanted)
    assert outcome.problems == []
    assert outcome.told[1] > 2000
    assert outcome.telegram[1] > 30


def test_the_drill_sees_who_was_missed_and_who_was_told_twice() -> None:
    outcome = Outcome(kills=1)
    missed, twice, kept = (Reader(name, reachable=True) for name in ("a", "b", "c"))
    twice.told, kept.told = 2, 1
    examine(outcome, [missed, twice, kept], {"c"}, [1, 0, 3])
    assert [problem.split(":")[0] for problem in outcome.problems] == [
        "missed on LINE",
        "told twice on LINE",
        "told twice on LINE",
        "missed on Telegram",
        "2 repeats on Telegram for 1 kills",
    ]
