"""The web chat over HTTP: what the window's script sends, and what it gets."""

import asyncio
from hashlib import sha256
from uuid import uuid4

import httpx
import pytest
from sqlmodel import select

from bot.intake import DatabaseUnavailable
from bot.messages import Heard
from models import ChatLine, InboundEvent
from models.columns import new_id
from tests.files.made import pdf
from tests.stories.pictures import picture
from tests.web.public_site import PublicSite, Window
from web.chat import LARGEST_FILE, LONGEST_TEXT

PNG = picture("PNG")
PDF = pdf()


async def test_a_conversation_begins_with_a_greeting(window: Window) -> None:
    assert await window.heard("Heard: joined") == ["Heard: joined"]


async def test_the_desk_keeps_only_the_digest_of_the_secret(open_site: PublicSite) -> None:
    async with open_site.browser() as client:
        window = Window(client)
        secret = await window.start()
        await window.heard("Heard: joined")
    async with open_site.desk.database.reading() as session:
        chats = set((await session.exec(select(ChatLine.chat))).all())
    assert chats == {sha256(secret.encode()).hexdigest()}


async def test_words_are_kept_and_answered(window: Window) -> None:
    said = await window.say("hello")
    texts = await window.heard("Heard: text hello")
    assert said.status_code == 200
    assert texts == ["Heard: joined", "hello", "Heard: text hello"]


async def test_words_for_the_confidential_channel_are_not_kept(window: Window) -> None:
    await window.say("แจ้งทุจริต นายวิรัชรับสินบน")
    texts = await window.heard("Heard: apart")
    assert texts == ["Heard: joined", "(not kept)", "Heard: apart"]


async def test_a_pressed_button_shows_its_label_and_sends_its_value(window: Window) -> None:
    await window.say("begin:lamp", kind="press", label="Street lamp")
    texts = await window.heard("Heard: press begin:lamp")
    assert "Street lamp" in texts


async def test_a_place_arrives_as_a_point(window: Window) -> None:
    await window.say("", kind="place", latitude=15.5, longitude=102.25)
    texts = await window.heard("Heard: place 15.5 102.25")
    assert "My location" in texts


async def test_a_message_sent_twice_counts_once(site: PublicSite, window: Window) -> None:
    said = str(uuid4())
    first, second = await window.say("hello", said), await window.say("hello", said)
    texts = await window.heard("Heard: text hello")
    async with site.desk.database.reading() as session:
        events = (await session.exec(select(InboundEvent))).all()
    assert first.json() == second.json()
    assert texts.count("hello") == 1
    assert len(events) == 2


async def test_two_browsers_may_choose_the_same_id(open_site: PublicSite) -> None:
    said = str(uuid4())
    async with open_site.browser() as one, open_site.browser() as other:
        windows = [Window(one), Window(other)]
        for window in windows:
            await window.start()
            await window.heard("Heard: joined")
            await window.say("hello", said)
        answers = [await window.heard("Heard: text hello") for window in windows]
    assert answers[0] == answers[1]


async def test_the_window_knows_its_own_line_by_the_name_it_gave(window: Window) -> None:
    said = str(uuid4())
    kept = (await window.say("hello", said)).json()["id"]
    lines = await window.lines()
    own = [line for line in lines if line["mine"]]
    assert [(line["id"], line["said"]) for line in own] == [(kept, said)]


async def test_answers_carry_their_buttons_and_nothing_internal(window: Window) -> None:
    await window.heard("Heard: joined")
    [line] = await window.lines()
    assert set(line) == {"id", "mine", "at", "text", "buttons", "date"}


async def test_nothing_new_means_an_empty_answer(window: Window) -> None:
    await window.heard("Heard: joined")
    newest = str((await window.lines())[-1]["id"])
    assert await window.lines(after=newest) == []


async def test_a_waiting_window_is_woken_by_the_answer(window: Window) -> None:
    await window.heard("Heard: joined")
    newest = str((await window.lines())[-1]["id"])
    waiting = asyncio.create_task(window.lines(after=newest, wait="20"))
    await window.say("hello")
    async with asyncio.timeout(10):
        lines = await waiting
    assert "hello" in [line["text"] for line in lines]


async def test_a_line_of_another_process_is_found_soon(site: PublicSite, window: Window) -> None:
    await window.heard("Heard: joined")
    [line] = await window.lines()
    waiting = asyncio.create_task(window.lines(after=str(line["id"]), wait="20"))
    async with site.desk.database.writing() as session:
        chat = (await session.exec(select(ChatLine.chat))).one()
        session.add(ChatLine(chat=chat, from_resident=False, message={"text": "news"}))
    async with asyncio.timeout(10):
        lines = await waiting
    assert lines[-1]["text"] == "news"


async def test_a_line_that_was_overtaken_before_its_commit_is_found_in_the_end(
    site: PublicSite, window: Window
) -> None:
    overtaken = new_id()
    await window.say("hello")
    await window.heard("Heard: text hello")
    newest = str((await window.lines())[-1]["id"])
    async with site.desk.database.writing() as session:
        chat = (await session.exec(select(ChatLine.chat))).first() or ""
        session.add(
            ChatLine(id=overtaken, chat=chat, from_resident=False, message={"text": "late"})
        )
    assert "late" in [line["text"] for line in await window.lines(after=newest, wait="0.1")]


@pytest.mark.parametrize("wait", ["nan", "-inf", "-1"])
async def test_a_wait_that_is_no_length_of_time_is_answered_at_once(
    window: Window, wait: str
) -> None:
    await window.heard("Heard: joined")
    newest = str((await window.lines())[-1]["id"])
    async with asyncio.timeout(5):
        assert await window.lines(after=newest, wait=wait) == []


