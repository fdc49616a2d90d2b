"""The platforms' real client libraries can talk to the simulator."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from linebot.v3.messaging import (
    ApiException,
    AsyncApiClient,
    AsyncMessagingApi,
    Configuration,
    MessageAction,
    PushMessageRequest,
    QuickReply,
    QuickReplyItem,
    ReplyMessageRequest,
    TextMessage,
)
from linebot.v3.webhook import WebhookParser
from linebot.v3.webhooks import MessageEvent, TextMessageContent
from PIL import Image
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import ChatMigrated, Forbidden, RetryAfter

from tests.simulator.faults import too_many
from tests.simulator.line_messages import Quota
from tests.simulator.stage import Stage


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


@pytest.fixture
async def line(stage: Stage) -> AsyncIterator[AsyncMessagingApi]:
    configuration = Configuration(
        host=stage.simulator.line_api_url, access_token=stage.line.access_token
    )
    async with AsyncApiClient(configuration) as client:
        yield AsyncMessagingApi(client)


@pytest.fixture
async def bot(stage: Stage) -> AsyncIterator[Bot]:
    url = stage.simulator.telegram_api_url
    bot = Bot(stage.telegram.token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")
    async with bot:
        yield bot


async def test_lines_parser_reads_the_events(stage: Stage) -> None:
    await stage.line.resident("somchai").types("ขอถังขยะ")
    signature = stage.desk.headers[0]["X-Line-Signature"]
    (event,) = WebhookParser(stage.line.secret).parse(stage.desk.bodies[0].decode(), signature)
    assert isinstance(event, MessageEvent)
    assert isinstance(event.message, TextMessageContent)
    assert event.message.text == "ขอถังขยะ"


async def test_lines_client_replies_with_buttons(stage: Stage, line: AsyncMessagingApi) -> None:
    somchai = stage.line.resident("somchai")
    await somchai.types("ก")
    button = QuickReplyItem(action=MessageAction(label="ใหม่", text="ใหม่"))
    await line.reply_message(
        ReplyMessageRequest(
            reply_token=stage.desk.events[0]["replyToken"],
            messages=[TextMessage(text="เลือก", quick_reply=QuickReply(items=[button]))],
        )
    )
    assert somchai.last.labels == ["ใหม่"]


async def test_lines_client_hears_that_the_quota_is_used_up(
    stage: Stage, line: AsyncMessagingApi
) -> None:
    stage.line.messages.quota = Quota(limit=0)
    request = PushMessageRequest(
        to=stage.line.resident("somchai").id, messages=[TextMessage(text="ก")]
    )
    with pytest.raises(ApiException) as refused:
        await line.push_message(request, x_line_retry_key="123e4567-e89b-12d3-a456-426614174000")
    assert refused.value.status == 429


async def test_lines_client_reads_account_profile_and_quota(
    stage: Stage, line: AsyncMessagingApi
) -> None:
    profile = await line.get_profile(stage.line.resident("somchai").id)
    info, quota = await line.get_bot_info(), await line.get_message_quota()
    assert (profile.display_name, info.user_id) == ("somchai", stage.line.bot_id)
    assert quota.type == "none"


async def test_telegrams_bot_sends_and_hears(stage: Stage, bot: Bot) -> None:
    somchai = stage.telegram.resident("somchai")
    await somchai.follows()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("รับ", callback_data="x")]])
    await bot.send_message(somchai.chat.number, "<b>ก</b>", "HTML", reply_markup=keyboard)
    await somchai.presses("รับ")
    update = Update.de_json(stage.desk.payloads[-1], bot)
    assert update.callback_query
    assert await update.callback_query.answer("รับแล้ว")
    assert (somchai.last.text, somchai.toasts) == ("ก", ["รับแล้ว"])


async def test_telegrams_bot_polls_for_updates(stage: Stage, bot: Bot) -> None:
    await bot.delete_webhook()
    await stage.telegram.resident("somchai").types("ขอถังขยะ")
    (update,) = await bot.get_updates(timeout=1)
    assert update.message
    assert update.message.text == "ขอถังขยะ"


async def test_telegrams_bot_sets_up_itself(stage: Stage, bot: Bot) -> None:
    await bot.set_webhook(stage.desk.url, secret_token="s3cret", allowed_updates=["message"])
    await bot.set_my_commands([BotCommand("start", "เริ่ม")], language_code="th")
    await bot.set_my_description("คุยกับ อบต.")
    info, commands = await bot.get_webhook_info(), await bot.get_my_commands(language_code="th")
    assert (info.url, info.allowed_updates) == (stage.desk.url, ("message",))
    assert commands == (BotCommand("start", "เริ่ม"),)


async def test_telegrams_bot_sends_a_photo_and_downloads_one(stage: Stage, bot: Bot) -> None:
    somchai, picture = stage.telegram.resident("somchai"), BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "PNG")
    await somchai.sends_photo(picture.getvalue())
    size = stage.desk.payloads[0]["message"]["photo"][-1]
    file = await bot.get_file(size["file_id"])
    assert bytes(await file.download_as_bytearray()) == picture.getvalue()
    await bot.send_photo(somchai.chat.number, picture.getvalue(), caption="ถังขยะ")
    assert somchai.last.text == "ถังขยะ"


@pytest.mark.filterwarnings("ignore:.*retry_after.*:telegram.warnings.PTBDeprecationWarning")
async def test_telegrams_bot_understands_the_refusals(stage: Stage, bot: Bot) -> None:
    somchai = stage.telegram.resident("somchai")
    with pytest.raises(Forbidden):
        await bot.send_message(somchai.chat.number, "ก")
    stage.telegram.faults.add("sendMessage", too_many(retry_after=3))
    with pytest.raises(RetryAfter):
        await bot.send_message(somchai.chat.number, "ก")
    old = stage.telegram.group("กองช่าง", [somchai], supergroup=False)
    new = await old.migrates()
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old.number, "ก")
    assert moved.value.new_chat_id == new.number


async def test_telegrams_library_reads_every_update(stage: Stage, bot: Bot) -> None:
    somchai = stage.telegram.resident("somchai")
    await somchai.follows()
    await somchai.sends_contact()
    await somchai.sends_sticker()
    await somchai.sends_voice(b"sound")
    await somchai.sends_place(15.6, 102.5, "บ้าน")
    await somchai.blocks()
    group = stage.telegram.group("กองช่าง", [somchai])
    await group.adds_bot()
    await group.makes_bot_administrator()
    updates = [Update.de_json(payload, bot) for payload in stage.desk.payloads]
    assert all(update.effective_chat for update in updates)
