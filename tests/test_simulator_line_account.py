"""LINE's other endpoints: the account, the webhook address, people, files, rich menus."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image

from tests.simulator.stage import Reply, Stage

MENU = "/v2/bot/richmenu"
ENDPOINT, TEST = "/v2/bot/channel/webhook/endpoint", "/v2/bot/channel/webhook/test"
AREA = {
    "bounds": {"x": 0, "y": 0, "width": 1250, "height": 843},
    "action": {"type": "message", "label": "ขอถังขยะ", "text": "ขอถังขยะ"},
}
DEFINITION = {
    "size": {"width": 2500, "height": 843},
    "selected": True,
    "name": "เมนูหลัก",
    "chatBarText": "เมนู",
    "areas": [AREA],
}


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height)).save(file, kind)
    return file.getvalue()


async def create(stage: Stage) -> str:
    answer = await stage.call_line("POST", MENU, DEFINITION)
    return str(answer.json["richMenuId"])


async def upload(stage: Stage, menu: str, image: bytes, kind: str = "image/png") -> Reply:
    path = f"{MENU}/{menu}/content"
    return await stage.call_line("POST", path, raw=image, data=True, headers={"Content-Type": kind})


async def with_image(stage: Stage) -> str:
    menu = await create(stage)
    await upload(stage, menu, picture(2500, 843))
    return menu


async def test_the_account_tells_who_it_is(stage: Stage) -> None:
    info = (await stage.call_line("GET", "/v2/bot/info")).json
    assert (info["userId"], info["chatMode"]) == (stage.line.bot_id, "bot")


async def test_the_webhook_address_can_be_set_and_read(stage: Stage) -> None:
    await stage.call_line("PUT", ENDPOINT, {"endpoint": "https://desk.example/webhooks/line"})
    told = (await stage.call_line("GET", ENDPOINT)).json
    assert told == {"endpoint": "https://desk.example/webhooks/line", "active": True}


@pytest.mark.parametrize("url", ["http://desk.example/", "ftp://x", "https://" + "a" * 500, None])
async def test_a_webhook_address_is_short_and_https(stage: Stage, url: str | None) -> None:
    assert (await stage.call_line("PUT", ENDPOINT, {"endpoint": url})).status == 400


async def test_the_webhook_test_really_posts_no_events(stage: Stage) -> None:
    told = (await stage.call_line("POST", TEST, {})).json
    assert (told["success"], told["statusCode"], stage.desk.payloads[0]["events"]) == (
        True,
        200,
        [],
    )


async def test_the_webhook_test_tells_of_a_failing_desk(stage: Stage) -> None:
    stage.desk.statuses = [500]
    told = (await stage.call_line("POST", TEST, {})).json
    assert (told["success"], told["reason"]) == (False, "ERROR_STATUS_CODE")


async def test_a_profile_is_gone_once_the_person_has_blocked(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    before = await stage.call_line("GET", f"/v2/bot/profile/{somchai.id}")
    await somchai.blocks()
    after = await stage.call_line("GET", f"/v2/bot/profile/{somchai.id}")
    assert (before.json["displayName"], after.status) == ("somchai", 404)


async def test_a_group_tells_its_name_and_how_many_it_has(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    group = stage.line.group("กองช่าง", [somchai])
    base = f"/v2/bot/group/{group.id}"
    summary = (await stage.call_line("GET", f"{base}/summary")).json
    count = (await stage.call_line("GET", f"{base}/members/count")).json
    member = (await stage.call_line("GET", f"{base}/member/{somchai.id}")).json
    assert summary == {"groupId": group.id, "groupName": "กองช่าง"}
    assert (count, member["displayName"]) == ({"count": 1}, "somchai")


async def test_a_group_that_was_left_is_not_found(stage: Stage) -> None:
    group = stage.line.group("กองช่าง")
    await stage.call_line("POST", f"/v2/bot/group/{group.id}/leave", {})
    assert (await stage.call_line("GET", f"/v2/bot/group/{group.id}/summary")).status == 404
    assert (await stage.push(group.id, {"type": "text", "text": "ก"})).status == 400


async def test_content_may_not_be_ready_and_later_disappears(stage: Stage) -> None:
    stage.line.contents.unready = 1
    await stage.line.resident("somchai").sends_photo(picture(10, 10))
    path = f"/v2/bot/message/{stage.desk.events[0]['message']['id']}/content"
    answers = [await stage.call_line("GET", path, data=True) for _ in range(2)]
    stage.line.contents.vanish(410)
    gone = await stage.call_line("GET", path, data=True)
    assert [answers[0].status, answers[1].status, gone.status] == [202, 200, 410]
    assert (answers[1].body, answers[1].headers["Content-Type"]) == (picture(10, 10), "image/png")


async def test_a_film_is_first_processed(stage: Stage) -> None:
    stage.line.contents.unready = 1
    await stage.line.resident("somchai").sends_video(b"film")
    path = f"/v2/bot/message/{stage.desk.events[0]['message']['id']}/content/transcoding"
    told = [(await stage.call_line("GET", path, data=True)).json["status"] for _ in range(2)]
    assert told == ["processing", "succeeded"]


async def test_unknown_content_is_not_found(stage: Stage) -> None:
    answer = await stage.call_line("GET", "/v2/bot/message/1/content", data=True)
    assert answer.status == 404


@pytest.mark.parametrize(
    "change",
    [
        {"size": {"width": 799, "height": 400}},
        {"size": {"width": 2501, "height": 843}},
        {"size": {"width": 800, "height": 249}},
        {"size": {"width": 1200, "height": 1000}},
        {"name": "ก" * 301},
        {"chatBarText": "ก" * 15},
        {"areas": [AREA] * 21},
        {"areas": [{"bounds": AREA["bounds"]}]},
        {"areas": [AREA | {"action": {"type": "message", "label": "ก" * 21, "text": "ก"}}]},
        {"areas": [AREA | {"action": {"type": "location", "label": "ก"}}]},
        {"selected": None},
    ],
)
async def test_a_rich_menu_keeps_its_limits(stage: Stage, change: dict[str, object]) -> None:
    validated = await stage.call_line("POST", f"{MENU}/validate", DEFINITION | change)
    created = await stage.call_line("POST", MENU, DEFINITION | change)
    assert (validated.status, created.status) == (400, 400)


@pytest.mark.parametrize(
    ("image", "kind", "status"),
    [
        (picture(2500, 843), "image/png", 200),
        (picture(2500, 843, "JPEG"), "image/jpeg", 200),
        (picture(2500, 1686), "image/png", 400),
        (picture(2500, 843), "image/jpeg", 400),
        (picture(2500, 843, "GIF"), "image/gif", 415),
        (picture(700, 300), "image/png", 400),
        (b"no picture", "image/png", 400),
        (b"0" * (1024 * 1024 + 1), "image/png", 413),
    ],
)
async def test_a_rich_menu_picture_has_the_right_size_and_type(
    stage: Stage, image: bytes, kind: str, status: int
) -> None:
    assert (await upload(stage, await create(stage), image, kind)).status == status


async def test_a_rich_menu_keeps_its_first_picture(stage: Stage) -> None:
    menu = await with_image(stage)
    again = await upload(stage, menu, picture(2500, 843))
    kept = await stage.call_line("GET", f"{MENU}/{menu}/content", data=True)
    assert (again.status, kept.body) == (400, picture(2500, 843))


async def test_a_rich_menu_without_a_picture_cannot_be_the_default(stage: Stage) -> None:
    menu = await create(stage)
    answer = await stage.call_line("POST", f"/v2/bot/user/all/richmenu/{menu}")
    assert answer.status == 400


async def test_the_default_rich_menu_is_the_one_people_press(stage: Stage) -> None:
    menu, somchai = await with_image(stage), stage.line.resident("somchai")
    await stage.call_line("POST", f"/v2/bot/user/all/richmenu/{menu}")
    await somchai.taps_menu("ขอถังขยะ")
    told = (await stage.call_line("GET", "/v2/bot/user/all/richmenu")).json
    assert (told, stage.desk.events[0]["message"]["text"]) == ({"richMenuId": menu}, "ขอถังขยะ")


async def test_a_rich_menu_can_be_linked_to_one_person(stage: Stage) -> None:
    menu, path = await with_image(stage), "/v2/bot/user/U1/richmenu"
    await stage.call_line("POST", f"{path}/{menu}")
    linked = (await stage.call_line("GET", path)).json
    await stage.call_line("DELETE", path)
    assert linked == {"richMenuId": menu}
    assert (await stage.call_line("GET", path)).status == 404


async def test_rich_menus_are_listed_until_deleted(stage: Stage) -> None:
    menu = await create(stage)
    listed = (await stage.call_line("GET", f"{MENU}/list")).json["richmenus"]
    await stage.call_line("DELETE", f"{MENU}/{menu}")
    assert listed == [{"richMenuId": menu} | DEFINITION]
    assert (await stage.call_line("GET", f"{MENU}/{menu}")).status == 404


async def test_an_alias_names_one_rich_menu(stage: Stage) -> None:
    menu = await create(stage)
    body = {"richMenuAliasId": "main", "richMenuId": menu}
    answers = [await stage.call_line("POST", f"{MENU}/alias", body) for _ in range(2)]
    listed = (await stage.call_line("GET", f"{MENU}/alias/list")).json
    assert [answer.status for answer in answers] == [200, 400]
    assert listed == {"aliases": [body]}
    assert (await stage.call_line("DELETE", f"{MENU}/alias/main")).status == 200
    assert (await stage.call_line("GET", f"{MENU}/alias/main")).status == 404


@pytest.mark.parametrize("alias", ["", "Main", "a" * 33, None])
async def test_an_alias_is_short_and_plain(stage: Stage, alias: str | None) -> None:
    body = {"richMenuAliasId": alias, "richMenuId": await create(stage)}
    assert (await stage.call_line("POST", f"{MENU}/alias", body)).status == 400
