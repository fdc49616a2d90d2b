"""After sending: residents follow their case, write about it, withdraw it, rate it, dispute it."""

from typing import Any

from models.vocabulary import CaseStatus
from tests.stories.bin_form import PERSONAL, asks_for_a_bin
from tests.stories.records import actions, console, history, the_case
from tests.stories.stage import Person, Stage


async def opens_own_case(resident: Person, reference: str) -> None:
    """Come to the card of a case through the menu."""
    await resident.types("ติดตามเรื่อง")
    await resident.sees("เรื่องของคุณ")
    await resident.presses(reference)
    await resident.sees("สถานะ")


async def test_a_case_is_followed_by_the_menu(stage: Stage) -> None:
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await opens_own_case(resident, reference)
    card = resident.last
    assert reference in card.text
    assert "ส่งเรื่องเข้ามา" in card.text
    assert {"เขียนถึงเจ้าหน้าที่", "ถอนเรื่อง"} <= set(card.labels)


async def test_a_case_is_followed_by_its_reference_however_it_is_typed(stage: Stage) -> None:
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    for typed in (reference, reference.replace("-", "").lower(), f"เรื่อง {reference} ถึงไหนแล้ว"):
        await resident.types(typed)
        card = await resident.sees("สถานะ")
        assert reference in card.text


async def test_somebody_elses_case_shows_nothing_personal(stage: Stage) -> None:
    reference = await asks_for_a_bin(await stage.resident())
    stranger = await stage.resident("stranger")
    await stranger.types(reference)
    card = await stranger.sees("สถานะ")
    shown = card.text.replace(reference, "")
    assert [piece for piece in PERSONAL if piece in shown] == []
    assert card.labels == ["เมนู"]


async def test_a_reference_with_a_typing_mistake_is_no_case(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.types("AAA-AAA-AA2")
    await stage.all_said()
    assert "สถานะ" not in resident.last.text


async def test_the_resident_writes_and_gets_the_answer(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await opens_own_case(resident, reference)
    await resident.presses("เขียนถึงเจ้าหน้าที่")
    await resident.sees("พิมพ์ข้อความถึงเจ้าหน้าที่")
    await resident.types("ขอถังสีเขียวได้ไหม")
    await resident.sees("ส่งข้อความเรื่องเลขที่")
    news = await group.sees("เขียนข้อความมา")
    assert "สีเขียว" not in news.text
    await officer.presses("เขียนตอบ", in_=group)
    asked = await group.sees("พิมพ์ข้อความถึงผู้ยื่นเรื่อง")
    await stage.answers(officer, group, asked, "ได้ครับ")
    await resident.sees("ได้ครับ")
    assert await actions(stage, reference) == ["file", "write", "reply"]


async def test_a_case_is_withdrawn_after_asking_once(stage: Stage) -> None:
    group, _officers = await stage.department_chat("malee")
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await opens_own_case(resident, reference)
    await resident.presses("ถอนเรื่อง")
    await resident.sees("ใช่ไหม")
    assert (await the_case(stage, reference)).status == CaseStatus.RECEIVED
    await resident.presses("ใช่ ถอนเรื่อง")
    await resident.sees("ให้แล้ว")
    await group.sees("ขอถอนเรื่อง")
    assert (await the_case(stage, reference)).status == CaseStatus.WITHDRAWN


async def test_a_case_may_be_kept_after_all(stage: Stage) -> None:
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await opens_own_case(resident, reference)
    await resident.presses("ถอนเรื่อง")
    await resident.sees("ใช่ไหม")
    await resident.presses("ไม่ถอน ให้ทำต่อ")
    await resident.sees("สถานะ")
    assert (await the_case(stage, reference)).status == CaseStatus.RECEIVED


async def finished_case(stage: Stage) -> tuple[Person, Any, str]:
    """A case the department says is done; the resident has just been asked to rate it."""
    group, [officer] = await stage.department_chat("malee")
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await group.sees(reference)
    await officer.presses("เสร็จแล้ว", in_=group)
    await resident.sees("เราทำได้ดีแค่ไหน")
    return resident, group, reference


async def test_a_rating_with_a_word_is_read_by_staff(stage: Stage) -> None:
    resident, _group, reference = await finished_case(stage)
    await resident.presses("4 ดี")
    await resident.sees("อยากบอกอะไรเพิ่มไหม")
    await resident.types("มาไวดีค่ะ")
    await resident.sees("เจ้าหน้าที่จะได้อ่าน")
    async with console(stage, await stage.hire("Nid")) as browser:
        page = await browser.get(f"/console/cases/{reference}", follow_redirects=True)
    assert "4 จาก 5" in page.text
    assert "มาไวดีค่ะ" in page.text


async def test_what_is_not_done_is_opened_again_and_the_department_told(stage: Stage) -> None:
    resident, group, reference = await finished_case(stage)
    await resident.presses("ยังไม่เรียบร้อย")
    await resident.sees("ยังขาดอะไรอยู่")
    await resident.types("ยังไม่ได้ถังเลย")
    await resident.sees("อีกครั้งแล้ว")
    news = await group.sees("ยังไม่เรียบร้อย เปิดเรื่องอีกครั้งแล้ว")
    assert "ยังไม่ได้ถังเลย" not in news.text
    case = await the_case(stage, reference)
    assert case.status == CaseStatus.REOPENED
    assert [entry.words for entry in await history(stage, reference)][-1] == "ยังไม่ได้ถังเลย"
