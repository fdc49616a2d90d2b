"""LINE fails in every way it can; each message is read once, and what matters arrives."""

from collections.abc import Sequence

import pytest

from models.vocabulary import OutboxState, Role
from tests.simulator.faults import Fault, answers, drops, too_many
from tests.simulator.line_messages import Quota
from tests.stories.bin_form import QUESTIONS, RECEIPT, fills_in, reference_in
from tests.stories.records import console
from tests.stories.stage import Person, Stage
from tests.web.console_office import press

UNLUCKY: dict[str, Fault] = {
    "500": answers(500),
    "500 although it was sent": answers(500, after_acting=True),
    "502 although it was sent": answers(502, after_acting=True),
    "cut off": drops(),
    "cut off although it was sent": drops(after_acting=True),
    "429": too_many(),
}


def times_seen(resident: Person, words: str) -> int:
    return sum(words in shown.text for shown in resident.screen)


@pytest.mark.parametrize("fault", UNLUCKY.values(), ids=UNLUCKY)
async def test_a_reply_that_fails_is_read_once(one_desk: Stage, fault: Fault) -> None:
    resident = await one_desk.resident()
    one_desk.platform.faults.add("reply", fault)
    await resident.types("ขอถังขยะ")
    await one_desk.all_said()
    await one_desk.time_passes(3)
    await resident.sees(QUESTIONS[0])
    assert times_seen(resident, QUESTIONS[0]) == 1
    assert one_desk.platform.calls("push") == []


@pytest.mark.parametrize("fault", UNLUCKY.values(), ids=UNLUCKY)
async def test_news_that_fail_are_read_once(on_line: Stage, fault: Fault) -> None:
    resident, officer, group = await resident_with_case(on_line)
    on_line.platform.faults.add("push", fault, calls=1)
    await officer.presses("รับเรื่อง", in_=group)
    await on_line.all_said()
    await on_line.time_passes(3)
    await resident.sees("รับเรื่องเลขที่")
    assert times_seen(resident, "รับเรื่องเลขที่") == 1


async def resident_with_case(stage: Stage) -> tuple[Person, Person, Person]:
    group, [officer] = await stage.department_chat("malee")
    resident = await stage.resident()
    await fills_in(resident)
    await resident.presses("ส่งเรื่อง")
    await resident.sees(RECEIPT)
    await group.sees("มีเรื่องใหม่")
    await stage.all_said()
    return resident, officer, group


async def test_an_outage_of_a_minute_keeps_the_order(on_line: Stage) -> None:
    resident, officer, group = await resident_with_case(on_line)
    on_line.platform.faults.add("push", answers(503), calls=4)
    await officer.presses("รับเรื่อง", in_=group)
    await group.sees("malee รับเรื่อง")
    await officer.presses("เสร็จแล้ว", in_=group)
    await group.sees("malee ทำเรื่อง")
    for _step in range(6):
        await on_line.time_passes(20)
    news = [shown.text for shown in resident.screen if "เรื่องเลขที่" in shown.text]
    assert ["รับเรื่องเลขที่" in text for text in news[-2:]] == [True, False]
    assert "เราทำได้ดีแค่ไหน" in news[-1]


async def test_after_the_free_reply_a_prompt_is_dropped(on_line: Stage) -> None:
    resident = await on_line.resident()
    on_line.platform.faults.add("reply", answers(500))
    await resident.types("ขอถังขยะ")
    await on_line.all_said()
    await on_line.time_passes(61)
    assert times_seen(resident, QUESTIONS[0]) == 0
    assert [row.state for row in await on_line.outbox()][-1] == OutboxState.DROPPED
    await resident.types("1")
    await resident.sees(QUESTIONS[1])


async def test_after_the_free_reply_a_reference_is_pushed(on_line: Stage) -> None:
    resident = await on_line.resident()
    await fills_in(resident)
    on_line.platform.faults.add("reply", answers(500))
    await resident.presses("ส่งเรื่อง")
    await on_line.all_said()
    await on_line.time_passes(61)
    told = await resident.sees(RECEIPT)
    assert reference_in(told.text)
    assert len(on_line.platform.calls("push")) == 1


async def test_a_reply_token_refused_at_once_is_pushed_when_it_matters(on_line: Stage) -> None:
    resident = await on_line.resident()
    await fills_in(resident)
    on_line.platform.messages.token_seconds = -1
    await resident.presses("ส่งเรื่อง")
    await resident.sees(RECEIPT)
    await on_line.all_said()
    assert times_seen(resident, RECEIPT) == 1


async def reasons_shown(stage: Stage) -> Sequence[str]:
    async with console(stage, await stage.hire("Nid", Role.HEAD)) as browser:
        page = await browser.get("/console/problems")
    return [part.split("</code>")[0] for part in page.text.split("<code>")[1:]]


async def test_a_used_up_month_keeps_the_message_and_shows_why(on_line: Stage) -> None:
    resident, officer, group = await resident_with_case(on_line)
    on_line.platform.messages.quota = Quota(limit=0)
    await officer.presses("รับเรื่อง", in_=group)
    await on_line.all_said()
    [waiting] = [r for r in await on_line.outbox() if r.state == OutboxState.WAITING]
    assert "monthly limit" in (waiting.error or "")
    assert [reason for reason in await reasons_shown(on_line) if "monthly limit" in reason] != []
    on_line.platform.messages.quota = Quota(limit=None)
    await on_line.time_passes(3601)
    await resident.sees("รับเรื่องเลขที่")


async def test_after_buying_messages_staff_need_not_wait_for_the_hour(on_line: Stage) -> None:
    resident, officer, group = await resident_with_case(on_line)
    on_line.platform.messages.quota = Quota(limit=0)
    await officer.presses("รับเรื่อง", in_=group)
    await on_line.all_said()
    on_line.platform.messages.quota = Quota(limit=None)
    [waiting] = [r for r in await on_line.outbox() if r.state == OutboxState.WAITING]
    async with console(on_line, await on_line.hire("Nid", Role.HEAD)) as browser:
        await press(browser, "/console/problems", f"/console/problems/messages/{waiting.id}")
    await resident.sees("รับเรื่องเลขที่")
