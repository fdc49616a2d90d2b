"""The first minute: who we are, what we keep, and English for those who read no Thai."""

from typing import Any

from tests.stories.stage import Stage


def address_of(message: Any, label: str) -> str:
    """Return where a link below a message leads."""
    [link] = [button.action for button in message.buttons if button.label == label]
    return str(link.get("uri") or link["url"])


async def test_the_greeting_says_what_is_kept_and_links_to_the_whole_notice(stage: Stage) -> None:
    resident = stage.platform.resident("somchai")
    await resident.follows()
    greeting = await resident.sees("สวัสดี")
    notice = await stage.browser.get(address_of(greeting, "นโยบายข้อมูล"))
    assert "อบต.บ้านทดสอบ" in greeting.text
    assert "PDPA" in greeting.text
    assert "พ.ศ. 2562" in notice.text


async def test_english_is_one_tap_away(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.presses("English")
    greeting = await resident.sees("Hello! This is the front desk of Ban Thotsop")
    menu = await resident.sees("What can we do for you?")
    assert "Personal Data Protection Act" in greeting.text
    assert {"Rubbish and trees", "ภาษาไทย"} <= set(menu.labels)


async def test_thai_is_one_tap_away_from_english(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.presses("English")
    await resident.sees("What can we do for you?")
    await resident.presses("ภาษาไทย")
    await resident.sees("มีอะไรให้ช่วย")


async def test_the_desk_speaks_thai_first_whatever_the_phone_is_set_to(on_telegram: Stage) -> None:
    resident = on_telegram.platform.resident("john")
    resident.language = "en"
    await resident.follows()
    greeting = await resident.sees("สวัสดี")
    assert "English" in greeting.labels


async def test_somebody_who_only_writes_is_greeted_once_and_answered(stage: Stage) -> None:
    resident = stage.platform.resident("somchai")
    await resident.types("ขอถังขยะ")
    await resident.sees("สวัสดี")
    await resident.sees("เพราะอะไร")
    await resident.types("ยังไม่มีถัง")
    await resident.sees("กี่ใบ")
    await stage.all_said()
    assert sum("PDPA" in shown.text for shown in resident.screen) == 1


async def test_start_again_shows_the_greeting_and_the_menu_again(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.types("เริ่ม")
    await resident.sees("PDPA")
    await resident.sees("มีอะไรให้ช่วย")
