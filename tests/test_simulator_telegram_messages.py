"""Telegram's messages and chats: editing, pressing, blocking, moving, and going too fast."""

from collections.abc import AsyncIterator

import pytest

from tests.simulator.platform import Options
from tests.simulator.stage import Reply, Stage
from tests.simulator.telegram_people import TelegramResident

KEYBOARD = {"inline_keyboard": [[{"text": "รับเรื่อง", "callback_data": "accept"}]]}


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


@pytest.fixture
async def somchai(stage: Stage) -> TelegramResident:
    person = stage.telegram.resident("somchai")
    await person.follows()
    return person


async def send(stage: Stage, chat: int, text: str = "ก", **more: object) -> Reply:
    return await stage.call_telegram("sendMessage", chat_id=chat, text=text, **more)


async def edit(stage: Stage, chat: int, message: int, text: str) -> Reply:
    return await stage.call_telegram("editMessageText", chat_id=chat, message_id=message, text=text)


async def test_an_edit_changes_what_is_seen(stage: Stage, somchai: TelegramResident) -> None:
    sent = await send(stage, somchai.chat.number, reply_markup=KEYBOARD)
    await edit(stage, somchai.chat.number, sent.json["result"]["message_id"], "เสร็จแล้ว")
    assert (somchai.last.text, somchai.last.labels) == ("เสร็จแล้ว", [])


async def test_an_edit_that_changes_nothing_is_refused(
    stage: Stage, somchai: TelegramResident
) -> None:
    sent = await send(stage, somchai.chat.number)
    same = await edit(stage, somchai.chat.number, sent.json["result"]["message_id"], "ก")
    assert same.json["description"].startswith("Bad Request: message is not modified")


async def test_buttons_can_be_taken_off_and_only_once(
    stage: Stage, somchai: TelegramResident
) -> None:
    sent = await send(stage, somchai.chat.number, reply_markup=KEYBOARD)
    fields = {"chat_id": somchai.chat.number, "message_id": sent.json["result"]["message_id"]}
    first = await stage.call_telegram("editMessageReplyMarkup", **fields)
    second = await stage.call_telegram("editMessageReplyMarkup", **fields)
    assert (first.status, second.status, somchai.last.labels) == (200, 400, [])


async def test_only_the_bots_own_messages_can_be_edited(
    stage: Stage, somchai: TelegramResident
) -> None:
    theirs = stage.desk.payloads[0]["message"]["message_id"]
    other = await edit(stage, somchai.chat.number, theirs, "ข")
    missing = await edit(stage, somchai.chat.number, 999, "ข")
    assert other.json["description"] == "Bad Request: message can't be edited"
    assert missing.json["description"] == "Bad Request: message to edit not found"


async def test_a_deleted_message_is_gone(stage: Stage, somchai: TelegramResident) -> None:
    sent = await send(stage, somchai.chat.number)
    fields = {"chat_id": somchai.chat.number, "message_id": sent.json["result"]["message_id"]}
    answers = [await stage.call_telegram("deleteMessage", **fields) for _ in range(2)]
    assert ([answer.status for answer in answers], somchai.screen) == ([200, 400], [])


async def test_a_press_can_be_answered_once(stage: Stage, somchai: TelegramResident) -> None:
    await send(stage, somchai.chat.number, reply_markup=KEYBOARD)
    await somchai.presses("รับเรื่อง")
    query = stage.desk.payloads[-1]["callback_query"]
    fields = {"callback_query_id": query["id"], "text": "รับแล้ว"}
    answers = [await stage.call_telegram("answerCallbackQuery", **fields) for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 400]
    assert (query["data"], somchai.toasts) == ("accept", ["รับแล้ว"])
    assert answers[1].json["description"].startswith("Bad Request: query is too old")


async def test_a_press_grows_too_old_to_answer(stage: Stage, somchai: TelegramResident) -> None:
    await send(stage, somchai.chat.number, reply_markup=KEYBOARD)
    await somchai.presses("รับเรื่อง")
    stage.clock.advance(61)
    query = stage.desk.payloads[-1]["callback_query"]["id"]
    assert (await stage.call_telegram("answerCallbackQuery", callback_query_id=query)).status == 400


async def test_nobody_is_written_to_who_has_not_started(stage: Stage) -> None:
    stranger = stage.telegram.resident("stranger")
    answer = await send(stage, stranger.chat.number)
    assert (answer.status, answer.json["description"]) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )


async def test_who_has_blocked_hears_nothing_until_unblocking(
    stage: Stage, somchai: TelegramResident
) -> None:
    await somchai.blocks()
    blocked = await send(stage, somchai.chat.number)
    await somchai.unblocks()
    again = await send(stage, somchai.chat.number)
    assert blocked.json["description"] == "Forbidden: bot was blocked by the user"
    assert (blocked.status, again.status) == (403, 200)
    statuses = [
        payload["my_chat_member"]["new_chat_member"]["status"]
        for payload in stage.desk.payloads[1:]
    ]
    assert statuses == ["kicked", "member"]


async def test_a_deleted_account_is_deactivated(stage: Stage, somchai: TelegramResident) -> None:
    somchai.deletes_account()
    answer = await send(stage, somchai.chat.number)
    assert answer.json["description"] == "Forbidden: user is deactivated"


