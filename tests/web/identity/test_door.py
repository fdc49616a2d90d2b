"""A page inside a messenger says who opened it, and is believed only with a proof."""

from base64 import urlsafe_b64encode
from dataclasses import replace
from urllib.parse import quote

import pytest

from services.kit.errors import NotAllowed
from tests.simulator.faults import Fault, answers, drops, too_many
from tests.simulator.telegram_mini_app import init_data
from tests.web.identity.conftest import BOT_TOKEN, Door
from web.identity import Identity, require_same_person

SOMCHAI = "U" + "4" * 32


async def test_a_page_inside_line_is_told_apart(door: Door) -> None:
    answer = await door.prove("line", door.simulator.line.login.token(SOMCHAI))
    assert answer.status_code == 204
    assert await door.who() == ["line", SOMCHAI]


async def test_a_page_inside_telegram_is_told_apart(door: Door) -> None:
    proof = init_data(BOT_TOKEN, 279058397, door.clock().timestamp())
    assert (await door.prove("telegram", proof)).status_code == 204
    assert await door.who() == ["telegram", "279058397"]


async def test_the_plain_web_is_nobody(door: Door) -> None:
    assert await door.who() is None


async def test_an_identity_is_forgotten_after_an_hour(door: Door) -> None:
    await door.prove("line", door.simulator.line.login.token(SOMCHAI))
    cookie = door.browser.cookies["sala_identity"]
    door.clock.advance(hours=1)
    door.browser.cookies.set("sala_identity", cookie, "desk.example")
    assert await door.who() is None


async def test_the_cookie_is_out_of_reach_for_scripts_and_says_nothing(door: Door) -> None:
    answer = await door.prove("line", door.simulator.line.login.token(SOMCHAI))
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "Secure", "SameSite=lax"} <= set(cookie.split("; "))
    assert SOMCHAI not in cookie
    assert urlsafe_b64encode(SOMCHAI.encode()).decode()[:20] not in cookie


@pytest.mark.parametrize("made_up", ["", "x", "AAAA" * 20, "ก" * 10])
async def test_a_made_up_cookie_is_nobody(door: Door, made_up: str) -> None:
    told = await door.browser.get("/who", headers={"cookie": f"sala_identity={quote(made_up)}"})
    assert told.json() is None


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://access.example"},
        {"aud": "2000000002"},
        {"exp": 1},
    ],
)
async def test_a_token_for_others_or_too_old_is_refused_in_words(
    door: Door, changed: dict[str, object]
) -> None:
    answer = await door.prove("line", door.simulator.line.login.token(SOMCHAI, **changed))
    assert answer.status_code == 401
    assert "open it again from the chat" in answer.json()["error"]
    assert await door.who() is None


@pytest.mark.parametrize("forged", ["", "x.y.z", "e30.e30.e30", "x" * 5000])
async def test_a_forged_token_is_refused(door: Door, forged: str) -> None:
    assert (await door.prove("line", forged)).status_code == 401
    assert (await door.prove("telegram", forged)).status_code == 401


async def test_what_telegram_said_an_hour_ago_is_refused(door: Door) -> None:
    proof = init_data(BOT_TOKEN, 279058397, door.clock().timestamp())
    door.clock.advance(hours=1, seconds=1)
    assert (await door.prove("telegram", proof)).status_code == 401


@pytest.mark.parametrize("fault", [answers(500), drops(), too_many()])
async def test_when_line_is_away_it_is_asked_to_try_again(door: Door, fault: Fault) -> None:
    door.simulator.line.faults.add("verify id token", fault)
    answer = await door.prove("line", door.simulator.line.login.token(SOMCHAI))
    assert answer.status_code == 503
    assert "try again in a minute" in answer.json()["error"]


async def test_only_a_script_of_ours_can_send_a_proof(door: Door) -> None:
    token = door.simulator.line.login.token(SOMCHAI)
    form = await door.browser.post("/identity/line", data={"proof": token})
    assert form.status_code == 415
    assert await door.who() is None


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"proof": 5}', "no json"])
async def test_a_body_without_a_proof_is_refused(door: Door, body: str) -> None:
    answer = await door.browser.post(
        "/identity/line", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 400


async def test_guessing_is_slowed_down(door: Door) -> None:
    answers = [await door.prove("telegram", "x") for _try in range(21)]
    assert answers[-1].status_code == 429


async def test_line_is_let_in_on_its_own_page_alone(door: Door) -> None:
    page = await door.browser.get("/inside/fill/abc-_DEF")
    policy = page.headers["content-security-policy"]
    assert "https://static.line-scdn.net" in policy
    assert 'data-wanted="/fill/abc-_DEF"' in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    other = await door.browser.get("/")
    assert "line" not in other.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("/inside", "/"),
        ("/inside/services/a/form?all=1&liff.state=x&code=y", "/services/a/form?all=1"),
        ("/inside//evil.example/a", "/evil.example/a"),
        ("/inside/%5Cevil.example", "/evil.example"),
        ("/inside/a%22b", "/a%22b"),
    ],
)
async def test_the_page_gone_on_to_is_always_ours(door: Door, asked: str, wanted: str) -> None:
    page = await door.browser.get(asked)
    assert f'data-wanted="{wanted}"' in page.text


async def test_without_a_liff_app_there_is_no_such_page(door: Door) -> None:
    door.settings.liff_id = ""
    assert (await door.browser.get("/inside")).status_code == 404


def test_a_link_for_somebody_else_is_refused() -> None:
    somchai = Identity("line", SOMCHAI)
    require_same_person(somchai, "line", SOMCHAI)
    require_same_person(None, "line", SOMCHAI)
    with pytest.raises(NotAllowed):
        require_same_person(replace(somchai, chat="U5"), "line", SOMCHAI)
    with pytest.raises(NotAllowed):
        require_same_person(Identity("telegram", SOMCHAI), "line", SOMCHAI)


@pytest.mark.parametrize("messenger", ["line", "telegram"])
@pytest.mark.parametrize(
    "body", [b"[" * 8000, b'{"proof":"hash=a&x=\\ud800"}', b"\xff", b'{"proof":1}']
)
async def test_what_is_no_proof_at_all_breaks_nothing(
    door: Door, messenger: str, body: bytes
) -> None:
    kind = {"content-type": "application/json"}
    answer = await door.browser.post(f"/identity/{messenger}", content=body, headers=kind)
    assert answer.status_code in {400, 401}
    assert await door.who() is None
