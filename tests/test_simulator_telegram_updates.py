"""How Telegram's updates reach the desk: by webhook with its secret, or by long polling."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.simulator.delivery import Redelivery
from tests.simulator.stage import Reply, Stage, until


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


@pytest.fixture
async def polled(stage: Stage) -> Stage:
    """A desk without a webhook."""
    await stage.call_telegram("deleteWebhook")
    return stage


async def fetch(stage: Stage, **fields: object) -> Reply:
    return await stage.call_telegram("getUpdates", **fields)


async def test_updates_carry_the_secret_the_desk_chose(stage: Stage) -> None:
    await stage.call_telegram("setWebhook", url=stage.desk.url, secret_token="s3cret")
    await stage.telegram.resident("somchai").follows()
    assert stage.desk.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"


async def test_a_start_is_a_command_with_its_entity(stage: Stage) -> None:
    await stage.telegram.resident("somchai").follows("ref_123")
    message = stage.desk.payloads[0]["message"]
    assert message["text"] == "/start ref_123"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_what_people_do_becomes_updates(stage: Stage) -> None:
    somchai = stage.telegram.resident("somchai")
    await somchai.types("ก")
    await somchai.sends_photo(b"picture")
    await somchai.sends_place(15.6, 102.5)
    await somchai.sends_contact()
    await somchai.sends_sticker()
    await somchai.sends_voice(b"sound")
    await somchai.sends_file("a.pdf", b"%PDF")
    kinds = ("text", "photo", "location", "contact", "sticker", "voice", "document")
    there = [
        kind in payload["message"] for kind, payload in zip(kinds, stage.desk.payloads, strict=True)
    ]
    await somchai.edits("ก", "ข")
    assert all(there)
    assert stage.desk.payloads[-1]["edited_message"]["text"] == "ข"


async def test_being_brought_into_a_group_is_two_updates(stage: Stage) -> None:
    group = stage.telegram.group("กองช่าง", [stage.telegram.resident("somchai")])
    await group.adds_bot()
    standing, joined = stage.desk.payloads
    assert standing["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert joined["message"]["new_chat_members"] == [stage.telegram.bot]


async def test_the_same_update_comes_again_until_it_is_accepted(stage: Stage) -> None:
    stage.telegram.webhook.redelivery = Redelivery(at_most=5, first_delay=0.001)
    stage.desk.statuses = [500, 502, 200]
    await stage.telegram.resident("somchai").follows()
    await stage.telegram.settled()
    ids = {payload["update_id"] for payload in stage.desk.payloads}
    assert (len(stage.desk.payloads), len(ids), stage.telegram.webhook.pending) == (3, 1, {})


async def test_telegram_gives_up_in_the_end(stage: Stage) -> None:
    stage.telegram.webhook.redelivery = Redelivery(at_most=2, first_delay=0.001)
    stage.desk.statuses = [500]
    await stage.telegram.resident("somchai").follows()
    await stage.telegram.settled()
    info = (await stage.call_telegram("getWebhookInfo")).json["result"]
    assert (len(stage.desk.payloads), len(stage.telegram.webhook.given_up)) == (3, 1)
    assert (info["pending_update_count"], info["url"]) == (1, stage.desk.url)
    assert info["last_error_message"] == "Wrong response from the webhook: 500"


async def test_setting_the_webhook_again_brings_what_was_pending(polled: Stage) -> None:
    await polled.telegram.resident("somchai").follows()
    await polled.call_telegram("setWebhook", url=polled.desk.url)
    await polled.telegram.settled()
    assert len(polled.desk.payloads) == 1


async def test_what_is_pending_can_be_dropped(polled: Stage) -> None:
    await polled.telegram.resident("somchai").follows()
    await polled.call_telegram("setWebhook", url=polled.desk.url, drop_pending_updates=True)
    await polled.telegram.settled()
    assert polled.desk.payloads == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"url": "http://desk.example"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "https://desk.example:1234"}, "Webhook can be set up only on ports"),
        ({"url": "https://desk.example", "secret_token": "a b"}, "unallowed characters"),
        ({"url": "https://desk.example", "max_connections": 101}, "max_connections"),
    ],
)
async def test_a_webhook_keeps_its_rules(
    stage: Stage, fields: dict[str, object], words: str
) -> None:
    answer = await stage.call_telegram("setWebhook", **fields)
    assert answer.status == 400
    assert words in answer.json["description"]


async def test_setting_and_deleting_say_what_they_did(stage: Stage) -> None:
    url = "https://desk.example/webhooks/telegram"
    calls = [("setWebhook", {"url": url})] * 2 + [("deleteWebhook", {})] * 2
    told = [
        (await stage.call_telegram(name, **fields)).json["description"] for name, fields in calls
    ]
    assert told == [
        "Webhook was set",
        "Webhook is already set",
        "Webhook was deleted",
        "Webhook is already deleted",
    ]


async def test_only_allowed_kinds_of_updates_come(stage: Stage) -> None:
    await stage.call_telegram("setWebhook", url=stage.desk.url, allowed_updates=["callback_query"])
    await stage.telegram.resident("somchai").types("ก")
    assert stage.desk.payloads == []


async def test_unknown_kinds_of_updates_can_be_sent(stage: Stage) -> None:
    await stage.telegram.webhook.give("hologram_post", {"id": "x"})
    assert stage.desk.payloads[0]["hologram_post"] == {"id": "x"}


async def test_the_answer_to_a_webhook_may_be_a_call(stage: Stage) -> None:
    somchai = stage.telegram.resident("somchai")
    stage.desk.answers = {"method": "sendMessage", "chat_id": somchai.chat.number, "text": "ก"}
    await somchai.types("สวัสดี")
    assert somchai.last.text == "ก"
    assert stage.telegram.calls("sendMessage")[0].inside_webhook


async def test_a_wrong_call_inside_an_answer_is_recorded_as_refused(stage: Stage) -> None:
    stage.desk.answers = {"method": "sendMessage", "chat_id": 1, "text": "ก"}
    await stage.telegram.resident("somchai").types("สวัสดี")
    assert [call.status for call in stage.telegram.calls("sendMessage")] == [400]


async def test_updates_can_come_shuffled_and_twice(stage: Stage) -> None:
    somchai = stage.telegram.resident("somchai")
    async with stage.telegram.webhook.held(shuffled=3, duplicated=True):
        for number in range(6):
            await somchai.types(str(number))
    ids = [payload["update_id"] for payload in stage.desk.payloads]
    assert (len(ids), len(set(ids)), ids == sorted(ids)) == (12, 6, False)


async def test_fetching_while_a_webhook_is_set_is_a_conflict(stage: Stage) -> None:
    answer = await fetch(stage)
    assert (answer.status, answer.json["error_code"]) == (409, 409)


async def test_fetched_updates_come_again_until_the_offset_confirms_them(polled: Stage) -> None:
    somchai = polled.telegram.resident("somchai")
    await somchai.types("ก")
    await somchai.types("ข")
    first, again = (await fetch(polled)).json["result"], (await fetch(polled)).json["result"]
    rest = await fetch(polled, offset=first[0]["update_id"] + 1)
    assert first == again
    assert [update["message"]["text"] for update in rest.json["result"]] == ["ข"]


async def test_a_negative_offset_keeps_only_the_newest(polled: Stage) -> None:
    for text in "กขค":
        await polled.telegram.resident("somchai").types(text)
    newest = await fetch(polled, offset=-1)
    assert [update["message"]["text"] for update in newest.json["result"]] == ["ค"]


async def test_a_long_poll_answers_as_soon_as_something_happens(polled: Stage) -> None:
    waiting = asyncio.ensure_future(fetch(polled, timeout=30))
    await until(lambda: len(polled.telegram.calls("getUpdates")) == 1)
    await polled.telegram.resident("somchai").types("ก")
    answer = await asyncio.wait_for(waiting, 5)
    assert len(answer.json["result"]) == 1


async def test_an_empty_poll_ends_with_nothing(polled: Stage) -> None:
    assert (await fetch(polled, timeout=0)).json["result"] == []


async def test_a_second_poll_ends_the_first(polled: Stage) -> None:
    first = asyncio.ensure_future(fetch(polled, timeout=30))
    await until(lambda: len(polled.telegram.calls("getUpdates")) == 1)
    second = await fetch(polled, timeout=0)
    assert ((await first).status, second.status) == (409, 200)
