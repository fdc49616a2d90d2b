"""The queue: a number in the chat, "soon", to the counter, stars; missed, passed on, closed."""

import asyncio

from services.desk.queueing.closing_day import close_day
from services.desk.queueing.standing import label
from tests.queueing.people import takes, ticket_now, tickets
from tests.stories.bin_form import reference_in
from tests.stories.records import actions, the_case
from tests.stories.stage import Person, Premises, Stage

NUMBER = "เลขคิวของคุณ"
UNTIL_CLOSED = 8 * 3600


async def takes_a_number(person: Person, line: str = "เรื่องทั่วไป", why: str = "ไม่มีข้อไหน") -> str:
    """Take a number in the chat, and return what is said about it."""
    await person.types("ขอคิวหน่อยค่ะ")
    await person.sees("วันนี้มาเรื่องอะไร")
    await person.presses(line)
    await person.sees("คุณเข้าข้อไหนบ้าง")
    await person.presses(why)
    await person.sees("ส่งเรื่อง")
    await person.presses("ส่งเรื่อง")
    return str((await person.sees(NUMBER)).text)


async def test_a_number_from_taking_it_to_the_stars(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    await takes(stage.desk)
    await takes(stage.desk)
    resident = await stage.resident()
    told = await takes_a_number(resident)
    assert "เลขคิวของคุณ: A003\nเรื่องทั่วไป\nมีคนอยู่ก่อนคุณ 2 คน รอประมาณ 10 นาที" in told
    reference = reference_in(told)
    await officer.types("/callnext", in_=group)
    await group.sees("เรียกคนถัดไปมาที่ช่องไหน")
    await officer.presses("A ช่อง 1", in_=group)
    called = await group.sees("malee เรียกคิว A001 ที่ช่อง 1")
    assert "กรุณาขานเลขคิวด้วย" in called.text
    await resident.sees("ใกล้ถึงคิวคุณแล้ว: คิว A003")
    await resident.types("ติดตาม")
    await resident.sees(reference)
    await resident.presses(reference)
    assert "คิว A003 เรื่องทั่วไป\nมีคนอยู่ก่อนคุณ 1 คน" in (await resident.sees("คิว A003")).text
    for number in ("A002", "A003"):
        await officer.presses("เสร็จแล้ว", in_=group)
        await group.sees("เสร็จแล้ว")
        await officer.presses("เรียกคิวถัดไป", in_=group)
        called = await group.sees(f"เรียกคิว {number}")
    assert "แจ้งเจ้าของคิวทางแชทแล้ว" in called.text
    await resident.sees("ถึงคิวคุณแล้ว: คิว A003 เชิญที่ช่อง 1")
    await officer.presses("เสร็จแล้ว", in_=group)
    await resident.sees("ขอบคุณที่มา")
    await resident.presses("5 ดีมาก")
    await resident.sees("ขอบคุณ")
    assert await actions(stage, reference) == ["file", "finish", "rate"]
    assert "มีเรื่องใหม่" not in "\n".join(shown.text for shown in group.screen)


async def test_missed_and_passed_on(on_telegram: Stage) -> None:
    stage = on_telegram
    officer = await stage.officer("malee")
    builder = await stage.officer("wichai", department="works")
    missing, patient = await stage.resident("somchai"), await stage.resident("somsri")
    await takes_a_number(missing)
    await takes_a_number(patient, why="อายุ 60 ปีขึ้นไป")
    await officer.types("เรียกคิว")
    await officer.sees("เรียกคนถัดไปมาที่ช่องไหน")
    await officer.presses("A ช่อง 2")
    assert "ได้คิวก่อนตามเกณฑ์ที่ประกาศไว้" in (await officer.sees("เรียกคิว A002")).text
    await officer.presses("ส่งต่อคิวอื่น")
    await officer.sees("ส่งคิว A002 ไปที่คิวไหน")
    await officer.presses("ภาษี")
    await patient.sees("ส่งต่อไปที่ภาษี")
    await officer.sees("ส่งต่อคิว A002")
    await builder.types("เรียกคิว")
    await builder.sees("เรียกคิว A002 ที่ช่อง 1")
    await officer.presses("เรียกคิวถัดไป")
    await officer.sees("เรียกคิว A001")
    await officer.presses("เรียกซ้ำ")
    await missing.sees("เรียกคิว A001 อีกครั้ง")
    await officer.presses("ไม่มา")
    told = await missing.sees("แต่ไม่พบคุณ")
    assert "รับคิวใหม่" in told.labels
    await stage.all_said()
    assert {label(one): one.state for one in await tickets(stage.desk)} == {
        "A001": "no_show",
        "A002": "called",
    }


async def test_two_officers_at_once_and_then_the_day_ends(one_desk: Stage) -> None:
    stage = one_desk
    group, [malee, nid] = await stage.department_chat("malee", "nid")
    await takes(stage.desk)
    await takes(stage.desk)
    late = await stage.resident("somsri")
    reference = reference_in(await takes_a_number(late))
    await malee.types("เรียกคิว", in_=group)
    asked = await group.sees("เรียกคนถัดไปมาที่ช่องไหน")
    await asyncio.gather(
        malee.presses("A ช่อง 1", in_=group, on=asked),
        nid.presses("A ช่อง 2", in_=group, on=asked),
    )
    await group.sees("เรียกคิว A001", anew=False)
    await group.sees("เรียกคิว A002", anew=False)
    stage.clock.advance(seconds=UNTIL_CLOSED)
    async with stage.desk.work() as work:
        await close_day(work)
    await late.sees("สำนักงานปิดก่อนที่จะได้เรียกคิว A003")
    assert (await the_case(stage, reference)).status == "rejected"


async def test_a_stranger_in_the_group_calls_nobody_and_a_resident_is_shown_the_way(
    one_desk: Stage,
) -> None:
    group, _officers = await one_desk.department_chat("malee")
    await takes(one_desk.desk)
    stranger = one_desk.platform.resident("stranger")
    await stranger.types("เรียกคิว", in_=group)
    await group.sees("กดได้เฉพาะเจ้าหน้าที่")
    resident = await one_desk.resident()
    await resident.types("เรียกคิว")
    assert "รับบัตรคิว" in (await resident.sees("การเรียกคิวเป็นงานของเจ้าหน้าที่")).labels
    assert (await ticket_now(one_desk.desk, "A001")).state == "waiting"


async def test_a_number_is_given_back_and_a_second_one_is_the_first(one_desk: Stage) -> None:
    resident = await one_desk.resident()
    reference = reference_in(await takes_a_number(resident))
    await resident.presses("คืนคิว")
    await resident.sees("จะคืนคิวใช่ไหม")
    await resident.presses("ใช่ คืนคิว")
    told = await resident.sees("คืนคิว A001 แล้ว")
    await resident.presses("รับคิวใหม่", on=told)
    await resident.sees("วันนี้มาเรื่องอะไร")
    assert (await ticket_now(one_desk.desk, "A001")).state == "cancelled"
    assert await actions(one_desk, reference) == ["file", "withdraw"]


async def test_a_restart_in_the_middle_of_the_day_loses_nothing(premises: Premises) -> None:
    async with premises.opened() as before:
        officer = await before.officer("malee")
        resident = await before.resident()
        await takes_a_number(resident)
        await officer.types("เรียกคิว")
        await officer.sees("เรียกคนถัดไปมาที่ช่องไหน")
        await officer.presses("A ช่อง 1")
        await resident.sees("ถึงคิวคุณแล้ว")
    async with premises.opened():
        await officer.presses("เสร็จแล้ว")
        await resident.sees("ขอบคุณที่มา")


async def test_a_desk_that_opens_the_next_morning_ends_the_day_before(premises: Premises) -> None:
    async with premises.opened() as before:
        resident = await before.resident()
        await takes_a_number(resident)
    premises.clock.advance(days=1)
    async with premises.opened():
        await resident.sees("สำนักงานปิดก่อนที่จะได้เรียกคิว A001")
