"""The crash drill in its short form: a real server process, killed at random moments."""

from pathlib import Path

import pytest

from bench.crash_drill import drill


@pytest.mark.drill
@pytest.mark.timeout(300)
async def test_a_desk_that_is_killed_again_and_again_loses_nothing_and_repeats_nothing(
    database_url: str, tmp_path: Path
) -> None:
    outcome = await drill(database_url, tmp_path, kills=4, residents=6)
    assert outcome.problems == []
    assert outcome.repeated["line"] == 0
    assert outcome.cases > 0
