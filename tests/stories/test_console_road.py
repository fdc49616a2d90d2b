"""The console and the chat are one desk: what is done in one is seen in the other."""

import httpx

from models.vocabulary import CodePurpose, Role
from services.kit.references import read_reference
from tests.serving import browser_of
from tests.stories.bin_form import asks_for_a_bin
from tests.stories.records import actions, console
from tests.stories.stage import Stage
from tests.web.console_office import press


async def does(browser: httpx.AsyncClient, reference: str, action: str, words: str = "") -> None:
    """Press the button of one action on the page of a case."""
    page = f"/console/cases/{read_reference(reference)}"
    answered = await press(browser, page, f"{page}/{action}", words=words)
    assert answered.status_code == 303


async def test_a_case_from_a_messenger_is_accepted_in_the_console(stage: Stage) -> None:
    group, _officers = await stage.department_chat("malee")
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    async with console(stage, await stage.hire("Nid")) as browser:
        cases = await browser.get("/console/cases")
        case = await browser.get(f"/console/cases/{read_reference(reference)}")
        await does(browser, reference, "accept")
    await resident.sees("รับเรื่องเลขที่")
    await group.sees(f"Nid รับเรื่อง {reference}")
    assert reference in cases.text
    assert "ได้รับเรื่องแล้ว" in case.text
    assert "45/1" in case.text
    assert "081-234-5678" in case.text


async def test_a_question_from_the_console_is_answered_in_the_chat(stage: Stage) -> None:
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    async with console(stage, await stage.hire("Nid")) as browser:
        await does(browser, reference, "ask", "ทางเข้าอยู่ไหน")
        question = await resident.sees("ทางเข้าอยู่ไหน")
        await resident.presses("ตอบคำถาม", on=question)
        await resident.sees("พิมพ์ข้อความถึงเจ้าหน้าที่")
        await resident.types("หลังวัดค่ะ")
        await resident.sees("เจ้าหน้าที่จะตอบกลับที่นี่")
        page = await browser.get(f"/console/cases/{read_reference(reference)}")
    assert "หลังวัดค่ะ" in page.text
    assert await actions(stage, reference) == ["file", "ask", "answer"]


async def test_a_note_never_reaches_the_resident(stage: Stage) -> None:
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    async with console(stage, await stage.hire("Nid")) as browser:
        await does(browser, reference, "note", "ระวังหมา")
    await resident.types(reference)
    await resident.sees("สถานะ")
    await stage.all_said()
    assert [shown for shown in resident.screen if "ระวังหมา" in shown.text] == []


async def test_whoever_is_not_signed_in_sees_nothing(stage: Stage) -> None:
    reference = await asks_for_a_bin(await stage.resident())
    page = await stage.browser.get(f"/console/cases/{read_reference(reference)}")
    assert page.status_code in {303, 401, 403}
    assert "45/1" not in page.text


async def test_another_department_sees_nothing(stage: Stage) -> None:
    reference = await asks_for_a_bin(await stage.resident())
    async with console(stage, await stage.hire("Wichai", department="works")) as browser:
        cases = await browser.get("/console/cases")
        case = await browser.get(f"/console/cases/{read_reference(reference)}")
    assert reference not in cases.text
    assert case.status_code == 404


async def test_a_code_made_in_the_console_links_an_account(stage: Stage) -> None:
    group, _officers = await stage.department_chat("malee")
    person = await stage.resident("nid")
    async with console(stage, await stage.hire("nid")) as browser:
        page = await press(browser, "/console/account", "/console/account")
        code = "SALA-" + page.text.split("SALA-")[1][:9]
    await person.types(code)
    await person.sees("ยินดีต้อนรับ คุณnid")
    reference = await asks_for_a_bin(await stage.resident())
    await group.sees(reference)
    await person.presses("รับเรื่อง", in_=group)
    await group.sees(f"nid รับเรื่อง {reference}")


async def test_a_sign_in_link_cannot_link_a_chat(stage: Stage) -> None:
    person = await stage.resident("nid")
    staff = await stage.hire("nid", Role.ADMIN, None)
    code = await stage.code(CodePurpose.SIGN_IN, staff_id=staff.id)
    await person.types(code)
    await person.sees("รหัสนี้ใช้ไม่ได้")
    async with browser_of(stage.served.url) as browser:
        entered = await press(browser, f"/console/sign-in/{code}", "")
    assert entered.status_code == 303
