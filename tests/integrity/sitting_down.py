"""Recipients for tests: each with a browser, a passphrase, and an app for codes."""

import re
from dataclasses import dataclass

import httpx
import pyotp

from services.integrity import recipients
from services.integrity.sealing import KeyPair
from tests.conftest import Clock
from web.integrity.channel import Channel
from web.integrity.door import ConfidentialDoor

PASSPHRASE = "umbrella river fortnight eleven"
OTHER_PASSPHRASE = "seven quiet lanterns downstream"
COOKIE = "sala_integrity"


@dataclass
class Recipient:
    """Somebody with a browser, a passphrase, and an app for codes."""

    browser: httpx.AsyncClient
    clock: Clock
    post: str
    passphrase: str = PASSPHRASE
    key_id: str = ""
    second: str = ""
    fingerprint: str = ""

    async def join(self, code: str) -> httpx.Response:
        typed = {"invitation": code, "passphrase": self.passphrase, "again": self.passphrase}
        page = await self.browser.post("/integrity/desk/join", data=typed)
        if found := re.search(r'class="secret">([A-Z2-7]+)<', page.text):
            self.second = found.group(1)
            self.fingerprint = re.search(r'class="code">([\d ]+)<', page.text).group(1)  # type: ignore[union-attr]
        return page

    async def sign_in(self, **wrong: str) -> httpx.Response:
        self.clock.advance(seconds=30)
        door = await self.browser.get("/integrity/desk?rested=1")
        known = dict(re.findall(r'id="who-(\w+)"[^>]*>\s*<label[^>]*>([^<]*)', door.text))
        mine = sorted(
            (("not confirmed" in told, key) for key, told in known.items() if self.post in told),
        )
        self.key_id = self.key_id or mine[-1][1]
        typed = {
            "who": self.key_id,
            "passphrase": self.passphrase,
            "code": pyotp.TOTP(self.second).at(self.clock.now),
        }
        return await self.browser.post("/integrity/desk/sign-in", data=typed | wrong)

    async def see(self, place: str = "") -> httpx.Response:
        return await self.browser.get(f"/integrity/desk{place}?lang=en", follow_redirects=True)

    async def lookups(self) -> list[str]:
        return re.findall(r"/reports/(\w+)\?", (await self.see()).text)

    async def do(self, place: str, **form: str) -> httpx.Response:
        marked = re.search(r'name="mark" value="(\w+)"', (await self.see()).text)
        assert marked is not None
        return await self.browser.post(
            f"/integrity/desk{place}?lang=en",
            data={"mark": marked.group(1), **form},
            follow_redirects=True,
        )


@dataclass
class Desk:
    """A channel that was set up by its own means."""

    channel: Channel
    clock: Clock
    clerk: Recipient
    mayor: Recipient
    paper: KeyPair

    def browser(self) -> httpx.AsyncClient:
        return browser_of(self.channel)

    async def invite(self, post: str) -> str:
        async with self.channel.database.writing() as session:
            return await recipients.invite(session, post, self.clock.now)


def browser_of(channel: Channel) -> httpx.AsyncClient:
    door = ConfidentialDoor(channel_is_all, channel)
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(door),
        base_url="https://desk.example",
        headers={"accept-language": "en"},
    )


async def channel_is_all(scope: object, receive: object, send: object) -> None:
    """There is nothing but the channel."""
    raise AssertionError(scope)
