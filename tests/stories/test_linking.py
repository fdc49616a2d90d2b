"""Linking: staff link their own account in private, and each chat of a department with a code."""

from collections.abc import Callable
from typing import Any

import pytest

from models.vocabulary import CodePurpose
from services.desk.audit import DONE, REFUSED
from tests.stories.bin_form import asks_for_a_bin
from tests.stories.records import all_cases, audit_entries
from tests.stories.stage import DEPARTMENT, Stage

NO_USE = "รหัสนี้ใช้ไม่ได้"

PLACES: dict[str, Callable[[Any, Any], Any]] = {
    "line group": lambda line, officer: line.group("งานสาธารณสุข", members=[officer]),
    "line room": lambda line, officer: line.room("งานสาธารณสุข", members=[officer]),
    "line private": lambda _line, officer: officer.chat,
    "telegram group": lambda telegram, officer: telegram.group(
        "งานสาธารณสุข", members=[officer], supergroup=False
    ),
    "telegram topic": lambda telegram, officer: telegram.group("อบต.", members=[officer]).topic(
        "งานสาธารณสุข"
    ),
    "telegram private": lambda _telegram, officer: officer.chat,
}


@pytest.mark.parametrize(("messenger", "place"), [(p.split()[0], p) for p in PLACES])
async def test_a_linked_chat_hears_of_new_cases_and_takes_presses(stage: Stage, place: str) -> None:
    officer = await stage.officer("malee")
    chat = PLACES[place](stage.platform, officer)
    await stage.links(officer, chat)
    resident = await stage.resident()
    reference = await asks_for_a_bin(resident)
    await chat.sees(reference)
    await officer.presses("รับเรื่อง", in_=chat)
    await chat.sees(f"malee รับเรื่อง {reference}")
    await resident.sees("รับเรื่องเลขที่")


async def test_only_the_linked_topic_hears(on_telegram: Stage) -> None:
    officer = await on_telegram.officer("malee")
    forum = on_telegram.platform.group("อบต.", members=[officer])
    ours, others = forum.topic("งานสาธารณสุข"), forum.topic("กองช่าง")
    await on_telegram.links(officer, ours)
    reference = await asks_for_a_bin(await on_telegram.resident())
    await ours.sees(reference)
    await on_telegram.all_said()
    assert others.screen == []
    assert forum.screen == []


async def test_the_desk_explains_how_to_link_when_it_is_brought_in(stage: Stage) -> None:
    officer = await stage.officer("malee")
    group = stage.platform.group("งานสาธารณสุข", members=[officer])
    await group.adds_bot()
    await group.sees("พิมพ์รหัสใช้ครั้งเดียว")


async def test_a_code_works_once(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    code = await stage.code(CodePurpose.LINK_CHAT, department=DEPARTMENT)
    await officer.types(f"/link {code}", in_=group)
    await stage.all_said()
    await officer.types(f"/link {code}", in_=group)
    await group.sees(NO_USE)


async def test_a_code_ends_after_its_time(stage: Stage) -> None:
    added = await stage.hire("malee")
    code = await stage.code(CodePurpose.LINK_STAFF, staff_id=added.id)
    person = await stage.resident("malee")
    await stage.time_passes(25 * 3600)
    await person.types(code)
    await person.sees(NO_USE)
    assert [entry.outcome for entry in await audit_entries(stage, REFUSED)] == [REFUSED]


async def test_a_code_is_read_however_it_is_typed(stage: Stage) -> None:
    added = await stage.hire("malee")
    code = await stage.code(CodePurpose.LINK_STAFF, staff_id=added.id)
    person = await stage.resident("malee")
    await person.types(f"รหัส {code.lower().replace('-', ' ')} ครับ")
    await person.sees("ยินดีต้อนรับ คุณmalee")
    assert "link_account" in [entry.action for entry in await audit_entries(stage, DONE)]


async def test_a_personal_code_shown_to_a_group_is_used_up(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    added = await stage.hire("nid")
    code = await stage.code(CodePurpose.LINK_STAFF, staff_id=added.id)
    await officer.types(f"/link {code}", in_=group)
    await group.sees("ทุกคนในกลุ่มเห็นแล้ว")
    nid = await stage.resident("nid")
    await nid.types(code)
    await nid.sees(NO_USE)


async def test_telegram_gives_the_desk_a_code_only_behind_a_command(on_telegram: Stage) -> None:
    officer = await on_telegram.officer("malee")
    group = on_telegram.platform.group("งานสาธารณสุข", members=[officer])
    code = await on_telegram.code(CodePurpose.LINK_CHAT, department=DEPARTMENT)
    await officer.types(code, in_=group)
    assert len(on_telegram.platform.unheard) == 1
    username = on_telegram.platform.bot["username"]
    await officer.types(f"/link@{username} {code}", in_=group)
    await group.sees("งานสาธารณสุข")


async def test_whoever_leaves_the_office_can_press_nothing_more(stage: Stage) -> None:
    group, [officer] = await stage.department_chat("malee")
    reference = await asks_for_a_bin(await stage.resident())
    await group.sees(reference)
    await stage.dismiss("malee")
    await officer.presses("รับเรื่อง", in_=group)
    await group.sees("กดได้เฉพาะเจ้าหน้าที่")
    assert [case.status for case in await all_cases(stage)] == ["received"]


async def test_what_is_said_in_a_group_is_not_answered(on_line: Stage) -> None:
    group, [officer] = await on_line.department_chat("malee")
    await on_line.all_said()
    before = len(group.screen)
    await officer.types("ขอถังขยะ", in_=group)
    await officer.types("ยกเลิก", in_=group)
    await officer.sends_sticker(in_=group)
    await on_line.all_said()
    assert len(group.screen) == before
