"""People in the simulator: the same story on both platforms, and what only one of them has."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.simulator import NoSuchButton, NothingSeen, Place
from tests.simulator.people import Person
from tests.simulator.stage import Stage

BOTH = pytest.mark.parametrize("platform", ["line", "telegram"])


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


def quick(*labels: str) -> dict[str, Any]:
    """A LINE text with quick replies that post back."""
    actions = [{"type": "postback", "label": label, "data": label} for label in labels]
    items = [{"type": "action", "action": action} for action in actions]
    return {"type": "text", "text": "เลือก", "quickReply": {"items": items}}


def template(*actions: object) -> dict[str, Any]:
    buttons = {"type": "buttons", "text": "เลือก", "actions": list(actions)}
    return {"type": "template", "altText": "เลือก", "template": buttons}


async def ask(stage: Stage, person: Person, *labels: str) -> None:
    """The desk shows a choice to a person, with the buttons of their platform."""
    if person.id.startswith("U"):
        await stage.push(person.id, quick(*labels))
        return
    rows = [[{"text": label, "callback_data": label}] for label in labels]
    await stage.call_telegram(
        "sendMessage",
        chat_id=int(person.id),
        text="เลือก",
        reply_markup={"inline_keyboard": rows},
    )


def pressed(payload: dict[str, Any]) -> str:
    """What the desk was told of a press, on either platform."""
    if "events" in payload:
        return str(payload["events"][0]["postback"]["data"])
    return str(payload["callback_query"]["data"])


@BOTH
async def test_a_button_is_pressed_by_its_label(stage: Stage, platform: str) -> None:
    somchai = stage.simulator.platform(platform).resident("somchai")
    await somchai.follows()
    await ask(stage, somchai, "ใหม่", "เสียหาย")
    await somchai.presses("เสียหาย")
    assert somchai.last.labels == ["ใหม่", "เสียหาย"]
    assert pressed(stage.desk.payloads[-1]) == "เสียหาย"


@BOTH
async def test_a_button_that_is_not_there_cannot_be_pressed(stage: Stage, platform: str) -> None:
    somchai = stage.simulator.platform(platform).resident("somchai")
    await somchai.follows()
    await ask(stage, somchai, "ใหม่")
    with pytest.raises(NoSuchButton, match="ใหม่"):
        await somchai.presses("เสียหาย")


@BOTH
async def test_waiting_sees_what_comes_later(stage: Stage, platform: str) -> None:
    somchai = stage.simulator.platform(platform).resident("somchai")
    await somchai.follows()
    waiting = asyncio.ensure_future(somchai.sees("เลือก"))
    await ask(stage, somchai, "ใหม่")
    assert (await waiting).text == "เลือก"


@BOTH
async def test_waiting_ends_with_what_was_on_the_screen(stage: Stage, platform: str) -> None:
    somchai = stage.simulator.platform(platform).resident("somchai")
    await somchai.follows()
    await ask(stage, somchai, "ใหม่")
    with pytest.raises(NothingSeen, match="เลือก"):
        await somchai.sees("ไม่มี", within=0.01)


@BOTH
async def test_what_came_before_the_latest_act_is_old(stage: Stage, platform: str) -> None:
    somchai = stage.simulator.platform(platform).resident("somchai")
    await somchai.follows()
    await ask(stage, somchai, "ใหม่")
    await somchai.types("ก")
    with pytest.raises(NothingSeen):
        await somchai.sees("เลือก", within=0.01)
    assert await somchai.sees("เลือก", anew=False)


@BOTH
async def test_the_same_name_is_the_same_person(stage: Stage, platform: str) -> None:
    side = stage.simulator.platform(platform)
    assert side.resident("somchai") is side.resident("somchai")
    assert side.group("กองช่าง") is side.group("กองช่าง")


async def test_quick_replies_vanish_with_a_newer_message(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    await stage.push(somchai.id, quick("ใหม่"))
    await somchai.types("ก")
    with pytest.raises(NoSuchButton):
        await somchai.presses("ใหม่")


async def test_an_old_button_of_a_template_can_still_be_pressed(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    for label in ("เก่า", "ใหม่"):
        action = {"type": "postback", "label": "ส่ง", "data": label}
        await stage.push(somchai.id, template(action))
    await somchai.presses("ส่ง", on=somchai.screen[0])
    await somchai.presses("ส่ง")
    assert [event["postback"]["data"] for event in stage.desk.events] == ["เก่า", "ใหม่"]


async def test_a_postback_shows_its_words_and_prepares_the_keyboard(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    action = {
        "type": "postback",
        "label": "แก้",
        "data": "x",
        "displayText": "ขอแก้",
        "inputOption": "openKeyboard",
        "fillInText": "บ้านเลขที่ ",
    }
    await stage.push(somchai.id, template(action))
    await somchai.presses("แก้")
    assert (somchai.chat.board.history[-1].text, somchai.draft) == ("ขอแก้", "บ้านเลขที่ ")


async def test_buttons_that_ask_for_something_get_it(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    kinds = ("location", "camera", "cameraRoll")
    actions = [
        *({"type": kind, "label": kind} for kind in kinds),
        {"type": "datetimepicker", "label": "วัน", "data": "d", "mode": "date"},
    ]
    items = [{"type": "action", "action": action} for action in actions]
    asked = {"type": "text", "text": "ที่ไหน", "quickReply": {"items": items}}
    gifts = [Place(15.6, 102.5, "บ้าน", "หมู่ 3"), b"picture", b"picture", "2026-11-30"]
    for action, gift in zip(actions, gifts, strict=True):
        await stage.push(somchai.id, asked)
        await somchai.presses(action["label"], gives=gift)
    place, *pictures, moment = stage.desk.events
    assert (place["message"]["title"], place["message"]["latitude"]) == ("บ้าน", 15.6)
    assert [event["message"]["type"] for event in pictures] == ["image", "image"]
    assert moment["postback"] == {"data": "d", "params": {"date": "2026-11-30"}}


async def test_a_link_is_opened_and_tells_the_desk_nothing(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    link = {"type": "uri", "label": "คู่มือ", "uri": "https://desk.example/services"}
    await stage.push(somchai.id, template(link))
    await somchai.presses("คู่มือ")
    assert (somchai.opened, stage.desk.payloads) == (["https://desk.example/services"], [])


async def test_flex_is_read_and_pressed_like_anything_else(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    button = {"type": "button", "action": {"type": "message", "label": "ตกลง", "text": "ตกลง"}}
    body = {
        "type": "box",
        "layout": "vertical",
        "contents": [{"type": "text", "text": "สรุป"}, button],
    }
    contents = {"type": "bubble", "body": body}
    await stage.push(somchai.id, {"type": "flex", "altText": "ย่อ", "contents": contents})
    await somchai.presses("ตกลง")
    assert (somchai.last.text, somchai.last.labels) == ("สรุป", ["ตกลง"])
    assert stage.desk.events[0]["message"]["text"] == "ตกลง"


async def test_a_rich_menu_switch_tells_the_desk_of_it(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    switch = {"type": "richmenuswitch", "label": "ต่อ", "data": "m", "richMenuAliasId": "two"}
    area = {"bounds": {"x": 0, "y": 0, "width": 800, "height": 300}, "action": switch}
    definition = {
        "size": {"width": 800, "height": 300},
        "selected": True,
        "name": "ก",
        "chatBarText": "ก",
        "areas": [area],
    }
    created = await stage.call_line("POST", "/v2/bot/richmenu", definition)
    stage.line.menus.default = created.json["richMenuId"]
    stage.line.menus.aliases["two"] = created.json["richMenuId"]
    await somchai.taps_menu("ต่อ")
    params = {"newRichMenuAliasId": "two", "status": "SUCCESS"}
    assert stage.desk.events[0]["postback"] == {"data": "m", "params": params}


async def test_members_press_in_their_group(stage: Stage) -> None:
    officer = stage.line.resident("officer")
    group = stage.line.group("กองสาธารณสุข", [officer])
    await stage.push(group.id, quick("รับเรื่อง"))
    await group.sees("เลือก")
    await officer.presses("รับเรื่อง", in_=group)
    source = {"type": "group", "groupId": group.id, "userId": officer.id}
    assert (stage.desk.events[0]["source"], officer.screen) == (source, [])


async def test_a_reply_keyboard_stays_until_it_is_taken_away(stage: Stage) -> None:
    somchai = stage.telegram.resident("somchai")
    await somchai.follows()
    rows: list[list[dict[str, Any]]] = [
        [{"text": "ขอถังขยะ"}],
        [{"text": "ส่งตำแหน่ง", "request_location": True}],
        [{"text": "ส่งเบอร์", "request_contact": True}],
    ]
    chat = somchai.chat.number
    await stage.call_telegram(
        "sendMessage", chat_id=chat, text="ก", reply_markup={"keyboard": rows}
    )
    await stage.call_telegram("sendMessage", chat_id=chat, text="ข")
    for row in rows:
        await somchai.presses(row[0]["text"], gives=Place(15.6, 102.5))
    texts, place, contact = (payload["message"] for payload in stage.desk.payloads[1:])
    assert texts["text"] == "ขอถังขยะ"
    assert place["location"] == {"latitude": 15.6, "longitude": 102.5}
    assert contact["contact"]["user_id"] == chat
    await stage.call_telegram(
        "sendMessage", chat_id=chat, text="ค", reply_markup={"remove_keyboard": True}
    )
    with pytest.raises(NoSuchButton):
        await somchai.presses("ขอถังขยะ")


async def test_a_keyboard_for_one_use_is_gone_after_it(stage: Stage) -> None:
    somchai = stage.telegram.resident("somchai")
    await somchai.follows()
    markup = {"keyboard": [[{"text": "ใช่"}]], "one_time_keyboard": True}
    await stage.call_telegram(
        "sendMessage", chat_id=somchai.chat.number, text="ก", reply_markup=markup
    )
    await somchai.presses("ใช่")
    with pytest.raises(NoSuchButton):
        await somchai.presses("ใช่")


async def test_links_and_pages_on_telegram_are_opened(stage: Stage) -> None:
    somchai = stage.telegram.resident("somchai")
    await somchai.follows()
    link = {"text": "เว็บ", "url": "https://desk.example"}
    page = {"text": "แบบฟอร์ม", "web_app": {"url": "https://desk.example/fill"}}
    markup = {"inline_keyboard": [[link], [page]]}
    await stage.call_telegram(
        "sendMessage", chat_id=somchai.chat.number, text="ก", reply_markup=markup
    )
    await somchai.presses("เว็บ")
    await somchai.presses("แบบฟอร์ม")
    assert somchai.opened == ["https://desk.example", "https://desk.example/fill"]


async def test_a_button_that_pays_cannot_be_pressed(stage: Stage) -> None:
    somchai = stage.telegram.resident("somchai")
    await somchai.follows()
    markup = {"inline_keyboard": [[{"text": "จ่าย", "pay": True}]]}
    await stage.call_telegram(
        "sendMessage", chat_id=somchai.chat.number, text="ก", reply_markup=markup
    )
    with pytest.raises(ValueError, match="cannot be pressed"):
        await somchai.presses("จ่าย")
