"""LINE's webhook: signed, timed, repeated, shuffled; and what each act of a person looks like."""

import base64
import hashlib
import hmac
import re
from collections.abc import AsyncIterator

import pytest

from tests.simulator.delivery import Redelivery
from tests.simulator.line_webhook import NoWebhook
from tests.simulator.stage import Stage

ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


async def test_the_raw_body_is_signed_with_the_channel_secret(stage: Stage) -> None:
    await stage.line.resident("somchai").types("ขอถังขยะ")
    digest = hmac.new(stage.line.secret.encode(), stage.desk.bodies[0], hashlib.sha256).digest()
    assert stage.desk.headers[0]["X-Line-Signature"] == base64.b64encode(digest).decode()


async def test_a_text_event_has_everything_the_platform_promises(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    await somchai.types("ขอถังขยะ")
    event, payload = stage.desk.events[0], stage.desk.payloads[0]
    assert ULID.fullmatch(event["webhookEventId"])
    assert payload["destination"] == stage.line.bot_id
    assert event["source"] == {"type": "user", "userId": somchai.id}
    assert event["timestamp"] == int(stage.clock() * 1000)
    assert event["message"].keys() == {"type", "id", "quoteToken", "markAsReadToken", "text"}


async def test_what_people_do_becomes_events(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    await somchai.follows()
    await somchai.sends_photo(b"picture")
    await somchai.sends_voice(b"sound")
    await somchai.sends_video(b"film")
    await somchai.sends_file("a.pdf", b"%PDF")
    await somchai.sends_place(15.6, 102.5, "บ้าน")
    await somchai.sends_sticker()
    await somchai.types("ก")
    await somchai.unsends("ก")
    await somchai.blocks()
    kinds = [event.get("message", event)["type"] for event in stage.desk.events]
    assert kinds == [
        *("follow", "image", "audio", "video", "file", "location", "sticker", "text"),
        *("unsend", "unfollow"),
    ]


async def test_a_group_has_its_own_source_and_events(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    group, room = stage.line.group("กองช่าง", [somchai]), stage.line.room("คุย", [somchai])
    await group.adds_bot()
    await somchai.types("ก", in_=group)
    await somchai.edits("ก", "ข", in_=group)
    await group.lets_in(stage.line.resident("malee"))
    await group.removes_bot()
    await somchai.types("ค", in_=room)
    kinds = [event["type"] for event in stage.desk.events]
    assert kinds == ["join", "message", "messageEdited", "memberJoined", "leave", "message"]
    assert stage.desk.events[1]["source"] == {
        "type": "group",
        "groupId": group.id,
        "userId": somchai.id,
    }
    assert stage.desk.events[5]["source"]["type"] == "room"


async def test_an_unknown_kind_of_event_can_be_sent(stage: Stage) -> None:
    await stage.line.resident("somchai").happens("greatNewFeature", hologram={"id": 1})
    assert stage.desk.events[0]["hologram"] == {"id": 1}


async def test_a_quoted_message_is_named(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    await stage.push(somchai.id, {"type": "text", "text": "ก"})
    await somchai.types("ข", quoting=somchai.last)
    assert stage.desk.events[0]["message"]["quotedMessageId"] == somchai.last.id


async def test_an_answer_after_two_seconds_is_a_timeout(stage: Stage) -> None:
    stage.line.poster.limit_seconds = 0.05
    stage.desk.pause = 0.5
    delivery = await stage.line.resident("somchai").types("ก")
    assert delivery
    assert (delivery.reason, delivery.status) == ("request_timeout", None)


async def test_nobody_listening_is_a_failed_connection(stage: Stage) -> None:
    stage.line.webhook_url = "http://127.0.0.1:9/"
    delivery = await stage.line.resident("somchai").types("ก")
    assert delivery
    assert delivery.reason == "could_not_connect"


async def test_without_redelivery_a_failed_event_is_lost(stage: Stage) -> None:
    stage.desk.statuses = [500, 200]
    await stage.line.resident("somchai").types("ก")
    await stage.line.settled()
    assert [delivery.status for delivery in stage.line.deliveries] == [500]


async def test_redelivery_repeats_the_same_event_until_it_is_accepted(stage: Stage) -> None:
    stage.line.webhook.redelivery = Redelivery(at_most=5, first_delay=0.001)
    stage.desk.statuses = [500, 503, 200]
    await stage.line.resident("somchai").types("ก")
    await stage.line.settled()
    first, second, third = stage.desk.events
    assert [event["deliveryContext"]["isRedelivery"] for event in stage.desk.events] == [
        False,
        True,
        True,
    ]
    same = ("webhookEventId", "replyToken", "timestamp")
    assert [first[name] for name in same] == [third[name] for name in same]
    assert second["message"] == first["message"]


async def test_redelivery_ends(stage: Stage) -> None:
    stage.line.webhook.redelivery = Redelivery(at_most=2, first_delay=0.001)
    stage.desk.statuses = [500]
    await stage.line.resident("somchai").types("ก")
    await stage.line.settled()
    assert len(stage.desk.events) == 3


async def test_what_is_held_comes_in_one_delivery(stage: Stage) -> None:
    somchai, malee = stage.line.resident("somchai"), stage.line.resident("malee")
    async with stage.line.webhook.held():
        await somchai.types("ก")
        await malee.types("ข")
    assert [len(payload["events"]) for payload in stage.desk.payloads] == [2]


async def test_what_is_held_can_come_shuffled_and_twice(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    async with stage.line.webhook.held(shuffled=3, duplicated=True, at_most=4):
        for number in range(8):
            await somchai.types(str(number))
    texts = [event["message"]["text"] for event in stage.desk.events]
    assert (len(texts), len(set(texts)), texts == sorted(texts)) == (16, 8, False)
    assert not any(event["deliveryContext"]["isRedelivery"] for event in stage.desk.events)


async def test_a_switched_off_webhook_hears_nothing(stage: Stage) -> None:
    stage.line.webhook.active = False
    await stage.line.resident("somchai").types("ก")
    assert stage.desk.payloads == []


async def test_acting_without_a_webhook_is_a_mistake_of_the_test(stage: Stage) -> None:
    stage.line.webhook.url = None
    with pytest.raises(NoWebhook):
        await stage.line.resident("somchai").types("ก")
