"""The messengers tell things again, in disorder, among nonsense; forgers are not believed."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from tests.simulator.line_webhook import sign
from tests.stories.bin_form import ANSWERS, QUESTIONS, RECEIPT, REVIEW, asks_for_a_bin, begins
from tests.stories.records import actions, all_cases, events
from tests.stories.stage import Stage

both_messengers = pytest.mark.parametrize("messenger", ["line", "telegram"])


async def test_a_case_told_twice_in_disorder_is_filed_once(on_line: Stage) -> None:
    group, _officers = await on_line.department_chat("malee")
    resident = await on_line.resident()
    await begins(resident)
    async with on_line.platform.webhook.held(shuffled=3, duplicated=True):
        for answer in (*ANSWERS, "ส่งเรื่อง"):
            on_line.clock.advance(seconds=1)
            await resident.types(answer)
    await resident.sees(RECEIPT, anew=False)
    await on_line.all_said()
    assert len(await all_cases(on_line)) == 1
    assert sum(RECEIPT in shown.text for shown in resident.screen) == 1
    assert sum("มีเรื่องใหม่" in shown.text for shown in group.screen) == 1
    asked = [f"ข้อ {number} จาก 5" for number in range(1, 6)]
    assert [sum(one in shown.text for shown in resident.screen) for one in asked] == [1] * 5


async def test_every_update_told_twice_by_telegram_counts_once(on_telegram: Stage) -> None:
    group, [officer] = await on_telegram.department_chat("malee")
    resident = await on_telegram.resident()
    async with on_telegram.platform.webhook.held(duplicated=True):
        for words in ("ขอถังขยะ", *ANSWERS, "ส่งเรื่อง"):
            await resident.types(words)
    await resident.sees(RECEIPT, anew=False)
    [case] = await all_cases(on_telegram)
    await group.sees("มีเรื่องใหม่")
    async with on_telegram.platform.webhook.held(duplicated=True):
        await officer.presses("รับเรื่อง", in_=group)
    await on_telegram.all_said()
    assert await actions(on_telegram, case.reference) == ["file", "accept"]
    assert sum(REVIEW in shown.text for shown in resident.screen) == 1
    assert sum("รับเรื่องเลขที่" in shown.text for shown in resident.screen) == 1


async def test_two_residents_in_one_delivery_do_not_mix(on_line: Stage) -> None:
    people = [await on_line.resident(name) for name in ("somchai", "somsri")]
    async with on_line.platform.webhook.held(shuffled=5, duplicated=True):
        for words in ("ขอถังขยะ", *ANSWERS, "ส่งเรื่อง"):
            on_line.clock.advance(seconds=1)
            await people[0].types(words)
            await people[1].types(words)
    for person in people:
        await person.sees(RECEIPT, anew=False)
    cases = await all_cases(on_line)
    assert {case.chat for case in cases} == {person.id for person in people}
    assert len(cases) == 2


@both_messengers
async def test_an_old_event_told_again_much_later_changes_nothing(stage: Stage) -> None:
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    delivered = list(stage.platform.deliveries)
    await stage.all_said()
    before = len(resident.screen)
    stage.clock.advance(days=2)
    for delivery in delivered:
        await tell_again(stage, delivery.payload)
    await stage.all_said()
    assert len(resident.screen) == before
    assert await actions(stage, reference) == ["file"]


async def tell_again(stage: Stage, payload: Any) -> None:
    """Deliver the same events once more, as either messenger does."""
    told = payload if isinstance(payload, list) else [payload]
    await stage.platform.webhook.again(*told)


ODD: list[dict[str, Any]] = [
    {},
    {"type": "message"},
    {"type": "message", "source": {"type": "user", "userId": 7}, "webhookEventId": "A"},
    {"type": "message", "source": None, "message": {"type": "text", "text": ["no"]}},
    {"type": "postback", "webhookEventId": "B", "source": {"type": "user"}, "postback": 1},
]


async def test_nonsense_among_good_events_spoils_nothing(on_line: Stage) -> None:
    resident = await on_line.resident()
    async with on_line.platform.webhook.held():
        await on_line.platform.webhook.deliver(*ODD)
        await resident.types("ขอถังขยะ")
        await on_line.platform.webhook.deliver(*ODD)
    await resident.sees(QUESTIONS[0])
    assert on_line.platform.deliveries[-1].status == 200


async def test_lines_verify_button_is_answered(one_desk: Stage) -> None:
    delivery = await one_desk.platform.webhook.test()
    assert delivery.status == 200
    assert await events(one_desk) == []


@pytest.mark.parametrize("kind", ["membership", "beacon", "videoPlayComplete", "module", "future"])
async def test_kinds_of_events_nobody_reads_are_taken(one_desk: Stage, kind: str) -> None:
    resident = await one_desk.resident()
    await one_desk.all_said()
    before = len(resident.screen)
    delivery = await resident.happens(kind)
    await one_desk.all_said()
    assert delivery.status == 200
    assert len(resident.screen) == before


async def test_updates_of_kinds_to_come_are_taken(on_telegram: Stage) -> None:
    resident = await on_telegram.resident()
    delivery = await on_telegram.platform.webhook.give("hologram_post", {"chat": {"id": 1}})
    assert delivery.status == 200
    await resident.types("เมนู")
    await resident.sees("มีอะไรให้ช่วย")


BODY = b'{"destination":"U1","events":[]}'

FORGERIES: Mapping[str, tuple[str, dict[str, str]]] = {
    "line without signature": ("line", {}),
    "line with a wrong signature": ("line", {"X-Line-Signature": "bm90aGluZw=="}),
    "line signed with another secret": ("line", {"X-Line-Signature": sign("another", BODY)}),
    "line with a signature that is no text": ("line", {"X-Line-Signature": "é"}),
    "telegram without secret": ("telegram", {}),
    "telegram with a wrong secret": ("telegram", {"X-Telegram-Bot-Api-Secret-Token": "guess"}),
    "the web chat has no webhook": ("webchat", {}),
}


@pytest.mark.parametrize(("door", "headers"), FORGERIES.values(), ids=FORGERIES)
async def test_a_forged_delivery_is_refused_and_leaves_nothing(
    one_desk: Stage, door: str, headers: dict[str, str]
) -> None:
    forged = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    url = f"{one_desk.served.url}/webhooks/{door}"
    answered = await one_desk.browser.send(httpx.Request("POST", url, content=BODY, headers=forged))
    assert answered.status_code == 401
    assert answered.content == b""
    assert await events(one_desk) == []
