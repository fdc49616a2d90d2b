"""The desk is closed, or breaks, in the middle of something; nothing is lost or doubled."""

from dataclasses import replace

import pytest

from models.vocabulary import OutboxState, Role
from services.catalogue import all_services
from services.kit.consequences import Consequence
from tests.simulator.faults import Fault, answers, drops
from tests.stories.bin_form import QUESTIONS, RECEIPT, asks_for_a_bin, fills_in
from tests.stories.records import actions, all_cases, console, events
from tests.stories.stage import Premises
from tests.web.console_office import press

BIN = all_services()["waste-bin"]
ACTED: dict[str, Fault] = {
    "500": answers(500),
    "500 although it was sent": answers(500, after_acting=True),
    "cut off although it was sent": drops(after_acting=True),
}


@pytest.mark.parametrize("fault", ACTED.values(), ids=ACTED)
async def test_a_reply_under_way_is_read_once_after_a_restart(
    premises: Premises, fault: Fault
) -> None:
    async with premises.opened() as before:
        resident = await before.resident()
        before.platform.faults.add("reply", fault)
        await resident.types("ขอถังขยะ")
        await before.all_said()
    premises.clock.advance(seconds=5)
    async with premises.opened() as after:
        await after.all_said()
        await resident.sees(QUESTIONS[0])
        assert sum(QUESTIONS[0] in shown.text for shown in resident.screen) == 1
        assert {row.state for row in await after.outbox()} == {OutboxState.SENT}


@pytest.mark.parametrize("fault", ACTED.values(), ids=ACTED)
async def test_news_under_way_are_read_once_after_a_restart(
    premises: Premises, fault: Fault
) -> None:
    async with premises.opened() as before:
        group, [officer] = await before.department_chat("malee")
        resident = await before.resident()
        reference = await asks_for_a_bin(resident)
        await group.sees(reference)
        await before.all_said()
        before.platform.faults.add("push", fault)
        await officer.presses("รับเรื่อง", in_=group)
        await before.all_said()
    premises.clock.advance(minutes=5)
    async with premises.opened() as after:
        await after.all_said()
        await resident.sees("รับเรื่องเลขที่")
        assert sum("รับเรื่องเลขที่" in shown.text for shown in resident.screen) == 1


BROKEN = replace(BIN, then=(Consequence(),))
"""A mistake of ours: filing it brings about something the desk does not know how to do."""


async def test_a_mistake_of_ours_is_apologised_for_and_handled_again_once_put_right(
    premises: Premises, messenger: str
) -> None:
    async with premises.opened(messenger, {BIN.key: BROKEN}) as broken:
        resident = await broken.resident()
        await fills_in(resident)
        await resident.presses("ส่งเรื่อง")
        await resident.sees("ระบบของเราขัดข้อง")
        assert await all_cases(broken) == []
    async with premises.opened(messenger) as mended:
        [failed] = [event for event in await events(mended) if event.error]
        async with console(mended, await mended.hire("Nid", Role.ADMIN, None)) as browser:
            form = "/console/problems/events"
            replayed = await press(browser, "/console/problems", form, key=failed.key)
        assert replayed.status_code == 303
        await resident.sees(RECEIPT)
        [case] = await all_cases(mended)
        assert await actions(mended, case.reference) == ["file"]


async def test_a_mistake_of_ours_spoils_nobody_elses_message(premises: Premises) -> None:
    async with premises.opened("line", {BIN.key: BROKEN}) as broken:
        unlucky, other = await broken.resident("somchai"), await broken.resident("somsri")
        await fills_in(unlucky)
        async with broken.platform.webhook.held():
            await unlucky.presses("ส่งเรื่อง")
            await other.types("ขอถังขยะ")
        await unlucky.sees("ระบบของเราขัดข้อง")
        await other.sees(QUESTIONS[0])
        await unlucky.types("เมนู")
        menu = await unlucky.sees("มีอะไรให้ช่วย")
        assert "ทำต่อ" in menu.labels
