"""An office without a public address: the desk asks Telegram for news instead of being told."""

from collections.abc import AsyncIterator

import pytest

from tests.simulator.faults import answers
from tests.stories.bin_form import QUESTIONS, asks_for_a_bin
from tests.stories.records import actions, all_cases
from tests.stories.stage import Premises, Stage


@pytest.fixture
async def polling(premises: Premises) -> AsyncIterator[Stage]:
    premises.settings.telegram_mode = "polling"
    async with premises.opened("telegram") as opened:
        yield opened


async def test_the_whole_road_is_gone_by_polling(polling: Stage) -> None:
    group, [officer] = await polling.department_chat("malee")
    resident = await polling.resident()
    reference = await asks_for_a_bin(resident)
    await group.sees(reference)
    await officer.presses("รับเรื่อง", in_=group)
    await resident.sees("รับเรื่องเลขที่")
    await officer.presses("เสร็จแล้ว", in_=group)
    done = await resident.sees("เราทำได้ดีแค่ไหน")
    await resident.presses("5 ดีมาก", on=done)
    await resident.sees("อยากบอกอะไรเพิ่มไหม")
    assert await actions(polling, reference) == ["file", "accept", "finish", "rate"]
    assert polling.platform.deliveries == type(polling.platform.deliveries)()


async def test_a_press_is_acknowledged_so_that_its_clock_stops(polling: Stage) -> None:
    resident = await polling.resident()
    await resident.presses("ช่วยเหลือ")
    await resident.sees("วิธีใช้")
    await resident.types("เมนู")
    await resident.sees("มีอะไรให้ช่วย")
    assert len(polling.platform.calls("answerCallbackQuery")) == 1


async def test_what_was_written_while_the_desk_was_closed_is_answered(premises: Premises) -> None:
    premises.settings.telegram_mode = "polling"
    premises.simulator.telegram.webhook_url = ""
    resident = premises.simulator.telegram.resident("somchai")
    await resident.types("ขอถังขยะ")
    async with premises.opened("telegram") as opened:
        await resident.sees(QUESTIONS[0])
        assert await all_cases(opened) == []


async def test_a_failing_poll_is_tried_again(polling: Stage) -> None:
    resident = await polling.resident()
    polling.platform.faults.add("getUpdates", answers(502))
    await resident.types("ขอถังขยะ")
    await resident.sees(QUESTIONS[0])
    await resident.types("1")
    await resident.sees(QUESTIONS[1])
