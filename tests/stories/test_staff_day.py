"""A day of staff in their own chats: the menu, a case by reference, a notice that climbs."""

from models.vocabulary import Role
from services.desk.climbing.going_up import climb_on
from tests.stories.bin_form import PERSONAL, asks_for_a_bin
from tests.stories.records import actions, console
from tests.stories.stage import Stage


async def climb(stage: Stage, hours: float) -> None:
    """Let hours pass, and the desk look at what waits."""
    stage.clock.advance(hours=hours)
    async with stage.desk.work() as work:
        await climb_on(work)
    await stage.all_said()


async def test_from_the_menu_to_a_case_that_is_taken_on(stage: Stage) -> None:
    officer = await stage.officer("malee")
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await officer.types("เมนูเจ้าหน้าที่")
    await officer.sees("จะทำอะไรดี")
    await officer.presses("เรื่องใหม่")
    await officer.sees(reference)
    await officer.presses(reference)
    await officer.sees("ถังขยะ")
    await officer.presses("รับเรื่อง")
    await officer.sees("malee รับเรื่อง")
    await officer.types("ของฉันวันนี้")
    await officer.sees("ของคุณ 1 เรื่อง")
    assert await actions(stage, reference) == ["file", "accept"]


async def test_a_typed_reference_opens_the_card_and_the_resident_is_answered(stage: Stage) -> None:
    officer = await stage.officer("malee")
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await officer.types(reference)
    card = await officer.sees(reference)
    assert [piece for piece in PERSONAL if piece in card.text] == []
    await officer.presses("เขียนตอบ")
    await officer.sees("พิมพ์ข้อความ")
    await officer.types("พรุ่งนี้เอาถังไปส่งค่ะ")
    await resident.sees("พรุ่งนี้เอาถังไปส่งค่ะ")
    assert await actions(stage, reference) == ["file", "reply"]


async def test_a_notice_climbs_until_the_head_acknowledges_it(stage: Stage) -> None:
    group, _officers = await stage.department_chat("malee")
    head = await stage.officer("somsak", role=Role.HEAD)
    executive = await stage.officer("wanna", None, Role.EXECUTIVE)
    reference = await asks_for_a_bin(await stage.resident())
    await group.sees(reference)
    await climb(stage, 4)
    await climb(stage, 24)
    told = await head.sees("หัวหน้าหน่วยงาน")
    assert [piece for piece in PERSONAL if piece in told.text] == []
    await head.presses("รับทราบ")
    await head.sees("จะไม่แจ้งเรื่อง")
    await climb(stage, 7 * 24)
    assert not any("เรียนผู้บริหาร" in shown.text for shown in executive.screen)


async def test_an_executive_hears_last_and_is_offered_no_step_they_may_not_take(
    stage: Stage,
) -> None:
    await stage.department_chat("malee")
    await stage.officer("somsak", role=Role.HEAD)
    executive = await stage.officer("wanna", None, Role.EXECUTIVE)
    await asks_for_a_bin(await stage.resident())
    for hours in (4, 24, 7 * 24):
        await climb(stage, hours)
    told = await executive.sees("เรียนผู้บริหาร", anew=False)
    assert told.labels == ["รับทราบ", "อ่านข้อความ", "เปิดดูเรื่องนี้"]


async def test_the_page_of_chats_says_what_a_notice_to_a_line_group_costs(on_line: Stage) -> None:
    await on_line.department_chat("malee", "nid", "daeng")
    admin = await on_line.hire("admin", Role.ADMIN, None)
    async with console(on_line, admin) as browser:
        page = (await browser.get("/console/department-chat")).text
    assert "แจ้งหนึ่งครั้งเสีย 3 ข้อความ" in page


async def test_a_telegram_group_costs_nothing_and_none_is_named(on_telegram: Stage) -> None:
    await on_telegram.department_chat("malee", "nid")
    admin = await on_telegram.hire("admin", Role.ADMIN, None)
    async with console(on_telegram, admin) as browser:
        page = (await browser.get("/console/department-chat")).text
    assert "แจ้งหนึ่งครั้ง" not in page