async def test_a_bot_that_was_thrown_out_of_a_group_hears_so(
    stage: Stage, somchai: TelegramResident
) -> None:
    group = stage.telegram.group("กองช่าง", [somchai], supergroup=False)
    await group.removes_bot()
    answer = await send(stage, group.number)
    assert answer.json["description"] == "Forbidden: bot was kicked from the group chat"


async def test_a_group_that_moved_tells_its_new_number(
    stage: Stage, somchai: TelegramResident
) -> None:
    old = stage.telegram.group("กองช่าง", [somchai], supergroup=False)
    new = await old.migrates()
    answer = await send(stage, old.number)
    assert answer.status == 400
    assert answer.json["parameters"] == {"migrate_to_chat_id": new.number}
    assert (await send(stage, new.number)).status == 200
    messages = [payload["message"] for payload in stage.desk.payloads[1:]]
    assert messages[0]["migrate_to_chat_id"] == messages[1]["chat"]["id"]


async def test_a_topic_has_its_own_screen(stage: Stage, somchai: TelegramResident) -> None:
    group = stage.telegram.group("กองช่าง", [somchai])
    topic = group.topic("ถังขยะ")
    await send(stage, group.number, "ในหัวข้อ", message_thread_id=topic.thread)
    await somchai.types("/link 123", in_=topic)
    heard = stage.desk.payloads[-1]["message"]
    assert (topic.last.text, group.screen) == ("ในหัวข้อ", [])
    assert (heard["message_thread_id"], heard["is_topic_message"]) == (topic.thread, True)
    assert heard["chat"]["is_forum"] is True


async def test_in_a_group_a_bot_hears_only_what_is_meant_for_it(
    stage: Stage, somchai: TelegramResident
) -> None:
    group = stage.telegram.group("กองช่าง", [somchai])
    await send(stage, group.number, "ใครรับเรื่อง")
    await somchai.types("คุยกันเอง", in_=group)
    await somchai.types("ผม", in_=group, replying_to=group.last)
    await somchai.types("@simulated_desk_bot ช่วยด้วย", in_=group)
    await group.makes_bot_administrator()
    await somchai.types("ได้ยินหมด", in_=group)
    texts = [payload.get("message", {}).get("text") for payload in stage.desk.payloads[1:]]
    assert texts == ["ผม", "@simulated_desk_bot ช่วยด้วย", None, "ได้ยินหมด"]


async def test_chats_and_members_can_be_asked_for(stage: Stage, somchai: TelegramResident) -> None:
    group = stage.telegram.group("กองช่าง", [somchai])
    chat = await stage.call_telegram("getChat", chat_id=group.number)
    member = await stage.call_telegram(
        "getChatMember", chat_id=group.number, user_id=somchai.chat.number
    )
    stranger = await stage.call_telegram("getChatMember", chat_id=group.number, user_id=1)
    await stage.call_telegram("leaveChat", chat_id=group.number)
    assert (chat.json["result"]["title"], member.json["result"]["status"]) == (
        "กองช่าง",
        "member",
    )
    assert (stranger.status, (await send(stage, group.number)).status) == (400, 403)


async def test_a_file_is_downloaded_by_its_path(stage: Stage, somchai: TelegramResident) -> None:
    await somchai.sends_file("a.pdf", b"%PDF")
    document = stage.desk.payloads[-1]["message"]["document"]
    told = (await stage.call_telegram("getFile", file_id=document["file_id"])).json["result"]
    token, base = stage.telegram.token, stage.simulator.telegram_api_url
    async with stage.client.get(f"{base}/file/bot{token}/{told['file_path']}") as answer:
        assert (await answer.read(), document["file_name"]) == (b"%PDF", "a.pdf")


async def test_files_disappear_and_large_ones_are_not_given(
    stage: Stage, somchai: TelegramResident
) -> None:
    large = stage.telegram.files.keep(b"0" * (20 * 1024 * 1024 + 1))
    small = stage.telegram.files.keep(b"0")
    refused = await stage.call_telegram("getFile", file_id=large)
    stage.telegram.files.gone = True
    gone = await stage.call_telegram("getFile", file_id=small)
    assert refused.json["description"] == "Bad Request: file is too big"
    assert gone.status == 400


@pytest.mark.parametrize(
    ("group", "allowed", "wait"), [(False, 5, 5), (True, 20, 60)], ids=["person", "group"]
)
async def test_going_too_fast_in_one_chat_has_to_wait(group: bool, allowed: int, wait: int) -> None:
    async with Stage(Options(telegram_rates=True)) as stage:
        somchai = stage.telegram.resident("somchai")
        await somchai.follows()
        chat = stage.telegram.group("กองช่าง", [somchai]) if group else somchai.chat
        answers = [await send(stage, chat.number) for _ in range(allowed + 1)]
        assert {answer.status for answer in answers[:-1]} == {200}
        assert answers[-1].status == 429
        assert answers[-1].json["parameters"] == {"retry_after": wait}
        stage.clock.advance(wait)
        assert (await send(stage, chat.number)).status == 200


async def test_thirty_a_second_go_out_in_all() -> None:
    async with Stage(Options(telegram_rates=True)) as stage:
        people = [stage.telegram.resident(str(number)) for number in range(31)]
        for person in people:
            await person.follows()
        answers = [await send(stage, person.chat.number) for person in people]
        assert [answer.status for answer in answers[29:]] == [200, 429]
