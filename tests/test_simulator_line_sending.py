"""Sending on LINE: tokens, retry keys, quota, who is reached, and every plain refusal."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from tests.simulator.line_messages import Quota
from tests.simulator.stage import Stage

HELLO = {"type": "text", "text": "สวัสดี"}
PUSH, MULTICAST = "/v2/bot/message/push", "/v2/bot/message/multicast"
BROADCAST, LOADING = "/v2/bot/message/broadcast", "/v2/bot/chat/loading/start"
INVALID_TOKEN = {"message": "Invalid reply token"}


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


async def token(stage: Stage) -> str:
    """The reply token of a message that somchai has just written."""
    await stage.line.resident("somchai").types("ขอถังขยะ")
    return str(stage.desk.events[-1]["replyToken"])


async def test_a_reply_is_shown_to_the_one_who_wrote(stage: Stage) -> None:
    answer = await stage.reply(await token(stage), HELLO)
    assert (answer.status, stage.line.resident("somchai").last.text) == (200, "สวัสดี")
    assert len(answer.json["sentMessages"]) == 1


async def test_a_reply_token_works_once(stage: Stage) -> None:
    once = await token(stage)
    await stage.reply(once, HELLO)
    again = await stage.reply(once, HELLO)
    assert (again.status, again.json) == (400, INVALID_TOKEN)


async def test_a_reply_token_expires_after_a_minute(stage: Stage) -> None:
    late = await token(stage)
    stage.clock.advance(61)
    answer = await stage.reply(late, HELLO)
    assert (answer.status, answer.json) == (400, INVALID_TOKEN)


async def test_a_redelivery_gives_the_token_another_minute(stage: Stage) -> None:
    late = await token(stage)
    stage.clock.advance(120)
    await stage.line.webhook.again(stage.desk.events[-1])
    assert (await stage.reply(late, HELLO)).status == 200


async def test_no_redelivery_revives_a_token_after_twenty_minutes(stage: Stage) -> None:
    late = await token(stage)
    stage.clock.advance(20 * 60 + 1)
    await stage.line.webhook.again(stage.desk.events[-1])
    assert (await stage.reply(late, HELLO)).status == 400


async def test_a_refused_reply_leaves_the_token_usable(stage: Stage) -> None:
    kept = await token(stage)
    refused = await stage.reply(kept, {"type": "text", "text": ""})
    accepted = await stage.reply(kept, HELLO)
    assert (refused.status, accepted.status) == (400, 200)


async def test_an_invented_token_is_invalid(stage: Stage) -> None:
    assert (await stage.reply("invented", HELLO)).json == INVALID_TOKEN


async def test_a_reply_takes_no_retry_key(stage: Stage) -> None:
    answer = await stage.reply(
        await token(stage), HELLO, headers={"X-Line-Retry-Key": str(uuid4())}
    )
    assert answer.status == 400


async def test_a_repeated_retry_key_sends_nothing_more(stage: Stage) -> None:
    somchai, key = stage.line.resident("somchai"), str(uuid4())
    first = await stage.push(somchai.id, HELLO, headers={"X-Line-Retry-Key": key})
    second = await stage.push(somchai.id, HELLO, headers={"X-Line-Retry-Key": key})
    assert (first.status, second.status, len(somchai.screen)) == (200, 409, 1)
    accepted = second.headers["x-line-accepted-request-id"]
    assert accepted == first.headers["x-line-request-id"]


async def test_a_retry_key_is_forgotten_after_a_day(stage: Stage) -> None:
    somchai, key = stage.line.resident("somchai"), str(uuid4())
    await stage.push(somchai.id, HELLO, headers={"X-Line-Retry-Key": key})
    stage.clock.advance(24 * 3600 + 1)
    assert (await stage.push(somchai.id, HELLO, headers={"X-Line-Retry-Key": key})).status == 200


async def test_a_retry_key_is_a_uuid(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    assert (await stage.push(somchai.id, HELLO, headers={"X-Line-Retry-Key": "12"})).status == 400


async def test_a_refused_push_does_not_use_up_its_retry_key(stage: Stage) -> None:
    somchai, key = stage.line.resident("somchai"), str(uuid4())
    await stage.push(somchai.id, {"type": "text"}, headers={"X-Line-Retry-Key": key})
    assert (await stage.push(somchai.id, HELLO, headers={"X-Line-Retry-Key": key})).status == 200


async def test_a_push_to_a_group_costs_as_much_as_it_has_members(stage: Stage) -> None:
    members = [stage.line.resident(name) for name in ("a", "b", "c")]
    group = stage.line.group("กองช่าง", members)
    await stage.push(group.id, HELLO, HELLO)
    consumption = await stage.call_line("GET", "/v2/bot/message/quota/consumption")
    assert (consumption.json, len(group.screen)) == ({"totalUsage": 3}, 2)


async def test_beyond_the_monthly_limit_nothing_is_sent(stage: Stage) -> None:
    stage.line.messages.quota = Quota(limit=2, used=2)
    somchai = stage.line.resident("somchai")
    answer = await stage.push(somchai.id, HELLO)
    assert (answer.status, somchai.screen) == (429, [])
    assert answer.json == {"message": "You have reached your monthly limit."}


async def test_a_reply_costs_nothing(stage: Stage) -> None:
    stage.line.messages.quota = Quota(limit=0)
    assert (await stage.reply(await token(stage), HELLO)).status == 200


@pytest.mark.parametrize(
    ("limit", "told"), [(None, {"type": "none"}), (300, {"type": "limited", "value": 300})]
)
async def test_the_quota_is_told(stage: Stage, limit: int | None, told: object) -> None:
    stage.line.messages.quota = Quota(limit)
    assert (await stage.call_line("GET", "/v2/bot/message/quota")).json == told


async def test_a_push_to_somebody_who_blocked_is_accepted_and_not_delivered(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    await somchai.blocks()
    answer = await stage.push(somchai.id, HELLO)
    assert (answer.status, somchai.screen, stage.line.messages.quota.used) == (200, [], 0)
    assert list(stage.line.messages.undelivered) == [(somchai.id, [HELLO])]


async def test_a_push_to_nobody_is_accepted_and_not_delivered(stage: Stage) -> None:
    answer = await stage.push("U" + "0" * 32, HELLO)
    assert (answer.status, len(stage.line.messages.undelivered)) == (200, 1)


@pytest.mark.parametrize("to", ["somchai", "", 5, None, "C" + "0" * 32])
async def test_a_push_needs_an_id_that_can_be_one(stage: Stage, to: str) -> None:
    assert (await stage.push(to, HELLO)).status == 400


async def test_a_multicast_reaches_each_once(stage: Stage) -> None:
    people = [stage.line.resident(name) for name in ("a", "b")]
    body = {"to": [person.id for person in (*people, *people)], "messages": [HELLO]}
    answer = await stage.call_line("POST", MULTICAST, body)
    assert (answer.json, [len(person.screen) for person in people]) == ({}, [1, 1])


@pytest.mark.parametrize("count", [0, 501])
async def test_a_multicast_has_one_to_five_hundred_recipients(stage: Stage, count: int) -> None:
    to = [f"U{number:032x}" for number in range(count)]
    body = {"to": to, "messages": [HELLO]}
    assert (await stage.call_line("POST", MULTICAST, body)).status == 400


async def test_a_multicast_reaches_no_groups(stage: Stage) -> None:
    group = stage.line.group("กองช่าง")
    body = {"to": [group.id], "messages": [HELLO]}
    assert (await stage.call_line("POST", MULTICAST, body)).status == 400


async def test_a_broadcast_reaches_everybody_who_has_not_blocked(stage: Stage) -> None:
    near, gone = stage.line.resident("near"), stage.line.resident("gone")
    await gone.blocks()
    await stage.call_line("POST", BROADCAST, {"messages": [HELLO]})
    assert (len(near.screen), len(gone.screen), stage.line.messages.quota.used) == (1, 0, 1)


async def test_the_sixty_first_broadcast_of_an_hour_is_too_many(stage: Stage) -> None:
    body = {"messages": [HELLO]}
    statuses = [(await stage.call_line("POST", BROADCAST, body)).status for _ in range(61)]
    assert (statuses[59:], set(statuses[:60])) == ([200, 429], {200})
    stage.clock.advance(3601)
    assert (await stage.call_line("POST", BROADCAST, body)).status == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 202), ({"loadingSeconds": 60}, 202), ({"loadingSeconds": 7}, 400)],
)
async def test_the_loading_animation_lasts_in_steps_of_five_seconds(
    stage: Stage, body: dict[str, object], status: int
) -> None:
    somchai = stage.line.resident("somchai")
    answer = await stage.call_line("POST", LOADING, {"chatId": somchai.id} | body)
    assert answer.status == status


async def test_groups_have_no_loading_animation(stage: Stage) -> None:
    group = stage.line.group("กองช่าง")
    assert (await stage.call_line("POST", LOADING, {"chatId": group.id})).status == 400


async def test_a_wrong_token_is_refused(stage: Stage) -> None:
    answer = await stage.push("U" + "0" * 32, HELLO, headers={"Authorization": "Bearer wrong"})
    assert answer.status == 401
    assert answer.json["message"].startswith("Authentication failed")


async def test_a_body_that_is_no_json_is_refused(stage: Stage) -> None:
    answer = await stage.call_line("POST", PUSH, {}, raw=b"{")
    assert answer.status == 400


async def test_another_content_type_is_refused(stage: Stage) -> None:
    answer = await stage.call_line("POST", PUSH, raw=b"{}", headers={"Content-Type": "text/plain"})
    assert answer.status == 415


async def test_an_unknown_address_is_not_found(stage: Stage) -> None:
    answer = await stage.call_line("GET", "/v2/bot/hologram")
    assert (answer.status, answer.json) == (404, {"message": "Not found"})


async def test_content_is_not_found_on_the_api_host(stage: Stage) -> None:
    await stage.line.resident("somchai").sends_photo(b"picture")
    path = f"/v2/bot/message/{stage.desk.events[0]['message']['id']}/content"
    on_api = await stage.call_line("GET", path)
    on_data = await stage.call_line("GET", path, data=True)
    assert (on_api.status, on_data.status) == (404, 200)


async def test_every_answer_has_a_request_id(stage: Stage) -> None:
    answers = [await stage.call_line("GET", path) for path in ("/v2/bot/info", "/nowhere")]
    assert len({answer.headers["x-line-request-id"] for answer in answers}) == 2


async def test_more_than_two_thousand_calls_a_second_are_too_many(stage: Stage) -> None:
    await stage.call_line("GET", "/v2/bot/info")
    rate = stage.line.rates["info"]
    rate.times.extend([stage.clock()] * (rate.limit - 1))
    assert (await stage.call_line("GET", "/v2/bot/info")).status == 429


@pytest.mark.parametrize("kind", ["reply", "push", "multicast", "narrowcast", "broadcast"])
async def test_the_validating_endpoints_check_and_send_nothing(stage: Stage, kind: str) -> None:
    path = f"/v2/bot/message/validate/{kind}"
    fine = await stage.call_line("POST", path, {"messages": [HELLO]})
    bad = await stage.call_line("POST", path, {"messages": [HELLO | {"text": ""}]})
    assert (fine.status, fine.json, bad.status) == (200, {}, 400)