async def test_a_letter_the_database_cannot_keep_is_left_out(window: Window) -> None:
    await window.say("hel\x00lo")
    assert "hello" in await window.heard("Heard: text hello")


async def test_a_reload_shows_the_conversation_again(site: PublicSite, window: Window) -> None:
    await window.say("hello")
    before = await window.heard("Heard: text hello")
    async with site.browser(Authorization=window.client.headers["Authorization"]) as reloaded:
        assert await Window(reloaded).texts() == before


@pytest.mark.parametrize("secret", ["Bearer wrong", "Bearer ", "Basic abc", ""])
async def test_an_unknown_secret_opens_nothing(site: PublicSite, secret: str) -> None:
    async with site.browser(Authorization=secret, Accept="application/json") as client:
        refused = await client.get("/chat/messages")
    assert refused.status_code == 401
    assert "begin a new conversation" in refused.json()["error"]


@pytest.mark.parametrize(
    "body",
    [
        "not json",
        "[]",
        '{"id": "x", "kind": "text"}',
        '{"id": "7b0f3b39-5dcb-4f2a-8d0f-7b0a12c0a000", "kind": "joined"}',
        '{"id": "7b0f3b39-5dcb-4f2a-8d0f-7b0a12c0a000", "kind": "place", "latitude": 91}',
    ],
)
async def test_what_cannot_be_read_is_refused_in_words(window: Window, body: str) -> None:
    refused = await window.client.post("/chat/messages", content=body)
    assert refused.status_code == 400
    assert "could not read this" in refused.json()["error"]


async def test_a_text_that_is_too_long_names_the_limit(window: Window) -> None:
    refused = await window.say("x" * (LONGEST_TEXT + 1))
    assert refused.status_code == 400
    assert "5000" in refused.json()["error"]


async def test_a_flood_is_refused_before_it_is_read(window: Window) -> None:
    assert (await window.say("x" * 40_000)).status_code == 413


@pytest.mark.parametrize(("content", "media"), [(PNG, "image"), (PDF, "file")])
async def test_a_file_is_known_by_its_content(window: Window, content: bytes, media: str) -> None:
    sent = await window.send_file(content)
    texts = await window.heard(f"Heard: file {media}")
    assert sent.status_code == 200
    assert texts[-1] == f"Heard: file {media}"


async def test_a_photo_is_shown_again_after_a_reload(window: Window) -> None:
    kept = (await window.send_file(PNG)).json()["id"]
    own = [line for line in await window.lines() if line["mine"]]
    photo = await window.client.get(f"/chat/files/{kept}")
    assert own[0]["attachment"] == {"media_type": "image/png"}
    assert photo.content == PNG
    assert photo.headers["content-type"] == "image/png"
    assert "sandbox" in photo.headers["content-security-policy"]


async def test_a_document_is_handed_over_and_never_opened_here(window: Window) -> None:
    kept = (await window.send_file(PDF)).json()["id"]
    document = await window.client.get(f"/chat/files/{kept}")
    assert document.headers["content-type"] == "application/octet-stream"
    assert document.headers["content-disposition"] == 'attachment; filename="sala.pdf"'
    assert document.headers["x-content-type-options"] == "nosniff"


async def test_nobody_sees_the_photo_of_another_chat(site: PublicSite, window: Window) -> None:
    kept = (await window.send_file(PNG)).json()["id"]
    async with site.browser() as client:
        await Window(client).start()
        assert (await client.get(f"/chat/files/{kept}")).status_code == 404


async def test_a_file_we_cannot_use_is_explained(window: Window) -> None:
    refused = await window.send_file(b"MZ not a picture")
    assert refused.status_code == 415
    assert "photo" in refused.json()["error"]
    assert [line for line in await window.lines() if line["mine"]] == []


async def test_a_file_that_is_too_large_is_refused_by_its_length(window: Window) -> None:
    refused = await window.send_file(PNG + bytes(LARGEST_FILE + 8192))
    assert refused.status_code == 413
    assert "10 MB" in refused.json()["error"]


async def test_a_form_without_a_file_is_refused(window: Window) -> None:
    refused = await window.client.post("/chat/files", data={"id": str(uuid4())})
    assert refused.status_code == 400


async def test_one_chat_may_not_talk_without_end(site: PublicSite, window: Window) -> None:
    answers = [(await window.say("hello")).status_code for _time in range(31)]
    site.pace[0] += 2
    later = await window.say("hello")
    assert answers == [200] * 30 + [429]
    assert later.status_code == 200


class ShutIntake:
    """An intake that can store nothing just now."""

    async def take(self, heard: list[Heard]) -> None:
        raise DatabaseUnavailable


async def test_what_cannot_be_stored_is_not_acknowledged(site: PublicSite, window: Window) -> None:
    site.app.state.intake = ShutIntake()
    refused = await window.say("hello")
    assert refused.status_code == 503
    assert "try again" in refused.json()["error"]


async def test_the_window_tells_what_to_do_without_a_script(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/chat")).text
    assert "You can reach us like this instead" in page
    assert 'href="tel:0440000000"' in page


async def test_a_link_to_a_service_begins_it(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/chat", params={"begin": "lamp"})).text
    assert '"begin": {"label": "Street lamp", "value": "begin:lamp"}' in page


async def test_a_link_to_no_service_begins_nothing(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/chat", params={"begin": "<script>"})).text
    assert '"begin"' not in page


async def test_the_embed_follows_the_page_it_stands_on(browser: httpx.AsyncClient) -> None:
    script = await browser.get("/embed.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "Chat with the office" in script.text
    assert "/* settings */" not in script.text
