"""Residents who go: messages taken back, the desk blocked and let in again, accounts deleted."""

from models import Attachment
from models.vocabulary import AttachmentState
from tests.stories.bin_form import asks_for_a_bin, asks_with_photo
from tests.stories.pictures import picture
from tests.stories.records import actions, console, files, files_become, history, the_case
from tests.stories.stage import Stage
from tests.stories.test_after_sending import opens_own_case

GONE = "ติดต่อผู้ยื่นเรื่องทางแชทไม่ได้"


async def test_words_taken_back_on_line_are_emptied_here_too(on_line: Stage) -> None:
    resident = await on_line.resident()
    reference = await asks_for_a_bin(resident)
    await opens_own_case(resident, reference)
    await resident.presses("เขียนถึงเจ้าหน้าที่")
    await resident.sees("พิมพ์ข้อความถึงเจ้าหน้าที่")
    await resident.types("เบอร์แม่ 0899999999")
    await resident.sees("ส่งข้อความเรื่องเลขที่")
    await resident.unsends("เบอร์แม่ 0899999999")
    assert [entry.words for entry in await history(on_line, reference)] == [None, None]
    async with console(on_line, await on_line.hire("Nid")) as browser:
        page = await browser.get(f"/console/cases/{reference}", follow_redirects=True)
    assert "0899999999" not in page.text
    assert "เขียนถึงเจ้าหน้าที่" in page.text


async def test_a_photo_taken_back_on_line_points_at_no_file_any_more(on_line: Stage) -> None:
    resident = await on_line.resident()
    await asks_with_photo(resident, picture("JPEG"))
    await files_become(on_line, AttachmentState.STORED)
    await resident.unsends("")
    [kept] = await files(on_line)
    assert (kept.state, kept.sha256, kept.source) == (AttachmentState.LOST, None, {})


async def test_a_photo_taken_back_before_it_was_fetched_is_not_asked_for_again(
    on_line: Stage,
) -> None:
    on_line.simulator.line.contents.unready = 1
    resident = await on_line.resident()
    await asks_with_photo(resident, picture("JPEG"))
    await on_line.all_said()
    before = len(resident.screen)
    await resident.unsends("")
    on_line.simulator.line.contents.vanish(410)
    await on_line.time_passes(60)
    kept: list[Attachment] = list(await files(on_line))
    assert [file.state for file in kept] == [AttachmentState.LOST]
    assert len(resident.screen) == before


async def test_whoever_blocks_the_desk_is_to_be_phoned(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await resident.blocks()
    await group.sees(GONE)
    await officer.presses("รับเรื่อง", in_=group)
    told = await group.sees("แจ้งผู้ยื่นเรื่องทางแชทไม่ได้ กรุณาโทร")
    assert reference in told.text
    async with console(stage, await stage.hire("Nid")) as browser:
        page = await browser.get(f"/console/cases/{reference}", follow_redirects=True)
    assert "ติดต่อผู้ยื่นเรื่องทางแชทไม่ได้แล้ว กรุณาโทรหรือไปพบที่บ้าน" in page.text
    assert await actions(stage, reference) == ["file", "unreachable", "accept", "unreachable"]


async def test_whoever_comes_back_hears_of_their_case_again(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await resident.blocks()
    await group.sees(GONE)
    await resident.unblocks()
    await resident.sees("มีอะไรให้ช่วย")
    await officer.presses("รับเรื่อง", in_=group)
    told = await resident.sees("รับเรื่องเลขที่")
    assert reference in told.text


async def test_a_deleted_account_is_found_out_at_the_next_message(on_telegram: Stage) -> None:
    group, [officer] = await on_telegram.department_chat("malee")
    resident = await on_telegram.resident()
    reference = await asks_for_a_bin(resident)
    await group.sees(reference)
    resident.deletes_account()
    await officer.presses("รับเรื่อง", in_=group)
    await group.sees(GONE)
    assert await actions(on_telegram, reference) == ["file", "accept", "unreachable"]


async def test_a_group_that_sends_the_desk_away_hears_nothing_more(stage: Stage) -> None:
    group, _officers = await stage.department_chat("malee")
    await group.removes_bot()
    reference = await asks_for_a_bin(await stage.resident())
    await stage.all_said()
    assert [shown for shown in group.screen if reference in shown.text] == []
    assert (await the_case(stage, reference)).status == "received"
