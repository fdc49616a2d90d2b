"""Telegram fails in every way it can; messages arrive once, late if need be, or staff are told."""

import pytest

from models.vocabulary import OutboxState
from tests.simulator.faults import Fault, answers, drops, too_many
from tests.stories.bin_form import QUESTIONS, RECEIPT, asks_for_a_bin, fills_in
from tests.stories.stage import Stage

UNLUCKY: dict[str, Fault] = {"500": answers(500), "cut off": drops(), "429": too_many(2)}


@pytest.mark.parametrize("fault", UNLUCKY.values(), ids=UNLUCKY)
async def test_a_message_that_fails_is_read_once(on_telegram: Stage, fault: Fault) -> None:
    resident = await on_telegram.resident()
    on_telegram.platform.faults.add("sendMessage", fault)
    await resident.types("ขอถังขยะ")
    await on_telegram.all_said()
    await on_telegram.time_passes(5)
    await resident.sees(QUESTIONS[0])
    assert sum(QUESTIONS[0] in shown.text for shown in resident.screen) == 1


async def test_the_desk_waits_as_long_as_telegram_asks(on_telegram: Stage) -> None:
    resident = await on_telegram.resident()
    await fills_in(resident)
    on_telegram.platform.faults.add("sendMessage", too_many(30))
    await resident.presses("ส่งเรื่อง")
    await on_telegram.all_said()
    asked = len(on_telegram.platform.calls("sendMessage"))
    await on_telegram.time_passes(29)
    assert len(on_telegram.platform.calls("sendMessage")) == asked
    await on_telegram.time_passes(2)
    await resident.sees(RECEIPT)


async def test_a_parcel_of_two_goes_on_where_it_stopped(on_telegram: Stage) -> None:
    resident = await on_telegram.resident()
    on_telegram.platform.faults.add("sendMessage", Fault("slow"))
    on_telegram.platform.faults.add("sendMessage", answers(502))
    await resident.types("ขอถังขยะ")
    await on_telegram.all_said()
    await on_telegram.time_passes(5)
    await resident.sees(QUESTIONS[0])
    assert sum("วันทำการ" in shown.text for shown in resident.screen) == 1
    assert sum(QUESTIONS[0] in shown.text for shown in resident.screen) == 1


async def test_a_blocked_chat_is_given_up_at_once(on_telegram: Stage) -> None:
    group, [officer] = await on_telegram.department_chat("malee")
    resident = await on_telegram.resident()
    await asks_for_a_bin(resident)
    await group.sees("มีเรื่องใหม่")
    resident.chat.refusal = "bot was blocked by the user"
    await officer.presses("รับเรื่อง", in_=group)
    await group.sees("ติดต่อผู้ยื่นเรื่องทางแชทไม่ได้แล้ว")
    failed = [row for row in await on_telegram.outbox() if row.state == OutboxState.FAILED]
    assert [row.attempts for row in failed] == [1]


async def test_a_group_that_becomes_a_supergroup_goes_on_hearing(on_telegram: Stage) -> None:
    officer = await on_telegram.officer("malee")
    telegram = on_telegram.platform
    group = telegram.group("งานสาธารณสุข", members=[officer], supergroup=False)
    await on_telegram.links(officer, group)
    bigger = await group.migrates()
    reference = await asks_for_a_bin(await on_telegram.resident())
    await bigger.sees(reference)
    await officer.presses("รับเรื่อง", in_=bigger)
    await bigger.sees(f"malee รับเรื่อง {reference}")


async def test_a_group_that_moved_unheard_is_found_at_the_next_message(on_telegram: Stage) -> None:
    officer = await on_telegram.officer("malee")
    telegram = on_telegram.platform
    group = telegram.group("งานสาธารณสุข", members=[officer], supergroup=False)
    await on_telegram.links(officer, group)
    bigger = telegram.group("งานสาธารณสุข", members=[officer], supergroup=True)
    group.migrated_to = bigger.number
    resident = await on_telegram.resident()
    references = [await asks_for_a_bin(resident), await asks_for_a_bin(resident)]
    for reference in references:
        await bigger.sees(reference)
    assert sum(references[0] in shown.text for shown in bigger.screen) == 1
