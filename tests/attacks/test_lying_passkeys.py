"""Passkeys that lie: about the site, the challenge, the person, the counter or the finger."""

import json
from collections.abc import Mapping
from dataclasses import replace

import httpx
import pytest
from webauthn.helpers import bytes_to_base64url

from bot.desk import Desk
from models import Staff
from tests.attacks.device import PRESENT, Device
from tests.conftest import Clock
from tests.web.console_office import ConsoleOffice, console_office, forms_of

WAYS, USE = "/console/sign-in", "/console/sign-in/passkey"
ACCOUNT, MAKE = "/console/account", "/console/account/passkeys"


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


@pytest.fixture
async def device(console: ConsoleOffice) -> Device:
    """The passkey of Malee."""
    made = Device()
    answer = await make(console, await console.hire("Malee"), made)
    assert answer.status_code == 303
    return made


async def make(console: ConsoleOffice, staff: Staff, device: Device) -> httpx.Response:
    async with console.browser(staff) as client:
        token = forms_of(await client.get(ACCOUNT))["/console/sign-out"]
        options = await client.post(f"{MAKE}/options", data=token)
        answer = device.makes(options.json()["challenge"])
        return await client.post(MAKE, data=token | {"answer": answer})


async def challenge_for(client: httpx.AsyncClient) -> tuple[Mapping[str, str], str]:
    """Open the page with all ways; return its token, and what is to be signed."""
    token = next(form for form in forms_of(await client.get(WAYS)).values() if form)
    asked = {"form_token": token["form_token"]}
    options = await client.post(f"{USE}/options", data=asked)
    return asked, options.json()["challenge"]


async def sign_in(console: ConsoleOffice, device: Device, count: int = 2) -> int:
    device.count = count
    async with console.browser() as client:
        token, challenge = await challenge_for(client)
        answer = await client.post(USE, data={**token, "answer": device.signs(challenge)})
    return answer.status_code


async def test_the_device_of_these_tests_signs_in_when_it_does_not_lie(
    console: ConsoleOffice, device: Device
) -> None:
    assert await sign_in(console, device) == 303


LIES: Mapping[str, Mapping[str, object]] = {
    "another origin": {"origin": "https://evil.example"},
    "without https": {"origin": "http://desk.example"},
    "a site below ours": {"origin": "https://a.desk.example"},
    "the passkey of another site": {"site": "evil.example"},
    "nobody touched it": {"flags": 0},
    "nobody was verified": {"flags": PRESENT},
    "a key nobody knows": {"id": b"another key here"},
    "the key of somebody else": {"key": Device().key},
}


@pytest.mark.parametrize("lie", LIES)
async def test_a_passkey_that_lies_is_refused(
    console: ConsoleOffice, device: Device, lie: str
) -> None:
    assert await sign_in(console, replace(device, **LIES[lie])) == 403  # type: ignore[arg-type] # one field each
    assert await sign_in(console, device) == 303


async def test_a_counter_that_goes_back_is_a_copy_and_refused(
    console: ConsoleOffice, device: Device
) -> None:
    assert await sign_in(console, device, 7) == 303
    assert await sign_in(console, device, 7) == 403
    assert await sign_in(console, device, 6) == 403
    assert await sign_in(console, device, 8) == 303


async def test_what_was_signed_once_signs_in_once(console: ConsoleOffice, device: Device) -> None:
    async with console.browser() as client:
        token, challenge = await challenge_for(client)
        sent = {**token, "answer": replace(device, count=2).signs(challenge)}
        cookies = dict(client.cookies)
        assert (await client.post(USE, data=sent)).status_code == 303
    async with console.browser() as thief:
        thief.cookies.update(cookies)
        later = {**token, "answer": replace(device, count=3).signs(challenge)}
        assert (await thief.post(USE, data=later)).status_code == 403


async def test_a_challenge_is_over_after_five_minutes(
    console: ConsoleOffice, device: Device, clock: Clock
) -> None:
    async with console.browser() as client:
        token, challenge = await challenge_for(client)
        clock.advance(minutes=5)
        sent = {**token, "answer": replace(device, count=2).signs(challenge)}
        assert (await client.post(USE, data=sent)).status_code == 403


async def test_a_challenge_nobody_made_is_refused(console: ConsoleOffice, device: Device) -> None:
    async with console.browser() as client:
        token, _challenge = await challenge_for(client)
        answer = device.signs(bytes_to_base64url(b"x" * 32))
        assert (await client.post(USE, data={**token, "answer": answer})).status_code == 403


async def test_the_challenge_for_one_person_makes_no_passkey_for_another(
    console: ConsoleOffice,
) -> None:
    malee, somchai = await console.hire("Malee"), await console.hire("Somchai")
    async with console.browser(malee) as one, console.browser(somchai) as other:
        hers = forms_of(await one.get(ACCOUNT))["/console/sign-out"]
        his = forms_of(await other.get(ACCOUNT))["/console/sign-out"]
        asked = (await one.post(f"{MAKE}/options", data=hers)).json()["challenge"]
        answer = Device().makes(asked)
        assert (await other.post(MAKE, data=his | {"answer": answer})).status_code == 404


@pytest.mark.parametrize("lie", [{"flags": PRESENT}, {"origin": "https://evil.example"}])
async def test_no_passkey_is_made_by_a_device_that_lies(
    console: ConsoleOffice, lie: dict[str, object]
) -> None:
    lying = replace(Device(), **lie)  # type: ignore[arg-type] # one field each
    answer = await make(console, await console.hire("Malee"), lying)
    assert answer.status_code == 404


ODD = {
    "a nest without end": "[" * 20_000,
    "nothing": "",
    "a list": "[]",
    "no answer in it": '{"rawId": "x"}',
    "numbers": json.dumps({"rawId": 1, "response": {"clientDataJSON": 2}}),
    "a nest in what the browser signed": json.dumps(
        {"response": {"clientDataJSON": bytes_to_base64url(b"[" * 20_000)}}
    ),
}


@pytest.mark.parametrize("odd", ODD)
async def test_what_is_no_answer_of_a_device_is_refused_like_a_wrong_one(
    console: ConsoleOffice, odd: str
) -> None:
    async with console.browser() as client:
        token, _challenge = await challenge_for(client)
        assert (await client.post(USE, data={**token, "answer": ODD[odd]})).status_code == 403
