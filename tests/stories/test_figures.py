"""From a chat to the public figures: what was asked, answered and rated is counted."""

import pytest

from tests.stories.bin_form import asks_for_a_bin
from tests.stories.stage import Stage

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Counting is tested on both kinds elsewhere."""


async def test_what_was_asked_answered_and_rated_in_a_chat_stands_in_the_figures(
    stage: Stage,
) -> None:
    group, [officer] = await stage.department_chat("malee")
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await officer.presses("เสร็จแล้ว", in_=group, on=await group.sees(reference))
    done = await resident.sees(f"เรื่องเลขที่ {reference} (ขอถังขยะ) เสร็จแล้ว")
    await resident.presses("5 ดีมาก", on=done)
    await resident.sees("ขอบคุณ")
    told = (await stage.browser.get("/statistics.json")).json()["rows"][-1]
    assert (told["received"], told["done"], told["still_open"], told["ratings"]) == (1, 1, 0, 1)
    assert told["in_time_percent"] == 100
    assert sum(told["received_by_channel"].values()) == 1
