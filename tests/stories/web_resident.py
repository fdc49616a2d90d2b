"""A resident in the web chat, who understands the words of those on the messengers."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx

from tests.serving import browser_of
from tests.stories.stage import Stage

Line = dict[str, Any]


class WebResident:
    """One browser with the office's own chat window, as its script talks to the desk."""

    def __init__(self, browser: httpx.AsyncClient) -> None:
        self.browser = browser
        self.browser.headers["Accept"] = "application/json"
        self._heard = 0

    async def follows(self) -> None:
        started = await self.browser.post("/chat/start")
        self.browser.headers["Authorization"] = f"Bearer {started.json()['secret']}"

    async def types(self, text: str) -> None:
        await self.says(kind="text", text=text)

    async def presses(self, label: str) -> None:
        """Press a button by its label, on the newest line that has it."""
        buttons = [one for line in await self.lines() for one in line.get("buttons", ())]
        value = next(one["value"] for one in reversed(buttons) if one["label"] == label)
        await self.says(kind="press", text=value, label=label)

    async def sends_place(self, latitude: float, longitude: float) -> None:
        await self.says(kind="place", latitude=latitude, longitude=longitude)

    async def sends_photo(self, picture: bytes) -> httpx.Response:
        await self.looks_from_here()
        return await self.browser.post(
            "/chat/files", data={"id": str(uuid4())}, files={"file": picture}
        )

    async def says(self, **what: object) -> None:
        await self.looks_from_here()
        answered = await self.repeats({"id": str(uuid4()), **what})
        assert answered.status_code == 200

    async def repeats(self, body: Line) -> httpx.Response:
        """Post exactly this, perhaps for the second time."""
        return await self.browser.post("/chat/messages", json=body)

    async def lines(self) -> list[Line]:
        answered = await self.browser.get("/chat/messages")
        lines: list[Line] = answered.json()["lines"]
        return lines

    async def sees(self, words: str, within: float = 5.0) -> Line:
        """Wait for a line of the desk with these words, said after this person's latest act."""
        async with asyncio.timeout(within):
            while True:
                lines = await self.lines()
                for line in lines[self._heard :]:
                    if words in line["text"] and not line["mine"]:
                        return line
                after = {"after": lines[-1]["id"]} if lines else {}
                await self.browser.get("/chat/messages", params={"wait": "1", **after})

    async def looks_from_here(self) -> None:
        """Let `sees` look only at what is said from now on."""
        self._heard = len(await self.lines())


async def web_resident(stage: Stage) -> WebResident:
    """Somebody who opens the chat on the office's web site and is greeted."""
    resident = WebResident(browser_of(stage.served.url, **{"Accept-Language": "th"}))
    await resident.follows()
    await resident.sees("มีอะไรให้ช่วย")
    return resident
